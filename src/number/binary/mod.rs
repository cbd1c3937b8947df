//! Binary floats of up to 512 bits without heap: the significand lies in the number itself.
//!
//! The result of every operation is MPFR's, bit for bit, with its ternary value. Whatever is rare (an infinity, an exponent near the end
//! of MPFR's range, an elementary function) is left to MPFR.

use std::cmp::Ordering;

mod bounds;
mod convert;
mod division;
mod dot;
mod order;
mod precision;
mod product;
mod quotient;
mod rounding;
mod sum;
mod window;

use precision::Precision;

/// Limbs of the widest significand.
const LIMBS: usize = 8;

/// Exponents below 2^28 in size: results of one operation on such numbers are in MPFR's range, |exponent| < 2^30.
const EASY: u32 = 1 << 28;

/// In place of the exponent of 0: below MPFR's range, and so is that of a product by 0.
const NO_EXPONENT: i32 = -(1 << 30);

/// In place of the exponent of an infinity or NaN: not an easy one.
const NO_REAL: i32 = (1 << 30) - 1;

/// ±0.limbs·2^exponent, an infinity or NaN; its precision is a parameter of each operation.
///
/// Numbers are left-aligned: the last limb is the most significant one, its top bit is set, and the limbs below the precision are 0. So
/// comparison and conversion to `f64` need no precision.
#[derive(Clone, Copy)]
pub struct Binary {
    limbs: [u64; LIMBS],
    exponent: i32,
    kind: Kind,
    negative: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zero,
    Finite,
    Infinite,
    NotANumber,
}

/// A result and where it lies from the exact one: `Less` is below, `Equal` is exact.
pub type Rounded = (Binary, Ordering);

/// A finite number as ±0.limbs·2^exponent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Whether the sign is −.
    pub negative: bool,
    /// That of the fraction 0.limbs, which is at least 1/2, or 0.
    pub exponent: i32,
    /// The fraction, the most significant limb last.
    pub limbs: &'a [u64],
}

impl Binary {
    /// +0.
    pub const ZERO: Binary =
        Binary { limbs: [0; LIMBS], exponent: NO_EXPONENT, kind: Kind::Zero, negative: false };
    /// 1.
    pub const ONE: Binary = Self::power_of_two(0);
    /// Not a number.
    pub const NAN: Binary = Binary { kind: Kind::NotANumber, ..Self::infinity(false) };

    /// ∞, or −∞.
    pub const fn infinity(negative: bool) -> Self {
        Binary { limbs: [0; LIMBS], exponent: NO_REAL, kind: Kind::Infinite, negative }
    }

    /// 2^exponent.
    ///
    /// # Panics
    /// When |exponent| ≥ 2^30 − 1, the range of MPFR.
    pub const fn power_of_two(exponent: i32) -> Self {
        assert!(exponent.unsigned_abs() < (1 << 30) - 1, "2 to that power is out of range");
        let mut limbs = [0; LIMBS];
        limbs[LIMBS - 1] = 1 << 63;
        Binary { limbs, exponent: exponent + 1, kind: Kind::Finite, negative: false }
    }

    fn zero(negative: bool) -> Self {
        Binary { negative, ..Self::ZERO }
    }

    /// Whether the number is 0 or −0.
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.kind == Kind::Zero
    }

    /// Whether the number is neither infinite nor NaN.
    #[inline]
    pub fn is_finite(&self) -> bool {
        matches!(self.kind, Kind::Zero | Kind::Finite)
    }

    /// Whether this is not a number.
    #[inline]
    pub fn is_nan(&self) -> bool {
        self.kind == Kind::NotANumber
    }

    /// Whether the sign is −, also of −0.
    #[inline]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// e with 2^(e−1) ≤ |self| < 2^e, unless self is 0, infinite or NaN.
    #[inline]
    pub fn exponent(&self) -> Option<i32> {
        (self.kind == Kind::Finite).then_some(self.exponent)
    }

    /// self·2^by.
    ///
    /// # Panics
    /// When the exponent leaves that of MPFR's range, 2^30.
    pub fn shifted(&self, by: i32) -> Self {
        if self.kind != Kind::Finite {
            return *self;
        }
        let exponent = self.exponent.saturating_add(by);
        assert!(exponent.unsigned_abs() < (1 << 30) - 1, "2^{exponent} is out of range");
        Binary { exponent, ..*self }
    }

    /// −self.
    #[inline]
    pub fn opposite(&self) -> Self {
        Binary { negative: !self.negative, ..*self }
    }

    /// |self|.
    #[inline]
    pub fn abs(&self) -> Self {
        Binary { negative: false, ..*self }
    }

    /// Sign, exponent and limbs, `BITS`⁄64 of them, rounded up; no limbs for 0, nothing for an infinity or NaN.
    #[inline]
    pub fn parts<const BITS: u32>(&self) -> Option<Parts<'_>> {
        let limbs = match self.kind {
            Kind::Zero => &[],
            Kind::Finite => &self.limbs[Precision::<BITS>::FIRST..],
            Kind::Infinite | Kind::NotANumber => return None,
        };
        Some(Parts { negative: self.negative, exponent: self.exponent, limbs })
    }

    /// Whether the number is finite, not 0, and far from the ends of MPFR's range.
    #[inline]
    fn is_easy(&self) -> bool {
        self.kind == Kind::Finite && self.exponent.unsigned_abs() < EASY
    }
}
