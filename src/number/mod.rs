//! Number types that claims are evaluated in, and the traits they share.
//!
//! | type | is | rung |
//! |---|---|---|
//! | `f32`, `f64` | IEEE floats, products through faer | yes |
//! | [`Mp<BITS>`](Mp) | a [`Binary`] float, rounded to nearest as MPFR does | yes |
//! | [`Ball<BITS>`](Ball) | all reals within a radius of a centre; every operation encloses | yes |
//! | [`Rational`] | an exact rational: [`Field`] only | identities |
//! | [`Dual<S>`](Dual) | a value and its derivative | – |
//! | [`Traced<S>`](Traced) | a value and what it was computed from | – |
//! | [`Complex<S>`](Complex) | a pair of reals | – |

use crate::linalg::Product;
use num_traits::{One, Zero};
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

mod ball;
mod binary;
mod complex;
mod digits;
mod dual;
mod mp;
mod mp_faer;
mod native;
pub(crate) mod operators;
mod rational;
mod reading;
mod trace;
mod traced;

pub use ball::Ball;
pub use binary::{Binary, Parts, Rounded};
pub use complex::Complex;
pub use dual::Dual;
pub use mp::Mp;
pub use rational::{ParseRationalError, Rational};
pub use reading::Reading;
pub use trace::Trace;
pub use traced::Traced;

mod imply {
    /// Carries a bound on `T` into a trait's supertraits, where rustc elaborates it.
    pub trait Imply<T>: Inner<T, Is = T> {}
    pub trait Inner<T> {
        type Is;
    }
    impl<S: ?Sized, T> Inner<T> for S {
        type Is = T;
    }
    impl<S: ?Sized, T> Imply<T> for S {}
}
use imply::Imply;

/// The four operations, by value and by reference: `a + b`, `a + &b`, `&a + b`, `&a + &b`.
pub trait Operations:
    Sized
    + Clone
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + for<'a> Add<&'a Self, Output = Self>
    + for<'a> Sub<&'a Self, Output = Self>
    + for<'a> Mul<&'a Self, Output = Self>
    + for<'a> Div<&'a Self, Output = Self>
    + for<'a> AddAssign<&'a Self>
    + for<'a> SubAssign<&'a Self>
    + for<'a> MulAssign<&'a Self>
    + for<'a> DivAssign<&'a Self>
    + for<'a> Imply<
        &'a Self,
        Is: Neg<Output = Self>
                + Add<Output = Self>
                + Sub<Output = Self>
                + Mul<Output = Self>
                + Div<Output = Self>
                + Add<Self, Output = Self>
                + Sub<Self, Output = Self>
                + Mul<Self, Output = Self>
                + Div<Self, Output = Self>,
    >
{
}

impl<T> Operations for T
where
    T: Sized
        + Clone
        + Neg<Output = T>
        + Add<Output = T>
        + Sub<Output = T>
        + Mul<Output = T>
        + Div<Output = T>
        + for<'a> Add<&'a T, Output = T>
        + for<'a> Sub<&'a T, Output = T>
        + for<'a> Mul<&'a T, Output = T>
        + for<'a> Div<&'a T, Output = T>
        + for<'a> AddAssign<&'a T>
        + for<'a> SubAssign<&'a T>
        + for<'a> MulAssign<&'a T>
        + for<'a> DivAssign<&'a T>,
    for<'a> &'a T: Neg<Output = T>
        + Add<Output = T>
        + Sub<Output = T>
        + Mul<Output = T>
        + Div<Output = T>
        + Add<T, Output = T>
        + Sub<T, Output = T>
        + Mul<T, Output = T>
        + Div<T, Output = T>,
{
}

/// A field element: exact, rounded or enclosed, as the type says.
///
/// No `Copy` and no `PartialOrd`: two overlapping balls have no order. Compare readings, not numbers.
pub trait Field: Operations + Zero + One + Product + Debug + Send + Sync + 'static {
    /// `value` in this type: exact in [`Rational`], the nearest number in floats, an enclosure in balls.
    fn of(value: &Rational) -> Self;

    /// What the harness sees: a centre, and a radius that is rigorous in balls and rationals, zero in floats.
    fn reading(&self) -> Reading;

    /// Σᵢ leftᵢ·rightᵢ; one rounding in [`Mp`], a running-error radius in [`Ball`].
    ///
    /// # Panics
    /// When the lengths differ.
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        left.iter().zip(right).fold(Self::zero(), |sum, (l, r)| sum + l * r)
    }

    /// `numerator / denominator`, as exact as [`Field::of`].
    ///
    /// # Panics
    /// When the denominator is 0.
    fn ratio(numerator: i64, denominator: u64) -> Self {
        Self::of(&Rational::fraction(numerator, denominator))
    }

    /// The natural number `n`.
    fn count(n: usize) -> Self {
        Self::of(&Rational::from(n))
    }

    /// A decimal literal such as `"-4.94"` or `"1e-2"`, read as the exact rational that it denotes.
    ///
    /// # Panics
    /// When `text` is no decimal literal.
    fn decimal(text: &str) -> Self {
        match text.parse::<Rational>() {
            Ok(value) => Self::of(&value),
            Err(error) => panic!("{error}"),
        }
    }

    /// selfⁿ by repeated squaring; 0⁰ = 1.
    fn power(&self, exponent: u32) -> Self {
        let mut result = Self::one();
        for bit in (0..32 - exponent.leading_zeros()).rev() {
            result = &result * &result;
            if exponent >> bit & 1 == 1 {
                result *= self;
            }
        }
        result
    }

    /// self².
    fn square(&self) -> Self {
        self.power(2)
    }
}

/// A real number, perhaps rounded, perhaps enclosed.
pub trait Real: Field {
    /// √self; NaN below zero in floats, the whole line where a ball reaches below zero.
    fn sqrt(&self) -> Self;
    /// e^self.
    fn exp(&self) -> Self;
    /// The natural logarithm.
    fn ln(&self) -> Self;
    /// The hyperbolic tangent.
    fn tanh(&self) -> Self;
    /// The sine of an angle in radians.
    fn sin(&self) -> Self;
    /// The cosine of an angle in radians.
    fn cos(&self) -> Self;
    /// self^exponent for self ≥ 0; 0^y = 0 for y > 0, and 0⁰ = 1.
    fn pow(&self, exponent: &Self) -> Self;
    /// |self|.
    fn abs(&self) -> Self;
    /// The larger of two numbers; NaN if either is; on balls, the enclosure of it.
    fn max(&self, other: &Self) -> Self;
    /// The smaller of two numbers; NaN if either is; on balls, the enclosure of it.
    fn min(&self, other: &Self) -> Self {
        -(-self).max(&-other)
    }
    /// The circle constant.
    fn pi() -> Self;
}

/// A number type of the ladder: a real of a known precision.
pub trait Rung: Real + crate::linalg::Factor {
    /// Whether a number is an enclosure, so that what it excludes is refuted.
    const RIGOROUS: bool;
    /// Significand bits: the unit roundoff is 2^−BITS.
    const BITS: u32;

    /// The number without its radius.
    fn centre(&self) -> Self;
    /// An `f64` near the number, and a bound of its distance from every number within; nothing for those beyond `f64`.
    fn nearby(&self) -> Option<(f64, f64)> {
        let reading = self.reading();
        let centre = reading.to_f64();
        // The nearest float is off by less than the distance to its neighbours.
        let rounding = if reading.centre == centre {
            0.0
        } else {
            centre.abs() * f64::EPSILON + f64::from_bits(1)
        };
        let distance = match reading.radius + rounding {
            0.0 => 0.0,
            distance => distance.next_up(),
        };
        (centre.is_finite() && distance.is_finite()).then_some((centre, distance))
    }
    /// self ± radius: an enclosure of every point of both in balls; self in floats, which have no radius.
    fn widened(&self, radius: &Self) -> Self;
}

/// The largest of `values`, or zero.
pub fn largest<S: Real>(values: impl IntoIterator<Item = S>) -> S {
    values.into_iter().fold(S::zero(), |top, x| top.max(&x))
}

/// The sum of `values`.
// A loop, inlined: `Iterator::fold` of every closure of every paper is one code generation unit.
#[inline]
pub fn sum<S: Field>(values: impl IntoIterator<Item = S>) -> S {
    let mut total = S::zero();
    for x in values {
        total = total + x;
    }
    total
}
