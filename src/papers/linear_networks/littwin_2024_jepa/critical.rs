//! The time that self-distillation takes.

use super::clock::{Clock, raise};
use super::training::Training::Jepa;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
};
use crate::number::{Real, Rung, sum};
use crate::obstacle::Obstacle;

/// Three ways: Φ moves as time does, with the network's own velocity; Φ is the integral; and the flow of a whole network takes that
/// time.
pub(super) const CRITICAL_TIME: Claim = Claim {
    id: "jepa-critical-time-exact",
    statement: "JEPA takes t = Φ(p^{1/L}ρ) − Φ(ε^{1/L}) from w̄ = ε to pρᴸ, with \
                Φ(w) = (1/λ)[−Σ_{n=1}^{2L−1} w^{−n}/(nρ^{2L−1−n}) + ρ^{1−2L}ln(w/(1 − w/ρ))]: Φ′w′ = 1; ∫dw/w′ = t, in the known cases and some others, and the validated flow of a network \
                arrives in this time, in the first known cases; \
                |t − (1/λ)Σ 1/(nρ^{2L−1−n}ε^{n/L}) − (ρ^{1−2L}/(λL))ln(1/ε) − Φ(p^{1/L}ρ)| ≤ (ρ^{1−2L}/λ)x/(1 − x), x = ε^{1/L}/ρ, which → 0",
    hypotheses: "λ, ρ > 0; 0 < ε < pρᴸ, p < 1; L = 1..5; the clock is that of one layer, the L-fold of the un-rescaled one of w̄",
    source: "the paper's critical time (leading sum, from memory); the closed form derived here, by partial fractions",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Journey, S, |journey| {
        let (clock, sum) = (&journey.clock, journey.partial_fractions());
        let time = clock.distillation_time::<S>();
        let flow = journey.flow_arrives(&time)?;
        Ok(clock
            .keeps_time::<S>(Jepa, |w| clock.phi(w, &sum))
            .and(journey.is_integral(&time)?)
            .and(journey.tends_to(&time, &(clock.leading::<S>() + clock.logarithm::<S>())))
            .and(flow))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "sum-to-2l-minus-2",
            "1/(w^{2L}(1 − w/ρ)) has 2L − 1 powers above the first",
            check!(Journey, S, |journey| journey.keeps_time_by::<S>(|sum| sum.terms -= 1)),
        ),
        Mutant::new(
            "sum-to-2l",
            "the power 2L of the integrand integrates to 2L − 1",
            check!(Journey, S, |journey| journey.keeps_time_by::<S>(|sum| sum.terms += 1)),
        ),
        Mutant::new(
            "one-power-of-rho-more",
            "the term of w^{−(2L−1)} comes from w^{−2L} alone, and is independent of ρ",
            check!(Journey, S, |journey| journey.keeps_time_by::<S>(|sum| sum.power += 1)),
        ),
        Mutant::new(
            "without-the-logarithm",
            "what is left then grows as ln(1/ε)",
            check!(Journey, S, |journey| journey
                .tends_to::<S>(&journey.clock.distillation_time(), &journey.clock.leading())),
        ),
    ],
};

/// A feature, and whether ∫dw/w′ is taken and its network followed too.
#[derive(Debug)]
struct Journey {
    clock: Clock,
    integrates: bool,
    flows: bool,
}

impl Case for Journey {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let integrates = draw.chance(1, 8);
        Ok(Journey { clock: Clock::drawn(draw), integrates, flows: false })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, start, flows| {
            let clock = Clock::known(depth, start);
            Journey { clock, integrates: true, flows }
        };
        vec![
            ("one layer from .1", case(1, "0.1", true)),
            ("two layers from .04", case(2, "0.04", true)),
            ("one layer from 10^-12", case(1, "1e-12", false)),
            ("two layers from .01", case(2, "0.01", false)),
            ("three layers from .0001", case(3, "0.0001", false)),
            ("five layers from 10^-10", case(5, "1e-10", false)),
        ]
    }
}

/// Σ_{n=1}^{terms} w^{−n}/(nρ^{power−n}).
struct Sum {
    terms: usize,
    power: usize,
}

impl Clock {
    /// 2L − 1.
    fn top(&self) -> usize {
        2 * self.depth - 1
    }

    /// ρ^{1−2L}/λ.
    fn weight<T: Real>(&self) -> T {
        T::one() / (raise(&T::of(&self.rho), self.top()) * T::of(&self.lambda))
    }

    /// Φ(w).
    fn phi<T: Real>(&self, w: &T, sum: &Sum) -> T {
        let (lambda, rho) = (T::of(&self.lambda), T::of(&self.rho));
        self.weight::<T>() * (w / (T::one() - w / rho)).ln() - sum.at(self, w) / lambda
    }

    /// Φ(p^{1/L}ρ) − Φ(ε^{1/L}).
    pub(super) fn distillation_time<S: Rung>(&self) -> S {
        let sum = Sum { terms: self.top(), power: self.top() };
        self.phi(&self.last::<S>(Jepa), &sum) - self.phi(&self.first::<S>(), &sum)
    }

    /// (1/λ)Σ 1/(nρ^{2L−1−n}ε^{n/L}).
    fn leading<S: Rung>(&self) -> S {
        let sum = Sum { terms: self.top(), power: self.top() };
        sum.at(self, &self.first::<S>()) / S::of(&self.lambda)
    }

    /// (ρ^{1−2L}/(λL))ln(1/ε).
    fn logarithm<S: Rung>(&self) -> S {
        -(self.weight::<S>() * S::of(&self.start).ln() / S::count(self.depth))
    }
}

impl Sum {
    fn at<T: Real>(&self, clock: &Clock, w: &T) -> T {
        let rho = T::of(&clock.rho);
        sum((1..=self.terms).map(|n| {
            let scale = if n <= self.power {
                raise(&rho, self.power - n)
            } else {
                T::one() / raise(&rho, n - self.power)
            };
            T::one() / (raise(w, n) * T::count(n) * scale)
        }))
    }
}

impl Journey {
    fn partial_fractions(&self) -> Sum {
        Sum { terms: self.clock.top(), power: self.clock.top() }
    }

    /// t = ∫dw/w′, where it is integrated.
    fn is_integral<S: Rung>(&self, time: &S) -> Result<Compared<S>, Obstacle> {
        if !self.integrates {
            return Ok(Compared::nothing());
        }
        Ok(equal(self.clock.time::<S>(Jepa)?, time))
    }

    /// Φ′w′ = 1 with another sum.
    fn keeps_time_by<S: Rung>(&self, change: impl Fn(&mut Sum)) -> Compared<S> {
        let mut sum = self.partial_fractions();
        change(&mut sum);
        self.clock.keeps_time(Jepa, |w| self.clock.phi(w, &sum))
    }

    /// |t − terms − Φ(p^{1/L}ρ)| ≤ (ρ^{1−2L}/λ)x/(1 − x).
    fn tends_to<S: Rung>(&self, time: &S, terms: &S) -> Compared<S> {
        let clock = &self.clock;
        let end = clock.phi(&clock.last::<S>(Jepa), &self.partial_fractions());
        let x = clock.first::<S>() / S::of(&clock.rho);
        let bound = clock.weight::<S>() * &x / (S::one() - &x);
        at_most((time - terms - end).abs(), bound)
    }

    fn flow_arrives<S: Rung>(&self, time: &S) -> Result<Compared<S>, Obstacle> {
        if self.flows { self.clock.flow_arrives(Jepa, time) } else { Ok(Compared::nothing()) }
    }
}
