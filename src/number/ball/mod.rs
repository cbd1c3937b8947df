//! Midpoint-radius enclosures.
//!
//! Every centre is rounded once, from exact operands; its rounding error is known from the ternary value.
//! Every radius is an upper bound in `f64`. Its range is part of the accuracy: an inexact centre whose last place is above
//! 2¹⁰²⁴ has the whole line as its ball, and one whose last place is below 2⁻¹⁰⁷⁴ a radius of 2⁻¹⁰⁷⁴.

use super::operators::operators;
use super::{Binary, Field, Mp, Rational, Reading, Rounded, Rung};
use num_traits::{One, Zero};
use radius::Radius;
use rug::Float;
use rug::float::Round;
use rug::ops::AssignRound;
use std::cmp::Ordering;
use std::fmt;

mod arithmetic;
mod elementary;
mod ends;
mod parts;
mod radius;
mod sets;

/// All reals within `radius` of `centre`; every operation returns an enclosure of its values on all of them.
///
/// Where an operation is undefined somewhere on its balls, the result is the whole line, which absorbs all that it
/// meets: centre NaN, radius ∞. Otherwise both are finite.
#[derive(Clone, Copy)]
pub struct Ball<const BITS: u32> {
    centre: Binary,
    radius: Radius,
}

impl<const B: u32> Ball<B> {
    /// The centre.
    pub fn mid(&self) -> Mp<B> {
        Mp::of_binary(self.centre)
    }

    /// The centre as a float of MPFR's.
    fn float(&self) -> Float {
        self.centre.float::<B>()
    }

    #[inline]
    fn new(centre: Binary, radius: Radius) -> Self {
        const { assert!(B >= 53, "a centre must hold every radius") }
        if centre.is_finite() && radius.is_finite() {
            Ball { centre, radius }
        } else {
            Self::whole_line()
        }
    }

    #[inline]
    fn exactly(centre: Binary) -> Self {
        Self::new(centre, Radius::ZERO)
    }

    fn whole_line() -> Self {
        Ball { centre: Binary::NAN, radius: Radius::INFINITE }
    }

    #[inline]
    fn is_finite(&self) -> bool {
        self.radius.is_finite()
    }

    /// A rounded value, with its rounding error and `spread` as radius.
    #[inline]
    fn around((centre, direction): Rounded, spread: Radius) -> Self {
        Self::new(centre, Radius::of_rounding::<B>(&centre, direction).plus(spread))
    }

    /// The same, for a spread that depends on the size of the value: it is given the centre and its rounding error.
    fn around_by_size(
        (centre, direction): Rounded,
        spread: impl FnOnce(&Binary, Radius) -> Radius,
    ) -> Self {
        if !centre.is_finite() {
            return Self::whole_line();
        }
        let rounding = Radius::of_rounding::<B>(&centre, direction);
        Self::new(centre, rounding.plus(spread(&centre, rounding)))
    }

    /// A rounded value, and all numbers within `factor` times its size.
    fn around_relative(value: Rounded, factor: Radius) -> Self {
        Self::around_by_size(value, |centre, rounding| {
            Radius::above(centre).plus(rounding).times(factor)
        })
    }
}

/// A value of MPFR's rounded to nearest.
fn nearest<const BITS: u32, T>(value: T) -> Rounded
where
    Float: AssignRound<T, Round = Round, Ordering = Ordering>,
{
    Binary::of_rounded(Float::with_val_round(BITS, value, Round::Nearest))
}

impl<const B: u32> fmt::Debug for Ball<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ball")
            .field("centre", &self.float())
            .field("radius", &self.radius.get())
            .finish()
    }
}

operators!([const B: u32] Ball<B>);

impl<const B: u32> Zero for Ball<B> {
    fn zero() -> Self {
        Self::exactly(Binary::ZERO)
    }
    fn is_zero(&self) -> bool {
        self.centre.is_zero() && self.radius.is_zero()
    }
}

impl<const B: u32> One for Ball<B> {
    fn one() -> Self {
        Self::exactly(Binary::ONE)
    }
}

impl<const B: u32> Field for Ball<B> {
    /// Of radius 0 when `value` fits the precision.
    fn of(value: &Rational) -> Self {
        let nearest = |value| Self::around(Binary::of_rational::<B>(value), Radius::ZERO);
        value.value().map_or_else(Self::whole_line, nearest)
    }
    fn reading(&self) -> Reading {
        Reading { centre: self.float(), radius: self.radius.get() }
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
        Self::exactly(self.centre)
    }
    fn nearby(&self) -> Option<(f64, f64)> {
        let size = self.centre.size_above();
        let centre = if self.centre.is_negative() { -size } else { size };
        // The least f64 above is less than its last place away, and by less than the least one where it is subnormal.
        let rounding = Radius::of_bound(size).times(Radius::power_of_two(-52));
        let distance = if self.centre.is_zero() { self.radius } else { self.radius.plus(rounding) };
        (self.is_finite() && distance.is_finite()).then_some((centre, distance.get()))
    }
    fn widened(&self, radius: &Self) -> Self {
        let size = Radius::above(&radius.centre).plus(radius.radius);
        Self::new(self.centre, self.radius.plus(size))
    }
}
