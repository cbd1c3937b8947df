//! Complex numbers over any field.

use super::operators::operators;
use super::{Field, Rational, Reading, Real};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};

/// `re + i·im`.
#[derive(Clone, Debug)]
pub struct Complex<S> {
    /// The real part.
    pub re: S,
    /// The imaginary part.
    pub im: S,
}

impl<S: Field> Complex<S> {
    /// A real number.
    pub fn real(re: S) -> Self {
        Complex { re, im: S::zero() }
    }
    /// re − i·im.
    pub fn conjugate(&self) -> Self {
        Complex { re: self.re.clone(), im: -&self.im }
    }
    /// |self|² = re² + im².
    pub fn norm_squared(&self) -> S {
        self.re.square() + self.im.square()
    }
    fn plus(&self, rhs: &Self) -> Self {
        Complex { re: &self.re + &rhs.re, im: &self.im + &rhs.im }
    }
    fn minus(&self, rhs: &Self) -> Self {
        Complex { re: &self.re - &rhs.re, im: &self.im - &rhs.im }
    }
    fn times(&self, rhs: &Self) -> Self {
        Complex {
            re: &self.re * &rhs.re - &self.im * &rhs.im,
            im: &self.re * &rhs.im + &self.im * &rhs.re,
        }
    }
    fn over(&self, rhs: &Self) -> Self {
        let norm_squared = rhs.norm_squared();
        let scaled = self.times(&rhs.conjugate());
        Complex { re: scaled.re / &norm_squared, im: scaled.im / norm_squared }
    }
    fn opposite(&self) -> Self {
        Complex { re: -&self.re, im: -&self.im }
    }
}

impl<S: Real> Complex<S> {
    /// e^{i·angle}.
    pub fn unit(angle: &S) -> Self {
        Complex { re: angle.cos(), im: angle.sin() }
    }
    /// e^self.
    pub fn exp(&self) -> Self {
        let size = self.re.exp();
        Complex { re: &size * self.im.cos(), im: size * self.im.sin() }
    }
    /// |self|.
    pub fn abs(&self) -> S {
        self.norm_squared().sqrt()
    }
}

operators!([S: Field] Complex<S>);

impl<S: Field> Zero for Complex<S> {
    fn zero() -> Self {
        Self::real(S::zero())
    }
    fn is_zero(&self) -> bool {
        self.re.is_zero() && self.im.is_zero()
    }
}

impl<S: Field> One for Complex<S> {
    fn one() -> Self {
        Self::real(S::one())
    }
}

impl<S: Field> Product for Complex<S> {
    /// (A + iB)(C + iD) = AC − BD + i(AD + BC), by the products of `S`.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        let (a, b) = (left.map(|x| x.re.clone()), left.map(|x| x.im.clone()));
        let (c, d) = (right.map(|x| x.re.clone()), right.map(|x| x.im.clone()));
        let re = &a.times(&c) - &b.times(&d);
        let im = &a.times(&d) + &b.times(&c);
        re.zip(&im, |re, im| Complex { re: re.clone(), im: im.clone() })
    }
}

impl<S: Field> Field for Complex<S> {
    fn of(value: &Rational) -> Self {
        Self::real(S::of(value))
    }
    /// The part that tells more: one that excludes 0 before one that does not, then the larger one.
    fn reading(&self) -> Reading {
        let (re, im) = (self.re.reading(), self.im.reading());
        let rank = |part: &Reading| (part.excludes_zero(), part.magnitude());
        if rank(&re) >= rank(&im) { re } else { im }
    }
}
