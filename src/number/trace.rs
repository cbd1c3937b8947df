//! What a computation was made of, so that derivatives can be traced back through it.

use super::Field;
use crate::linalg::Matrix;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Every step of a computation: of which earlier steps it is made, with the derivative by each.
pub struct Trace<S>(Arc<Mutex<Steps<S>>>);

impl<S> Clone for Trace<S> {
    fn clone(&self) -> Self {
        Trace(Arc::clone(&self.0))
    }
}

/// A step of a trace.
#[derive(Clone)]
pub(super) struct Place<S> {
    pub(super) trace: Trace<S>,
    pub(super) index: usize,
}

pub(super) struct Steps<S> {
    /// Where the links of each step end; they begin where those of the step before end.
    ends: Vec<usize>,
    /// (step, derivative by it).
    links: Vec<(usize, S)>,
    /// The steps that are entries of products, which have no links, in their order.
    products: Vec<TracedProduct<S>>,
}

/// C = A·B, whose entries are consecutive steps, row by row.
struct TracedProduct<S> {
    first: usize,
    left: Operand<S>,
    right: Operand<S>,
}

/// A matrix, and the step of each entry, which a constant lacks.
pub(super) struct Operand<S> {
    pub(super) values: Matrix<S>,
    pub(super) steps: Vec<Option<usize>>,
}

impl<S: Field> Trace<S> {
    /// The trace of a computation that has not begun.
    pub fn new() -> Self {
        Trace(Arc::new(Mutex::new(Steps {
            ends: Vec::new(),
            links: Vec::new(),
            products: Vec::new(),
        })))
    }

    /// The derivatives by the first `count` steps, which are the variables, of the step `result`.
    pub(super) fn slopes(&self, result: Option<usize>, count: usize) -> Vec<S> {
        let steps = self.steps();
        // None is a step that the result does not depend on.
        let mut slopes: Vec<Option<S>> = vec![None; steps.ends.len()];
        if let Some(result) = result {
            slopes[result] = Some(S::one());
        }
        let mut products = steps.products.iter().rev().peekable();
        let mut left = slopes.len();
        while left > count {
            if let Some(product) = products.next_if(|product| product.end() == left) {
                product.add_slopes(&mut slopes);
                left = product.first;
                continue;
            }
            left -= 1;
            let Some(slope) = slopes[left].take() else { continue };
            for (from, derivative) in &steps.links[steps.ends[left - 1]..steps.ends[left]] {
                add(&mut slopes[*from], derivative * &slope);
            }
        }
        slopes.into_iter().take(count).map(|slope| slope.unwrap_or_else(S::zero)).collect()
    }

    pub(super) fn steps(&self) -> MutexGuard<'_, Steps<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Field> Default for Trace<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Steps<S> {
    /// To the step that is closed next.
    pub(super) fn link(&mut self, from: usize, derivative: S) {
        self.links.push((from, derivative));
    }

    /// Ends a step; its index.
    pub(super) fn close(&mut self) -> usize {
        self.ends.push(self.links.len());
        self.ends.len() - 1
    }

    /// Ends the steps of all entries of left · right; the index of the first.
    pub(super) fn close_product(&mut self, left: Operand<S>, right: Operand<S>) -> usize {
        let product = TracedProduct { first: self.ends.len(), left, right };
        let (first, end) = (product.first, product.end());
        self.ends.resize(end, self.links.len());
        if end > first {
            self.products.push(product);
        }
        first
    }
}

impl<S> TracedProduct<S> {
    fn end(&self) -> usize {
        self.first + self.left.values.rows() * self.right.values.cols()
    }
}

impl<S: Field> TracedProduct<S> {
    /// Adds C̄·Bᵀ to the slopes of A, and Aᵀ·C̄ to those of B, for the slopes C̄ of C.
    fn add_slopes(&self, slopes: &mut [Option<S>]) {
        let own = &mut slopes[self.first..self.end()];
        let own: Vec<Option<S>> = own.iter_mut().map(Option::take).collect();
        if own.iter().all(Option::is_none) {
            return;
        }
        let (left, right) = (&self.left.values, &self.right.values);
        if own.iter().any(Option::is_none) {
            // What the result does not depend on shall not count, not even 0·∞.
            self.add_slopes_by_entries(&own, slopes);
            return;
        }
        let own =
            Matrix::from_entries(left.rows(), right.cols(), own.into_iter().flatten().collect());
        if self.left.moves() {
            self.left.add(&own.times_transpose_of(right), slopes);
        }
        if self.right.moves() {
            self.right.add(&left.transpose().times(&own), slopes);
        }
    }

    fn add_slopes_by_entries(&self, own: &[Option<S>], slopes: &mut [Option<S>]) {
        let (left, right) = (&self.left, &self.right);
        let (inner, cols) = right.values.shape();
        for (at, slope) in own.iter().enumerate() {
            let Some(slope) = slope else { continue };
            let (i, j) = (at / cols, at % cols);
            for k in 0..inner {
                if let Some(step) = left.steps[i * inner + k] {
                    add(&mut slopes[step], slope * &right.values[(k, j)]);
                }
                if let Some(step) = right.steps[k * cols + j] {
                    add(&mut slopes[step], slope * &left.values[(i, k)]);
                }
            }
        }
    }
}

impl<S: Field> Operand<S> {
    fn moves(&self) -> bool {
        self.steps.iter().any(Option::is_some)
    }

    fn add(&self, parts: &Matrix<S>, slopes: &mut [Option<S>]) {
        for (step, part) in self.steps.iter().zip(parts.entries()) {
            if let Some(step) = *step {
                add(&mut slopes[step], part.clone());
            }
        }
    }
}

fn add<S: Field>(slope: &mut Option<S>, part: S) {
    *slope = Some(match slope.take() {
        None => part,
        Some(sum) => sum + part,
    });
}
