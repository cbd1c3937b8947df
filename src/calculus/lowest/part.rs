//! Parts of a domain.

use crate::calculus::cover::Interval;
use crate::number::{Rational, Rung};
use std::cmp::Ordering;

/// A part of the domain, perhaps on a face of it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Where the least value of this part is attained.
    pub(super) sides: Vec<Interval>,
    /// Where else it may be attained too.
    pub(super) region: Vec<Interval>,
    /// A lower bound of the values.
    pub(super) bound: f64,
    /// For a definite order.
    pub(super) number: usize,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Part {}
impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Part {
    /// The greatest has the least bound.
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then(other.number.cmp(&self.number))
    }
}

impl Part {
    pub(super) fn free(&self) -> Vec<usize> {
        (0..self.sides.len()).filter(|&i| self.sides[i].0 != self.sides[i].1).collect()
    }

    pub(super) fn middle(&self) -> Vec<Rational> {
        let half = Rational::fraction(1, 2);
        self.sides.iter().map(|(low, high)| (low + high) * &half).collect()
    }

    pub(super) fn numbers<S: Rung>(&self) -> Vec<S> {
        self.sides.iter().map(ball).collect()
    }

    /// Side i is only the end `at`; whether all points of this part that are as low are there too.
    pub(super) fn on_face(&self, i: usize, at: &Rational, strictly: bool) -> Self {
        let mut part = self.clone();
        part.sides[i] = (at.clone(), at.clone());
        if strictly {
            part.region[i] = part.sides[i].clone();
        }
        part
    }

    /// Halved across its longest free side, relative to the domain.
    pub(super) fn halves(&self, domain: &[Interval]) -> Vec<Self> {
        let relative = |&i: &usize| {
            let width = |(low, high): &Interval| (high - low).nearest(53).to_f64();
            width(&self.sides[i]) / width(&domain[i])
        };
        let widest = self.free().into_iter().max_by(|a, b| relative(a).total_cmp(&relative(b)));
        let Some(i) = widest else { return Vec::new() };
        let middle = self.middle()[i].clone();
        let part = |side: Interval| {
            let mut part = self.clone();
            part.sides[i] = side.clone();
            part.region[i] = side;
            part
        };
        let (low, high) = &self.sides[i];
        vec![part((low.clone(), middle.clone())), part((middle, high.clone()))]
    }
}

pub(super) fn ball<S: Rung>((low, high): &Interval) -> S {
    let half = Rational::fraction(1, 2);
    S::of(&((low + high) * &half)).widened(&S::of(&((high - low) * &half)))
}

/// The ends of a ball, exactly.
pub(super) fn interval<S: Rung>(ball: &S) -> Interval {
    let reading = ball.reading();
    let centre = reading.centre.to_rational().map_or(Rational::UNDEFINED, Rational::from);
    let radius = Rational::exact(reading.radius);
    (&centre - &radius, centre + radius)
}

pub(super) fn hull(a: &Interval, b: &Interval) -> Interval {
    let low = if a.0 < b.0 { &a.0 } else { &b.0 };
    let high = if a.1 > b.1 { &a.1 } else { &b.1 };
    (low.clone(), high.clone())
}

pub(super) fn meets(a: &[Interval], b: &[Interval]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

pub(super) fn is_within(a: &[Interval], b: &[Interval]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.0 >= b.0 && a.1 <= b.1)
}
