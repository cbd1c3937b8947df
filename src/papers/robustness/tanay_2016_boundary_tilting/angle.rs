//! Regularisation turns a linear classifier towards the difference of the means.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, equal, identity,
    squares_tape,
};
use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// In the eigenbasis of S, with f = 1/(1+s/λ) and the weights Δᵢ²/‖Δ‖²: cos² = (E f)²/E f², sin² = Var f/E f², and
/// (1+h)⁻²|x−y| ≤ |f(x)−f(y)| ≤ |x−y| for x = s/λ. So λ² sin² is between V(1+h)⁻⁴ and V(1+h)².
pub(super) const REGULARISATION: Claim = Claim {
    id: "regularisation-shrinks-angle",
    statement: "w_λ = (S+λI)⁻¹Δ has w_λ·Δ > 0, and cos²∠(w_λ, Δ) does not decrease with λ > 0. With V = ‖SΔ‖²/‖Δ‖² − (ΔᵀSΔ)²/‖Δ‖⁴ and \
                h = tr S/λ: V(1+h)⁻⁴ ≤ λ²(1 − cos²) ≤ V(1+h)², so that cos → 1 and 1 − cos ~ V/(2λ²) as λ → ∞",
    hypotheses: "Δ = μ₁−μ₀ ≠ 0; S ⪰ 0 symmetric, of any rank; λ > 0, up to 2²⁰; d = 2..5, 8",
    source: "abstract (the role of regularisation), for ridge regression and linear discriminants; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Ridge, S, |case| {
        let [low, high] = [&case.penalties[0], &case.penalties[1]];
        let (w, turned) = (case.weights::<S>(low)?, case.weights::<S>(high)?);
        let rates = [case.has_rate::<S>(low, 2)?, case.has_rate::<S>(high, 2)?];
        Ok::<_, Obstacle>(
            case.solves(low, &w)
                .and(below(S::zero(), w.inner(&case.difference())))
                .and(at_most(case.cosine_squared(&w), case.cosine_squared(&turned)))
                .and(Compared::all(rates)),
        )
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "angle-grows",
            "the penalty damps the directions in which the data vary little, where Δ/s is large",
            identity!(Ridge, S, |case| {
                let cosine =
                    |penalty| Ok::<S, Obstacle>(case.cosine_squared(&case.weights::<S>(penalty)?));
                Ok::<_, Obstacle>(at_most(cosine(&case.penalties[1])?, cosine(&case.penalties[0])?))
            }),
        ),
        Mutant::new(
            "indefinite-s",
            "where an eigenvalue s < −λ leads, w points away from Δ",
            identity!(Ridge, S, |case| {
                let opposite = Ridge { spread: -&case.spread, ..case.clone() };
                let w = opposite.weights::<S>(&case.penalties[0])?;
                Ok::<_, Obstacle>(below(S::zero(), w.inner(&case.difference())))
            }),
        ),
        Mutant::new(
            "rate-of-first-order",
            "w_λ is off Δ/λ by −SΔ/λ², at a right angle of the order 1/λ; the cosine is quadratic in it",
            identity!(Ridge, S, |case| case.has_rate::<S>(&case.penalties[1], 1)),
        ),
    ],
};

/// A spread within classes, a difference of means, and two penalties.
#[derive(Clone, Debug)]
struct Ridge {
    /// S, d × d.
    spread: Matrix<Rational>,
    /// Δ, d × 1.
    difference: Matrix<Rational>,
    /// 0 < λ < λ′.
    penalties: [Rational; 2],
}

impl Case for Ridge {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let d = draw.dim(2, 5);
        Ridge::of(draw, d)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let one = Rational::one();
        let plane = |along: i64| Ridge {
            spread: Matrix::diagonal(&[Rational::from(4), one.clone()]),
            difference: Matrix::column(vec![one.clone(), Rational::fraction(along, 1)]),
            penalties: [Rational::from(2), Rational::from(1 << 20)],
        };
        let tape: Vec<u64> = squares_tape(200, 7, 97);
        let wide = Ridge::of(&mut Draw::replay(&tape), 8).expect("Δ ≠ 0 on this tape");
        vec![
            ("spreads 4 and 1", plane(1)),
            ("Δ an eigenvector: no angle", plane(0)),
            ("eight dimensions", wide),
        ]
    }
}

impl Ridge {
    fn of(draw: &mut Draw<'_>, d: usize) -> Result<Self, Rejected> {
        let rank = draw.dim(0, d);
        let factor = draw.matrix(d, rank);
        let difference = draw.vector(d);
        if difference.norm_squared().is_zero() {
            return Err(Rejected("Δ ≠ 0"));
        }
        let least = draw.log_uniform("1e-3", "1");
        let most = &least * draw.log_uniform("1.01", "1e6");
        Ok(Ridge { spread: &factor * &factor.transpose(), difference, penalties: [least, most] })
    }

    fn difference<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.difference)
    }

    /// S + λI.
    fn penalised(&self, penalty: &Rational) -> Matrix<Rational> {
        &self.spread + &Matrix::identity(self.spread.rows()).scale(penalty)
    }

    /// w_λ, solved exactly.
    fn weights<S: Field>(&self, penalty: &Rational) -> Result<Matrix<S>, Obstacle> {
        Ok(Matrix::of(&solve_exactly(&self.penalised(penalty), &self.difference)?))
    }

    /// (S+λI)w = Δ.
    fn solves<S: Field>(&self, penalty: &Rational, w: &Matrix<S>) -> Compared<S> {
        equal(&Matrix::of(&self.penalised(penalty)) * w, self.difference())
    }

    /// cos²∠(w, Δ).
    fn cosine_squared<S: Field>(&self, w: &Matrix<S>) -> S {
        let difference = self.difference::<S>();
        w.inner(&difference).square() / (w.norm_squared() * difference.norm_squared())
    }

    /// V(1+h)⁻⁴ ≤ λᵖ(1 − cos²) ≤ V(1+h)².
    fn has_rate<S: Field>(&self, penalty: &Rational, p: u32) -> Result<Compared<S>, Obstacle> {
        let (spread, difference) = (Matrix::<S>::of(&self.spread), self.difference::<S>());
        let (moved, size) = (&spread * &difference, difference.norm_squared());
        let mean = difference.inner(&moved) / &size;
        let variance = moved.norm_squared() / size - mean.square();
        let widened = S::one() + spread.trace() / S::of(penalty);
        let cosine = self.cosine_squared(&self.weights::<S>(penalty)?);
        let scaled = S::of(penalty).power(p) * (S::one() - cosine);
        let lower = &variance / widened.power(4);
        Ok(at_most(lower, &scaled).and(at_most(scaled, variance * widened.square())))
    }
}
