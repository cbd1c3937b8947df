//! The Taylor series of a solution.

use crate::calculus::program::Program;
use crate::calculus::series::Series;
use crate::calculus::tangent::{Derivative, Tangent};
use crate::number::{Field, Rational, Real};

/// y(h·s) = Σ cₖsᵏ: the coefficients are those of a step of length h.
pub(super) struct Solution<'a, C> {
    pub(super) series: Series<'a, C>,
    /// cₖ of all components, by k.
    pub(super) terms: Vec<Vec<C>>,
}

/// h/1, h/2, …, h/order.
pub(super) fn parts<C: Field>(length: &Rational, order: usize) -> Vec<C> {
    (1..=order).map(|k| C::of(&(length / Rational::from(k)))).collect()
}

impl<'a, C: Real> Solution<'a, C> {
    /// To order 0, with room up to `order`.
    pub(super) fn new(program: &'a Program, start: &[C], order: usize) -> Self {
        Solution { series: Series::new(program, start, order), terms: vec![start.to_vec()] }
    }

    /// Goes on, to as many terms as there are parts of the length: (k + 1)cₖ₊₁ = h·velocityₖ.
    pub(super) fn extend(&mut self, parts: &[C]) {
        let known = self.terms.len() - 1;
        for (k, part) in parts.iter().enumerate().skip(known) {
            if k > 0 {
                self.series.extend(&self.terms[k], k);
            }
            let next = |i: usize| self.series.output(i, k) * part;
            self.terms.push((0..self.terms[0].len()).map(next).collect());
        }
    }

    /// The terms of the solution's derivative with respect to its start, along directions, to the order of `parts`.
    pub(super) fn tangent<D: Derivative<C>>(&self, direction: &[D], parts: &[C]) -> Vec<Vec<D>> {
        let mut terms = vec![direction.to_vec()];
        let mut tangent = Tangent::new(&self.series, direction, parts.len());
        for (k, part) in parts.iter().enumerate() {
            if k > 0 {
                tangent.extend(&terms[k], k);
            }
            let next = |i: usize| tangent.output(i, k).product(part);
            terms.push((0..direction.len()).map(next).collect());
        }
        terms
    }

    /// The same in another number type, with room up to `order`.
    pub(super) fn mapped<T: Real>(&self, order: usize, f: impl Fn(&C) -> T) -> Solution<'a, T> {
        let terms = self.terms.iter().map(|term| term.iter().map(&f).collect()).collect();
        Solution { series: self.series.mapped(order, f), terms }
    }
}
