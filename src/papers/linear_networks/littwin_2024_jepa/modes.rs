//! Networks of decoupled modes.

use super::training::{Moments, Training};
use crate::calculus::Velocity;
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real};

/// W_a = Q_a diag(w)Q_{a−1}ᵀ, with V = Q_L diag(w)Q_Lᵀ or diag(w)Q_Lᵀ.
#[derive(Debug)]
pub(super) struct Modes {
    /// Q₁, …, Q_L.
    frames: Vec<Matrix<Rational>>,
    /// λ and ρ of each feature.
    pub(super) features: Vec<[Rational; 2]>,
    /// w.
    pub(super) roots: Vec<Rational>,
    /// Until when the flow is followed.
    pub(super) time: Option<Rational>,
}

impl Case for Modes {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 4);
        let width = draw.dim(1, if depth > 2 { 2 } else { 3 });
        Ok(Modes::of_shape(draw, width, depth))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |width, depth, time: Option<i64>| {
            let tape = squares_tape(400, 7, 97);
            let modes = Modes::of_shape(&mut Draw::replay(&tape), width, depth);
            Modes { time: time.map(|t| Rational::fraction(t, 1)), ..modes }
        };
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let started = |modes: Modes, root| {
            let roots = vec![number(root); modes.roots.len()];
            Modes { roots, ..modes }
        };
        vec![
            ("one weight and a predictor", started(case(1, 1, Some(4)), "0.1")),
            ("two layers, two features", started(case(2, 2, Some(4)), "0.3")),
            ("two layers, from above", started(case(1, 2, Some(2)), "1.25")),
            ("four layers, two features", case(2, 4, None)),
            ("five layers, one feature", case(1, 5, None)),
        ]
    }
}

impl Modes {
    fn of_shape(draw: &mut Draw<'_>, width: usize, depth: usize) -> Self {
        let mut feature = |_| {
            let (variance, rho) = (draw.between("0.5", "2"), draw.between("0.3", "0.9"));
            [&variance * &rho, rho]
        };
        Modes {
            features: (0..width).map(&mut feature).collect(),
            roots: (0..width).map(|_| draw.between("0.1", "1.1")).collect(),
            frames: (0..depth).map(|_| draw.orthogonal(width)).collect(),
            time: None,
        }
    }

    /// One feature (λ, ρ) at depth L.
    pub(super) fn of_feature(lambda: &Rational, rho: &Rational, depth: usize) -> Self {
        Modes {
            features: vec![[lambda.clone(), rho.clone()]],
            roots: Vec::new(),
            frames: vec![Matrix::identity(1); depth],
            time: None,
        }
    }

    /// L.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Q_L.
    pub(super) fn last_frame<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.frames[self.depth() - 1])
    }

    fn moments(&self) -> Moments {
        let diagonal = |entry: fn(&[Rational; 2]) -> Rational| {
            Matrix::diagonal(&self.features.iter().map(entry).collect::<Vec<_>>())
        };
        Moments {
            inputs: diagonal(|[lambda, rho]| lambda / rho),
            cross: diagonal(|[lambda, _]| lambda.clone()),
            targets: diagonal(|[lambda, rho]| lambda * rho),
        }
    }

    /// (W₁, …, W_L, V) of these values between the frames.
    pub(super) fn layers<S: Field>(&self, training: Training, values: &[S]) -> Vec<Matrix<S>> {
        let middle = Matrix::diagonal(values);
        let mut frames = vec![Matrix::identity(values.len())];
        frames.extend(self.frames.iter().map(Matrix::<S>::of));
        let between =
            |upper: &Matrix<S>, lower: &Matrix<S>| &(upper * &middle) * &lower.transpose();
        let mut layers: Vec<_> =
            frames.windows(2).map(|pair| between(&pair[1], &pair[0])).collect();
        let last = &frames[frames.len() - 1];
        let outer = if training == Training::Mae { &frames[0] } else { last };
        layers.push(between(outer, last));
        layers
    }

    /// The velocities of (W₁, …, W_L, V).
    pub(super) fn velocity<S: Field>(
        &self,
        training: Training,
        layers: &[Matrix<S>],
    ) -> Vec<Matrix<S>> {
        self.moments().velocity(training, layers)
    }

    /// w′ of each feature at w, the slope of W₁ in its own frames.
    pub(super) fn paces<S: Field>(&self, training: Training, roots: &[S]) -> Vec<S> {
        let velocity = self.velocity(training, &self.layers(training, roots));
        self.roots_of(&velocity)
    }

    /// The diagonal of Q₁ᵀW₁.
    pub(super) fn roots_of<S: Field>(&self, layers: &[Matrix<S>]) -> Vec<S> {
        let aligned = &Matrix::of(&self.frames[0]).transpose() * &layers[0];
        (0..aligned.rows()).map(|i| aligned[(i, i)].clone()).collect()
    }
}

/// The flow of the whole matrices.
pub(super) struct Learning<'a>(pub(super) &'a Modes, pub(super) Training);

impl Velocity for Learning<'_> {
    fn at<T: Real>(&self, layers: &[Matrix<T>]) -> Vec<Matrix<T>> {
        self.0.velocity(self.1, layers)
    }
}
