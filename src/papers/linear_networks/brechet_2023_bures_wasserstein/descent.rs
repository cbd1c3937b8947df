//! Gradient descent with one square factor: the loss falls by the same factor at every step.

use super::generator::{Generator, Square};
use crate::calculus::gradient;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, check, equal_at};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rung, Traced};
use crate::obstacle::Obstacle;

/// For η = ½ the loss vanishes after a step.
const STEPS: usize = 3;

pub(super) const EXACT_RATE: Claim = Claim {
    id: "bw-gd-exact-rate",
    statement: "W_{j+1} = W_j − η∇L(W_j) has L(W_j) = (1 − 2η)^{2j}L(W₀), j ≤ 3; for η = ½ one step reaches L = 0",
    hypotheses: "Σ₀ ≻ 0, W₀ invertible (n × n), one factor; 0 < η ≤ ½",
    source: "abstract (gradient descent converges); derived here: a step goes the part 2η of the geodesic",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Square, S, |case| {
        let (net, eta) = (&case.0, S::of(&case.0.step));
        let arrived = net.falls_by::<S>(&S::ratio(1, 2), 1, |_, _| S::zero())?;
        let factor = |eta: &S, j| (S::one() - S::count(2) * eta).power(2 * j);
        Ok(net.falls_by(&eta, STEPS, factor)?.and(arrived))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "factor-1-minus-eta",
            "∇L = 2(I − T)W has the factor 2",
            check!(Square, S, |case| case
                .0
                .falls_by(&S::of(&case.0.step), 1, |eta: &S, j| (S::one() - eta).power(2 * j))),
        ),
        Mutant::new(
            "factor-1-minus-4-eta",
            "(1 − 2η)² = 1 − 4η + 4η²",
            check!(Square, S, |case| case.0.falls_by(&S::of(&case.0.step), 1, |eta: &S, j| {
                (S::one() - S::count(4) * eta).power(j)
            })),
        ),
        Mutant::new(
            "two-factors",
            "two factors move their product by more than a step of its own gradient, in another direction",
            check!(Square, S, |case| case.0.two_factors_fall::<S>()),
        ),
        Mutant::new(
            "fewer-columns-than-rows",
            "the part of the loss that the range of W cannot reach does not fall",
            check!(Generator, S, |case| if case.is_square() {
                Ok(Compared::nothing())
            } else {
                case.falls_by::<S>(&S::of(&case.step), 1, |eta, _| {
                    (S::one() - S::count(2) * eta).square()
                })
            }),
        ),
    ],
};

impl Generator {
    /// L(W_j) = factor(η, j)·L(W₀) for j = 1..steps.
    fn falls_by<S: Rung>(
        &self,
        eta: &S,
        steps: usize,
        factor: impl Fn(&S, u32) -> S,
    ) -> Result<Compared<S>, Obstacle> {
        let (target, mut w) = (&self.target, self.weights::<S>());
        let (start, scale) = (target.loss(&w)?, target.trace::<S>());
        let mut compared = Compared::nothing();
        for (_, j) in (0..steps).zip(1..) {
            w = &w - &target.gradient(&w)?.scale(eta);
            compared = compared.and(equal_at(target.loss(&w)?, factor(eta, j) * &start, &scale));
        }
        Ok(compared)
    }

    /// One step of the factors Q and W₀Qᵀ of W₀.
    fn two_factors_fall<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (target, eta) = (&self.target, S::of(&self.step));
        let turn = Matrix::<S>::of(&self.turn);
        let layers = vec![turn.clone(), &self.weights::<S>() * &turn.transpose()];
        let w = end_to_end(&layers);
        let slopes = layer_slopes(&layers, &target.gradient(&w)?);
        let after: Vec<_> = layers.iter().zip(&slopes).map(|(w, g)| w - &g.scale(&eta)).collect();
        let left = (S::one() - S::count(2) * eta).square();
        let loss = target.loss(&end_to_end(&after))?;
        Ok(equal_at(loss, left * target.loss(&w)?, target.trace::<S>()))
    }
}

/// ∂L/∂W_j from ∇L of the product, by reverse mode.
pub(super) fn layer_slopes<S: Field>(layers: &[Matrix<S>], g: &Matrix<S>) -> Vec<Matrix<S>> {
    let held = g.map(|x| Traced::constant(x.clone()));
    gradient(layers, |layers| end_to_end(layers).inner(&held))
}
