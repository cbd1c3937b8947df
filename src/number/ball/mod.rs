//! Midpoint-radius enclosures.
//!
//! Every centre is rounded once, from exact operands, by MPFR; its rounding error is known from MPFR's ternary value.
//! Every radius is an upper bound in `f64`. Its range is part of the accuracy: an inexact centre whose last place is above
//! 2¹⁰²⁴ has the whole line as its ball, and one whose last place is below 2⁻¹⁰⁷⁴ a radius of 2⁻¹⁰⁷⁴.

use super::operators::operators;
use super::{Field, Mp, Rational, Reading, Rung};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use radius::Radius;
use rug::Float;
use rug::float::Round;
use rug::ops::AssignRound;
use std::cmp::Ordering;

mod arithmetic;
mod elementary;
mod ends;
mod radius;
mod sets;

/// All reals within `radius` of `centre`; every operation returns an enclosure of its values on all of them.
///
/// Where an operation is undefined somewhere on its balls, the result is the whole line, which absorbs all that it
/// meets: centre NaN, radius ∞. Otherwise both are finite.
#[derive(Clone, Debug)]
pub struct Ball<const BITS: u32> {
    centre: Float,
    radius: Radius,
}

impl<const B: u32> Ball<B> {
    /// The centre.
    pub fn mid(&self) -> Mp<B> {
        Mp::rounded(&self.centre)
    }

    fn new(centre: Float, radius: Radius) -> Self {
        if centre.is_finite() && radius.is_finite() {
            Ball { centre, radius }
        } else {
            Self::whole_line()
        }
    }

    fn exactly(centre: Float) -> Self {
        Self::new(centre, Radius::ZERO)
    }

    fn whole_line() -> Self {
        Ball { centre: Float::with_val(B, f64::NAN), radius: Radius::INFINITE }
    }

    fn is_finite(&self) -> bool {
        self.radius.is_finite()
    }

    /// `value` rounded to nearest, with its rounding error and `spread` as radius.
    fn nearest<T>(value: T, spread: Radius) -> Self
    where
        Float: AssignRound<T, Round = Round, Ordering = Ordering>,
    {
        Self::nearest_by_size(value, |_, _| spread)
    }

    /// The same, for a spread that depends on the size of the value: it is given the centre and its rounding error.
    fn nearest_by_size<T>(value: T, spread: impl FnOnce(&Float, Radius) -> Radius) -> Self
    where
        Float: AssignRound<T, Round = Round, Ordering = Ordering>,
    {
        let (centre, direction) = Float::with_val_round(B, value, Round::Nearest);
        if !centre.is_finite() {
            return Self::whole_line();
        }
        let rounding = Radius::of_rounding(&centre, direction);
        let radius = rounding.plus(spread(&centre, rounding));
        Self::new(centre, radius)
    }

    /// `value` rounded to nearest, and all numbers within `factor` times its size.
    fn nearest_relative<T>(value: T, factor: Radius) -> Self
    where
        Float: AssignRound<T, Round = Round, Ordering = Ordering>,
    {
        Self::nearest_by_size(value, |centre, rounding| {
            Radius::above(centre).plus(rounding).times(factor)
        })
    }
}

operators!([const B: u32] Ball<B>);

impl<const B: u32> Zero for Ball<B> {
    fn zero() -> Self {
        Self::exactly(Float::new(B))
    }
    fn is_zero(&self) -> bool {
        self.centre.is_zero() && self.radius.is_zero()
    }
}

impl<const B: u32> One for Ball<B> {
    fn one() -> Self {
        Self::exactly(Float::with_val(B, 1))
    }
}

impl<const B: u32> Product for Ball<B> {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl<const B: u32> Field for Ball<B> {
    /// Of radius 0 when `value` fits the precision.
    fn of(value: &Rational) -> Self {
        value.value().map_or_else(Self::whole_line, |value| Self::nearest(value, Radius::ZERO))
    }
    fn reading(&self) -> Reading {
        Reading { centre: self.centre.clone(), radius: self.radius.get() }
    }
    fn dot(left: &[Self], right: &[Self]) -> Self {
        Self::dot_product(left, right)
    }
    /// Even powers reach 0 at least.
    fn power(&self, exponent: u32) -> Self {
        self.integer_power(exponent)
    }
}

impl<const B: u32> Rung for Ball<B> {
    const RIGOROUS: bool = true;
    const BITS: u32 = B;
    fn centre(&self) -> Self {
        Self::exactly(self.centre.clone())
    }
    fn widened(&self, radius: &Self) -> Self {
        let size = Radius::above(&radius.centre).plus(radius.radius);
        Self::new(self.centre.clone(), self.radius.plus(size))
    }
}
