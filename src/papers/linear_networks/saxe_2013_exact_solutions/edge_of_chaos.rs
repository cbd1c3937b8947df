//! One unit at the edge of chaos: gain 1 decays as slowly as 1/√l, a smaller gain exponentially, a larger one not at all.

use super::contraction::Net;
use crate::calculus::root;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check,
};
use crate::number::{Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::One;

/// h⁻² grows by coth²h − h⁻² in a layer of gain 1, which lies in (2/3, 1). Below a fixed point h* of a gain g > 1 the slope of the
/// chord from h to h* is largest at the start; above it every chord is flatter than the tangent at h*, g(1 − h*²).
pub(super) const SCALAR: Claim = Claim {
    id: "saxe-edge-of-chaos-scalar",
    statement: "h_{l+1} = tanh(h_l) has (2/3)l ≤ 1/h_l² − 1/h₀² ≤ l; h_{l+1} = tanh(gW_l h_l) with orthogonal W_l has \
                0 < ‖h_l‖² ≤ g^{2l}‖h₀‖² and g^{2l}I − JᵀJ positive definite for J = ∂h_l/∂h₀, that is ‖J‖₂ < g^l; \
                h_{l+1} = tanh(gh_l) with g > 1 tends to the root h* > 0 of h = tanh(gh): |h_l − h*| ≤ q^l|h₀ − h*|, where q < 1 is \
                (h* − h₁)/(h* − h₀) for h₀ < h*, else g(1 − h*²)",
    hypotheses: "gain 1: h₀ > 0 (tanh is odd), l ≤ 2000; layers: g ≤ 1, n ≤ 4, \
                 no coordinate of W₁h₀ below 1/16 in size (at h₀ = 0, ‖J‖₂ = g^l); gain g > 1: h₀ > 0, 2 ≤ l ≤ 5",
    source: "abstract (edge of chaos), reduced to cases with a proof; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Gains, S, |gains| Ok(gains
        .decays_by_squares::<S>([S::ratio(2, 3), S::one()])
        .and(gains.has_quoted_ratio::<S>())
        .and(gains.net.contracts::<S>())
        .and(gains.net.has_small_jacobian::<S>())
        .and(gains.converges::<S>()?))),
    witness: Some(check!(Gains, S, |gains| gains.net.is_isometric_at_zero::<S>())),
    mutants: &[
        Mutant::new(
            "seven-tenths",
            "the lower constant is reached as h → 0: 2/3 and no more",
            check!(Gains, S, |gains| gains.decays_by_squares::<S>([S::ratio(7, 10), S::one()])),
        ),
        Mutant::new(
            "exponential-decay-at-gain-1",
            "h_l is about √(3/(2l)): after 100 layers it exceeds 0.9^l h₀",
            check!(Gains, S, |gains| gains.decays_exponentially::<S>()),
        ),
        Mutant::new(
            "contraction-at-gain-above-1",
            "a start below the root h* grows towards it",
            check!(Gains, S, |gains| gains.shrinks::<S>()),
        ),
    ],
};

/// One instance for each gain.
#[derive(Debug)]
struct Gains {
    /// h₀ > 0 at gain 1, and how many layers, of which every `stride`th is compared.
    edge: (Rational, usize),
    stride: usize,
    net: Net,
    /// g > 1, h₀ > 0 and l.
    chaos: (Rational, Rational, usize),
}

impl Case for Gains {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let net = Net::draw(draw)?;
        let edge = (draw.log_uniform("0.125", "5"), draw.dim(1, 100));
        let chaos = (draw.between("1.125", "2"), draw.log_uniform("0.0625", "2"), draw.dim(2, 5));
        Ok(Gains { edge, stride: 1, net, chaos })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |name, start: &str, gain: &str, low: &str| {
            let number = |text: &str| text.parse().expect("a decimal literal");
            let (edge, chaos) = ((number(start), 2000), (number(gain), number(low), 5));
            (name, Gains { edge, stride: 50, net: Net::deep(), chaos })
        };
        vec![
            case("2000 layers from 0.01; gain 1.1 from 0.1", "0.01", "1.1", "0.1"),
            case("2000 layers from 1; gain 2 from 5", "1", "2", "5"),
            case("2000 layers from 5; gain 1.5 from 1", "5", "1.5", "1"),
        ]
    }
}

impl Gains {
    /// The states h₁, h₂, … at gain 1, every `stride`th, with their layers.
    fn states<S: Rung>(&self) -> Vec<(usize, S)> {
        let (start, layers) = &self.edge;
        let mut state = S::of(start);
        let mut kept = Vec::new();
        for layer in 1..=*layers {
            state = state.tanh();
            if layer % self.stride == 0 {
                kept.push((layer, state.clone()));
            }
        }
        kept
    }

    /// low·l ≤ 1/h_l² − 1/h₀² ≤ high·l.
    fn decays_by_squares<S: Rung>(&self, [low, high]: [S; 2]) -> Compared<S> {
        let start = S::one() / S::of(&self.edge.0).square();
        Compared::all(self.states::<S>().into_iter().map(|(layer, state)| {
            let grown = S::one() / state.square() - &start;
            let layer = S::count(layer);
            at_most(&low * &layer, &grown).and(at_most(grown, &high * &layer))
        }))
    }

    /// After 2000 layers (1/h_l² − 1/h₀²)/l lies in [0.66667, 0.66718].
    fn has_quoted_ratio<S: Rung>(&self) -> Compared<S> {
        if self.edge.1 < 2000 {
            return Compared::nothing();
        }
        let start = S::one() / S::of(&self.edge.0).square();
        let last = self.states::<S>().pop().map(|(layer, state)| {
            let ratio = (S::one() / state.square() - start) / S::count(layer);
            at_most(S::decimal("0.66667"), &ratio).and(at_most(ratio, S::decimal("0.66718")))
        });
        Compared::all(last)
    }

    /// h_l ≤ 0.9^l h₀.
    fn decays_exponentially<S: Rung>(&self) -> Compared<S> {
        let bound = |layer: usize| {
            let layer = u32::try_from(layer).expect("few layers");
            S::ratio(9, 10).power(layer) * S::of(&self.edge.0)
        };
        let states = self.states::<S>().into_iter();
        Compared::all(states.map(|(layer, state)| at_most(state, bound(layer))))
    }

    /// h₀, …, h_l at a gain above 1.
    fn growing<S: Rung>(&self) -> Vec<S> {
        let (gain, start, layers) = &self.chaos;
        let gain = S::of(gain);
        let mut states = vec![S::of(start)];
        for layer in 0..*layers {
            let next = (&gain * &states[layer]).tanh();
            states.push(next);
        }
        states
    }

    /// The one positive root of h = tanh(gh), by concavity: at √((g−1)/g³), tanh(gh) > gh − (gh)³/3 > h, and at 1, tanh(g) < 1.
    fn fixed_point<S: Rung>(&self) -> Result<S, Obstacle> {
        let gain = &self.chaos.0;
        let low = S::of(&((gain - &Rational::one()) / gain.power(3))).sqrt();
        let residual = |h: &Dual<S>| (Dual::of(gain) * h).tanh() - h;
        root(residual, &low, &S::one())
    }

    /// |h_l − h*| ≤ q^l|h₀ − h*| for l ≥ 2, with q < 1 and h* > 0.
    fn converges<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (states, fixed) = (self.growing::<S>(), self.fixed_point::<S>()?);
        let distance = |layer: usize| (&states[layer] - &fixed).abs();
        let tangent = S::of(&self.chaos.0) * (S::one() - fixed.square());
        let chord = distance(1) / distance(0);
        // Of the two the larger: the chord below h*, the tangent above.
        let ratio = tangent.max(&chord);
        let layers = 2..states.len();
        let bounded = layers.map(|layer| {
            let power = u32::try_from(layer).expect("few layers");
            at_most(distance(layer), ratio.power(power) * distance(0))
        });
        Ok(Compared::all(bounded).and(below(S::zero(), &fixed)).and(below(ratio.clone(), S::one())))
    }

    /// ‖h_l‖ ≤ ‖h₀‖ at a gain above 1.
    fn shrinks<S: Rung>(&self) -> Compared<S> {
        let states = self.growing::<S>();
        Compared::all(states[1..].iter().map(|state| at_most(state, &states[0])))
    }
}
