//! The two networks: a stack of recurrent layers, and a trellis.

use crate::linalg::Matrix;
use crate::number::Real;

/// One layer of weights for all depths.
pub(super) struct Trellis<T> {
    /// W₁ (n × (p + n)).
    pub(super) earlier: Matrix<T>,
    /// W₂ (n × (p + n)).
    pub(super) later: Matrix<T>,
    /// n × 1; zero in the paper's form.
    pub(super) bias: Matrix<T>,
}

/// Stacked recurrent layers.
pub(super) struct Recurrent<T> {
    /// A₁ (d × p), A₂, …, A_L (d × d).
    pub(super) upward: Vec<Matrix<T>>,
    /// R₁, …, R_L (d × d).
    pub(super) onward: Vec<Matrix<T>>,
    /// L times d × 1; zero in the paper's form.
    pub(super) biases: Vec<Matrix<T>>,
}

impl<T: Real> Trellis<T> {
    /// z₁, …, z_T at `depth`.
    pub(super) fn hidden(&self, inputs: &[Matrix<T>], depth: usize) -> Vec<Matrix<T>> {
        let silent = vec![Matrix::zeros(self.bias.rows(), 1); inputs.len()];
        (0..depth).fold(silent, |below, _| self.layer(inputs, &below))
    }

    fn layer(&self, inputs: &[Matrix<T>], below: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let padding = Matrix::zeros(self.earlier.cols(), 1);
        let seen = inputs.iter().zip(below).map(|(x, z)| x.stacked(z));
        let seen: Vec<_> = std::iter::once(padding).chain(seen).collect();
        let unit = |pair: &[Matrix<T>]| {
            let drive = &(&self.earlier * &pair[0]) + &(&self.later * &pair[1]);
            (&drive + &self.bias).map(Real::tanh)
        };
        seen.windows(2).map(unit).collect()
    }

    /// The trellis that simulates `network`: blocks (l, l) of W₁ on z are R_l, block 1 of W₂ on x is A₁, and its blocks (l, l − 1)
    /// on z are A_l.
    pub(super) fn simulating(network: &Recurrent<T>) -> Self {
        let (width, inputs) = network.upward[0].shape();
        let size = width * network.upward.len();
        let shape = (size, inputs + size);
        let mut earlier = Matrix::zeros(shape.0, shape.1);
        let mut later = earlier.clone();
        for (l, (up, on)) in network.upward.iter().zip(&network.onward).enumerate() {
            place(&mut earlier, on, l * width, inputs + l * width);
            place(&mut later, up, l * width, if l == 0 { 0 } else { inputs + (l - 1) * width });
        }
        let bias = network.biases.iter().skip(1);
        let bias = bias.fold(network.biases[0].clone(), |all, next| all.stacked(next));
        Trellis { earlier, later, bias }
    }
}

fn place<T: Clone>(target: &mut Matrix<T>, block: &Matrix<T>, row: usize, col: usize) {
    for i in 0..block.rows() {
        for j in 0..block.cols() {
            target[(row + i, col + j)] = block[(i, j)].clone();
        }
    }
}

impl<T: Real> Recurrent<T> {
    /// The top layer's state after `inputs`, from states of zero.
    pub(super) fn top(&self, inputs: &[Matrix<T>]) -> Matrix<T> {
        let zero = |on: &Matrix<T>| Matrix::zeros(on.rows(), 1);
        let mut states: Vec<_> = self.onward.iter().map(zero).collect();
        for input in inputs {
            let mut below = input.clone();
            for (l, state) in states.iter_mut().enumerate() {
                let drive = &(&self.upward[l] * &below) + &(&self.onward[l] * state);
                *state = (&drive + &self.biases[l]).map(Real::tanh);
                below = state.clone();
            }
        }
        states.pop().expect("at least one layer")
    }
}
