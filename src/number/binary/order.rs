//! Order, as IEEE 754 and MPFR have it: NaN is unordered, −0 equals 0.

use super::{Binary, Kind};
use std::cmp::Ordering;

impl PartialEq for Binary {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match self.kind {
                Kind::Zero => true,
                Kind::Finite | Kind::Infinite => {
                    self.negative == other.negative
                        && self.exponent == other.exponent
                        && self.limbs == other.limbs
                }
                Kind::NotANumber => false,
            }
    }
}

impl PartialOrd for Binary {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self.is_nan() || other.is_nan() {
            return None;
        }
        Some(match (self.sign(), other.sign()) {
            (Ordering::Greater, Ordering::Greater) => self.compare_size(other),
            (Ordering::Less, Ordering::Less) => other.compare_size(self),
            (left, right) => left.cmp(&right),
        })
    }
}

/// Exactly.
impl PartialEq<f64> for Binary {
    #[inline]
    fn eq(&self, other: &f64) -> bool {
        *self == Self::exact_double(*other)
    }
}

/// Exactly.
impl PartialOrd<f64> for Binary {
    #[inline]
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        self.partial_cmp(&Self::exact_double(*other))
    }
}

impl Binary {
    fn sign(&self) -> Ordering {
        match (self.is_zero(), self.negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        }
    }

    /// |self| against |other|, neither of them 0 or NaN.
    fn compare_size(&self, other: &Self) -> Ordering {
        let infinite = |x: &Self| x.kind == Kind::Infinite;
        infinite(self)
            .cmp(&infinite(other))
            .then(self.exponent.cmp(&other.exponent))
            .then_with(|| self.limbs.iter().rev().cmp(other.limbs.iter().rev()))
    }
}
