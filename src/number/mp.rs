//! Multiprecision floats.

use super::operators::operators;
use super::{Field, Rational, Reading, Real, Rung};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use rug::Float;
use rug::float::Constant;
use rug::ops::{CompleteRound, Pow};

/// An MPFR float of `BITS` significand bits; every operation is rounded to nearest, dot products once.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct Mp<const BITS: u32>(Float);

impl<const B: u32> Mp<B> {
    /// `value` rounded to nearest.
    pub fn rounded(value: &Float) -> Self {
        Mp(Float::with_val(B, value))
    }
    /// 2^exponent.
    pub(super) fn power_of_two(exponent: i32) -> Self {
        Mp(Float::with_val(B, Float::i_exp(1, exponent)))
    }
    /// The MPFR float within.
    pub fn float(&self) -> &Float {
        &self.0
    }
    fn plus(&self, rhs: &Self) -> Self {
        Mp(Float::with_val(B, &self.0 + &rhs.0))
    }
    fn minus(&self, rhs: &Self) -> Self {
        Mp(Float::with_val(B, &self.0 - &rhs.0))
    }
    fn times(&self, rhs: &Self) -> Self {
        Mp(Float::with_val(B, &self.0 * &rhs.0))
    }
    fn over(&self, rhs: &Self) -> Self {
        Mp(Float::with_val(B, &self.0 / &rhs.0))
    }
    fn opposite(&self) -> Self {
        Mp(Float::with_val(B, -&self.0))
    }
}

operators!([const B: u32] Mp<B>);

impl<const B: u32> Zero for Mp<B> {
    fn zero() -> Self {
        Mp(Float::new(B))
    }
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl<const B: u32> One for Mp<B> {
    fn one() -> Self {
        Mp(Float::with_val(B, 1))
    }
}

impl<const B: u32> Product for Mp<B> {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl<const B: u32> Field for Mp<B> {
    fn of(value: &Rational) -> Self {
        Mp(value.nearest(B))
    }
    fn reading(&self) -> Reading {
        Reading { centre: self.0.clone(), radius: 0.0 }
    }
    /// Correctly rounded.
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let terms = left.iter().zip(right).map(|(l, r)| (&l.0, &r.0));
        Mp(Float::dot(terms).complete(B))
    }
}

impl<const B: u32> Real for Mp<B> {
    fn sqrt(&self) -> Self {
        Mp(self.0.clone().sqrt())
    }
    fn exp(&self) -> Self {
        Mp(self.0.clone().exp())
    }
    fn ln(&self) -> Self {
        Mp(self.0.clone().ln())
    }
    fn tanh(&self) -> Self {
        Mp(self.0.clone().tanh())
    }
    fn sin(&self) -> Self {
        Mp(self.0.clone().sin())
    }
    fn cos(&self) -> Self {
        Mp(self.0.clone().cos())
    }
    fn pow(&self, exponent: &Self) -> Self {
        Mp(Float::with_val(B, (&self.0).pow(&exponent.0)))
    }
    fn abs(&self) -> Self {
        Mp(self.0.clone().abs())
    }
    fn max(&self, other: &Self) -> Self {
        if self.0.is_nan() || self.0 > other.0 { self.clone() } else { other.clone() }
    }
    fn pi() -> Self {
        Mp(Float::with_val(B, Constant::Pi))
    }
}

impl<const B: u32> Rung for Mp<B> {
    const RIGOROUS: bool = false;
    const BITS: u32 = B;
    fn centre(&self) -> Self {
        self.clone()
    }
    fn widened(&self, _radius: &Self) -> Self {
        self.clone()
    }
}
