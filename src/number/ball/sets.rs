//! Balls as sets of numbers: made of ends, compared, intersected.

use super::Ball;
use super::radius::Radius;
use crate::number::{Binary, Mp};
use rug::Float;
use rug::float::Round;

/// Bits beyond a centre's, since overlapping balls may be as narrow as the last place of their centres.
const GUARD_BITS: u32 = 64;

impl<const B: u32> Ball<B> {
    /// The number itself, radius 0; the whole line for an infinity or NaN.
    pub fn exact(value: &Mp<B>) -> Self {
        Self::exactly(*value.binary())
    }

    /// A ball around all numbers from `low` to `high`, where low ≤ high; the whole line when an end is not finite.
    pub fn between(low: &Mp<B>, high: &Mp<B>) -> Self {
        if low.binary().is_finite() && high.binary().is_finite() {
            Self::hull(&low.float(), &high.float())
        } else {
            Self::whole_line()
        }
    }

    /// The ends, rounded outwards; −∞ and ∞ for the whole line.
    pub fn ends(&self) -> (Mp<B>, Mp<B>) {
        if self.is_finite() {
            (Mp::rounded(&self.low(B)), Mp::rounded(&self.high(B)))
        } else {
            let infinite = |negative| Mp::of_binary(Binary::infinity(negative));
            (infinite(true), infinite(false))
        }
    }

    /// A ball around both.
    pub fn union(&self, other: &Self) -> Self {
        if !self.is_finite() || !other.is_finite() {
            return Self::whole_line();
        }
        let low = self.low(B + GUARD_BITS).min(&other.low(B + GUARD_BITS));
        let high = self.high(B + GUARD_BITS).max(&other.high(B + GUARD_BITS));
        Self::hull(&low, &high)
    }

    /// A ball around all numbers that lie in both; nothing when they are proved to be disjoint.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        if !self.is_finite() {
            return Some(*other);
        }
        if !other.is_finite() || other.contains(self) {
            return Some(*self);
        }
        if self.contains(other) {
            return Some(*other);
        }
        let low = self.low(B + GUARD_BITS).max(&other.low(B + GUARD_BITS));
        let high = self.high(B + GUARD_BITS).min(&other.high(B + GUARD_BITS));
        (low <= high).then(|| Self::hull(&low, &high))
    }

    /// Whether every number of `other` is proved to lie in this ball.
    pub fn contains(&self, other: &Self) -> bool {
        !self.is_finite() || self.reach_of(other) <= self.radius
    }

    /// Whether every number of `other` is proved to lie in this ball, and none at its ends.
    pub fn contains_inside(&self, other: &Self) -> bool {
        !self.is_finite() && other.is_finite() || self.reach_of(other) < self.radius
    }

    /// A bound of the distance of this ball's centre from the farthest number of `other`.
    fn reach_of(&self, other: &Self) -> Radius {
        let between = Float::with_val_round(53, &self.float() - &other.float(), Round::AwayZero).0;
        Radius::above_float(&between).plus(other.radius)
    }
}
