//! Flows in balls.

use super::Found;
use super::frame::Frame;
use super::plain::{advanced, exact};
use super::proved::{MOST_RATE, Proved};
use super::schedule::Schedule;
use crate::calculus::coarse::Coarse;
use crate::calculus::program::Program;
use crate::linalg::Matrix;
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Trials of a step.
const MOST_TRIALS: usize = 40;

pub(super) fn along<S: Rung>(
    program: &Program,
    start: &[S],
    times: &[S],
) -> Result<Found<S>, Obstacle> {
    let mut schedule = Schedule::new::<S>();
    let radii = start.iter().map(|x| x.reading().radius).collect();
    let centre = start.iter().map(Rung::centre).collect();
    let mut front: Front<S> = Front { centre, frame: Frame::new(radii), longest: f64::INFINITY };
    let mut found = Found { states: Vec::new(), pieces: Vec::new() };
    for time in times {
        let end = exact(time);
        while schedule.elapsed != end {
            let from = schedule.elapsed.clone();
            let everywhere = front.advance(program, &mut schedule, &end)?;
            let everywhere = everywhere.iter().map(|x| x.to()).collect();
            found.pieces.push((from, schedule.elapsed.clone(), everywhere));
        }
        let spread = time.reading().radius;
        found.states.push(if spread == 0.0 {
            front.state()
        } else {
            front.around(program, spread).ok_or_else(|| schedule.stopped())?
        });
    }
    Ok(found)
}

/// The set of states at a time.
struct Front<S> {
    /// Without radius.
    centre: Vec<S>,
    frame: Frame,
    /// A guess of how long a step may be, lest its derivative grow too much.
    longest: f64,
}

impl<S: Rung> Front<S> {
    fn state(&self) -> Vec<S> {
        let reach = self.frame.reach.iter();
        self.centre.iter().zip(reach).map(|(x, &r)| x.widened(&Coarse::exact(r).to())).collect()
    }

    fn coarse(&self) -> Vec<Coarse> {
        let reach = self.frame.reach.iter();
        let ball = |(x, &r): (&S, &f64)| Coarse::around(x).widened(r);
        self.centre.iter().zip(reach).map(ball).collect()
    }

    /// A step, and a box that contains the solutions all along.
    fn advance(
        &mut self,
        program: &Program,
        schedule: &mut Schedule,
        end: &Rational,
    ) -> Result<Vec<Coarse>, Obstacle> {
        let box_of_starts = self.coarse();
        let at: Vec<f64> = box_of_starts.iter().map(|x| x.centre()).collect();
        // What the start leaves open already need not be bettered.
        let open = largest(&self.frame.reach) / 1024.0;
        let mut most = self.longest;
        for _ in 0..MOST_TRIALS {
            let mut plan = schedule.plan(program, &at, end, most)?;
            let Some(proved) = Proved::new(program, &box_of_starts, &plan.length, schedule.order)
            else {
                most = plan.size() / 2.0;
                continue;
            };
            self.longest = plan.size() * MOST_RATE / proved.rate;
            let excess =
                largest(&proved.remainders(&plan.length)) / (4.0 * plan.tolerance).max(open);
            // A shorter step needs no other box; by less than half it does, which is wider than need be.
            let factor = schedule.excused(excess).min(0.999 * self.longest / plan.size());
            if factor < 0.5 {
                most = plan.size() * factor.max(0.25);
                continue;
            }
            if factor < 1.0 {
                schedule.shorten(&mut plan, factor, end);
            }
            let Some(growth) = proved.growth(&plan.length) else {
                most = plan.size() / 2.0;
                continue;
            };
            let arrived = advanced(program, &self.centre, &plan, schedule.order);
            // Terms that cancel are those of too long a step.
            if arrived.iter().any(|x| x.reading().radius > 64.0 * plan.tolerance.max(open)) {
                schedule.beware(0.5);
                continue;
            }
            let remainders = proved.remainders(&plan.length);
            self.arrive(&arrived, &remainders, &proved, || proved.jacobian(&plan.length, growth));
            if self.frame.reach.iter().all(|r| r.is_finite()) {
                schedule.advance(&plan, largest(&remainders));
                return Ok(proved.everywhere.terms[0].clone());
            }
            return Err(schedule.stopped());
        }
        Err(schedule.stopped())
    }

    /// The end of a step, from the sum of the series at the centre.
    fn arrive(
        &mut self,
        arrived: &[S],
        remainders: &[f64],
        proved: &Proved<'_>,
        jacobian: impl FnOnce() -> Matrix<Coarse>,
    ) {
        let arrived: Vec<S> = arrived
            .iter()
            .zip(remainders)
            .map(|(x, &r)| if r == 0.0 { x.clone() } else { x.widened(&Coarse::exact(r).to()) })
            .collect();
        let before =
            std::mem::replace(&mut self.centre, arrived.iter().map(Rung::centre).collect());
        let mut errors: Vec<Coarse> = arrived
            .iter()
            .zip(&self.centre)
            .map(|(x, centre)| Coarse::around(&(x - centre)))
            .collect();
        // What does not move at all keeps its place and its radius.
        let rests: Vec<bool> = proved.everywhere.terms[1].iter().map(Zero::is_zero).collect();
        for i in (0..rests.len()).filter(|&i| rests[i]) {
            self.centre[i] = before[i].clone();
            errors[i] = Coarse::zero();
        }
        if self.frame.is_point() {
            self.frame = Frame::new(errors.iter().map(|e| e.magnitude()).collect());
            return;
        }
        let kept = self.frame.reach.clone();
        self.frame = self.frame.moved(&jacobian(), &errors);
        for i in (0..rests.len()).filter(|&i| rests[i]) {
            self.frame.reach[i] = kept[i];
        }
    }

    /// The states at all times within `spread` of now: by a box Y with y + [−spread, spread]·velocity(Y) inside Y.
    fn around(&self, program: &Program, spread: f64) -> Option<Vec<S>> {
        let now = self.coarse();
        let mut reach = vec![0.0; now.len()];
        for _ in 0..8 {
            let around: Vec<_> = now.iter().zip(&reach).map(|(x, &r)| x.widened(r)).collect();
            let velocity = program.values(&around);
            let needed: Vec<f64> =
                velocity.iter().map(|v| (v * Coarse::within(spread)).magnitude()).collect();
            let holds = |(need, has): (&f64, &f64)| need < has || *need == 0.0;
            if needed.iter().zip(&reach).all(holds) {
                let widen = |(x, &r): (S, &f64)| x.widened(&Coarse::exact(r).to());
                return Some(self.state().into_iter().zip(&needed).map(widen).collect());
            }
            reach = needed.iter().map(|need| 2.0 * need).collect();
        }
        None
    }
}

fn largest(sizes: &[f64]) -> f64 {
    sizes.iter().copied().fold(0.0, f64::max)
}
