//! Predictions as a smoother of the targets.

use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::number::{Field, Rational, Traced};

/// γKₜ has degree 3 in the entries drawn, S_T degree 9 as T ≤ 3, S_T f₀ degree 11.
pub(super) const SMOOTHER: Claim = Claim {
    id: "telescoping-smoother-recursion",
    statement: "fₜ = Sₜy + (I − Sₜ)f₀ with S₀ = 0, Sₜ₊₁ = Sₜ + γKₜ(I − Sₜ), Kₜ = ΦₜΦₜᵀ; for one Φ throughout, Sₜ = I − (I − γK)ᵗ",
    hypotheses: "loss ½‖f − y‖²; the tangent model fₜ + Φₜ(θ − θₜ) at each step, Φₜ (N × p) any, f₀ = Φ₀θ₀, residuals of the telescoped predictions; \
        N ≤ 3, p ≤ 3, T ≤ 3",
    source: "derived here from the paper's telescoping model",
    kind: Kind::Equality,
    method: Method::Identity { degree: 11 },
    check: identity!(Tangents, S, |case| {
        let varying = case.smooths::<S>(&case.features(), Order::GramFirst);
        let constant = vec![case.features::<S>().swap_remove(0); case.features.len()];
        let [smoother, closed] = case.closed_form::<S>(&constant);
        let still = case.smooths(&constant, Order::GramFirst);
        varying.and(still).and(equal(smoother, closed))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "smoother-before-gram",
            "the residual is (I − S)(y − f₀), to which K is applied last; they commute for one K only",
            identity!(Tangents, S, |case| case.smooths::<S>(&case.features(), Order::GramLast)),
        ),
        Mutant::new(
            "without-contraction",
            "ΣγK takes every step's residual to be y − f₀",
            identity!(Tangents, S, |case| case.smooths::<S>(&case.features(), Order::Sum)),
        ),
    ],
};

/// Features that change from step to step.
#[derive(Debug)]
struct Tangents {
    /// Φ₀, …, Φ_{T−1}.
    features: Vec<Matrix<Rational>>,
    /// θ₀.
    start: Matrix<Rational>,
    /// y.
    targets: Matrix<Rational>,
    /// γ.
    rate: Rational,
}

impl Case for Tangents {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [examples, weights, steps] = [(); 3].map(|()| draw.dim(1, 3));
        Ok(Tangents::of(draw, examples, weights, steps))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(200, 7, 97);
        vec![
            ("one example, one step", Tangents::of(&mut Draw::replay(&tape), 1, 1, 1)),
            ("six examples", Tangents::of(&mut Draw::replay(&tape), 6, 4, 3)),
        ]
    }
}

/// How the smoother is updated.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// S + γK(I − S)
    GramFirst,
    /// S + γ(I − S)K
    GramLast,
    /// S + γK
    Sum,
}

impl Order {
    /// The smoother after one more step.
    pub(super) fn next<S: Field>(self, smoother: &Matrix<S>, gram: &Matrix<S>) -> Matrix<S> {
        let left = &Matrix::identity(gram.rows()) - smoother;
        match self {
            Self::GramFirst => smoother + &(gram * &left),
            Self::GramLast => smoother + &(&left * gram),
            Self::Sum => smoother + gram,
        }
    }
}

impl Tangents {
    fn of(draw: &mut Draw<'_>, examples: usize, weights: usize, steps: usize) -> Self {
        Tangents {
            features: (0..steps).map(|_| draw.matrix(examples, weights)).collect(),
            start: draw.vector(weights),
            targets: draw.vector(examples),
            rate: draw.entry(),
        }
    }

    fn features<S: Field>(&self) -> Vec<Matrix<S>> {
        self.features.iter().map(Matrix::of).collect()
    }

    /// γΦΦᵀ.
    fn gram<S: Field>(&self, features: &Matrix<S>) -> Matrix<S> {
        (features * &features.transpose()).scale(&S::of(&self.rate))
    }

    /// f_T by gradient descent on the tangent models, and by the smoother.
    fn smooths<S: Field>(&self, features: &[Matrix<S>], order: Order) -> Compared<S> {
        let (rate, targets) = (S::of(&self.rate), Matrix::<S>::of(&self.targets));
        let mut weights = Matrix::<S>::of(&self.start);
        let first = &features[0] * &weights;
        let (mut outputs, mut smoother) =
            (first.clone(), Matrix::zeros(targets.rows(), targets.rows()));
        for tangent in features {
            let constant = |m: &Matrix<S>| m.map(|x| Traced::constant(x.clone()));
            let (here, before) = (constant(&outputs), constant(&weights));
            let (map, wanted) = (constant(tangent), constant(&targets));
            let slopes = gradient(std::slice::from_ref(&weights), |moved| {
                half_squares(&(&here + &(&map * &(&moved[0] - &before))), &wanted)
            });
            let change = slopes[0].scale(&-&rate);
            outputs = &outputs + &(tangent * &change);
            weights = &weights + &change;
            smoother = order.next(&smoother, &self.gram(tangent));
        }
        let left = &Matrix::identity(targets.rows()) - &smoother;
        equal(outputs, &(&smoother * &targets) + &(&left * &first))
    }

    /// S_T by the recursion, and I − (I − γK)ᵀ.
    fn closed_form<S: Field>(&self, features: &[Matrix<S>]) -> [Matrix<S>; 2] {
        let identity = Matrix::identity(self.targets.rows());
        let gram = self.gram(&features[0]);
        let start = Matrix::zeros(identity.rows(), identity.rows());
        let smoother = features.iter().fold(start, |s, _| Order::GramFirst.next(&s, &gram));
        let steps = u32::try_from(features.len()).expect("few steps");
        [smoother, &identity - &(&identity - &gram).power(steps)]
    }
}
