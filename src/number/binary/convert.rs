//! To and from MPFR's floats and `f64`.

use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::float::{Round, Special};
use rug::integer::Order;
use rug::{Float, Integer};
use std::cmp::Ordering;

impl Binary {
    /// `value` rounded to nearest.
    pub fn rounded<const BITS: u32>(value: &Float) -> Self {
        if value.prec() <= BITS {
            Self::exact(value)
        } else {
            Self::exact(&Float::with_val(BITS, value))
        }
    }

    /// The nearest float of `BITS` bits.
    pub fn of_rational<const BITS: u32>(value: &rug::Rational) -> Rounded {
        let (numerator, denominator) = (value.numer(), value.denom());
        if !denominator.is_power_of_two() {
            return Self::of_rounded(Float::with_val_round(BITS, value, Round::Nearest));
        }
        // A denominator 2^k has k + 1 bits.
        let limbs = numerator.as_limbs();
        let exponent =
            64 * limbs.len().cast_signed() as i64 + 1 - i64::from(denominator.significant_bits());
        Self::from_parts::<BITS>(numerator.is_negative(), exponent, limbs, false)
    }

    /// A result of MPFR's with its ternary value.
    pub(in crate::number) fn of_rounded((value, direction): (Float, Ordering)) -> Rounded {
        (Self::exact(&value), direction)
    }

    /// The same number.
    ///
    /// # Panics
    /// When `value` has more than 512 bits.
    pub fn exact(value: &Float) -> Self {
        let negative = value.is_sign_negative();
        if let Some((significand, exponent)) = value.get_significand().zip(value.get_exp()) {
            let digits = significand.as_limbs();
            let mut limbs = [0; LIMBS];
            limbs[LIMBS - digits.len()..].copy_from_slice(digits);
            Binary { limbs, exponent, kind: Kind::Finite, negative }
        } else if value.is_zero() {
            Self::zero(negative)
        } else if value.is_infinite() {
            Self::infinity(negative)
        } else {
            Self::NAN
        }
    }

    /// The same number, for one of at most `BITS` bits.
    pub fn float<const BITS: u32>(&self) -> Float {
        let special = match (self.kind, self.negative) {
            (Kind::Finite, _) => {
                let limbs = &self.limbs[Precision::<BITS>::FIRST..];
                let integer = Integer::from_digits(limbs, Order::Lsf);
                let float = Float::with_val(BITS, integer)
                    << (self.exponent - Precision::<BITS>::WIDTH.cast_signed());
                return if self.negative { -float } else { float };
            }
            (Kind::Zero, false) => Special::Zero,
            (Kind::Zero, true) => Special::NegZero,
            (Kind::Infinite, false) => Special::Infinity,
            (Kind::Infinite, true) => Special::NegInfinity,
            (Kind::NotANumber, _) => Special::Nan,
        };
        Float::with_val(BITS, special)
    }

    /// The same number, in 53 bits.
    #[inline]
    pub fn exact_double(value: f64) -> Self {
        let bits = value.to_bits();
        let (negative, field) = (bits >> 63 == 1, (bits >> 52 & 0x7FF) as i32);
        let fraction = bits << 12;
        let (top, exponent) = match field {
            0x7FF if fraction == 0 => return Self::infinity(negative),
            0x7FF => return Self::NAN,
            0 if fraction == 0 => return Self::zero(negative),
            0 => {
                let zeros = fraction.leading_zeros();
                (fraction << zeros, -1022 - zeros.cast_signed())
            }
            _ => (1 << 63 | fraction >> 1, field - 1022),
        };
        let mut limbs = [0; LIMBS];
        limbs[LIMBS - 1] = top;
        Binary { limbs, exponent, kind: Kind::Finite, negative }
    }
}
