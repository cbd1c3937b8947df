//! The critical points of full rank.

use super::generator::Generator;
use crate::calculus::{Descent, flow};
use crate::claim::{
    Claim, Compared, Kind, Method, Mutant, at_most, below, check, equal_at, vanishes,
};
use crate::number::Rung;
use crate::obstacle::Obstacle;

pub(super) const RANK_K: Claim = Claim {
    id: "bw-critical-rank-k",
    statement: "W = Ω_I diag(λ_I)^{1/2}Qᵀ, |I| = k, Q orthogonal, has ∇L = 0 and L = Σ_{i∉I} λᵢ, which is least for I = {1..k}; any other W tried has ∇L ≠ 0; \
                the validated flow from it comes below the value Σ_{i>k} λᵢ + λ_k − λ_{k+1} of the second best set (in the known cases with k ≤ 2), so that it ends at I = {1..k}",
    hypotheses: "λ₁ > … > λ_n > 0; every I of the C(n, k); W of full column rank",
    source: "abstract; derived here: W = TW makes T the identity on the range of W, which Σ₀ then keeps",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Generator, S, |case| {
        let w = case.critical(&case.chosen, S::sqrt);
        let gradient = case.target.gradient(&w)?;
        let scale = case.target.trace::<S>();
        let value = case.target.rest(&case.chosen, S::clone);
        let best: Vec<_> = (0..case.width()).collect();
        Ok(vanishes(gradient, &scale)
            .and(equal_at(case.target.loss(&w)?, &value, scale))
            .and(if case.chosen == best {
                Compared::nothing()
            } else {
                at_most(case.target.rest(&best, S::clone), value)
            })
            .and(below(S::zero(), case.target.gradient(&case.weights::<S>())?.norm_squared()))
            .and(case.flows_to_the_best::<S>()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "squared-eigenvalues",
            "WWᵀ is the covariance itself, of eigenvalues λ",
            check!(Generator, S, |case| case.rests_at(S::clone)),
        ),
        Mutant::new(
            "roots-of-eigenvalues",
            "WWᵀ is the covariance itself, of eigenvalues λ",
            check!(Generator, S, |case| case.rests_at(|value: &S| value.sqrt().sqrt())),
        ),
        Mutant::new(
            "loss-of-roots",
            "each mode that is not generated costs its variance",
            check!(Generator, S, |case| case.has_value(S::sqrt)),
        ),
        Mutant::new(
            "loss-of-squares",
            "each mode that is not generated costs its variance, and not its square, as for ‖Σ₀ − Σ‖²",
            check!(Generator, S, |case| case.has_value(S::square)),
        ),
    ],
};

impl Generator {
    /// ∇L = 0 at Ω_I diag(f(λ_I))Qᵀ.
    fn rests_at<S: Rung>(&self, f: impl Fn(&S) -> S) -> Result<Compared<S>, Obstacle> {
        let w = self.critical(&self.chosen, f);
        Ok(vanishes(self.target.gradient(&w)?, self.target.trace::<S>()))
    }

    /// L = Σ_{i∉I} f(λᵢ).
    fn has_value<S: Rung>(&self, f: impl Fn(&S) -> S) -> Result<Compared<S>, Obstacle> {
        let w = self.critical(&self.chosen, S::sqrt);
        let value = self.target.rest(&self.chosen, f);
        Ok(equal_at(self.target.loss(&w)?, value, self.target.trace::<S>()))
    }

    fn flows_to_the_best<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.flows || self.is_square() {
            return Ok(Compared::nothing());
        }
        let end = flow(&Descent(&self.target), &[self.weights::<S>()], &S::count(2))?;
        let mut second: Vec<_> = (0..self.width()).collect();
        *second.last_mut().expect("at least one direction") += 1;
        Ok(below(self.target.loss(&end[0])?, self.target.rest(&second, S::clone)))
    }
}
