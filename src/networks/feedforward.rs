//! Networks with one activation between their layers.

use crate::linalg::Matrix;
use crate::number::Real;

/// What stands between two layers, entry by entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// z.
    Identity,
    /// tanh z.
    Tanh,
    /// max(z, 0), with the slope 0 at 0.
    Relu,
}

impl Activation {
    /// The value at z; its slope is undefined where a ball cannot tell on which side of 0 a relu is.
    pub fn at<S: Real>(self, z: &S) -> S {
        match self {
            Self::Identity => z.clone(),
            Self::Tanh => z.tanh(),
            Self::Relu if z.reading().is_positive() => z.clone(),
            Self::Relu if (-z).reading().is_at_least_zero() => S::zero(),
            Self::Relu => z.max(&S::zero()),
        }
    }
}

/// W_L·act(W_{L−1}⋯act(W₁X)) (n_L × m) for layers W₁, …, W_L (W_l is n_l × n_{l−1}) and `inputs` X (n₀ × m); no bias.
///
/// # Panics
/// When there is no layer, or two neighbours or the inputs do not fit.
pub fn feedforward<S: Real>(
    layers: &[Matrix<S>],
    activation: Activation,
    inputs: &Matrix<S>,
) -> Matrix<S> {
    let (first, others) = layers.split_first().expect("a network has at least one layer");
    let after = |z: Matrix<S>, layer: &Matrix<S>| layer.times(&z.map(|z| activation.at(z)));
    others.iter().fold(first.times(inputs), after)
}
