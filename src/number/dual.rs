//! Forward-mode derivatives.

use super::operators::operators;
use super::{Field, Rational, Reading, Real};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};

/// `value + slope·ε` with ε² = 0: a number and its derivative along one direction.
#[derive(Clone, Debug)]
pub struct Dual<S> {
    /// The number itself.
    pub value: S,
    /// Its derivative.
    pub slope: S,
}

impl<S: Field> Dual<S> {
    /// A number that does not depend on the variable.
    pub fn constant(value: S) -> Self {
        Dual { value, slope: S::zero() }
    }
    /// The variable itself, at `value`.
    pub fn variable(value: S) -> Self {
        Dual { value, slope: S::one() }
    }
    fn plus(&self, rhs: &Self) -> Self {
        Dual { value: &self.value + &rhs.value, slope: &self.slope + &rhs.slope }
    }
    fn minus(&self, rhs: &Self) -> Self {
        Dual { value: &self.value - &rhs.value, slope: &self.slope - &rhs.slope }
    }
    fn times(&self, rhs: &Self) -> Self {
        let slope = &self.slope * &rhs.value + &self.value * &rhs.slope;
        Dual { value: &self.value * &rhs.value, slope }
    }
    fn over(&self, rhs: &Self) -> Self {
        let value = &self.value / &rhs.value;
        let slope = (&self.slope - &value * &rhs.slope) / &rhs.value;
        Dual { value, slope }
    }
    fn opposite(&self) -> Self {
        Dual { value: -&self.value, slope: -&self.slope }
    }
    /// The chain rule: `value` = f(self), `derivative` = f′(self).
    fn chain(&self, value: S, derivative: &S) -> Self {
        Dual { value, slope: &self.slope * derivative }
    }
}

operators!([S: Field] Dual<S>);

impl<S: Field> Zero for Dual<S> {
    fn zero() -> Self {
        Self::constant(S::zero())
    }
    fn is_zero(&self) -> bool {
        self.value.is_zero() && self.slope.is_zero()
    }
}

impl<S: Field> One for Dual<S> {
    fn one() -> Self {
        Self::constant(S::one())
    }
}

impl<S: Field> Product for Dual<S> {
    /// (A + εB)(C + εD) = AC + ε(AD + BC), by the products of `S`.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        let (a, b) = (left.map(|x| x.value.clone()), left.map(|x| x.slope.clone()));
        let (c, d) = (right.map(|x| x.value.clone()), right.map(|x| x.slope.clone()));
        let (value, slope) = (a.times(&c), &a.times(&d) + &b.times(&c));
        value.zip(&slope, |value, slope| Dual { value: value.clone(), slope: slope.clone() })
    }
}

impl<S: Field> Field for Dual<S> {
    fn of(value: &Rational) -> Self {
        Self::constant(S::of(value))
    }
    fn reading(&self) -> Reading {
        self.value.reading()
    }
    fn power(&self, exponent: u32) -> Self {
        if exponent == 0 {
            return Self::one();
        }
        let lower = self.value.power(exponent - 1);
        self.chain(self.value.power(exponent), &(lower * S::count(exponent as usize)))
    }
}

impl<S: Real> Real for Dual<S> {
    fn sqrt(&self) -> Self {
        let root = self.value.sqrt();
        let derivative = S::one() / (&root + &root);
        self.chain(root, &derivative)
    }
    fn exp(&self) -> Self {
        let value = self.value.exp();
        self.chain(value.clone(), &value)
    }
    fn ln(&self) -> Self {
        self.chain(self.value.ln(), &(S::one() / &self.value))
    }
    fn tanh(&self) -> Self {
        let value = self.value.tanh();
        let derivative = S::one() - value.square();
        self.chain(value, &derivative)
    }
    fn sin(&self) -> Self {
        self.chain(self.value.sin(), &self.value.cos())
    }
    fn cos(&self) -> Self {
        self.chain(self.value.cos(), &-self.value.sin())
    }
    /// The exponent may depend on the variable too; then the base must be positive.
    fn pow(&self, exponent: &Self) -> Self {
        let value = self.value.pow(&exponent.value);
        let by_base = &exponent.value * self.value.pow(&(&exponent.value - S::one()));
        let slope = &self.slope * by_base;
        if exponent.slope.is_zero() {
            return Dual { value, slope };
        }
        let by_exponent = &value * self.value.ln() * &exponent.slope;
        Dual { value, slope: slope + by_exponent }
    }
    /// Undefined slope (0/0) at 0.
    fn abs(&self) -> Self {
        let value = self.value.abs();
        let sign = &self.value / &value;
        self.chain(value, &sign)
    }
    /// Undefined slope (0/0) where both are equal.
    fn max(&self, other: &Self) -> Self {
        let gap = (self - other).abs();
        Dual {
            value: self.value.max(&other.value),
            slope: (&self.slope + &other.slope + gap.slope) * S::ratio(1, 2),
        }
    }
    fn pi() -> Self {
        Self::constant(S::pi())
    }
}
