//! Derivatives by forward mode, so that a check differentiates the definition and not a formula for it.

use crate::linalg::Matrix;
use crate::number::{Dual, Field};

/// f′(at).
pub fn derivative<S: Field>(at: &S, f: impl FnOnce(&Dual<S>) -> Dual<S>) -> S {
    f(&Dual::variable(at.clone())).slope
}

/// Gradient of `loss` at `weights`, one matrix per layer, in the layers' own shapes.
///
/// Cost: one evaluation of `loss` per weight.
pub fn gradient<S: Field>(
    weights: &[Matrix<S>],
    loss: impl Fn(&[Matrix<Dual<S>>]) -> Dual<S>,
) -> Vec<Matrix<S>> {
    gradient_of(weights, &loss)
}

/// `dyn`, so that it is compiled once per number type and not once per loss.
fn gradient_of<S: Field>(
    weights: &[Matrix<S>],
    loss: &dyn Fn(&[Matrix<Dual<S>>]) -> Dual<S>,
) -> Vec<Matrix<S>> {
    let mut lifted: Vec<_> = weights.iter().map(|w| w.map(|x| Dual::constant(x.clone()))).collect();
    let mut gradients = weights.to_vec();
    for (layer, gradient) in gradients.iter_mut().enumerate() {
        for i in 0..gradient.rows() {
            for j in 0..gradient.cols() {
                lifted[layer][(i, j)].slope = S::one();
                gradient[(i, j)] = loss(&lifted).slope;
                lifted[layer][(i, j)].slope = S::zero();
            }
        }
    }
    gradients
}
