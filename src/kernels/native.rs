//! The two types that processors compute in.

use super::{Precise, Random};
use crate::linalg::Matrix;
use crate::number::Rung;
use faer::traits::RealField;
use rug::Float;

/// One of the processor's own number types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// `f32`: 24 significand bits.
    Single,
    /// `f64`: 53 significand bits.
    Double,
}

impl Precision {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Single, Self::Double];

    /// Rust's name of the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "f32",
            Self::Double => "f64",
        }
    }

    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }

    /// Whether these are the bits of one of its numbers.
    pub(super) fn holds(self, bits: u64) -> bool {
        match self {
            Self::Single => u32::try_from(bits).is_ok(),
            Self::Double => true,
        }
    }

    /// The unit roundoff u.
    pub fn unit(self) -> f64 {
        match self {
            Self::Single => f64::from(f32::EPSILON) / 2.0,
            Self::Double => f64::EPSILON / 2.0,
        }
    }

    /// The smallest normal number τ: rounding below it errs by up to u·τ, so that bounds add τ to what they are
    /// relative to.
    pub(super) fn smallest_normal(self) -> Precise {
        match self {
            Self::Single => precise(f32::MIN_POSITIVE),
            Self::Double => precise(f64::MIN_POSITIVE),
        }
    }
}

/// `f32` or `f64`: what faer computes in, what a file keeps by its bits, what 256 bits hold exactly.
pub trait Native: RealField + Rung + Copy + Into<f64> {
    /// Which one it is.
    const PRECISION: Precision;
    /// The exponent of the smallest positive number, 2^SMALLEST.
    const SMALLEST: i32;
    /// Numbers below 2^LARGEST are finite.
    const LARGEST: i32;

    /// The nearest number.
    fn nearest(value: f64) -> Self;
    /// The IEEE encoding, in the lowest bits.
    fn bits(self) -> u64;
    /// The number of this encoding; `None` when it has more bits than the type.
    fn from_bits(bits: u64) -> Option<Self>;
}

impl Native for f32 {
    const PRECISION: Precision = Precision::Single;
    const SMALLEST: i32 = -149;
    const LARGEST: i32 = 128;

    #[expect(clippy::cast_possible_truncation, reason = "rounding is what it is for")]
    fn nearest(value: f64) -> Self {
        value as f32
    }
    fn bits(self) -> u64 {
        self.to_bits().into()
    }
    fn from_bits(bits: u64) -> Option<Self> {
        Some(f32::from_bits(u32::try_from(bits).ok()?))
    }
}

impl Native for f64 {
    const PRECISION: Precision = Precision::Double;
    const SMALLEST: i32 = -1074;
    const LARGEST: i32 = 1024;

    fn nearest(value: f64) -> Self {
        value
    }
    fn bits(self) -> u64 {
        self.to_bits()
    }
    fn from_bits(bits: u64) -> Option<Self> {
        Some(f64::from_bits(bits))
    }
}

/// The same number in 256 bits.
pub(super) fn precise(value: impl Into<f64>) -> Precise {
    Precise::rounded(&Float::with_val(53, value.into()))
}

/// The same matrix in 256 bits.
pub(super) fn precisely<T: Native>(matrix: &Matrix<T>) -> Matrix<Precise> {
    matrix.map(|&x| precise(x))
}

/// A matrix of sums of four uniform numbers: bell-shaped, |x| ≤ 4, multiples of 2⁻²⁰, so exact in both types.
pub(super) fn bell_shaped(rows: usize, cols: usize, random: &mut Random) -> Matrix<f64> {
    Matrix::from_fn(rows, cols, |_, _| random.bell_shaped())
}
