//! Second derivatives by forward mode within forward mode.

use crate::linalg::Matrix;
use crate::number::{Dual, Field};

/// A number, its derivatives along two directions and its second derivative along both.
type Second<S> = Dual<Dual<S>>;
type Loss<'a, S> = dyn Fn(&[Matrix<Second<S>>]) -> Second<S> + 'a;

/// Hessian of `loss` at `weights`, one square matrix over all weights: layer by layer, each row by row.
///
/// For layers W₁ (2 × 3) and W₂ (1 × 2), row 4 belongs to the entry (1, 1) of W₁ and row 7 to (0, 1) of W₂, counted from
/// 0. Exactly symmetric in every type: each pair is computed once. Cost: one evaluation of `loss` per pair of weights.
pub fn hessian<S: Field>(
    weights: &[Matrix<S>],
    loss: impl Fn(&[Matrix<Dual<Dual<S>>>]) -> Dual<Dual<S>>,
) -> Matrix<S> {
    hessian_of(weights, &loss)
}

/// `dyn`, so that it is compiled once per number type and not once per loss.
fn hessian_of<S: Field>(weights: &[Matrix<S>], loss: &Loss<'_, S>) -> Matrix<S> {
    let constant = |x: &S| Dual::constant(Dual::constant(x.clone()));
    let mut lifted: Vec<_> = weights.iter().map(|w| w.map(constant)).collect();
    let places: Vec<_> = weights
        .iter()
        .enumerate()
        .flat_map(|(layer, w)| {
            (0..w.entries().len()).map(move |at| (layer, at / w.cols(), at % w.cols()))
        })
        .collect();
    let mut result = Matrix::zeros(places.len(), places.len());
    for (row, &(layer, i, j)) in places.iter().enumerate() {
        // The outer slope follows the row's weight, the inner one the column's.
        lifted[layer][(i, j)].slope = Dual::constant(S::one());
        for (col, &(other, k, l)) in places.iter().enumerate().take(row + 1) {
            lifted[other][(k, l)].value.slope = S::one();
            let second = loss(&lifted).slope.slope;
            lifted[other][(k, l)].value.slope = S::zero();
            result[(row, col)] = second.clone();
            result[(col, row)] = second;
        }
        lifted[layer][(i, j)].slope = Dual::constant(S::zero());
    }
    result
}
