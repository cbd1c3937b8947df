//! Derivatives by forward and reverse mode, so that a check differentiates the definition and not a formula for it.

use crate::linalg::Matrix;
use crate::number::{Dual, Field, Trace, Traced};

/// f′(at).
pub fn derivative<S: Field>(at: &S, f: impl FnOnce(&Dual<S>) -> Dual<S>) -> S {
    f(&Dual::variable(at.clone())).slope
}

/// Gradient of `loss` at `weights`, one matrix per layer, in the layers' own shapes.
///
/// By reverse mode: a few times the cost of one evaluation of `loss`, whatever the number of weights.
pub fn gradient<S: Field>(
    weights: &[Matrix<S>],
    loss: impl Fn(&[Matrix<Traced<S>>]) -> Traced<S>,
) -> Vec<Matrix<S>> {
    gradient_of(weights, &loss)
}

type Loss<'a, S> = &'a dyn Fn(&[Matrix<Traced<S>>]) -> Traced<S>;

/// `dyn`, so that it is compiled once per number type and not once per loss.
fn gradient_of<S: Field>(weights: &[Matrix<S>], loss: Loss<'_, S>) -> Vec<Matrix<S>> {
    let trace = Trace::new();
    let traced: Vec<_> = weights.iter().map(|w| w.map(|x| trace.variable(x.clone()))).collect();
    let count = weights.iter().map(|w| w.entries().len()).sum();
    let mut slopes = trace.derivatives(&loss(&traced), count).into_iter();
    let like = |w: &Matrix<S>| {
        Matrix::from_entries(w.rows(), w.cols(), slopes.by_ref().take(w.entries().len()).collect())
    };
    weights.iter().map(like).collect()
}
