//! How long one feature takes.

use super::modes::{Learning, Modes};
use super::training::Training;
use crate::calculus::{Jet, flow, integral};
use crate::claim::{Compared, Draw, equal};
use crate::number::{Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// One feature, from w̄ = ε to the part p of its limit.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// L.
    pub(super) depth: usize,
    pub(super) lambda: Rational,
    pub(super) rho: Rational,
    /// ε.
    pub(super) start: Rational,
    /// p.
    pub(super) part: Rational,
}

impl Clock {
    /// ε is below half of p times the limit of either training.
    pub(super) fn drawn(draw: &mut Draw<'_>) -> Self {
        let depth = draw.dim(1, 4);
        let power = u32::try_from(depth).expect("a small depth");
        let rho = draw.between("0.3", "0.95");
        let part = draw.between("0.4", "0.9");
        let start = &part * &rho * draw.log_uniform("1e-3", "0.5");
        Clock {
            lambda: draw.between("0.5", "2"),
            start: start.power(power),
            part: part.power(power),
            depth,
            rho,
        }
    }

    /// λ = .8, ρ = .7, p = .5.
    pub(super) fn known(depth: usize, start: &str) -> Self {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        Clock {
            depth,
            lambda: number("0.8"),
            rho: number("0.7"),
            start: number(start),
            part: number("0.5"),
        }
    }

    /// w(0) = ε^{1/L}.
    pub(super) fn first<S: Rung>(&self) -> S {
        root_of(&S::of(&self.start), self.depth)
    }

    /// p^{1/L}w*.
    pub(super) fn last<S: Rung>(&self, training: Training) -> S {
        let rho = S::of(&self.rho);
        let limit = if training == Training::Mae { root_of(&rho, self.depth + 1) } else { rho };
        limit * root_of(&S::of(&self.part), self.depth)
    }

    /// ∫dw/w′ from w(0) to p^{1/L}w*, in x = −ln w, u = eˣ: ∫u^{2L}/(uᵏ − 1/ρ)dx/λ, k = 1 (JEPA), L + 1 (MAE).
    pub(super) fn time<S: Rung>(&self, training: Training) -> Result<S, Obstacle> {
        let power = if training == Training::Mae { self.depth + 1 } else { 1 };
        let slowness = |x: &Jet<S>| {
            let exponential = |n: usize| x.scale(&S::count(n)).exp();
            let pole = exponential(power).shift(&-(S::one() / S::of(&self.rho)));
            exponential(2 * self.depth).over(&pole)
        };
        let [low, high] = [self.last(training), self.first::<S>()].map(|w| -w.ln());
        Ok(integral(slowness, &low, &high)? / S::of(&self.lambda))
    }

    /// The flow of a whole network of one feature arrives in this time.
    pub(super) fn flow_arrives<S: Rung>(
        &self,
        training: Training,
        time: &S,
    ) -> Result<Compared<S>, Obstacle> {
        let modes = Modes::of_feature(&self.lambda, &self.rho, self.depth);
        let start = modes.layers(training, &[self.first::<S>()]);
        let end = flow(&Learning(&modes, training), &start, time)?;
        Ok(Compared::all(end.iter().map(|w| equal(w, vec![self.last::<S>(training)]))))
    }

    /// clock′·w′ = 1 with the network's own w′, at w(0) and at p^{1/L}w*.
    pub(super) fn keeps_time<S: Rung>(
        &self,
        training: Training,
        clock: impl Fn(&Dual<S>) -> Dual<S>,
    ) -> Compared<S> {
        let modes = Modes::of_feature(&self.lambda, &self.rho, self.depth);
        Compared::all([self.first::<S>(), self.last(training)].map(|w| {
            let pace = modes.paces(training, std::slice::from_ref(&w)).swap_remove(0);
            equal(clock(&Dual { value: w, slope: pace }).slope, S::one())
        }))
    }
}

/// value^{1/degree}.
fn root_of<S: Real>(value: &S, degree: usize) -> S {
    if degree == 1 { value.clone() } else { value.pow(&S::ratio(1, degree as u64)) }
}

/// xⁿ for a small n.
pub(super) fn raise<S: Field>(x: &S, n: usize) -> S {
    x.power(u32::try_from(n).expect("a small power"))
}
