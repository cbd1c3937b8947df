//! Balls seen as intervals: ends rounded outwards, hulls, corners.

use super::Ball;
use super::radius::{Radius, distance_from_zero};
use crate::number::Binary;
use rug::Float;
use rug::float::Round;

impl<const B: u32> Ball<B> {
    /// The lower end rounded down to `bits`.
    pub(super) fn low(&self, bits: u32) -> Float {
        Float::with_val_round(bits, &self.float() - self.radius.get(), Round::Down).0
    }

    /// The upper end rounded up to `bits`.
    pub(super) fn high(&self, bits: u32) -> Float {
        Float::with_val_round(bits, &self.float() + self.radius.get(), Round::Up).0
    }

    /// Whether every number is > 0.
    pub(super) fn is_positive(&self) -> bool {
        self.centre > self.radius.get()
    }

    /// Whether every number is ≥ 0.
    pub(super) fn is_at_least_zero(&self) -> bool {
        self.centre >= self.radius.get()
    }

    /// Whether 0 lies outside.
    pub(super) fn excludes_zero(&self) -> bool {
        self.is_positive() || self.centre < -self.radius.get()
    }

    /// Whether the radius is at most an eighth of |centre|, so that derivatives hardly change over the ball.
    pub(super) fn is_narrow(&self) -> bool {
        // A product by 8 is exact or ∞.
        8.0 * self.radius.get() <= distance_from_zero(&self.centre, Radius::ZERO)
    }

    /// A ball around [low, high]; the whole line when an end is not finite.
    ///
    /// The centre is at most low + half the width, so that c − r reaches below `low` only by the rounding of the centre:
    /// a sign is kept, and [0, high] becomes c ± c.
    pub(super) fn hull(low: &Float, high: &Float) -> Self {
        let half = distance(low, high).half().get();
        let centre = Float::with_val_round(B, low + half, Round::Down).0;
        let radius = distance(low, &centre).larger(distance(&centre, high));
        Self::new(Binary::exact(&centre), radius)
    }

    /// The hull of an operation's values on two balls, when its extremes lie at the corners of their product.
    pub(super) fn corners(
        &self,
        rhs: &Self,
        operation: impl Fn(&Float, &Float, Round) -> Float,
    ) -> Self {
        let lefts = [self.low(B), self.high(B)];
        let rights = [rhs.low(B), rhs.high(B)];
        let mut ends: Option<(Float, Float)> = None;
        for (left, right) in
            lefts.iter().flat_map(|left| rights.iter().map(move |right| (left, right)))
        {
            let down = operation(left, right, Round::Down);
            let up = operation(left, right, Round::Up);
            // MPFR's minimum drops NaN, so it must not get there.
            if !(down.is_finite() && up.is_finite()) {
                return Self::whole_line();
            }
            ends = Some(match ends {
                Some((low, high)) => (low.min(&down), high.max(&up)),
                None => (down, up),
            });
        }
        match ends {
            Some((low, high)) => Self::hull(&low, &high),
            None => Self::whole_line(),
        }
    }

    /// The part at or above 0, for a function whose values lie there.
    pub(super) fn raised(self) -> Self {
        if self.is_at_least_zero() {
            return self;
        }
        Self::hull(&Float::new(B), &self.high(B))
    }

    /// The part within [−1, 1], for a function whose values lie there; its ends do not exceed ±1 by any rounding.
    pub(super) fn clipped(self) -> Self {
        if Radius::above(&self.centre).plus(self.radius) <= Radius::ONE || !self.is_finite() {
            return self;
        }
        if self.centre < 0.0 {
            self.opposite().clipped_above().opposite()
        } else {
            self.clipped_above()
        }
    }

    /// The same for a centre ≥ 0, which may exceed 1 only.
    ///
    /// With c ≤ 1 − h and h ≥ (1 − low)/2, the ball c ± (1 − c) reaches from below `low` to 1. 1 − c is exact in `f64`: it is
    /// a multiple of 2^−BITS, and either below 2^(53−BITS) or equal to h.
    fn clipped_above(self) -> Self {
        if self.high(B) <= 1 {
            return self;
        }
        let one = Float::with_val(B, 1);
        let low = self.low(B).max(&Float::with_val(B, -1));
        let half = distance(&low, &one).half().get();
        let centre = Float::with_val_round(B, &one - half, Round::Down).0;
        let radius = distance(&centre, &one);
        Self::new(Binary::exact(&centre), radius)
    }
}

/// A bound of high − low for low ≤ high.
fn distance(low: &Float, high: &Float) -> Radius {
    Radius::above_float(&Float::with_val_round(53, high - low, Round::Up).0)
}
