//! Midpoint-radius enclosures. PLACEHOLDER.

use super::operators::operators;
use super::{Field, Mp, Rational, Reading, Real, Rung};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use rug::Float;
use rug::float::Constant;

/// All reals within `radius` of `centre`; every operation returns an enclosure.
#[derive(Clone, Debug)]
pub struct Ball<const BITS: u32> {
    centre: Float,
    radius: f64,
}

/// The next float up; NaN becomes ∞, since `f64::max` would drop it.
fn up(x: f64) -> f64 {
    if x.is_nan() { f64::INFINITY } else { x.next_up().max(0.0) }
}

impl<const B: u32> Ball<B> {
    /// The centre.
    pub fn mid(&self) -> Mp<B> {
        Mp::rounded(&self.centre)
    }
    fn rounded(centre: Float, radius: f64) -> Self {
        let ulp = up(centre.to_f64().abs() * 2f64.powi(-(B as i32)) * 2.0);
        Ball { centre, radius: up(radius + ulp) }
    }
    fn size(&self) -> f64 {
        up(self.centre.to_f64().abs().next_up() + self.radius)
    }
    fn plus(&self, rhs: &Self) -> Self {
        Self::rounded(Float::with_val(B, &self.centre + &rhs.centre), up(self.radius + rhs.radius))
    }
    fn times(&self, rhs: &Self) -> Self {
        let spread = up(self.size() * rhs.radius) + up(rhs.size() * self.radius);
        Self::rounded(Float::with_val(B, &self.centre * &rhs.centre), up(spread))
    }
    fn recip(&self) -> Self {
        let low = (self.centre.to_f64().abs() - self.radius).next_down();
        let radius = if low > 0.0 { up(up(self.radius / low) / low) } else { f64::INFINITY };
        Self::rounded(Float::with_val(B, 1 / &self.centre), radius)
    }
    fn opposite(&self) -> Self {
        Ball { centre: Float::with_val(B, -&self.centre), radius: self.radius }
    }
    fn minus(&self, rhs: &Self) -> Self {
        self.plus(&rhs.opposite())
    }
    fn over(&self, rhs: &Self) -> Self {
        self.times(&rhs.recip())
    }
}

operators!([const B: u32] Ball<B>);

impl<const B: u32> Zero for Ball<B> {
    fn zero() -> Self {
        Ball { centre: Float::new(B), radius: 0.0 }
    }
    fn is_zero(&self) -> bool {
        self.centre.is_zero() && self.radius == 0.0
    }
}

impl<const B: u32> One for Ball<B> {
    fn one() -> Self {
        Ball { centre: Float::with_val(B, 1), radius: 0.0 }
    }
}

impl<const B: u32> Product for Ball<B> {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl<const B: u32> Field for Ball<B> {
    fn of(value: &Rational) -> Self {
        let centre = value.nearest(B);
        if value == &Rational::from(rug::Rational::try_from(&centre).unwrap_or_default()) {
            return Ball { centre, radius: 0.0 };
        }
        Self::rounded(centre, 0.0)
    }
    fn reading(&self) -> Reading {
        Reading { centre: self.centre.clone(), radius: self.radius }
    }
}

impl<const B: u32> Real for Ball<B> {
    fn sqrt(&self) -> Self {
        let low = self.centre.to_f64() - self.radius;
        let radius =
            if low > 0.0 { up(self.radius / low.sqrt().next_down()) } else { f64::INFINITY };
        Self::rounded(self.centre.clone().sqrt(), radius)
    }
    fn exp(&self) -> Self {
        let centre = self.centre.clone().exp();
        let radius = up(up(centre.to_f64().next_up()) * up(self.radius.exp_m1().next_up()));
        Self::rounded(centre, radius)
    }
    fn ln(&self) -> Self {
        let low = (self.centre.to_f64() - self.radius).next_down();
        let radius = if low > 0.0 { up(self.radius / low) } else { f64::INFINITY };
        Self::rounded(self.centre.clone().ln(), radius)
    }
    fn tanh(&self) -> Self {
        Self::rounded(self.centre.clone().tanh(), self.radius)
    }
    fn sin(&self) -> Self {
        Self::rounded(self.centre.clone().sin(), self.radius)
    }
    fn cos(&self) -> Self {
        Self::rounded(self.centre.clone().cos(), self.radius)
    }
    fn pow(&self, exponent: &Self) -> Self {
        if self.is_zero() { Self::zero() } else { (self.ln() * exponent).exp() }
    }
    fn abs(&self) -> Self {
        Ball { centre: self.centre.clone().abs(), radius: self.radius }
    }
    fn max(&self, other: &Self) -> Self {
        (self + other + (self - other).abs()) * Self::ratio(1, 2)
    }
    fn pi() -> Self {
        Self::rounded(Float::with_val(B, Constant::Pi), 0.0)
    }
}

impl<const B: u32> Rung for Ball<B> {
    const RIGOROUS: bool = true;
    const BITS: u32 = B;
    fn centre(&self) -> Self {
        Ball { centre: self.centre.clone(), radius: 0.0 }
    }
    fn widened(&self, radius: &Self) -> Self {
        Ball { centre: self.centre.clone(), radius: up(self.radius + radius.size()) }
    }
}
