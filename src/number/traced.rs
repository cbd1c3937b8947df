//! Reverse-mode derivatives: a number that knows what it was computed from.

use super::operators::operators;
use super::{Field, Rational, Reading, Real};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A number and its place in the trace of a computation; a constant has none.
///
/// The derivatives of one result by all variables cost a few evaluations of it, where [`Dual`](super::Dual) takes one a variable.
#[derive(Clone)]
pub struct Traced<S> {
    /// The number itself.
    pub value: S,
    place: Option<Place<S>>,
}

#[derive(Clone)]
struct Place<S> {
    trace: Trace<S>,
    index: usize,
}

/// Every step of a computation: of which earlier steps it is made, with the derivative by each.
pub struct Trace<S>(Arc<Mutex<Steps<S>>>);

impl<S> Clone for Trace<S> {
    fn clone(&self) -> Self {
        Trace(Arc::clone(&self.0))
    }
}

struct Steps<S> {
    /// Where the links of each step end; they begin where those of the step before end.
    ends: Vec<usize>,
    /// (step, derivative by it).
    links: Vec<(usize, S)>,
}

impl<S: Field> Trace<S> {
    /// The trace of a computation that has not begun.
    pub fn new() -> Self {
        Trace(Arc::new(Mutex::new(Steps { ends: Vec::new(), links: Vec::new() })))
    }

    /// A variable at `value`.
    pub fn variable(&self, value: S) -> Traced<S> {
        let index = self.steps().close();
        Traced { value, place: Some(Place { trace: self.clone(), index }) }
    }

    /// The derivatives of `result` by the first `count` steps, which are the variables; all 0 for a constant.
    pub fn derivatives(&self, result: &Traced<S>, count: usize) -> Vec<S> {
        let steps = self.steps();
        // None is a step that the result does not depend on.
        let mut slopes: Vec<Option<S>> = vec![None; steps.ends.len()];
        if let Some(place) = &result.place {
            slopes[place.index] = Some(S::one());
        }
        for index in (count..slopes.len()).rev() {
            let Some(slope) = slopes[index].take() else { continue };
            for (from, derivative) in &steps.links[steps.ends[index - 1]..steps.ends[index]] {
                let part = derivative * &slope;
                slopes[*from] = Some(match slopes[*from].take() {
                    None => part,
                    Some(sum) => sum + part,
                });
            }
        }
        slopes.into_iter().take(count).map(|slope| slope.unwrap_or_else(S::zero)).collect()
    }

    fn steps(&self) -> MutexGuard<'_, Steps<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Field> Default for Trace<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Steps<S> {
    fn link(&mut self, from: &Traced<S>, derivative: impl FnOnce() -> S) {
        if let Some(place) = &from.place {
            self.links.push((place.index, derivative()));
        }
    }

    /// Ends a step; its index.
    fn close(&mut self) -> usize {
        self.ends.push(self.links.len());
        self.ends.len() - 1
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
        steps.link(left, by_left);
        steps.link(right, by_right);
        let index = steps.close();
        drop(steps);
        Traced { value, place: Some(Place { trace: place.trace.clone(), index }) }
    }

    /// A step made of one number: `value` = f(self), `derivative` = f′(self).
    fn chain(&self, value: S, derivative: impl FnOnce() -> S) -> Self {
        Self::step(value, (self, derivative), (&Self::constant(S::zero()), S::zero))
    }

    /// Σᵢ leftᵢ·rightᵢ = `value` as one step.
    fn sum_of_products<'a>(
        value: S,
        terms: impl Iterator<Item = (&'a Self, &'a Self)> + Clone,
    ) -> Self {
        let place = terms.clone().find_map(|(l, r)| l.place.as_ref().or(r.place.as_ref()));
        let Some(place) = place else { return Self::constant(value) };
        let mut steps = place.trace.steps();
        for (left, right) in terms {
            steps.link(left, || right.value.clone());
            steps.link(right, || left.value.clone());
        }
        let index = steps.close();
        drop(steps);
        Traced { value, place: Some(Place { trace: place.trace.clone(), index }) }
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
    /// By the product of `S`, and one step an entry.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        let values = |m: &Matrix<Self>| m.map(|x| x.value.clone());
        let product = values(left).times(&values(right));
        Matrix::from_fn(left.rows(), right.cols(), |i, j| {
            let column = (0..right.rows()).map(|k| &right[(k, j)]);
            Self::sum_of_products(product[(i, j)].clone(), left.row(i).iter().zip(column))
        })
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
        let values = |of: &[Self]| of.iter().map(|x| x.value.clone()).collect::<Vec<_>>();
        Self::sum_of_products(S::dot(&values(left), &values(right)), left.iter().zip(right))
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
