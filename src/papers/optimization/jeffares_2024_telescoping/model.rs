//! One hidden layer, and how curved it is in its weights.

use crate::linalg::Matrix;
use crate::networks::{Activation, feedforward};
use crate::number::{Real, largest};

/// f(x) at the weights W, V.
pub(super) fn output<T: Real>(weights: &[Matrix<T>], activation: Activation, x: &Matrix<T>) -> T {
    feedforward(weights, activation, x)[(0, 0)].clone()
}

/// H at one x, for tanh and all weights whose last layer is, entry by entry, between some of `outer`.
///
/// ∇²f has one block a unit, [[vⱼtanh″(z)xxᵀ, tanh′(z)x], [tanh′(z)xᵀ, 0]], and |tanh″| ≤ 4/(3√3), |tanh′| ≤ 1.
pub(super) fn curvature<S: Real>(outer: &[&Matrix<S>], x: &Matrix<S>) -> S {
    let weight = largest(outer.iter().map(|v| v.max_abs()));
    let second = S::ratio(4, 3) / S::count(3).sqrt();
    weight * second * x.norm_squared() + x.norm()
}

/// Σ⟨left, right⟩ over layers.
pub(super) fn inner<S: Real>(left: &[Matrix<S>], right: &[Matrix<S>]) -> S {
    crate::number::sum(left.iter().zip(right).map(|(a, b)| a.inner(b)))
}
