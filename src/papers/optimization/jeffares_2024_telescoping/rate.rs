//! How far a telescoped model is from the trained one.

use super::model::{curvature, inner, output};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, squares_tape,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::{Activation, feedforward};
use crate::number::{Field, Rational, Real, Traced};
use num_traits::Zero;

/// Each step's remainder is at most ½H‖θₜ₊₁ − θₜ‖² ≤ ½H(γg)², and there are τ/γ steps.
pub(super) const RATE: Claim = Claim {
    id: "telescoping-rate",
    statement: "|f_θ_T(x) − f̃(x)| ≤ ½Hg²γτ at a fixed time τ = Tγ, with ‖∇²_θ f(x)‖ ≤ H along the path and ‖∇loss‖ ≤ g; \
        0 for a model that is linear in its weights (V alone trained)",
    hypotheses: "f = Vtanh(Wx), d = 2, h ≤ 3 (in a known case 6), N ≤ 3 (8); loss (1/2N)Σ(f(xᵢ) − yᵢ)²; H from the weights passed, \
        g the largest gradient; T = 4 or 8 (20), τ ≤ 1 (2)",
    source: "abstract; derived here (Taylor's remainder)",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Training, S, |training| {
        let path = training.path::<S>(1, Layers::Both, Activation::Tanh);
        let linear = training.path::<S>(1, Layers::Last, Activation::Tanh);
        at_most(path.error(), path.bound).and(equal(linear.end, linear.telescoped))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "error-of-second-order",
            "τ/γ remainders of the order γ² make one of the order γ: half the step halves the error, and no more",
            check!(Training, S, |training| {
                let error =
                    |refined| training.path::<S>(refined, Layers::Both, Activation::Tanh).error();
                at_most(S::count(3) * error(2), error(1))
            }),
        ),
        Mutant::new(
            "lazy-model-converges",
            "gradients at θ₀ are not those along the path, however small the steps",
            check!(Training, S, |training| {
                let error = |refined| {
                    training.path::<S>(refined, Layers::Both, Activation::Tanh).lazy_error()
                };
                at_most(S::count(2) * error(4), error(1))
            }),
        ),
        Mutant::new(
            "exact-for-relu",
            "two layers of relu units are quadratic in their weights within a region",
            check!(Training, S, |training| {
                let path = training.path::<S>(1, Layers::Both, Activation::Relu);
                equal(path.end, path.telescoped)
            }),
        ),
    ],
};

/// A network in training, and the x at which it is watched.
#[derive(Debug)]
struct Training {
    /// W, V.
    weights: [Matrix<Rational>; 2],
    /// d × N.
    inputs: Matrix<Rational>,
    /// 1 × N.
    targets: Matrix<Rational>,
    /// x.
    probe: Matrix<Rational>,
    /// τ.
    time: Rational,
    /// T.
    steps: usize,
}

impl Case for Training {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (width, examples) = (draw.dim(1, 3), draw.dim(1, 3));
        let steps = *draw.pick(&[4, 8]);
        let time = draw.above("0", "1");
        Training::of(draw, [width, examples, steps], time)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(200, 7, 97);
        let case = Training::of(&mut Draw::replay(&tape), [6, 8, 20], Rational::from(2));
        vec![("width 6, 8 examples, τ = 2", case.expect("no input is 0"))]
    }
}

/// Which layers are trained.
#[derive(Clone, Copy, PartialEq)]
enum Layers {
    Both,
    Last,
}

/// The end of a training.
struct Path<S> {
    /// f_θ_T(x).
    end: S,
    /// f̃(x).
    telescoped: S,
    /// f̃(x) with the first gradient throughout.
    lazy: S,
    /// ½Hg²γτ.
    bound: S,
}

impl<S: Real> Path<S> {
    fn error(&self) -> S {
        (&self.end - &self.telescoped).abs()
    }

    fn lazy_error(&self) -> S {
        (&self.end - &self.lazy).abs()
    }
}

impl Training {
    fn of(
        draw: &mut Draw<'_>,
        [width, examples, steps]: [usize; 3],
        time: Rational,
    ) -> Result<Self, Rejected> {
        let weights = [draw.matrix(width, 2), draw.matrix(1, width)];
        let (inputs, targets) = (draw.matrix(2, examples), draw.matrix(1, examples));
        let probe = draw.vector(2);
        if probe.norm_squared().is_zero() {
            return Err(Rejected("x ≠ 0"));
        }
        Ok(Training { weights, inputs, targets, probe, time, steps })
    }

    /// ∇loss.
    fn slopes<S: Real>(&self, weights: &[Matrix<S>], activation: Activation) -> Vec<Matrix<S>> {
        let inputs = Matrix::<Traced<S>>::of(&self.inputs);
        let targets = Matrix::<Traced<S>>::of(&self.targets);
        gradient(weights, |weights| {
            let outputs = feedforward(weights, activation, &inputs);
            half_squares(&outputs, &targets) / Traced::count(self.inputs.cols())
        })
    }

    /// `refined`·T steps of gradient descent up to τ.
    fn path<S: Real>(&self, refined: usize, layers: Layers, activation: Activation) -> Path<S> {
        let steps = refined * self.steps;
        let rate = S::of(&self.time) / S::count(steps);
        let probe = Matrix::<S>::of(&self.probe);
        let traced = Matrix::<Traced<S>>::of(&self.probe);
        let by_weights = |weights: &[Matrix<S>]| {
            gradient(weights, |weights| output(weights, activation, &traced))
        };
        let mut weights: Vec<Matrix<S>> = self.weights.iter().map(Matrix::of).collect();
        let first = by_weights(&weights);
        let start = output(&weights, activation, &probe);
        let (mut telescoped, mut lazy) = (start.clone(), start);
        let (mut steepest, mut curved) = (S::zero(), curvature(&[&weights[1]], &probe));
        for _ in 0..steps {
            let mut slopes = self.slopes(&weights, activation);
            if layers == Layers::Last {
                slopes[0] = Matrix::zeros(slopes[0].rows(), slopes[0].cols());
            }
            let change: Vec<_> = slopes.iter().map(|g| g.scale(&-&rate)).collect();
            telescoped += &inner(&by_weights(&weights), &change);
            lazy += &inner(&first, &change);
            steepest = steepest.max(&inner(&slopes, &slopes));
            weights = weights.iter().zip(&change).map(|(w, c)| w + c).collect();
            curved = curved.max(&curvature(&[&weights[1]], &probe));
        }
        let bound = curved * steepest * rate * S::of(&self.time) * S::ratio(1, 2);
        Path { end: output(&weights, activation, &probe), telescoped, lazy, bound }
    }
}
