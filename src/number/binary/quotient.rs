//! Quotients and square roots.

use super::division::Divisor;
use super::rounding::Unrounded;
use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

impl Binary {
    /// self ÷ rhs, for operands of at most `BITS` bits.
    ///
    /// The quotient of the fractions lies in (1/2, 2): the limbs in use and the 64 bits that follow are the quotient by long division, and
    /// the remainder is what follows these.
    pub fn over<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        if !(self.is_easy() && rhs.is_easy()) {
            return self.unusual_quotient::<BITS>(rhs);
        }
        let first = Precision::<BITS>::FIRST;
        let mut rest = self.limbs;
        let whole = !is_less(&rest[first..], &rhs.limbs[first..]);
        if whole {
            let mut borrow = false;
            for (limb, less) in rest[first..].iter_mut().zip(&rhs.limbs[first..]) {
                (*limb, borrow) = limb.borrowing_sub(*less, borrow);
            }
        }
        let divisor = Divisor::of(&rhs.limbs[first..]);
        let mut limbs = [0; LIMBS];
        for k in (first..LIMBS).rev() {
            limbs[k] = divisor.next_limb(&mut rest[first..]);
        }
        let mut next = divisor.next_limb(&mut rest[first..]);
        let mut sticky = rest.iter().any(|&limb| limb != 0);
        if whole {
            sticky |= next & 1 == 1;
            next = next >> 1 | limbs[first] << 63;
            for k in first..LIMBS - 1 {
                limbs[k] = limbs[k] >> 1 | limbs[k + 1] << 63;
            }
            limbs[LIMBS - 1] = limbs[LIMBS - 1] >> 1 | 1 << 63;
        }
        Unrounded {
            negative: self.negative ^ rhs.negative,
            exponent: self.exponent - rhs.exponent + i32::from(whole),
            limbs,
            next,
            sticky,
        }
        .rounded::<BITS>()
    }

    /// Zeros, infinities, NaN, and exponents near the ends of the range.
    #[inline(never)]
    fn unusual_quotient<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        if self.kind == Kind::Zero && rhs.kind == Kind::Finite {
            return (Self::zero(self.negative ^ rhs.negative), Ordering::Equal);
        }
        let (x, y) = (self.float::<BITS>(), rhs.float::<BITS>());
        Self::of_rounded(Float::with_val_round(BITS, &x / &y, Round::Nearest))
    }

    /// √self, for an operand of at most `BITS` bits.
    pub fn square_root<const BITS: u32>(&self) -> Rounded {
        let x = self.float::<BITS>();
        Self::of_rounded(Float::with_val_round(BITS, x.sqrt_ref(), Round::Nearest))
    }
}

/// Whether left < right, for numbers of the same length.
fn is_less(left: &[u64], right: &[u64]) -> bool {
    left.iter().rev().lt(right.iter().rev())
}
