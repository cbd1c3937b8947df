//! Linear residual networks and the velocities of their weights.

use crate::calculus::{Velocity, gradient};
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::Matrix;
use crate::losses::{half_squares, quarter_fourth_powers};
use crate::number::{Field, Rational, Real, Traced};

/// The loss of the outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// ½‖h_L − Y‖²
    Squares,
    /// ¼Σ(h_L − Y)⁴
    FourthPowers,
}

/// Layers, data and a loss.
#[derive(Debug)]
pub(super) struct Network {
    /// W₀, …, W_{L−1}.
    pub(super) layers: Vec<Matrix<Rational>>,
    /// X.
    pub(super) inputs: Matrix<Rational>,
    /// Y.
    pub(super) targets: Matrix<Rational>,
    pub(super) loss: Loss,
}

impl Case for Network {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, size, samples) =
            *draw.pick(&[(2, 1, 1), (2, 2, 1), (3, 1, 2), (2, 2, 2), (3, 2, 1), (4, 2, 1)]);
        let loss = *draw.pick(&[Loss::Squares, Loss::FourthPowers]);
        Ok(Network::of(draw, [depth, size, samples], loss))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(400, 7, 97);
        let case = |dims| Network::of(&mut Draw::replay(&tape), dims, Loss::Squares);
        vec![
            ("two numbers", case([2, 1, 1])),
            ("three layers, d = 2", case([3, 2, 2])),
            ("eight layers, d = 3", case([8, 3, 2])),
        ]
    }
}

impl Network {
    pub(super) fn of(draw: &mut Draw<'_>, [depth, size, samples]: [usize; 3], loss: Loss) -> Self {
        Network {
            layers: (0..depth).map(|_| draw.matrix(size, size)).collect(),
            inputs: draw.matrix(size, samples),
            targets: draw.matrix(size, samples),
            loss,
        }
    }

    /// L.
    pub(super) fn depth<S: Field>(&self) -> S {
        S::count(self.layers.len())
    }

    pub(super) fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        self.layers.iter().map(Matrix::of).collect()
    }

    /// A_k.
    pub(super) fn step<T: Field>(&self, layer: &Matrix<T>) -> Matrix<T> {
        let share = T::one() / self.depth::<T>();
        &Matrix::identity(layer.rows()) + &layer.scale(&share)
    }

    /// H₀, …, H_L.
    pub(super) fn states<T: Field>(&self, layers: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let mut states = vec![Matrix::<T>::of(&self.inputs)];
        for layer in layers {
            let next = self.step(layer).times(&states[states.len() - 1]);
            states.push(next);
        }
        states
    }

    /// ℓ.
    pub(super) fn value<T: Field>(&self, layers: &[Matrix<T>]) -> T {
        let outputs = self.states(layers).pop().expect("the inputs at least");
        let targets = Matrix::of(&self.targets);
        match self.loss {
            Loss::Squares => half_squares(&outputs, &targets),
            Loss::FourthPowers => quarter_fourth_powers(&outputs, &targets),
        }
    }

    /// ∂ℓ/∂W_k of all layers.
    pub(super) fn slopes<S: Field>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        gradient(layers, |layers: &[Matrix<Traced<S>>]| self.value(layers))
    }

    /// W_k′ = −factor·∂ℓ/∂W_k.
    pub(super) fn velocity<S: Field>(&self, layers: &[Matrix<S>], factor: &S) -> Vec<Matrix<S>> {
        self.slopes(layers).iter().map(|g| g.scale(&-factor)).collect()
    }
}

/// The flow with the factor L.
impl Velocity for Network {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        self.velocity(state, &self.depth::<T>())
    }
}
