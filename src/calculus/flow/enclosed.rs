//! Flows in balls.

use super::Found;
use super::frame::Frame;
use super::plain::{advanced, exact};
use super::schedule::{Plan, Schedule};
use super::solution::{Solution, parts};
use crate::calculus::coarse::Coarse;
use crate::calculus::program::Program;
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// The order of the series that find a box for a step, and its derivative with respect to the start.
const LOW_ORDER: usize = 10;

/// Trials of a step.
const MOST_TRIALS: usize = 40;

pub(super) fn along<S: Rung>(
    program: &Program,
    start: &[S],
    times: &[S],
) -> Result<Found<S>, Obstacle> {
    let mut schedule = Schedule::new::<S>();
    let radii = start.iter().map(|x| x.reading().radius).collect();
    let mut front: Front<S> =
        Front { centre: start.iter().map(Rung::centre).collect(), frame: Frame::new(radii) };
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
}

/// What is proved of a step of some length.
struct Proved<'a> {
    /// The terms on the set of starts.
    near: Solution<'a, Coarse>,
    /// The terms on a box that contains the solutions all along.
    everywhere: Solution<'a, Coarse>,
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
        let mut most = None;
        for _ in 0..MOST_TRIALS {
            let plan = schedule.plan(program, &at, end, most)?;
            let length = plan.length.nearest(53).to_f64().abs();
            let Some(mut proved) = proved(program, &box_of_starts, &plan, schedule.order) else {
                most = Some(length / 2.0);
                continue;
            };
            let growth = proved.growth(&plan);
            // Of a flow that grows too much, the derivative would be enclosed too widely.
            let Some(growth) = growth.filter(|&growth| growth <= MOST_GROWTH) else {
                most = Some(length * 0.7);
                continue;
            };
            proved.everywhere.extend(&parts(&plan.length, schedule.order));
            let remainders: Vec<f64> =
                proved.everywhere.terms[schedule.order].iter().map(|x| x.magnitude()).collect();
            let remainder = remainders.iter().copied().fold(0.0, f64::max);
            // What the start leaves open already need not be bettered.
            let open = self.frame.reach.iter().copied().fold(0.0, f64::max);
            let excess = remainder / (4.0 * plan.tolerance).max(open / 1024.0);
            if excess > 1.0 {
                let factor = excess.powf(-1.0 / schedule.order as f64) * 0.98;
                schedule.shorten(factor.max(0.5));
                continue;
            }
            let arrived = advanced(program, &self.centre, &plan, schedule.order);
            // Terms that cancel are those of too long a step.
            if arrived.iter().any(|x| x.reading().radius > 64.0 * plan.tolerance.max(open / 1024.0))
            {
                schedule.shorten(0.5);
                continue;
            }
            let range = proved.everywhere.terms[0].clone();
            self.arrive(&arrived, &remainders, &proved, || proved.jacobian(&plan, growth));
            if self.frame.reach.iter().all(|r| r.is_finite()) {
                schedule.advance(&plan, remainder);
                return Ok(range);
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

/// e^L ≤ 1 + L + L² for L ≤ 3/2, which is what the derivative of a step grows by at most.
const MOST_GROWTH: f64 = 4.75;

/// A box that every solution of a step stays in.
///
/// With P ⊇ Σ sᵏcₖ over s in [0, 1], k < q, and Y = P + [−u, u]: if |c_q(Y)| < u then all solutions exist and stay in Y,
/// since at the first time at its boundary, y = Σ sᵏcₖ + s^q·c_q(ξ) would be inside. A component whose velocity is
/// exactly 0 on Y rests, and Y needs no room for it.
fn proved<'a>(
    program: &'a Program,
    start: &[Coarse],
    plan: &Plan,
    order: usize,
) -> Option<Proved<'a>> {
    let low = LOW_ORDER.min(order);
    let parts: Vec<Coarse> = parts(&plan.length, low);
    let mut near = Solution::new(program, start, low);
    near.extend(&parts);
    let polynomial: Vec<Coarse> = (0..start.len())
        .map(|i| near.terms[1..low].iter().fold(near.terms[0][i], |sum, term| sum + term[i].part()))
        .collect();
    let last = near.terms[low].iter().map(|c| c.magnitude());
    let largest = last.clone().fold(0.0, f64::max);
    let moves = |i: usize| near.terms[1..].iter().any(|term| !term[i].is_zero());
    let mut room: Vec<f64> = last
        .enumerate()
        .map(|(i, c)| if moves(i) { 2.0 * c + 1e-3 * largest + f64::MIN_POSITIVE } else { 0.0 })
        .collect();
    for _ in 0..6 {
        let everywhere: Vec<_> = polynomial.iter().zip(&room).map(|(p, &u)| p.widened(u)).collect();
        if !everywhere.iter().all(|x| x.is_finite()) {
            return None;
        }
        let mut everywhere = Solution::new(program, &everywhere, order);
        everywhere.extend(&parts);
        let needed: Vec<f64> = everywhere.terms[low].iter().map(|c| c.magnitude()).collect();
        let mut wider = room.clone();
        let holds =
            |i: usize| needed[i] < room[i] || (room[i] == 0.0 && everywhere.terms[1][i].is_zero());
        if (0..room.len()).all(holds) {
            return Some(Proved { near, everywhere });
        }
        for i in (0..start.len()).filter(|&i| !holds(i)) {
            wider[i] = 2.0 * needed[i] + f64::MIN_POSITIVE;
        }
        room = wider;
    }
    None
}

impl Proved<'_> {
    /// A bound of the derivative with respect to the start, all along: e^‖h·velocity′(Y)‖ in the largest-row norm.
    fn growth(&self, plan: &Plan) -> Option<f64> {
        let size = self.near.terms[0].len();
        let length: [Coarse; 1] = [parts(&plan.length, 1)[0]];
        let mut rows = vec![Coarse::zero(); size];
        for j in 0..size {
            let slopes = self.everywhere.tangent(&unit(size, j), &length);
            for (row, slope) in rows.iter_mut().zip(&slopes[1]) {
                *row += &Coarse::exact(slope.magnitude());
            }
        }
        let norm = rows.iter().map(|row| row.magnitude()).fold(0.0, f64::max);
        let bound = (1.0 + norm + norm * norm) * (1.0 + 8.0 * f64::EPSILON);
        (norm <= 1.5).then_some(bound)
    }

    /// The derivative of the end with respect to the start, on all of the set of starts: terms below the low order there, and
    /// Lagrange's remainder for all columns at once, whose entries are within ±growth all along.
    fn jacobian(&self, plan: &Plan, growth: f64) -> Matrix<Coarse> {
        let size = self.near.terms[0].len();
        let low = self.near.terms.len() - 1;
        let parts: Vec<Coarse> = parts(&plan.length, low);
        let everywhere = self.everywhere.tangent(&vec![Coarse::within(growth); size], &parts);
        let columns: Vec<Vec<Coarse>> = (0..size)
            .map(|j| {
                let terms = self.near.tangent(&unit(size, j), &parts[..low - 1]);
                let entry = |i: usize| {
                    let polynomial: Coarse = sum(terms.iter().rev().map(|term| term[i]));
                    polynomial.widened(everywhere[low][i].magnitude())
                };
                (0..size).map(entry).collect()
            })
            .collect();
        Matrix::from_fn(size, size, |i, j| columns[j][i])
    }
}

/// The direction of component j.
fn unit(size: usize, j: usize) -> Vec<Coarse> {
    (0..size).map(|i| if i == j { Coarse::one() } else { Coarse::zero() }).collect()
}
