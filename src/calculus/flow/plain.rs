//! Flows in floats: Taylor series without a remainder.

use super::Found;
use super::schedule::{Plan, Schedule};
use super::solution::{Solution, parts};
use crate::calculus::coarse::Coarse;
use crate::calculus::program::Program;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// A rung of so few bits is not slower than a sum in `f64`.
const FEW_BITS: u32 = 53;

pub(super) fn along<S: Rung>(
    program: &Program,
    start: &[S],
    times: &[S],
) -> Result<Found<S>, Obstacle> {
    let mut schedule = Schedule::new::<S>();
    let (mut state, mut found) = (start.to_vec(), Found { states: Vec::new(), pieces: Vec::new() });
    for time in times {
        let end = exact(time);
        while schedule.elapsed != end {
            let at: Vec<f64> = state.iter().map(|x| x.reading().to_f64()).collect();
            let plan = schedule.plan(program, &at, &end, f64::INFINITY)?;
            state = advanced(program, &state, &plan, schedule.order);
            if !state.iter().all(|x| x.reading().is_finite()) {
                return Err(schedule.stopped());
            }
            let from = schedule.elapsed.clone();
            schedule.advance(&plan, 0.0);
            found.pieces.push((from, schedule.elapsed.clone(), state.clone()));
        }
        found.states.push(state.clone());
    }
    Ok(found)
}

/// The number, exactly, without its radius.
pub(super) fn exact<S: Rung>(time: &S) -> Rational {
    time.reading().centre.to_rational().map_or(Rational::UNDEFINED, Rational::from)
}

/// The sum of the series of a plan's step, its last terms in `f64` unless these lose too much by cancelling.
pub(super) fn advanced<S: Rung>(
    program: &Program,
    start: &[S],
    plan: &Plan,
    order: usize,
) -> Vec<S> {
    let full = if S::BITS <= FEW_BITS { order } else { plan.full_terms().min(order) };
    let mut series = Solution::new(program, start, order);
    series.extend(&parts(&plan.length, full - 1));
    let rest = rest(&series, plan, order).unwrap_or_else(|| {
        series.extend(&parts(&plan.length, order - 1));
        vec![Coarse::zero(); start.len()]
    });
    let total = |i: usize| {
        let terms = series.terms.iter().rev().map(|term| term[i].clone());
        terms.fold(rest[i].to(), |total, term| total + term)
    };
    (0..start.len()).map(total).collect()
}

/// The sum of the terms that a series still lacks, in `f64`, if it is good to the tolerance.
fn rest<S: Rung>(series: &Solution<'_, S>, plan: &Plan, order: usize) -> Option<Vec<Coarse>> {
    let full = series.terms.len();
    let mut tail = series.mapped(order, Coarse::around);
    tail.extend(&parts(&plan.length, order - 1));
    let rest = |i: usize| -> Coarse { sum(tail.terms[full..].iter().rev().map(|term| term[i])) };
    let rests: Vec<Coarse> = (0..tail.terms[0].len()).map(rest).collect();
    rests.iter().all(|rest| rest.radius() <= plan.tolerance).then_some(rests)
}
