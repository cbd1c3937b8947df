//! The loss over time is a loss over frequencies, and two numbers of it drive learning.

use super::model::Model;
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Complex, Field, Rational, Rung, sum};

/// Parseval's identity; a state of period T is u filtered by G.
pub(super) const LOSS_EQUIVALENCE: Claim = Claim {
    id: "ssm-frequency-loss-equivalence",
    statement: "½Σ_t(y_t − ŷ_t)² = ½T⁻¹Σ_k|Y_k − cbG_kU_k|², ∂_b = −c(σ − ηbc) and ∂_c = −b(σ − ηbc), the loss and its gradient taken \
                over time; σ = Σ_t x_ty_t and η = Σ_t x_t² for the state x of b = 1",
    hypotheses: "states of period T, |a| < 0.9, real sequences, T ≥ 3",
    source: "abstract (dynamics in the frequency domain); derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Weights, S, |case| {
        let [sigma, eta] = case.model.statistics::<S>();
        case.has_loss::<S>(&(S::one() / S::count(case.model.inputs.len())))
            .and(case.has_gradient(&sigma, &eta))
            .and(equal(vec![sigma, eta], case.over_time()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-1-over-t",
            "Σ_k|Y_k|² = TΣ_t y_t²",
            check!(Weights, S, |case| case.has_loss::<S>(&S::one())),
        ),
        Mutant::new(
            "sigma-without-conjugate",
            "Σ G_kU_kY_k correlates y with the inputs backwards in time",
            check!(Weights, S, |case| {
                let ([inputs, targets], gains) = (case.model.spectra::<S>(), case.model.gains());
                let terms = (0..inputs.len()).map(|k| (&gains[k] * &inputs[k] * &targets[k]).re);
                let sigma = sum(terms) / S::count(inputs.len());
                case.has_gradient(&sigma, &case.model.statistics::<S>()[1])
            }),
        ),
        Mutant::new(
            "eta-with-modulus",
            "the model's power has the gain twice",
            check!(Weights, S, |case| {
                let ([inputs, _], gains) = (case.model.spectra::<S>(), case.model.gains::<S>());
                let terms = inputs.iter().zip(&gains).map(|(u, g)| u.norm_squared() * g.abs());
                let eta = sum(terms) / S::count(inputs.len());
                case.has_gradient(&case.model.statistics::<S>()[0], &eta)
            }),
        ),
    ],
};

/// A model with its two weights.
#[derive(Debug)]
struct Weights {
    model: Model,
    /// b and c.
    weights: [Rational; 2],
}

impl Case for Weights {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let period = draw.dim(3, 16);
        Weights::of_period(draw, period)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |period| {
            let tape = squares_tape(200, 3, 61);
            Weights::of_period(&mut Draw::replay(&tape), period).expect("σ ≠ 0")
        };
        vec![("T = 3", case(3)), ("T = 24", case(24)), ("T = 64", case(64))]
    }
}

impl Weights {
    fn of_period(draw: &mut Draw<'_>, period: usize) -> Result<Self, Rejected> {
        Ok(Weights {
            model: Model::of_period(draw, period)?,
            weights: [draw.entry(), draw.entry()],
        })
    }

    fn weights<S: Field>(&self) -> [S; 2] {
        self.weights.each_ref().map(S::of)
    }

    /// Σ_t x_ty_t and Σ_t x_t².
    fn over_time<S: Field>(&self) -> Vec<S> {
        [self.model.correlation(), self.model.power()].iter().map(S::of).collect()
    }

    /// The loss over time is ½·factor·Σ_k|Y_k − cbG_kU_k|².
    fn has_loss<S: Rung>(&self, factor: &S) -> Compared<S> {
        let [b, c] = self.weights::<S>();
        let ([inputs, targets], gains) = (self.model.spectra::<S>(), self.model.gains::<S>());
        let gain = Complex::real(&b * &c);
        let error = |k: usize| (&targets[k] - &gain * &gains[k] * &inputs[k]).norm_squared();
        let over_frequencies = sum((0..inputs.len()).map(error)) * S::ratio(1, 2) * factor;
        equal(self.model.loss(&[b], &[c]), over_frequencies)
    }

    /// ∂_b = −c(σ − ηbc), ∂_c = −b(σ − ηbc).
    fn has_gradient<S: Rung>(&self, sigma: &S, eta: &S) -> Compared<S> {
        let [b, c] = self.weights::<S>();
        let weights = [&b, &c].map(|x| Matrix::column(vec![x.clone()]));
        let slopes = gradient(&weights, |w| self.model.loss(w[0].entries(), w[1].entries()));
        let pull = sigma - eta * &b * &c;
        let found: Vec<S> = slopes.iter().map(|slope| slope[(0, 0)].clone()).collect();
        equal(found, vec![-(c * &pull), -(b * pull)])
    }
}
