//! Least values of functions of a few variables over a box.

use super::cover::Interval;
use super::program::Program;
use super::system::isolated;
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;
use part::{Part, interval, is_within};

mod part;
mod search;

/// Steps of the grid in each direction: all that is looked at in floats.
const GRID: usize = 16;

/// A function of a few variables, written once for all number types, as [`Velocity`](super::Velocity).
pub trait Objective {
    /// Its value at a point.
    fn at<T: Real>(&self, point: &[T]) -> T;
}

/// A least value and where it is attained.
#[derive(Clone, Debug)]
pub struct Lowest<S> {
    /// The least value.
    pub value: S,
    /// In rigorous rungs, boxes that contain every point of that value; in floats the point found.
    pub regions: Vec<Vec<Interval>>,
}

/// The least value over a box of a twice differentiable function of one to three variables.
///
/// An enclosure in rigorous rungs, by branch and bound, the most promising box first: boxes where the value, or its mean value form,
/// exceeds a value known are dropped, and so are those without a critical point, or concave along a side, but for the
/// faces of the domain; where the Hessian is positive definite the critical point is enclosed by Krawczyk's test.
/// The radius is near the roundoff for a minimum of positive curvature or at a corner, else the square root of it, relative to the
/// size of the function. In floats the best of a grid of 16 steps each way, polished by Newton's method.
///
/// # Errors
/// [`Obstacle::NotConverged`] when 20 000 boxes do not suffice; [`Obstacle::NotFinite`] when no value is finite.
///
/// # Panics
/// When the domain has not one to three sides, or a side has low > high.
pub fn lowest<S: Rung>(
    objective: &impl Objective,
    domain: &[Interval],
) -> Result<Lowest<S>, Obstacle> {
    assert!((1..=3).contains(&domain.len()), "a domain of {} sides", domain.len());
    assert!(domain.iter().all(|(low, high)| low <= high), "a side from high to low: {domain:?}");
    let value = Program::of(domain.len(), |point| vec![objective.at(point)]);
    let gradient = value.differentiated();
    let search = Search { value, gradient, domain };
    if S::RIGOROUS { search.enclosed() } else { search.approximate() }
}

struct Search<'a> {
    value: Program,
    gradient: Program,
    domain: &'a [Interval],
}

impl Search<'_> {
    fn at<S: Rung>(&self, point: &[S]) -> S {
        self.value.values(point).swap_remove(0)
    }

    fn approximate<S: Rung>(&self) -> Result<Lowest<S>, Obstacle> {
        let steps = GRID + 1;
        let point = |index: usize| -> Vec<Rational> {
            let place = |i: usize| index / steps.pow(u32::try_from(i).unwrap_or(0)) % steps;
            let on = |(i, (low, high)): (usize, &Interval)| {
                low + (high - low)
                    * Rational::fraction(i64::try_from(place(i)).unwrap_or(0), GRID as u64)
            };
            self.domain.iter().enumerate().map(on).collect()
        };
        let all = (0..steps.pow(u32::try_from(self.domain.len()).unwrap_or(0))).map(point);
        let valued = all.map(|point| {
            let value: S = self.at(&point.iter().map(S::of).collect::<Vec<S>>());
            (value, point)
        });
        let lower = |a: (S, Vec<Rational>), b: (S, Vec<Rational>)| {
            if (&b.0 - &a.0).reading().is_negative() || !a.0.reading().is_finite() { b } else { a }
        };
        let best = valued.reduce(lower).filter(|(value, _)| value.reading().is_finite());
        let (value, point) = best.ok_or(Obstacle::NotFinite { algorithm: "lowest" })?;
        let sides: Vec<Interval> = point.iter().map(|x| (x.clone(), x.clone())).collect();
        let slopes: Vec<S> = self.gradient.values(&point.iter().map(S::of).collect::<Vec<S>>());
        // A coordinate stays at an end that the function rises from.
        let is_held = |i: usize| {
            let (low, high) = &self.domain[i];
            let at_low = point[i] == *low && !slopes[i].reading().is_negative();
            let at_high = point[i] == *high && !slopes[i].reading().is_positive();
            at_low || at_high
        };
        let free: Vec<usize> = (0..point.len()).filter(|&i| !is_held(i)).collect();
        let part = Part { sides: sides.clone(), region: sides.clone(), bound: 0.0, number: 0 };
        let guess: Vec<S> = free.iter().map(|&i| S::of(&point[i])).collect();
        let polished = if free.is_empty() {
            None
        } else {
            isolated(&self.restricted(&part, &free), &guess).ok()
        };
        let better = polished.and_then(|polished| {
            let (mut at, mut region): (Vec<S>, _) =
                (point.iter().map(S::of).collect(), sides.clone());
            for (&i, x) in free.iter().zip(&polished) {
                at[i] = x.clone();
                region[i] = interval(x);
            }
            let lower = self.at(&at);
            let is_better =
                is_within(&region, self.domain) && (&value - &lower).reading().is_at_least_zero();
            is_better.then_some(Lowest { value: lower, regions: vec![region] })
        });
        Ok(better.unwrap_or(Lowest { value, regions: vec![sides] }))
    }
}
