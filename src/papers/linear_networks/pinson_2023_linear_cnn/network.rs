//! The network, its loss and the flow down it.

use crate::calculus::gradient;
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::circulant;
use crate::number::{Field, Traced};

/// Σ_c V_cC(w_c) (K × n), for layers (w, V₁, V₂, …): row c of w (C × n) is the filter w_c.
pub(super) fn map<S: Field>(layers: &[Matrix<S>]) -> Matrix<S> {
    let (filters, readouts) = layers.split_first().expect("filters and readouts");
    let channels = readouts.iter().enumerate().map(|(c, v)| v * &circulant(filters.row(c)));
    channels.reduce(|sum, channel| &sum + &channel).expect("at least one channel")
}

/// −∂loss/∂(w, V₁, V₂, …).
pub(super) fn velocity<S: Field>(
    layers: &[Matrix<S>],
    inputs: &Matrix<S>,
    targets: &Matrix<S>,
) -> Vec<Matrix<S>> {
    let constant = |m: &Matrix<S>| m.map(|x| Traced::constant(x.clone()));
    let (inputs, targets) = (constant(inputs), constant(targets));
    let loss = |layers: &[Matrix<_>]| half_squares(&map(layers).times(&inputs), &targets);
    gradient(layers, loss).iter().map(|g| -g).collect()
}
