//! Derivatives of the Taylor series of a program with respect to its inputs.

use super::program::Step;
use super::series::Series;
use crate::number::Real;
use std::slice::from_ref;

/// What the derivatives of series of numbers `C` consist of: such numbers, or several side by side.
pub(super) trait Derivative<C>: Clone {
    fn zero() -> Self;
    fn sum(&self, other: &Self) -> Self;
    fn difference(&self, other: &Self) -> Self;
    fn negation(&self) -> Self;
    fn quotient(&self, divisor: &C) -> Self;

    /// A sum of products that is not rounded yet.
    type Sum: Default;

    /// Adds the dot product of two lists of the same length.
    fn add(sum: &mut Self::Sum, left: &[Self], right: &[C]);
    fn total(sum: Self::Sum) -> Self;

    fn product(&self, factor: &C) -> Self {
        let mut sum = Self::Sum::default();
        Self::add(&mut sum, from_ref(self), from_ref(factor));
        Self::total(sum)
    }
}

impl<C: Real> Derivative<C> for C {
    fn zero() -> Self {
        C::zero()
    }
    fn sum(&self, other: &Self) -> Self {
        self + other
    }
    fn difference(&self, other: &Self) -> Self {
        self - other
    }
    fn negation(&self) -> Self {
        -self
    }
    fn quotient(&self, divisor: &C) -> Self {
        self / divisor
    }
    type Sum = Option<C>;
    fn add(sum: &mut Option<C>, left: &[C], right: &[C]) {
        let more = if let ([x], [y]) = (left, right) { x * y } else { C::dot(left, right) };
        *sum = Some(sum.take().map_or_else(|| more.clone(), |sum| sum + &more));
    }
    fn total(sum: Option<C>) -> Self {
        sum.unwrap_or_else(C::zero)
    }
}

/// The derivative of a series along a direction in the space of its inputs, or several, itself a series.
pub(super) struct Tangent<'a, 'b, C, D> {
    series: &'b Series<'a, C>,
    /// The coefficients of every step, none of those at rest.
    steps: Vec<Vec<D>>,
}

impl<'a, 'b, C: Real, D: Derivative<C>> Tangent<'a, 'b, C, D> {
    /// To order 0, with room for the orders up to `order`, which the series must reach.
    pub(super) fn new(series: &'b Series<'a, C>, direction: &[D], order: usize) -> Self {
        let room = |&moves: &bool| Vec::with_capacity(if moves { order + 1 } else { 0 });
        let steps = series.program.moves.iter().map(room).collect();
        let mut tangent = Tangent { series, steps };
        tangent.extend(direction, 0);
        tangent
    }

    /// The coefficient of order k of output i.
    pub(super) fn output(&self, i: usize, k: usize) -> D {
        self.steps[self.series.program.outputs[i]].get(k).cloned().unwrap_or_else(D::zero)
    }

    /// The coefficients of order k of all steps, for those of the inputs.
    pub(super) fn extend(&mut self, inputs: &[D], k: usize) {
        for index in 0..self.steps.len() {
            if self.moves(index) {
                let next = self.next(index, inputs, k);
                self.steps[index].push(next);
            }
        }
    }

    fn moves(&self, step: usize) -> bool {
        self.series.program.moves[step]
    }

    fn next(&self, index: usize, inputs: &[D], k: usize) -> D {
        let at = |step: usize| &self.steps[step][k];
        match &self.series.program.steps[index] {
            Step::Variable(i) => inputs[*i].clone(),
            Step::Constant(_) | Step::Pi | Step::Sign(_) => D::zero(),
            Step::Sum(a, b) => match (self.moves(*a), self.moves(*b)) {
                (false, _) => at(*b).clone(),
                (_, false) => at(*a).clone(),
                _ => at(*a).sum(at(*b)),
            },
            Step::Difference(a, b) => match (self.moves(*a), self.moves(*b)) {
                (false, _) => at(*b).negation(),
                (_, false) => at(*a).clone(),
                _ => at(*a).difference(at(*b)),
            },
            Step::Product(a, b) => self.products(&[(*a, *b)], k),
            Step::Quotient(a, b) => self.quotient(*a, *b, index, k),
            Step::Negation(a) => at(*a).negation(),
            Step::Dot(pairs) => self.products(pairs, k),
            Step::Applied { at, slope, .. } => {
                let mut sum = D::Sum::default();
                self.add(&mut sum, *at, *slope, k);
                D::total(sum)
            }
        }
    }

    /// Σ(a′b + b′a) over pairs of steps.
    fn products(&self, pairs: &[(usize, usize)], k: usize) -> D {
        let mut sum = D::Sum::default();
        for &(a, b) in pairs {
            self.add(&mut sum, a, b, k);
            self.add(&mut sum, b, a, k);
        }
        D::total(sum)
    }

    /// Adds a′b.
    fn add(&self, sum: &mut D::Sum, a: usize, b: usize, k: usize) {
        if self.moves(a) {
            let least = if self.moves(b) { 0 } else { k };
            D::add(sum, &self.steps[a][least..=k], self.series.down_from(b, k - least));
        }
    }

    /// q·b = a: q′b + q·b′ = a′.
    fn quotient(&self, a: usize, b: usize, own: usize, k: usize) -> D {
        let divisor = self.series.coefficient(b, 0);
        let above = if self.moves(a) { self.steps[a][k].clone() } else { D::zero() };
        if !self.moves(b) {
            return above.quotient(divisor);
        }
        let mut known = D::Sum::default();
        self.add(&mut known, b, own, k);
        D::add(&mut known, &self.steps[own][..k], &self.series.down_from(b, k)[..k]);
        above.difference(&D::total(known)).quotient(divisor)
    }
}
