//! Networks that start at 0 or with twins, and the noise of one step.

use crate::calculus::gradient;
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::{Activation, feedforward};
use crate::number::{Field, Rational, Real, Traced};
use num_traits::Zero;

/// A network's setting, its data and the noise of one step.
#[derive(Debug)]
pub(super) struct Net {
    pub(super) activation: Activation,
    /// X (n₀ × m).
    pub(super) inputs: Matrix<Rational>,
    /// Y (n_L × m).
    pub(super) targets: Matrix<Rational>,
    /// Of every layer.
    pub(super) noise: Vec<Matrix<Rational>>,
    /// The hidden layer, from 0, whose first two units are twins.
    pub(super) twins: usize,
    /// The step size of gradient descent.
    pub(super) rate: Rational,
}

impl Case for Net {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 4);
        Net::of_depth(draw, depth)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |activation, dims: &[usize], examples| {
            let tape = squares_tape(4000, 7, 97);
            let mut draw = Draw::replay(&tape);
            Net::with_dims(&mut draw, activation, dims, examples).expect("YXᵀ ≠ 0")
        };
        vec![
            ("two layers, tanh", case(Activation::Tanh, &[1, 2, 1], 1)),
            ("five layers, tanh", case(Activation::Tanh, &[2, 2, 3, 2, 2, 1], 2)),
            ("five layers, linear", case(Activation::Identity, &[2, 2, 3, 2, 2, 1], 2)),
            ("width 6, relu", case(Activation::Relu, &[2, 6, 6, 2], 3)),
        ]
    }
}

impl Net {
    pub(super) fn of_depth(draw: &mut Draw<'_>, depth: usize) -> Result<Self, Rejected> {
        let options = [Activation::Tanh, Activation::Identity, Activation::Relu];
        let activation = *draw.pick(&options);
        let mut dims = vec![draw.dim(1, 2)];
        dims.extend((1..depth).map(|_| draw.dim(2, 3)));
        dims.push(draw.dim(1, 2));
        let examples = draw.dim(1, 2);
        Self::with_dims(draw, activation, &dims, examples)
    }

    fn with_dims(
        draw: &mut Draw<'_>,
        activation: Activation,
        dims: &[usize],
        examples: usize,
    ) -> Result<Self, Rejected> {
        let last = dims.len() - 1;
        let (inputs, targets) = (draw.matrix(dims[0], examples), draw.matrix(dims[last], examples));
        if (&targets * &inputs.transpose()).norm_squared().is_zero() {
            return Err(Rejected("YXᵀ ≠ 0"));
        }
        let noise = dims.windows(2).map(|d| fine(draw, d[1], d[0])).collect();
        let twins = if last > 1 { draw.dim(0, last - 2) } else { 0 };
        let rate = draw.above("0", "0.25");
        Ok(Net { activation, inputs, targets, noise, twins, rate })
    }

    pub(super) fn depth(&self) -> usize {
        self.noise.len()
    }

    /// The noise of every layer times σ.
    pub(super) fn noisy<S: Field>(&self, deviation: &S) -> Vec<Matrix<S>> {
        self.noise.iter().map(|noise| Matrix::of(noise).scale(deviation)).collect()
    }

    /// The gradient of ½‖output + bias − Y‖² by the layers and, last, by the bias (n_L × 1) of the output.
    pub(super) fn gradient_with_bias<S: Real>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let bias = Matrix::zeros(self.targets.rows(), 1);
        let weights = [layers, &[bias]].concat();
        let (inputs, targets) = (constant::<S>(&self.inputs), constant::<S>(&self.targets));
        gradient(&weights, |weights| {
            let (bias, layers) = weights.split_last().expect("the bias at least");
            let output = feedforward(layers, self.activation, &inputs);
            let shifted = Matrix::from_fn(output.rows(), output.cols(), |i, j| {
                &output[(i, j)] + &bias[(i, 0)]
            });
            half_squares(&shifted, &targets)
        })
    }

    /// The gradient of ½‖output − Y‖² by the layers.
    pub(super) fn gradient<S: Real>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let (inputs, targets) = (constant::<S>(&self.inputs), constant::<S>(&self.targets));
        gradient(layers, |layers| {
            half_squares(&feedforward(layers, self.activation, &inputs), &targets)
        })
    }

    /// A quarter of the noise as weights, so that descent does not diverge; the second of the twins made like the first.
    pub(super) fn symmetric<S: Field>(&self) -> Vec<Matrix<S>> {
        let mut layers = self.noisy(&S::ratio(1, 4));
        let below = &mut layers[self.twins];
        for j in 0..below.cols() {
            below[(1, j)] = below[(0, j)].clone();
        }
        let above = &mut layers[self.twins + 1];
        for i in 0..above.rows() {
            above[(i, 1)] = above[(i, 0)].clone();
        }
        layers
    }

    /// In- and out-weights of the first twin minus those of the second.
    pub(super) fn twin_gaps<S: Field>(&self, layers: &[Matrix<S>]) -> Vec<S> {
        let (below, above) = (&layers[self.twins], &layers[self.twins + 1]);
        let incoming = (0..below.cols()).map(|j| &below[(0, j)] - &below[(1, j)]);
        incoming.chain((0..above.rows()).map(|i| &above[(i, 0)] - &above[(i, 1)])).collect()
    }
}

fn constant<S: Field>(matrix: &Matrix<Rational>) -> Matrix<Traced<S>> {
    matrix.map(|x| Traced::constant(S::of(x)))
}

/// Entries of 64 bits at least, also where short ones are drawn: what holds but on a null set should not meet it.
fn fine(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Matrix<Rational> {
    let mut entry = || {
        (0..8).fold(Rational::zero(), |total, k| total + draw.entry() * Rational::dyadic(1, -8 * k))
    };
    Matrix::from_fn(rows, cols, |_, _| entry())
}
