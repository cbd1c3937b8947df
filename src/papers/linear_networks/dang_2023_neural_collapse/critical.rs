//! The layers are balanced at every critical point.

use super::setting::{Setting, drawn};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, vanishes,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational};
use num_traits::One;

/// The critical points are rational by construction: decays λⱼ = cqⱼ² with q₀⋯q_M = 1, so that (Πλⱼ)^{1/(M+1)} = c; live
/// classes of 1 or 4 samples; their s = wᴹ⁺¹ given, and c from the condition that s be stationary.
pub(super) const BALANCED_CRITICAL: Claim = Claim {
    id: "nc-balanced-critical-weights",
    statement: "f = ℓ(W_M⋯W₁H) + ½Σⱼλⱼ‖Wⱼ‖² + ½λ_H‖H‖², W₀ = H, λ₀ = λ_H: at every point \
                Wⱼ₊₁ᵀ∂ⱼ₊₁f − (∂ⱼf)Wⱼᵀ = λⱼ₊₁Wⱼ₊₁ᵀWⱼ₊₁ − λⱼWⱼWⱼᵀ for j < M, so the right side is 0 at every critical point; \
                and it is 0 at critical points of the squared error, minima and saddles",
    hypotheses: "any differentiable ℓ, which enters by its gradient G at the logits alone: ℓ(Z) = ⟨G, Z⟩ for any G; any widths and \
                 decays; the critical points: W_j = Fⱼ diag(w/qⱼ) Fⱼ₋₁ᵀ for some of the classes, 0 for the others",
    source: "a lemma used by the paper; derived here: both products with a gradient share the data term",
    kind: Kind::Equality,
    // With d, M ≤ 3: an orthogonal matrix has degree 3 over 3, w/qⱼ at most 4 over 1, so a factor 10 over 7; c has 2M ≤ 6, a
    // decay 8 over 6. A gradient is of 7 factors at most, and a decay times one: 70 + 18 over 49 + 13. All else is less.
    method: Method::Identity { degree: 500 },
    check: identity!(Points, S, |points| {
        let critical = points.is_critical::<S>().and(points.is_balanced::<S>());
        points.is_balanced_up_to_gradients::<S>().and(critical)
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-the-decays",
            "each factor is as long as its own decay allows",
            identity!(Points, S, |points| points.compared::<S>(|_, inner, outer| {
                (outer.transpose().times(outer), inner.times(&inner.transpose()))
            })),
        ),
        Mutant::new(
            "transposed",
            "layers meet in the space between them: Wⱼ₊₁ᵀWⱼ₊₁ and WⱼWⱼᵀ act there, Wⱼ₊₁Wⱼ₊₁ᵀ and WⱼᵀWⱼ do not",
            identity!(Points, S, |points| points.compared::<S>(|decays, inner, outer| {
                let sides = (outer.times(&outer.transpose()), inner.transpose().times(inner));
                (sides.0.scale(&decays[1]), sides.1.scale(&decays[0]))
            })),
        ),
    ],
};

/// A point of any kind with the gradient of any loss, and a critical point of the squared error.
#[derive(Debug)]
struct Points {
    setting: Setting,
    anywhere: Vec<Matrix<Rational>>,
    /// G (K × N).
    slope: Matrix<Rational>,
    critical: Vec<Matrix<Rational>>,
}

impl Case for Points {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, layers) = (draw.dim(2, 3), draw.dim(1, 3));
        let widths: Vec<_> = (0..layers).map(|_| draw.dim(1, 3)).collect();
        let rank = widths.iter().copied().fold(classes, usize::min);
        let live = draw.dim(1, rank);
        let count = *draw.pick(&[1, 4]);
        let counts = (0..classes).map(|k| if k < live { count } else { 1 }).collect();
        Ok(Points::of(draw, counts, widths, live))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let of = |counts: &[usize], widths: &[usize], live| {
            drawn(|draw| Points::of(draw, counts.to_vec(), widths.to_vec(), live))
        };
        vec![
            ("one sample of each of two classes, one layer of width 1", of(&[1, 1], &[1], 1)),
            ("n = 4 2 1, one class live, M = 2", of(&[4, 2, 1], &[3, 2], 1)),
            ("n = 1 1 1, all live, M = 3", of(&[1, 1, 1], &[3, 4, 3], 3)),
        ]
    }
}

impl Points {
    /// The first `live` classes, all of 1 or all of 4 samples, are learned.
    fn of(draw: &mut Draw<'_>, counts: Vec<usize>, widths: Vec<usize>, live: usize) -> Self {
        let root = if counts[0] == 4 { 2 } else { 1 };
        let mut setting = Setting::draw(draw, counts, widths);
        let depth = setting.depth();
        let size = draw.between("0.25", "0.95");
        let gap = Rational::from(root) - size.power(depth + 1);
        let strength = gap * size.power(depth - 1) / Rational::from(setting.samples());
        let mut shares: Vec<_> = (0..setting.layers()).map(|_| draw.between("0.5", "2")).collect();
        let product = shares.iter().fold(Rational::one(), |product, share| product * share);
        shares.push(Rational::one() / product);
        setting.decays = shares.iter().map(|share| &strength * share.square()).collect();

        let right = setting.targets::<Rational>().transpose().columns(0..live);
        let right = right.scale(&(Rational::one() / Rational::from(root)));
        let left = Matrix::identity(setting.classes()).columns(0..live);
        let frames = setting.frames.iter().map(|frame| frame.columns(0..live));
        let bases: Vec<_> = [right].into_iter().chain(frames).chain([left]).collect();
        let sides = bases.iter().zip(&bases[1..]).zip(&shares);
        let critical = sides
            .map(|((inputs, outputs), share)| {
                outputs.times(&inputs.transpose()).scale(&(&size / share))
            })
            .collect();
        let anywhere = setting.noise(draw);
        let slope = draw.matrix(setting.classes(), setting.samples());
        Points { setting, anywhere, slope, critical }
    }

    fn is_balanced_up_to_gradients<S: Field>(&self) -> Compared<S> {
        let points: Vec<Matrix<S>> = self.anywhere.iter().map(Matrix::of).collect();
        let slopes = gradient(&points, |factors| {
            Matrix::of(&self.slope).inner(&end_to_end(factors)) + self.setting.penalty(factors)
        });
        let decays: Vec<S> = self.setting.decays.iter().map(S::of).collect();
        let pair = |j: usize| {
            let (inner, outer) = (&points[j], &points[j + 1]);
            let left =
                &outer.transpose().times(&slopes[j + 1]) - &slopes[j].times(&inner.transpose());
            let right = &outer.transpose().times(outer).scale(&decays[j + 1])
                - &inner.times(&inner.transpose()).scale(&decays[j]);
            equal(left, right)
        };
        Compared::all((0..self.setting.layers()).map(pair))
    }

    fn is_critical<S: Field>(&self) -> Compared<S> {
        let points: Vec<Matrix<S>> = self.critical.iter().map(Matrix::of).collect();
        let slopes = gradient(&points, |factors| self.setting.squares(factors));
        let parts = slopes.into_iter().zip(&points).zip(&self.setting.decays);
        Compared::all(
            parts.map(|((slope, factor), decay)| vanishes(slope, factor.scale(&S::of(decay)))),
        )
    }

    fn is_balanced<S: Field>(&self) -> Compared<S> {
        self.compared(|decays, inner, outer| {
            let sides = (outer.transpose().times(outer), inner.times(&inner.transpose()));
            (sides.0.scale(&decays[1]), sides.1.scale(&decays[0]))
        })
    }

    /// Neighbours of the critical point, where the `sides` made of ([λⱼ, λⱼ₊₁], Wⱼ, Wⱼ₊₁) have one shape.
    fn compared<S: Field>(
        &self,
        sides: impl Fn([S; 2], &Matrix<S>, &Matrix<S>) -> (Matrix<S>, Matrix<S>),
    ) -> Compared<S> {
        let points: Vec<Matrix<S>> = self.critical.iter().map(Matrix::of).collect();
        let pair = |j: usize| {
            let decays = [j, j + 1].map(|j| S::of(&self.setting.decays[j]));
            let (left, right) = sides(decays, &points[j], &points[j + 1]);
            if left.shape() == right.shape() { equal(left, right) } else { Compared::nothing() }
        };
        Compared::all((0..self.setting.layers()).map(pair))
    }
}
