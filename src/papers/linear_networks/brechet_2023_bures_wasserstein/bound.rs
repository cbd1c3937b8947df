//! The least loss of generators of bounded rank.

use super::generator::Generator;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, check, equal_at};
use crate::number::Rung;
use crate::obstacle::Obstacle;

pub(super) const LOWER_BOUND: Claim = Claim {
    id: "bw-rank-k-lower-bound",
    statement: "L(W) ≥ tr((I − P)Σ₀) ≥ Σ_{i>k} λᵢ, with equality throughout for WWᵀ = Ω_k diag(λ₁..λ_k)Ω_kᵀ",
    hypotheses: "Σ₀ ≻ 0, W of full column rank; W anywhere, not at the minimum (where all agree); for k = n the last two are 0",
    source: "abstract (minimisers of bounded rank); derived here: Procrustes, and Eckart–Young for Σ₀^{1/2}",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Generator, S, |case| {
        let w = case.weights::<S>();
        let loss = case.target.loss(&w)?;
        if case.is_square() {
            return Ok(at_most(S::zero(), loss));
        }
        let unseen = case.target.unseen(&w)?;
        let best: Vec<_> = (0..case.width()).collect();
        Ok(at_most(&unseen, loss).and(at_most(case.target.rest(&best, S::clone), unseen)))
    }),
    witness: Some(check!(Generator, S, |case| {
        let w = case.critical(&(0..case.width()).collect::<Vec<_>>(), S::sqrt);
        let unseen = case.target.unseen(&w)?;
        Ok(case.is_least(S::clone, |total: S| total)?.and(equal_at(
            case.target.loss(&w)?,
            unseen,
            case.target.trace::<S>(),
        )))
    })),
    mutants: &[
        Mutant::new(
            "eckart-young-of-the-covariance",
            "what is approximated is Σ₀^{1/2}, whose squared singular values are λ",
            check!(Generator, S, |case| case.is_least(S::square, |total: S| total)),
        ),
        Mutant::new(
            "square-of-the-sum-of-roots",
            "the modes that are not generated cost their variances one by one; for n − k = 1 both are the same",
            check!(Generator, S, |case| case.is_least(S::sqrt, |total: S| total.square())),
        ),
    ],
};

impl Generator {
    /// L = whole(Σ_{i>k} f(λᵢ)) at Ω_k diag(λ₁..λ_k)^{1/2}Qᵀ.
    fn is_least<S: Rung>(
        &self,
        f: impl Fn(&S) -> S,
        whole: impl Fn(S) -> S,
    ) -> Result<Compared<S>, Obstacle> {
        let best: Vec<_> = (0..self.width()).collect();
        let loss = self.target.loss(&self.critical(&best, S::sqrt))?;
        let value = whole(self.target.rest(&best, f));
        Ok(equal_at(loss, value, self.target.trace::<S>()))
    }
}
