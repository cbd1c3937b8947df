//! Products.

use super::rounding::Unrounded;
use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

impl Binary {
    /// self · rhs, for operands of at most `BITS` bits.
    pub fn times<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        if !(self.is_easy() && rhs.is_easy()) {
            return self.unusual_product::<BITS>(rhs);
        }
        // As many limbs as the product of these bits needs.
        match Precision::<BITS>::LIMBS {
            1 | 2 => self.rounded_product::<BITS, 4>(rhs),
            3 | 4 => self.rounded_product::<BITS, 8>(rhs),
            _ => self.rounded_product::<BITS, 16>(rhs),
        }
    }

    #[inline]
    fn rounded_product<const BITS: u32, const P: usize>(&self, rhs: &Self) -> Rounded {
        let (first, count) = (Precision::<BITS>::FIRST, Precision::<BITS>::LIMBS);
        let wide: [u64; P] = wide_product(self, rhs);
        // The product of two fractions in [1/2, 1) is in [1/4, 1).
        let zeros = u64::from(wide[P - 1] >> 63 == 0);
        let shifted = |k: usize| wide[k] << zeros | wide[k - 1] >> 1 >> (63 - zeros);
        let following = (P - 1).saturating_sub(count);
        let mut limbs = [0; LIMBS];
        for k in 0..count.min(P / 2) {
            limbs[first + k] = shifted(following + 1 + k);
        }
        Unrounded {
            negative: self.negative ^ rhs.negative,
            exponent: self.exponent + rhs.exponent - i32::from(zeros == 1),
            limbs,
            next: shifted(following),
            // A bit below may be in `next` already; then it is set there as well.
            sticky: wide[..following].iter().fold(0, |any, limb| any | limb) != 0,
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

/// The exact product of the fractions of two finite numbers, of at most `P`/2 limbs each.
#[inline]
pub(super) fn wide_product<const P: usize>(x: &Binary, y: &Binary) -> [u64; P] {
    let (x, y) = (&x.limbs[LIMBS - P / 2..], &y.limbs[LIMBS - P / 2..]);
    let mut wide = [0; P];
    for i in 0..P / 2 {
        let mut carry = 0;
        for j in 0..P / 2 {
            (wide[i + j], carry) = x[i].carrying_mul_add(y[j], wide[i + j], carry);
        }
        wide[i + P / 2] = carry;
    }
    wide
}
