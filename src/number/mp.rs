//! Multiprecision floats.

use super::operators::operators;
use super::{Binary, Field, Parts, Rational, Reading, Real, Rung};
use num_traits::{One, Zero};
use rug::Float;
use rug::float::Constant;
use rug::ops::Pow;
use std::cmp::Ordering;
use std::fmt;

/// A float of `BITS` significand bits; every operation is rounded to nearest, dot products once.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Mp<const BITS: u32>(Binary);

impl<const B: u32> Mp<B> {
    /// `value` rounded to nearest.
    pub fn rounded(value: &Float) -> Self {
        Mp(Binary::rounded::<B>(value))
    }
    /// ±0.limbs·2^exponent rounded to nearest, with the place of the result: see [`Binary::from_parts`].
    ///
    /// # Panics
    /// As there.
    #[inline]
    pub fn from_parts(
        negative: bool,
        exponent: i64,
        limbs: &[u64],
        sticky: bool,
    ) -> (Self, Ordering) {
        let (value, direction) = Binary::of_window::<B>(negative, exponent, limbs, sticky);
        (Mp(value), direction)
    }
    /// Sign, exponent and limbs: see [`Binary::parts`].
    #[inline]
    pub fn parts(&self) -> Option<Parts<'_>> {
        self.0.parts::<B>()
    }
    /// value·2^exponent, exactly, for a sum of exponents within MPFR's range.
    pub(crate) fn of_double(value: f64, exponent: i32) -> Self {
        Mp(Binary::exact_double(value).shifted(exponent))
    }
    /// 2^exponent.
    pub(super) fn power_of_two(exponent: i32) -> Self {
        Mp(Binary::power_of_two(exponent))
    }
    /// The same number as a float of MPFR's.
    pub fn float(&self) -> Float {
        self.0.float::<B>()
    }
    /// The number within.
    pub fn binary(&self) -> &Binary {
        &self.0
    }
    /// A number of at most `BITS` bits.
    pub(super) fn of_binary(value: Binary) -> Self {
        Mp(value)
    }
    /// The value of a function that MPFR has.
    fn by_mpfr(&self, function: impl FnOnce(Float) -> Float) -> Self {
        Mp(Binary::exact(&function(self.float())))
    }
    #[inline]
    fn plus(&self, rhs: &Self) -> Self {
        Mp(self.0.plus::<B>(&rhs.0).0)
    }
    #[inline]
    fn minus(&self, rhs: &Self) -> Self {
        Mp(self.0.minus::<B>(&rhs.0).0)
    }
    #[inline]
    fn times(&self, rhs: &Self) -> Self {
        Mp(self.0.times::<B>(&rhs.0).0)
    }
    #[inline]
    fn over(&self, rhs: &Self) -> Self {
        Mp(self.0.over::<B>(&rhs.0).0)
    }
    #[inline]
    fn opposite(&self) -> Self {
        Mp(self.0.opposite())
    }
}

operators!([const B: u32] Mp<B>);

impl<const B: u32> fmt::Debug for Mp<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mp").field(&self.float()).finish()
    }
}

impl<const B: u32> Zero for Mp<B> {
    fn zero() -> Self {
        Mp(Binary::ZERO)
    }
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl<const B: u32> One for Mp<B> {
    fn one() -> Self {
        Mp(Binary::ONE)
    }
}

impl<const B: u32> Field for Mp<B> {
    fn of(value: &Rational) -> Self {
        Mp(value.value().map_or(Binary::NAN, |value| Binary::of_rational::<B>(value).0))
    }
    fn reading(&self) -> Reading {
        Reading { centre: self.float(), radius: 0.0 }
    }
    /// The exact sum, rounded once; exponents of 2^28 or more in size are the exception: then every operation rounds.
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let terms = left.iter().zip(right).map(|(l, r)| (&l.0, &r.0));
        match Binary::dot::<B>(terms) {
            Some((sum, _)) => Mp(sum),
            None => left.iter().zip(right).fold(Self::zero(), |sum, (l, r)| sum + l * r),
        }
    }
}

impl<const B: u32> Real for Mp<B> {
    fn sqrt(&self) -> Self {
        Mp(self.0.square_root::<B>().0)
    }
    fn exp(&self) -> Self {
        self.by_mpfr(Float::exp)
    }
    fn ln(&self) -> Self {
        self.by_mpfr(Float::ln)
    }
    fn tanh(&self) -> Self {
        self.by_mpfr(Float::tanh)
    }
    fn sin(&self) -> Self {
        self.by_mpfr(Float::sin)
    }
    fn cos(&self) -> Self {
        self.by_mpfr(Float::cos)
    }
    fn pow(&self, exponent: &Self) -> Self {
        self.by_mpfr(|base| base.pow(exponent.float()))
    }
    fn abs(&self) -> Self {
        Mp(self.0.abs())
    }
    fn max(&self, other: &Self) -> Self {
        if self.0.is_nan() || self.0 > other.0 { *self } else { *other }
    }
    fn pi() -> Self {
        Mp::rounded(&Float::with_val(B, Constant::Pi))
    }
}

impl<const B: u32> Rung for Mp<B> {
    const RIGOROUS: bool = false;
    const BITS: u32 = B;
    fn centre(&self) -> Self {
        *self
    }
    fn widened(&self, _radius: &Self) -> Self {
        *self
    }
}
