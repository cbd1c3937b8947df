//! The loss smoothed by τI: gradient, rate, critical points and least value at any rank.

use super::generator::{Target, is_nothing, root_slopes, units};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, equal_at,
    squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;

pub(super) const PERTURBED: Claim = Claim {
    id: "bw-perturbed-critical",
    statement: "∇L_τ = 2(I − T_τ)W; ‖∇L_τ‖² = 4[L_τ − τ‖I − T_τ‖²]; ‖T_τ‖₂ ≤ √(λ₁/τ), with equality at W = 0; W = Ω_I diag(λ_I − τ)^{1/2}Qᵀ, I ⊆ {i : λᵢ > τ}, |I| ≤ k, has \
                ∇L_τ = 0 and L_τ = Σ_{i∉I}(√λᵢ − √τ)²; L_τ(W) ≥ Σ_{i>k or λᵢ≤τ}(√λᵢ − √τ)², with equality for the largest such I",
    hypotheses: "Σ₀ ≻ 0, λ all different and none equal to τ; τ > 0; W (n × k) of any rank ≥ 1, not a minimum",
    source: "abstract (a smooth perturbed loss, taken as WWᵀ + τI); derived here: T_τ is the identity on the range of W, so Σ₀ = T_τΣ_τT_τ keeps it; \
             operator monotonicity of the geometric mean",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Smoothed, S, |case| {
        let w = Matrix::<S>::of(&case.weights);
        let transport = case.transport(&w)?;
        Ok(equal_at(case.gradient(&w)?, case.formula(&w)?, case.scale::<S>())
            .and(case.has_size(&w, true)?)
            .and(at_most(transport.spectral_norm()?, case.steepest::<S>(0)))
            .and(case.rests_at(&case.chosen, true)?)
            .and(case.has_value(&case.chosen, Smoothed::cost)?)
            .and(at_most(case.least_value::<S>(), case.loss(&w)?)))
    }),
    witness: Some(check!(Smoothed, S, |case| {
        let nothing = Matrix::zeros(case.weights.rows(), case.weights.cols());
        let steepest = case.transport::<S>(&nothing)?.spectral_norm()?;
        Ok(equal(steepest, case.steepest::<S>(0))
            .and(case.has_value(&case.best(), Smoothed::cost)?)
            .and(equal(
                case.target.rest(&case.best(), |x: &S| case.cost(x)),
                case.least_value::<S>(),
            )))
    })),
    mutants: &[
        Mutant::new(
            "without-the-shift",
            "τI adds to what W generates: WWᵀ + τI has the eigenvalue λᵢ, not WWᵀ",
            check!(Smoothed, S, |case| case.rests_at::<S>(&case.chosen, false)),
        ),
        Mutant::new(
            "cost-of-variances",
            "a mode with τ instead of λ costs the squared difference of the roots",
            check!(Smoothed, S, |case| case
                .has_value::<S>(&case.chosen, |case, value| value - S::of(&case.smoothing))),
        ),
        Mutant::new(
            "small-modes-generated-too",
            "a mode with λᵢ < τ has too much noise already",
            check!(Smoothed, S, |case| {
                let all: Vec<_> = (0..case.weights.cols()).collect();
                let value = case.target.rest::<S>(&case.best(), |x| case.cost(x));
                Ok(equal_at(value, case.target.rest(&all, |x: &S| case.cost(x)), case.scale::<S>()))
            }),
        ),
        Mutant::new(
            "bound-by-the-least-eigenvalue",
            "the largest mode is the one that is moved farthest",
            check!(Smoothed, S, |case| {
                let nothing = Matrix::zeros(case.weights.rows(), case.weights.cols());
                let last = case.target.size() - 1;
                Ok(at_most(
                    case.transport::<S>(&nothing)?.spectral_norm()?,
                    case.steepest::<S>(last),
                ))
            }),
        ),
        Mutant::new(
            "four-times-the-loss",
            "the noise τI cannot be moved",
            check!(Smoothed, S, |case| case.has_size::<S>(&Matrix::of(&case.weights), false)),
        ),
    ],
};

/// A generator of any rank with noise.
#[derive(Debug)]
struct Smoothed {
    target: Target,
    /// W (n × k).
    weights: Matrix<Rational>,
    /// τ.
    smoothing: Rational,
    /// I.
    chosen: Vec<usize>,
    /// Q (k × k).
    turn: Matrix<Rational>,
}

impl Case for Smoothed {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        let width = draw.dim(1, size);
        let target = Target::drawn(draw, size)?;
        let smoothing = draw.log_uniform("1e-3", "1");
        Smoothed::with_target(draw, target, width, smoothing)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let case = |width| {
            let tape = squares_tape(400, 7, 97);
            let mut draw = Draw::replay(&tape);
            let values = ["5", "3", "2", "1", "0.4"].map(number).to_vec();
            let target = Target { frame: draw.orthogonal(5), values };
            let case = Smoothed::with_target(&mut draw, target, width, number("0.7"));
            case.expect("a generator")
        };
        vec![("rank three of five", case(3)), ("rank five of five", case(5))]
    }
}

impl Smoothed {
    fn with_target(
        draw: &mut Draw<'_>,
        target: Target,
        width: usize,
        smoothing: Rational,
    ) -> Result<Self, Rejected> {
        let size = target.size();
        let mut weights = draw.matrix(size, width);
        if width > 1 && draw.chance(1, 4) {
            // Of lower rank.
            for i in 0..size {
                weights[(i, 0)] = weights[(i, 1)].clone();
            }
        }
        if is_nothing(&weights) || target.values.contains(&smoothing) {
            return Err(Rejected("W ≠ 0, λ ≠ τ"));
        }
        let mut chosen = draw.permutation(size);
        chosen.truncate(draw.dim(0, width));
        chosen.retain(|&i| target.values[i] > smoothing);
        chosen.sort_unstable();
        Ok(Smoothed { target, weights, smoothing, chosen, turn: draw.orthogonal(width) })
    }

    fn scale<S: Field>(&self) -> S {
        self.target.trace::<S>() + S::of(&self.weights.norm_squared())
    }

    /// (√λ − √τ)².
    fn cost<S: Rung>(&self, value: &S) -> S {
        (value.sqrt() - S::of(&self.smoothing).sqrt()).square()
    }

    /// √(λᵢ/τ).
    fn steepest<S: Rung>(&self, i: usize) -> S {
        S::of(&(&self.target.values[i] / &self.smoothing)).sqrt()
    }

    /// The first k directions of λᵢ > τ.
    fn best(&self) -> Vec<usize> {
        (0..self.weights.cols()).filter(|&i| self.target.values[i] > self.smoothing).collect()
    }

    /// Σ_{i>k or λᵢ≤τ}(√λᵢ − √τ)².
    fn least_value<S: Rung>(&self) -> S {
        let is_left =
            |i: usize| i >= self.weights.cols() || self.target.values[i] <= self.smoothing;
        let left = (0..self.target.size()).filter(|&i| is_left(i));
        sum(left.map(|i| self.cost(&S::of(&self.target.values[i]))))
    }

    /// WWᵀ + τI.
    fn covariance<S: Rung>(&self, w: &Matrix<S>) -> Matrix<S> {
        let noise = Matrix::identity(w.rows()).scale(&S::of(&self.smoothing));
        &(w * &w.transpose()) + &noise
    }

    /// (Σ₀^{1/2}(WWᵀ + τI)Σ₀^{1/2})^{1/2}.
    fn middle<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let root = self.target.root::<S>();
        (&(&root * &self.covariance(w)) * &root).positive_sqrt()
    }

    /// L_τ(W).
    fn loss<S: Rung>(&self, w: &Matrix<S>) -> Result<S, Obstacle> {
        let traces = self.target.trace::<S>() + self.covariance(w).trace();
        Ok(traces - S::count(2) * self.middle(w)?.trace())
    }

    /// ∇L_τ(W) of the loss itself, through the square of the root.
    fn gradient<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let root = self.target.root::<S>();
        let seen = &root * w;
        let directions = units::<S>(w).map(|unit| {
            let half = &(&root * &unit) * &seen.transpose();
            &half + &half.transpose()
        });
        let slopes = root_slopes(&self.middle(w)?, &directions.collect::<Vec<_>>())?;
        let entry = |(w, slope): (&S, &Matrix<S>)| S::count(2) * (w - slope.trace());
        let entries = w.entries().iter().zip(&slopes).map(entry).collect();
        Ok(Matrix::from_entries(w.rows(), w.cols(), entries))
    }

    /// T_τ.
    fn transport<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let root = self.target.root::<S>();
        Ok(&(&root * &self.middle(w)?.inverse()?) * &root)
    }

    /// 2(I − T_τ)W.
    fn formula<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        Ok((w - &(&self.transport(w)? * w)).scale(&S::count(2)))
    }

    /// ‖∇L_τ‖² = 4L_τ, less 4τ‖I − T_τ‖² where the noise is taken account of.
    fn has_size<S: Rung>(&self, w: &Matrix<S>, knows_noise: bool) -> Result<Compared<S>, Obstacle> {
        let rest = &Matrix::identity(w.rows()) - &self.transport(w)?;
        let noise = S::of(&self.smoothing) * rest.norm_squared();
        let mut loss = self.loss(w)?;
        if knows_noise {
            loss -= &noise;
        }
        let size = self.formula(w)?.norm_squared();
        Ok(equal_at(size, S::count(4) * loss, self.scale::<S>()))
    }

    /// Ω_I diag(λ_I − τ)^{1/2}Qᵀ, or without the shift by τ; columns beyond |I| are 0 before Q.
    fn critical<S: Rung>(&self, chosen: &[usize], is_shifted: bool) -> Matrix<S> {
        let shift = if is_shifted { S::of(&self.smoothing) } else { S::zero() };
        let part = self.target.part(chosen, |value: &S| (value - &shift).sqrt());
        let width = self.weights.cols();
        let filled = part.beside(&Matrix::zeros(self.target.size(), width - chosen.len()));
        &filled * &Matrix::of(&self.turn).transpose()
    }

    fn rests_at<S: Rung>(
        &self,
        chosen: &[usize],
        is_shifted: bool,
    ) -> Result<Compared<S>, Obstacle> {
        let w = self.critical::<S>(chosen, is_shifted);
        Ok(vanishes(self.gradient(&w)?, self.scale::<S>()))
    }

    /// L_τ = Σ_{i∉I} cost(λᵢ).
    fn has_value<S: Rung>(
        &self,
        chosen: &[usize],
        cost: impl Fn(&Self, &S) -> S,
    ) -> Result<Compared<S>, Obstacle> {
        let value = self.target.rest(chosen, |value| cost(self, value));
        let w = self.critical::<S>(chosen, true);
        Ok(equal_at(self.loss(&w)?, value, self.scale::<S>()))
    }
}
