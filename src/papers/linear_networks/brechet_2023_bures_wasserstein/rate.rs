//! The gradient's size is known from the loss.

use super::generator::Generator;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, check, equal_at};
use crate::number::Rung;
use crate::obstacle::Obstacle;

pub(super) const PL_EQUALITY: Claim = Claim {
    id: "bw-pl-equality",
    statement: "‖∇L(W)‖² = 4[L(W) − tr((I − P)Σ₀)]; for k = n, ‖∇L‖² = 4L: the Polyak–Łojasiewicz inequality with equality",
    hypotheses: "Σ₀ ≻ 0, W of full column rank",
    source: "derived here: tr((I − T)Σ(I − T)) = tr Σ + tr TΣT − 2tr TΣ, TΣT = Σ₀^{1/2}PΣ₀^{1/2}",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Generator, S, |case| {
        let w = case.weights::<S>();
        let unseen = if case.is_square() { S::zero() } else { case.target.unseen(&w)? };
        case.has_gradient_of_size(4, &(case.target.loss(&w)? - unseen))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "four-times-the-loss-at-any-width",
            "what the range of W cannot generate costs, without a slope",
            check!(Generator, S, |case| if case.is_square() {
                Ok(Compared::nothing())
            } else {
                case.has_gradient_of_size::<S>(4, &case.target.loss(&case.weights())?)
            }),
        ),
        Mutant::new(
            "constant-2",
            "L is a whole square: of w ↦ (w − σ)² the slope has the square 4(w − σ)²",
            check!(Generator, S, |case| {
                let w = case.weights::<S>();
                case.has_gradient_of_size(2, &(case.target.loss(&w)? - case.target.unseen(&w)?))
            }),
        ),
    ],
};

impl Generator {
    /// ‖∇L‖² = factor·value.
    fn has_gradient_of_size<S: Rung>(
        &self,
        factor: usize,
        value: &S,
    ) -> Result<Compared<S>, Obstacle> {
        let size = self.target.gradient(&self.weights::<S>())?.norm_squared();
        let scale = self.target.trace::<S>() + S::of(&self.weights.norm_squared());
        Ok(equal_at(size, S::count(factor) * value, scale))
    }
}
