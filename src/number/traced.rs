//! Reverse-mode derivatives: a number that knows what it was computed from.

use super::operators::operators;
use super::trace::{Operand, Place, Trace};
use super::{Field, Rational, Reading, Real};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use std::fmt;

/// A number and its place in the trace of a computation; a constant has none.
///
/// The derivatives of one result by all variables cost a few evaluations of it, where [`Dual`](super::Dual) takes one a variable.
#[derive(Clone)]
pub struct Traced<S> {
    /// The number itself.
    pub value: S,
    place: Option<Place<S>>,
}

impl<S: Field> Trace<S> {
    /// A variable at `value`.
    pub fn variable(&self, value: S) -> Traced<S> {
        let index = self.steps().close();
        Traced { value, place: Some(Place { trace: self.clone(), index }) }
    }

    /// The derivatives of `result` by the first `count` steps, which are the variables; all 0 for a constant.
    pub fn derivatives(&self, result: &Traced<S>, count: usize) -> Vec<S> {
        self.slopes(result.place.as_ref().map(|place| place.index), count)
    }
}

impl<S: Field> Traced<S> {
    /// A number that does not depend on any variable.
    pub fn constant(value: S) -> Self {
        Traced { value, place: None }
    }

    /// A step made of two numbers, with the derivative by each.
    fn step(
        value: S,
        (left, by_left): (&Self, impl FnOnce() -> S),
        (right, by_right): (&Self, impl FnOnce() -> S),
    ) -> Self {
        let Some(place) = left.place.as_ref().or(right.place.as_ref()) else {
            return Self::constant(value);
        };
        let mut steps = place.trace.steps();
        if let Some(from) = &left.place {
            steps.link(from.index, by_left());
        }
        if let Some(from) = &right.place {
            steps.link(from.index, by_right());
        }
        let index = steps.close();
        drop(steps);
        Traced { value, place: Some(Place { trace: place.trace.clone(), index }) }
    }

    /// A step made of one number: `value` = f(self), `derivative` = f′(self).
    fn chain(&self, value: S, derivative: impl FnOnce() -> S) -> Self {
        Self::step(value, (self, derivative), (&Self::constant(S::zero()), S::zero))
    }

    /// left · right as one step an entry, all recorded as one product.
    fn product_of(left: Operand<S>, right: Operand<S>, trace: Option<&Trace<S>>) -> Matrix<Self> {
        let product = left.values.times(&right.values);
        let Some(trace) = trace else { return product.map(|x| Self::constant(x.clone())) };
        let first = trace.steps().close_product(left, right);
        let entries = product.entries().iter().zip(first..).map(|(value, index)| Traced {
            value: value.clone(),
            place: Some(Place { trace: trace.clone(), index }),
        });
        Matrix::from_entries(product.rows(), product.cols(), entries.collect())
    }

    fn operand(rows: usize, cols: usize, entries: &[Self]) -> Operand<S> {
        let values = entries.iter().map(|x| x.value.clone()).collect();
        let steps = entries.iter().map(|x| x.place.as_ref().map(|place| place.index)).collect();
        Operand { values: Matrix::from_entries(rows, cols, values), steps }
    }

    /// The trace of the first entry that has one.
    fn trace<'a>(mut entries: impl Iterator<Item = &'a Self>) -> Option<&'a Trace<S>> {
        entries.find_map(|x| x.place.as_ref()).map(|place| &place.trace)
    }

    fn plus(&self, rhs: &Self) -> Self {
        Self::step(&self.value + &rhs.value, (self, S::one), (rhs, S::one))
    }
    fn minus(&self, rhs: &Self) -> Self {
        Self::step(&self.value - &rhs.value, (self, S::one), (rhs, || -S::one()))
    }
    fn times(&self, rhs: &Self) -> Self {
        let value = &self.value * &rhs.value;
        Self::step(value, (self, || rhs.value.clone()), (rhs, || self.value.clone()))
    }
    fn over(&self, rhs: &Self) -> Self {
        let value = &self.value / &rhs.value;
        let by_right = || -(&value / &rhs.value);
        Self::step(value.clone(), (self, || S::one() / &rhs.value), (rhs, by_right))
    }
    fn opposite(&self) -> Self {
        self.chain(-&self.value, || -S::one())
    }
}

operators!([S: Field] Traced<S>);

impl<S: fmt::Debug> fmt::Debug for Traced<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<S: Field> Zero for Traced<S> {
    fn zero() -> Self {
        Self::constant(S::zero())
    }
    /// The number 0 that depends on nothing.
    fn is_zero(&self) -> bool {
        self.place.is_none() && self.value.is_zero()
    }
}

impl<S: Field> One for Traced<S> {
    fn one() -> Self {
        Self::constant(S::one())
    }
}

impl<S: Field> Product for Traced<S> {
    /// By the product of `S`; so are the derivatives.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        let trace = Self::trace(left.entries().iter().chain(right.entries()));
        let operand = |m: &Matrix<Self>| Self::operand(m.rows(), m.cols(), m.entries());
        Self::product_of(operand(left), operand(right), trace)
    }
}

impl<S: Field> Field for Traced<S> {
    fn of(value: &Rational) -> Self {
        Self::constant(S::of(value))
    }
    fn reading(&self) -> Reading {
        self.value.reading()
    }
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let (row, column) =
            (Self::operand(1, left.len(), left), Self::operand(right.len(), 1, right));
        let value = S::dot(row.values.entries(), column.values.entries());
        let Some(trace) = Self::trace(left.iter().chain(right)) else {
            return Self::constant(value);
        };
        let index = trace.steps().close_product(row, column);
        Traced { value, place: Some(Place { trace: trace.clone(), index }) }
    }
    fn power(&self, exponent: u32) -> Self {
        if exponent == 0 {
            return Self::one();
        }
        let lower = || self.value.power(exponent - 1) * S::count(exponent as usize);
        self.chain(self.value.power(exponent), lower)
    }
}

impl<S: Real> Real for Traced<S> {
    fn sqrt(&self) -> Self {
        let root = self.value.sqrt();
        self.chain(root.clone(), || S::one() / (&root + &root))
    }
    fn exp(&self) -> Self {
        let value = self.value.exp();
        self.chain(value.clone(), || value)
    }
    fn ln(&self) -> Self {
        self.chain(self.value.ln(), || S::one() / &self.value)
    }
    fn tanh(&self) -> Self {
        let value = self.value.tanh();
        self.chain(value.clone(), || S::one() - value.square())
    }
    fn sin(&self) -> Self {
        self.chain(self.value.sin(), || self.value.cos())
    }
    fn cos(&self) -> Self {
        self.chain(self.value.cos(), || -self.value.sin())
    }
    /// The exponent may depend on a variable too; then the base must be positive.
    fn pow(&self, exponent: &Self) -> Self {
        let value = self.value.pow(&exponent.value);
        let by_base = || &exponent.value * self.value.pow(&(&exponent.value - S::one()));
        let by_exponent = || &value * self.value.ln();
        Self::step(value.clone(), (self, by_base), (exponent, by_exponent))
    }
    /// Undefined derivative (0/0) at 0.
    fn abs(&self) -> Self {
        let value = self.value.abs();
        self.chain(value.clone(), || &self.value / &value)
    }
    /// Undefined derivative (0/0) where both are equal.
    fn max(&self, other: &Self) -> Self {
        let gap = &self.value - &other.value;
        let sign = &gap / gap.abs();
        let half = S::ratio(1, 2);
        let by_left = || (S::one() + &sign) * &half;
        let by_right = || (S::one() - &sign) * &half;
        Self::step(self.value.max(&other.value), (self, by_left), (other, by_right))
    }
    fn pi() -> Self {
        Self::constant(S::pi())
    }
}
