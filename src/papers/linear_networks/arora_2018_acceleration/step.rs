//! One step of gradient descent against the flow.

use super::balanced::{Balanced, sandwiched};
use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, below, equal, identity, vanishes,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Dual, Field, Rational};
use num_traits::Zero;

/// W⁺ is a polynomial in η, so that its Taylor coefficients at 0 say what the limit is.
pub(super) const DISCRETE_SECOND_ORDER: Claim = Claim {
    id: "arora-discrete-second-order",
    statement: "one step of gradient descent, Wⱼ⁺ = Wⱼ + ηWⱼ′, has W⁺ = W + ηW′ + η²C + O(η³) with W′ of arora-end-to-end and \
                C = Σ_{i<j} W_N⋯Wⱼ′⋯Wᵢ′⋯W₁ ≠ 0",
    hypotheses: "balanced start of depth N ≥ 2, Wⱼ′ ≠ 0, μ ≥ 0",
    source: "standard; the paper passes to continuous time",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: identity!(Step, S, |step| {
        let expansion = step.expansion::<S>();
        let scale = &expansion.second;
        vanishes(&expansion.value, scale)
            .and(vanishes(&expansion.first, scale))
            .and(equal(scale, step.cross_terms()))
            .and(below(S::zero(), scale.norm_squared()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "third-order",
            "the coefficient C of η² is a sum of products of two velocities",
            identity!(Step, S, |step| {
                let expansion = step.expansion::<S>();
                vanishes(&expansion.second, Matrix::ones(1, 1))
            }),
        ),
        Mutant::new(
            "exact",
            "a step of η = 1/64 leaves the tangent",
            identity!(Step, S, |step| {
                let eta = S::ratio(1, 64);
                vanishes(step.error_at(&eta), Matrix::ones(1, 1))
            }),
        ),
    ],
};

/// A balanced start of a step that moves every layer.
#[derive(Debug)]
struct Step(Balanced);

impl Case for Step {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 3);
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(1, 3)).collect();
        let net = Balanced::with_dims(draw, &dims, 1);
        let velocity = net.data.velocity(&net.layers::<Rational>(), &net.decay);
        if velocity.iter().any(|v| v.norm_squared().is_zero()) {
            return Err(Rejected("a layer stands still"));
        }
        Ok(Step(net))
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("two weights", Step(Balanced::hand_picked(&[1, 1, 1], 1))),
            ("3-5-4-2", Step(Balanced::hand_picked(&[3, 5, 4, 2], 2))),
            ("irises, 4-2-3", Step(Balanced::of_irises(&[4, 2, 3], 2))),
        ]
    }
}

/// The first Taylor coefficients of W⁺ − W − ηW′ at η = 0.
struct Expansion<S> {
    value: Matrix<S>,
    first: Matrix<S>,
    second: Matrix<S>,
}

impl Step {
    /// W⁺ − W − ηW′ at `eta`, where W′ is the formula of arora-end-to-end.
    fn error_at<S: Field>(&self, eta: &S) -> Matrix<S> {
        let (net, decay) = (&self.0, S::of(&self.0.decay));
        let layers = net.layers::<S>();
        let velocity = net.data.velocity(&layers, &decay);
        let after: Vec<_> = layers.iter().zip(&velocity).map(|(w, v)| w + &v.scale(eta)).collect();
        let tangent = net.formula(&decay, |net, j, g| {
            sandwiched(&net.left(j - 1), g, &net.right(net.depth() - j))
        });
        let moved = &end_to_end(&after) - &end_to_end(&layers);
        &moved - &tangent.scale(eta)
    }

    /// By differentiating the step twice in η.
    fn expansion<S: Field>(&self) -> Expansion<S> {
        let eta = Dual { value: Dual::variable(S::zero()), slope: Dual::constant(S::one()) };
        let error = self.error_at(&eta);
        Expansion {
            value: error.map(|x| x.value.value.clone()),
            first: error.map(|x| x.value.slope.clone()),
            second: error.map(|x| x.slope.slope.clone() * S::ratio(1, 2)),
        }
    }

    /// C: the sum over all pairs of layers that are replaced by their velocities.
    fn cross_terms<S: Field>(&self) -> Matrix<S> {
        let net = &self.0;
        let layers = net.layers::<S>();
        let velocity = net.data.velocity(&layers, &S::of(&net.decay));
        let pairs = (0..layers.len()).flat_map(|j| (0..j).map(move |i| (i, j)));
        let term = |(i, j): (usize, usize)| {
            let mut factors = layers.clone();
            factors[i] = velocity[i].clone();
            factors[j] = velocity[j].clone();
            end_to_end(&factors)
        };
        pairs.map(term).reduce(|total, term| &total + &term).expect("at least two layers")
    }
}
