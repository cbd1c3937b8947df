//! What the harness sees of a number.

use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

/// A centre and an absolute radius; the radius is a proved bound for balls and rationals, zero for floats.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The number, or the middle of its enclosure; NaN when nothing is known.
    pub centre: Float,
    /// Rounded up; ∞ when nothing is known.
    pub radius: f64,
}

impl Reading {
    /// A float with no radius.
    pub fn float(value: f64) -> Self {
        Reading { centre: Float::with_val(53, value), radius: 0.0 }
    }

    /// Whether centre and radius are finite.
    pub fn is_finite(&self) -> bool {
        self.centre.is_finite() && self.radius.is_finite()
    }

    /// Whether every number within the radius is > 0.
    pub fn is_positive(&self) -> bool {
        self.is_finite() && self.centre > self.radius
    }

    /// Whether every number within the radius is < 0.
    pub fn is_negative(&self) -> bool {
        self.is_finite() && self.centre < -self.radius
    }

    /// Whether every number within the radius is ≥ 0.
    pub fn is_at_least_zero(&self) -> bool {
        self.is_finite() && self.centre >= self.radius
    }

    /// Whether 0 lies outside.
    pub fn excludes_zero(&self) -> bool {
        self.is_positive() || self.is_negative()
    }

    /// An upper bound of the absolute value, ∞ when nothing is known.
    pub fn magnitude(&self) -> Float {
        if !self.is_finite() {
            return Float::with_val(64, f64::INFINITY);
        }
        let centre = Float::with_val_round(64, self.centre.abs_ref(), Round::Up).0;
        Float::with_val_round(64, &centre + self.radius, Round::Up).0
    }

    /// A lower bound of the absolute value.
    pub fn mignitude(&self) -> Float {
        if !self.is_finite() {
            return Float::with_val(64, 0);
        }
        let centre = Float::with_val_round(64, self.centre.abs_ref(), Round::Down).0;
        let low = Float::with_val_round(64, &centre - self.radius, Round::Down).0;
        if low.cmp0() == Some(Ordering::Less) { Float::with_val(64, 0) } else { low }
    }

    /// The centre as the nearest `f64`.
    pub fn to_f64(&self) -> f64 {
        self.centre.to_f64()
    }
}
