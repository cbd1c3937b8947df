//! Of two features of one covariance, self-distillation learns the one of the larger regression coefficient first.

use super::clock::{Clock, raise};
use super::training::Training::Jepa;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, rounds_to,
};
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;

/// With m = p^{1/L}ρ₂ the times up to w = m differ by (Δ/λ)∫w^{1−2L}h(w)dw, h(w) = 1/((1 − w/ρ₁)(1 − w/ρ₂)) convex, from 1 at 0; beyond m
/// the first feature alone goes on, for at most X = (p^{1/L}ρ₁ − m)/(λm^{2L}(1 − p^{1/L})).
pub(super) const PREFERENCE: Claim = Claim {
    id: "jepa-prefers-influence-at-equal-lambda",
    statement: "equal λ, ρ₁ > ρ₂, Δ = 1/ρ₂ − 1/ρ₁, w₀ = ε^{1/L}, m = p^{1/L}ρ₂: JEPA has t₁ < t₂ for small ε, and \
                G ≤ t₂ − t₁ + X + (Δ/λ)m^{2−2L}/(2L−2) ≤ G + C∫w^{2−2L} (w₀ to m), G = (Δ/λ)w₀^{2−2L}/(2L−2), with X, C independent of ε (for L = 1: \
                G = (Δ/λ)ln(m/w₀)): t₂ − t₁ ~ G diverges; t₁ = w₀^{1−2L}/((2L−1)λ)(1 + O(w₀)), between explicit bounds too, so that \
                t₂/t₁ = 1 + ε^{1/L}((2L−1)/(2L−2))Δ + o(ε^{1/L}) for L ≥ 2, where no term of order w₀^{1−2L} has ρ; for MAE |t₂ − t₁| has a bound without ε",
    hypotheses: "0 < ρ₂ < ρ₁ < 1, ρ₁ ≤ 3ρ₂; one p, p^{1/L} ≤ 4/5; ε^{1/L} ≤ 3m/20, for L = 1 ≤ m/10⁹, or the known cases; L = 1..4",
    source: "abstract (bias to high regression coefficients); derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Rivals, S, |rivals| {
        let (jepa, mae) = (rivals.distillation::<S>(), rivals.reconstruction::<S>()?);
        let bounds = rivals.bounds::<S>();
        Ok(below(&jepa.first, jepa.second.clone())
            .and(bounds.hold_gap(&jepa))
            .and(rivals.ratio_is_within(&jepa, &bounds))
            .and(rivals.mae_gap_is_bounded(&mae))
            .and(rivals.are_quoted(&jepa, &mae)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "by-coefficient-regardless-of-covariance",
            "the leading term 1/((2L−1)λw₀^{2L−1}) has λ alone: as ε → 0 the larger λ wins",
            check!(Rivals, S, |rivals| {
                let second = Clock { lambda: rivals.louder.clone(), ..rivals.second.clone() };
                below(rivals.first.distillation_time::<S>(), second.distillation_time::<S>())
            }),
        ),
        Mutant::new(
            "reconstruction-prefers-it-too",
            "for MAE ρ enters when w is of the size of its limit, for a time without ε",
            check!(Rivals, S, |rivals| Ok(rivals
                .bounds::<S>()
                .hold_gap(&rivals.reconstruction()?))),
        ),
    ],
};

/// Two features that differ in ρ.
#[derive(Debug)]
struct Rivals {
    first: Clock,
    second: Clock,
    /// A larger λ for the second.
    louder: Rational,
    /// t₂/t₁ for JEPA and MAE.
    quoted: Option<[&'static str; 2]>,
}

struct Times<S> {
    first: S,
    second: S,
}

/// What t₂ − t₁ lies between, and t₁, without the terms that vanish beside the leading ones.
struct Bounds<S> {
    /// Of t₂ − t₁.
    gap: [S; 2],
    /// Of t₁.
    time: [S; 2],
}

impl Case for Rivals {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 4);
        let power = u32::try_from(depth).expect("a small depth");
        let larger = draw.between("0.3", "0.95");
        let smaller = &larger * draw.between("0.34", "0.95");
        let root = draw.between("0.4", "0.8");
        // Small enough for X to be less than the rest.
        let (low, high) = if depth == 1 { ("1e-12", "1e-9") } else { ("1e-3", "0.15") };
        let start = &root * &smaller * draw.log_uniform(low, high);
        let lambda = draw.between("0.5", "2");
        let louder = &lambda * draw.between("1.1", "2");
        let clock = |rho| Clock {
            depth,
            lambda: lambda.clone(),
            rho,
            start: start.power(power),
            part: root.power(power),
        };
        Ok(Rivals { first: clock(larger), second: clock(smaller), louder, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let clock = |rho, depth, start| Clock {
            lambda: number("0.5"),
            rho: number(rho),
            ..Clock::known(depth, start)
        };
        let case = |depth, start, quoted| Rivals {
            first: clock("0.9", depth, start),
            second: clock("0.5", depth, start),
            louder: number("0.6"),
            quoted,
        };
        vec![
            ("four layers from .01", case(4, "0.01", Some(["1.743", "0.989"]))),
            ("four layers from .0001", case(4, "0.0001", Some(["1.138", "0.9998"]))),
            ("four layers from .000001", case(4, "0.000001", Some(["1.0355", "1.0000"]))),
            ("one layer from .000001", case(1, "0.000001", None)),
            ("two layers from 10^-12", case(2, "1e-12", None)),
        ]
    }
}

impl Rivals {
    /// By the closed form of jepa-critical-time-exact.
    fn distillation<S: Rung>(&self) -> Times<S> {
        let [first, second] = [&self.first, &self.second].map(Clock::distillation_time);
        Times { first, second }
    }

    fn reconstruction<S: Rung>(&self) -> Result<Times<S>, Obstacle> {
        let [first, second] = [&self.first, &self.second].map(Clock::reconstruction_time);
        Ok(Times { first: first?, second: second? })
    }

    /// Δ/λ.
    fn difference<S: Rung>(&self) -> S {
        let rho = [&self.second, &self.first].map(|clock| Rational::from(1) / &clock.rho);
        S::of(&((&rho[0] - &rho[1]) / &self.first.lambda))
    }

    fn bounds<S: Rung>(&self) -> Bounds<S> {
        let (first, second, depth) = (&self.first, &self.second, self.first.depth);
        let (start, one) = (first.first::<S>(), S::one());
        let [far, near] = [first, second].map(|clock| clock.last::<S>(Jepa));
        let [larger, smaller] = [first, second].map(|clock| S::of(&clock.rho));
        let (lambda, share) = (S::of(&first.lambda), &near / &smaller);
        let slope = self.difference::<S>();
        let main = &slope * power_integral(2 * depth - 1, &start, &near);
        let alone = (&far - &near) / (&lambda * raise(&near, 2 * depth) * (&one - &share));
        let height = &one / ((&one - &near / &larger) * (&one - &share));
        let bent =
            if depth == 1 { &near - &start } else { power_integral(2 * depth - 2, &start, &near) };
        let more = &slope * (height - &one) / &near * bent;
        let least = power_integral(2 * depth, &start, &far) / &lambda;
        let rest = power_integral(2 * depth - 1, &start, &far)
            / (&larger * (&one - &far / &larger) * &lambda);
        Bounds { gap: [&main - alone, main + more], time: [least.clone(), least + rest] }
    }

    /// t₁ too is between its bounds, and t₂/t₁ − 1 over its leading term between numbers that tend to 1.
    fn ratio_is_within<S: Rung>(&self, times: &Times<S>, bounds: &Bounds<S>) -> Compared<S> {
        let inside =
            at_most(&bounds.time[0], &times.first).and(at_most(&times.first, &bounds.time[1]));
        let depth = self.first.depth;
        if depth == 1 {
            return inside;
        }
        let power = i64::try_from(depth).expect("a small depth");
        let (start, slope) = (self.first.first::<S>(), self.difference::<S>());
        let lambda = S::of(&self.first.lambda);
        let order = &slope * &lambda * S::ratio(2 * power - 1, 2 * depth as u64 - 2);
        let normalised = (&times.second / &times.first - S::one()) / (order * &start);
        // The leading terms of t₂ − t₁ and of t₁.
        let gap = slope / (raise(&start, 2 * depth - 2) * S::count(2 * depth - 2));
        let time = S::one() / (raise(&start, 2 * depth - 1) * S::count(2 * depth - 1) * lambda);
        let quotient = |above: &S, below: &S| (above / &gap) / (below / &time);
        let least = quotient(&bounds.gap[0], &bounds.time[1]);
        let most = quotient(&bounds.gap[1], &bounds.time[0]);
        inside.and(at_most(least, &normalised)).and(at_most(normalised, most))
    }

    /// λ|t₂ − t₁| ≤ |A₂ − A₁| + B₁ + B₂ with the bounds of mae-critical-time.
    fn mae_gap_is_bounded<S: Rung>(&self, times: &Times<S>) -> Compared<S> {
        let [[low, width], [other, more]] = [&self.first, &self.second].map(Clock::constants::<S>);
        let gap = (&times.second - &times.first).abs() * S::of(&self.first.lambda);
        at_most(gap, (low - other).abs() + width + more)
    }

    fn are_quoted<S: Rung>(&self, jepa: &Times<S>, mae: &Times<S>) -> Compared<S> {
        let Some([distilled, reconstructed]) = self.quoted else { return Compared::nothing() };
        rounds_to(&(&jepa.second / &jepa.first), distilled)
            .and(rounds_to(&(&mae.second / &mae.first), reconstructed))
    }
}

impl<S: Rung> Bounds<S> {
    fn hold_gap(&self, times: &Times<S>) -> Compared<S> {
        let gap = &times.second - &times.first;
        at_most(&self.gap[0], &gap).and(at_most(gap, &self.gap[1]))
    }
}

/// ∫w^{−power}dw from `low` to `high`, power ≥ 1.
fn power_integral<S: Rung>(power: usize, low: &S, high: &S) -> S {
    if power == 1 {
        return (high / low).ln();
    }
    let at = |w: &S| S::one() / (raise(w, power - 1) * S::count(power - 1));
    at(low) - at(high)
}
