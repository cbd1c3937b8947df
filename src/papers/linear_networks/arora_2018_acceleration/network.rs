//! The loss, the gradient flow's velocity, and what moves with it.

use crate::calculus::gradient;
use crate::datasets::{iris_labels, iris_measurements};
use crate::linalg::Matrix;
use crate::losses::quarter_fourth_powers;
use crate::networks::end_to_end;
use crate::number::{Field, Rational};

/// Inputs X (d₀ × m) and targets Y (d_N × m).
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) inputs: Matrix<Rational>,
    pub(super) targets: Matrix<Rational>,
}

impl Data {
    /// Four irises, every 40th: their measurements as inputs, the first `outputs` indicators of species as targets.
    pub(super) fn irises(outputs: usize) -> Self {
        let (flowers, labels) = (iris_measurements(), iris_labels());
        Data {
            inputs: Matrix::from_fn(4, 4, |i, k| flowers[(40 * k, i)].clone()),
            targets: Matrix::from_fn(outputs, 4, |i, k| {
                Rational::from(usize::from(labels[40 * k] == i))
            }),
        }
    }

    /// L as a function of all layers; of one layer it is L(W).
    pub(super) fn loss<S: Field>(&self, layers: &[Matrix<S>]) -> S {
        let outputs = end_to_end(layers).times(&Matrix::of(&self.inputs));
        quarter_fourth_powers(&outputs, &Matrix::of(&self.targets))
    }

    /// Wⱼ′ = −(∂L/∂Wⱼ + μWⱼ), by differentiating L itself.
    pub(super) fn velocity<S: Field>(&self, layers: &[Matrix<S>], decay: &S) -> Vec<Matrix<S>> {
        let gradients = gradient(layers, |layers| self.loss(layers));
        let layers = layers.iter().zip(&gradients);
        layers.map(|(w, g)| -&(g + &w.scale(decay))).collect()
    }

    /// G = ∇L(W).
    pub(super) fn gradient_at<S: Field>(&self, w: &Matrix<S>) -> Matrix<S> {
        gradient(std::slice::from_ref(w), |w| self.loss(w)).remove(0)
    }
}
