//! Relu networks with biases, over any field, by the pattern of their active units.

use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use num_traits::Zero;

/// x ↦ W_L relu(⋯ relu(W₁x + b₁) ⋯) + b_L: no relu after the last layer.
#[derive(Clone, Debug)]
pub struct ReluNetwork<S> {
    /// (W_l (n_l × n_{l−1}), b_l (n_l × 1)) for l = 1, …, L.
    pub layers: Vec<(Matrix<S>, Matrix<S>)>,
}

impl ReluNetwork<Rational> {
    /// The same network in number type `S`.
    pub fn of<S: Field>(&self) -> ReluNetwork<S> {
        let lifted = |(weights, bias): &(_, _)| (Matrix::of(weights), Matrix::of(bias));
        ReluNetwork { layers: self.layers.iter().map(lifted).collect() }
    }

    /// Which units are above 0 at `input` (n₀ × 1), for each layer but the last; exact.
    pub fn pattern(&self, input: &Matrix<Rational>) -> Vec<Vec<bool>> {
        let (mut pattern, mut x) = (Vec::new(), input.clone());
        for (weights, bias) in &self.layers[..self.layers.len() - 1] {
            let before = &(weights * &x) + bias;
            let active: Vec<_> = before.entries().iter().map(|z| *z > Rational::zero()).collect();
            x = masked(&before, &active);
            pattern.push(active);
        }
        pattern
    }
}

impl<S: Field> ReluNetwork<S> {
    /// The output (n_L × 1) at `input` (n₀ × 1) when the active units are those of `pattern`: the network's value where
    /// [`ReluNetwork::pattern`] is this, and the affine map of that region elsewhere.
    ///
    /// # Panics
    /// When the pattern has not a list for each layer but the last.
    pub fn on_pattern(&self, input: &Matrix<S>, pattern: &[Vec<bool>]) -> Matrix<S> {
        let (last, hidden) = self.layers.split_last().expect("a network has at least one layer");
        assert_eq!(hidden.len(), pattern.len(), "a pattern of another depth");
        let layers = hidden.iter().zip(pattern);
        let inner = layers.fold(input.clone(), |x, ((weights, bias), active)| {
            masked(&(&(weights * &x) + bias), active)
        });
        &(&last.0 * &inner) + &last.1
    }
}

/// The entries of the inactive units replaced by 0.
fn masked<S: Field>(z: &Matrix<S>, active: &[bool]) -> Matrix<S> {
    Matrix::from_fn(
        z.rows(),
        z.cols(),
        |i, j| {
            if active[i] { z[(i, j)].clone() } else { S::zero() }
        },
    )
}
