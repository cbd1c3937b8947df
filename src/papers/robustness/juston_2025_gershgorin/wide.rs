//! A layer of many inputs and units.

use super::short_matrix;
use crate::claim::{Compared, Draw, agree, below, squares_tape};
use crate::linalg::{Definiteness, Matrix};
use crate::networks::{ResidualLayer, patterns};
use crate::number::{Field, Rational, Rung, sum};

/// Besides the one of all units.
const PATTERNS: usize = 16;

/// W (d × h) and q.
#[derive(Debug)]
pub(super) struct Wide {
    weights: Matrix<Rational>,
    scales: Vec<Rational>,
}

impl Wide {
    pub(super) fn of_128_inputs() -> Self {
        let (inputs, units) = (128, 192);
        let tape = squares_tape(30_000, 7, 10_007);
        let weights = short_matrix(&mut Draw::replay(&tape), inputs, units);
        let scales = (0..units).map(|i| Rational::from(4 + i % 5)).collect();
        Wide { weights, scales }
    }

    /// T ≻ WᵀW, no pattern stretches, and tanh brings two inputs closer.
    pub(super) fn is_nonexpansive<S: Rung>(&self) -> Compared<S> {
        let weights = Matrix::<S>::of(&self.weights);
        let gram = &weights.transpose() * &weights;
        let sums = self.sums(&gram);
        let layer = layer(&weights, &sums);
        let patterns = patterns(sums.len(), PATTERNS);
        let within = patterns.iter().filter(|on| shrinks(&layer, &weights, on)).count();
        let after = |x: &Matrix<S>| x + &(&layer.outer * &(&layer.inner * x).map(S::tanh));
        let [x, z] = [7, 5].map(|factor| {
            Matrix::from_fn(weights.rows(), 1, |i, _| S::count(i * factor % 11) * S::ratio(1, 64))
        });
        agree(usize::from(is_definite(&(&Matrix::diagonal(&sums) - &gram))), 1)
            .and(agree(within, patterns.len()))
            .and(below((&after(&x) - &after(&z)).norm(), (&x - &z).norm()))
    }

    /// t.
    fn sums<S: Rung>(&self, gram: &Matrix<S>) -> Vec<S> {
        let q: Vec<S> = self.scales.iter().map(S::of).collect();
        let row = |i: usize| sum((0..q.len()).map(|j| gram[(i, j)].abs() * &q[j])) / &q[i];
        (0..q.len()).map(row).collect()
    }
}

/// x − 2WT⁻¹σ(Wᵀx) for T = diag(sums).
fn layer<S: Field>(weights: &Matrix<S>, sums: &[S]) -> ResidualLayer<S> {
    let step: Vec<S> = sums.iter().map(|t| S::ratio(-2, 1) / t).collect();
    ResidualLayer {
        skip: Matrix::identity(weights.rows()),
        outer: Matrix::from_fn(weights.rows(), step.len(), |i, j| &weights[(i, j)] * &step[j]),
        inner: weights.transpose(),
    }
}

/// ‖J‖ ≤ 1 for J = I − 2WT⁻¹DWᵀ, which is symmetric and rests on what is orthogonal to the columns of W that D keeps: where these are fewer than the
/// inputs, ‖JWy‖ < ‖Wy‖ for all y ≠ 0 of them, and I − JᵀJ ≻ 0 elsewhere.
fn shrinks<S: Rung>(layer: &ResidualLayer<S>, weights: &Matrix<S>, on: &[bool]) -> bool {
    let jacobian = layer.kept(on);
    let units: Vec<_> = (0..on.len()).filter(|&i| on[i]).collect();
    let span = if units.len() < weights.rows() {
        Matrix::from_fn(weights.rows(), units.len(), |i, j| weights[(i, units[j])].clone())
    } else {
        Matrix::identity(weights.rows())
    };
    let image = &jacobian * &span;
    is_definite(&(&(&span.transpose() * &span) - &(&image.transpose() * &image)))
}

fn is_definite<S: Rung>(matrix: &Matrix<S>) -> bool {
    matches!(matrix.definiteness(), Definiteness::Definite)
}
