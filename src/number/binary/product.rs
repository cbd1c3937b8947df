//! Products.

use super::rounding::Unrounded;
use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

/// The limbs of an exact product, left-aligned.
pub(super) type Wide = [u64; 2 * LIMBS];

impl Binary {
    /// self · rhs, for operands of at most `BITS` bits.
    pub fn times<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        if !(self.is_easy() && rhs.is_easy()) {
            return self.unusual_product::<BITS>(rhs);
        }
        let (first, count) = (Precision::<BITS>::FIRST, Precision::<BITS>::LIMBS);
        let wide = wide_product::<BITS>(self, rhs);
        // The product of two fractions in [1/2, 1) is in [1/4, 1).
        let zeros = u64::from(wide[2 * LIMBS - 1] >> 63 == 0);
        let shifted = |k: usize| wide[k] << zeros | wide[k - 1] >> 1 >> (63 - zeros);
        let mut limbs = [0; LIMBS];
        for (k, limb) in limbs.iter_mut().enumerate().skip(first) {
            *limb = shifted(LIMBS + k);
        }
        let following = 2 * LIMBS - 1 - count;
        Unrounded {
            negative: self.negative ^ rhs.negative,
            exponent: self.exponent + rhs.exponent - i32::from(zeros == 1),
            limbs,
            next: shifted(following),
            // A bit below may be in `next` already; then it is set there as well.
            sticky: wide[2 * first..following].iter().fold(0, |any, limb| any | limb) != 0,
        }
        .rounded::<BITS>()
    }

    /// Zeros, infinities, NaN, and exponents near the ends of the range.
    #[inline(never)]
    fn unusual_product<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        if self.is_finite()
            && rhs.is_finite()
            && (self.kind == Kind::Zero || rhs.kind == Kind::Zero)
        {
            return (Self::zero(self.negative ^ rhs.negative), Ordering::Equal);
        }
        let (x, y) = (self.float::<BITS>(), rhs.float::<BITS>());
        Self::of_rounded(Float::with_val_round(BITS, &x * &y, Round::Nearest))
    }
}

/// The exact product of the fractions of two finite numbers.
#[inline]
pub(super) fn wide_product<const BITS: u32>(x: &Binary, y: &Binary) -> Wide {
    let first = Precision::<BITS>::FIRST;
    let mut wide = [0; 2 * LIMBS];
    for i in first..LIMBS {
        let mut carry = 0;
        for j in first..LIMBS {
            (wide[i + j], carry) = x.limbs[i].carrying_mul_add(y.limbs[j], wide[i + j], carry);
        }
        wide[i + LIMBS] = carry;
    }
    wide
}
