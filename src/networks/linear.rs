//! Networks without activations.

use crate::linalg::Matrix;
use crate::number::Field;

/// W_N⋯W₁ (n_N × n₀), the map that the layers W₁, …, W_N (Wⱼ is nⱼ × nⱼ₋₁) compute.
///
/// # Panics
/// When there is no layer, or two neighbours do not fit.
pub fn end_to_end<S: Field>(layers: &[Matrix<S>]) -> Matrix<S> {
    let (first, others) = layers.split_first().expect("a network has at least one layer");
    others.iter().fold(first.clone(), |product, layer| layer.times(&product))
}
