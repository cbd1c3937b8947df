//! The time that reconstruction takes.

use super::clock::{Clock, raise};
use super::training::Training::Mae;
use crate::calculus::{Jet, integral};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, rounds_to,
};
use crate::number::Rung;
use crate::obstacle::Obstacle;

/// 1/(wᴸ(1 − w^{L+1}/ρ)) = w^{−L} + (w/ρ)/(1 − w^{L+1}/ρ), and the last term is ≤ (w/ρ)/(1 − p^{(L+1)/L}).
pub(super) const CRITICAL_TIME: Claim = Claim {
    id: "mae-critical-time",
    statement: "MAE takes t = ∫dw/w′ from w̄ = ε to pρ^{L/(L+1)} (w^{−L} of it in closed form; in the known cases and some others the whole integral), with A ≤ λt − ε^{−(L−1)/L}/(L−1) ≤ A + w₁²/(2ρ(1 − p^{(L+1)/L})), w₁ = p^{1/L}ρ^{1/(L+1)}, \
                A = −w₁^{1−L}/(L−1), for L ≥ 2, and for L = 1 the same with ln(1/ε) and A = ln w₁: t = ε^{−(L−1)/L}/((L−1)λ) + O(1), \
                t = ln(1/ε)/λ + O(1), whose leading term knows nothing of ρ; the validated flow of a network arrives in this time, in the first known cases",
    hypotheses: "λ, ρ > 0; 0 < ε < pρ^{L/(L+1)}, p < 1; L = 1..5; the clock is that of one layer",
    source: "derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Journey, S, |journey| {
        let time = journey.clock.reconstruction_time::<S>()?;
        let flow = journey.flow_arrives(&time)?;
        Ok(journey
            .is_within(&time, &journey.leading())
            .and(journey.is_integral(&time)?)
            .and(journey.is_quoted(&time))
            .and(flow))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "leading-term-over-rho",
            "a small w̄ does not feel the decay, in which alone ρ occurs",
            check!(Journey, S, |journey| {
                let leading = journey.leading::<S>() / S::of(&journey.clock.rho);
                Ok(journey.is_within(&journey.clock.reconstruction_time()?, &leading))
            }),
        ),
        Mutant::new(
            "exponent-of-depth-plus-1",
            "the power L + 1 belongs to the limit, not to the start",
            check!(Journey, S, |journey| {
                if journey.clock.depth == 1 {
                    return Ok(Compared::nothing());
                }
                let exponent = S::ratio(1, journey.clock.depth as u64 + 1) - S::one();
                let power = S::of(&journey.clock.start).pow(&exponent);
                let leading = power / S::count(journey.clock.depth - 1);
                Ok(journey.is_within(&journey.clock.reconstruction_time()?, &leading))
            }),
        ),
    ],
};

/// A feature, whether ∫dw/w′ is taken in one and its network followed too, and its time as quoted.
#[derive(Debug)]
struct Journey {
    clock: Clock,
    integrates: bool,
    flows: bool,
    quoted: Option<&'static str>,
}

impl Case for Journey {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let integrates = draw.chance(1, 8);
        Ok(Journey { clock: Clock::drawn(draw), integrates, flows: false, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, start, flows, quoted| {
            let clock = Clock::known(depth, start);
            Journey { clock, integrates: true, flows, quoted }
        };
        vec![
            ("one layer from .1", case(1, "0.1", true, None)),
            ("two layers from .01", case(2, "0.01", true, Some("10.917"))),
            ("two layers from .001", case(2, "0.001", false, Some("37.953"))),
            ("two layers from .0001", case(2, "0.0001", false, Some("123.426"))),
            ("five layers from 10^-10", case(5, "1e-10", false, None)),
        ]
    }
}

impl Clock {
    /// −∫dw/wᴸ: w^{1−L}/(L−1), and −ln w for L = 1.
    fn tail<S: Rung>(&self, w: &S) -> S {
        match self.depth {
            1 => -w.ln(),
            depth => S::one() / (raise(w, depth - 1) * S::count(depth - 1)),
        }
    }

    /// A, and w₁²/(2ρ(1 − p^{(L+1)/L})).
    pub(super) fn constants<S: Rung>(&self) -> [S; 2] {
        let (last, rho) = (self.last::<S>(Mae), S::of(&self.rho));
        let share = raise(&last, self.depth + 1) / &rho;
        let width = last.square() / (S::count(2) * rho * (S::one() - share));
        [-self.tail(&last), width]
    }

    /// t, of which w^{−L} is integrated in closed form.
    pub(super) fn reconstruction_time<S: Rung>(&self) -> Result<S, Obstacle> {
        let (first, last, rho) = (self.first::<S>(), self.last::<S>(Mae), S::of(&self.rho));
        let rest = |w: &Jet<S>| {
            let power = (0..self.depth).fold(w.clone(), |power, _| power.times(w));
            let pole = power.scale(&-S::one()).shift(&rho);
            w.over(&pole)
        };
        let total = self.tail(&first) - self.tail(&last) + integral(rest, &first, &last)?;
        Ok(total / S::of(&self.lambda))
    }
}

impl Journey {
    /// The leading term of λt.
    fn leading<S: Rung>(&self) -> S {
        self.clock.tail(&self.clock.first::<S>())
    }

    /// A ≤ λt − leading ≤ A + w₁²/(2ρ(1 − p^{(L+1)/L})).
    fn is_within<S: Rung>(&self, time: &S, leading: &S) -> Compared<S> {
        let [low, width] = self.clock.constants::<S>();
        // Moved to one side, so that both sides are positive.
        let rest = S::of(&self.clock.lambda) * time;
        at_most(leading + &low, &rest).and(at_most(rest, leading + low + width))
    }

    /// t = ∫dw/w′, where it is integrated.
    fn is_integral<S: Rung>(&self, time: &S) -> Result<Compared<S>, Obstacle> {
        if !self.integrates {
            return Ok(Compared::nothing());
        }
        Ok(equal(self.clock.time::<S>(Mae)?, time))
    }

    fn is_quoted<S: Rung>(&self, time: &S) -> Compared<S> {
        self.quoted.map_or(Compared::nothing(), |text| rounds_to(time, text))
    }

    fn flow_arrives<S: Rung>(&self, time: &S) -> Result<Compared<S>, Obstacle> {
        if self.flows { self.clock.flow_arrives(Mae, time) } else { Ok(Compared::nothing()) }
    }
}
