//! The time to learn a mode tends to a finite limit as depth grows.

use crate::calculus::{Jet, integral};
use crate::claim::{
    Case, Claim, Compared, Draw, Erratum, Kind, Method, Mutant, Rejected, at_most, check, equal,
    rounds_to,
};
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::One;

/// For every x > 0, ln(1/x)·x^{2/D} ≤ (D/2)(1 − x^{2/D}) ≤ ln(1/x); against the weight 1/(u²(s−u)) on [u₀, u_f] this bounds
/// T_∞ − T_D from both sides, so that its rate is 1/D and no better.
pub(super) const DEPTH_INDEPENDENT_TIME: Claim = Claim {
    id: "saxe-depth-independent-time",
    statement: "T_D = ∫ u^{2/D−2}/(s−u) du from u₀ to u_f, the time at learning rate 1/D: T₁ = ln((s−u₀)/(s−u_f)), \
                T₂ = (1/s)ln[u_f(s−u₀)/(u₀(s−u_f))], T_∞ = (1/s²)ln[u_f(s−u₀)/(u₀(s−u_f))] + 1/(su₀) − 1/(su_f); \
                (2/D)ln(1/u_f)T_D ≤ T_∞ − T_D ≤ (2/D)ln(1/u₀)T_∞, so that T_D → T_∞ < ∞ at the rate 1/D; \
                T_D ≤ T_{D+1} if u_f ≤ 1, and T_D ≥ T_{D+1} if u₀ ≥ 1",
    hypotheses: "0 < u₀ < u_f < s; decoupled modes, u′ = (1/D)·D u^{2−2/D}(s − u)",
    source: "abstract; T_D from the paper's mode equation; the two-sided bound and the case u₀ ≥ 1 derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Span, S, |span| {
        let times = span.times::<S>()?;
        Ok(span
            .closed_forms(&times)
            .and(span.are_bounded(&times))
            .and(span.are_monotone(&times))
            .and(span.are_quoted(&times)))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "nondecreasing-from-any-start",
            why_false: "for u₀ ≥ 1 the factor u^{2/D} falls with D: depth is faster",
            check: check!(Span, S, |span| {
                let times = span.times::<S>()?;
                Ok(Compared::all(times.finite.windows(2).map(|pair| at_most(&pair[0], &pair[1]))))
            }),
            literal_reading: Some(Erratum {
                reading: "relative to a shallow network a deep one incurs a finite, depth-independent delay: \
                          T_D grows with D, for all 0 < u₀ < u_f < s",
                true_form: "T_D grows with D for u_f ≤ 1 and falls for u₀ ≥ 1; for all 0 < u₀ < u_f < s it tends to \
                            T_∞ < ∞ at the rate 1/D",
                caveat: "the abstract (from memory) speaks of a special class of starts, and small ones with u₀ < 1 are \
                         meant; refuted is the reading without that",
            }),
        },
        Mutant::new(
            "depth-independent-rate",
            "at a learning rate of 1 the time is T_D/D, which tends to 0",
            check!(Span, S, |span| {
                let times = span.times::<S>()?;
                let at_rate_1 = times.finite.iter().zip(&span.depths);
                let finite = at_rate_1.map(|(time, &depth)| time * S::ratio(1, depth)).collect();
                Ok(span.are_bounded(&Times { finite, ..times }))
            }),
        ),
        Mutant::new(
            "delay-independent-of-the-start",
            "T_∞ − T₁ contains 1/(su₀)",
            check!(Span, S, |span| equal(
                span.delay::<S>(&span.start),
                span.delay::<S>(&span.halfway())
            )),
        ),
    ],
};

/// A depth, or the limit of all.
#[derive(Clone, Copy, Debug)]
enum Depth {
    Finite(u64),
    Infinite,
}
use Depth::{Finite, Infinite};

/// From u₀ to u_f below s, at some depths, with the times that are known of them.
#[derive(Debug)]
struct Span {
    start: Rational,
    end: Rational,
    strength: Rational,
    depths: Vec<u64>,
    /// Decimal literals, right to half a unit of the last place: of the depths in order, then of the limit.
    quoted: Vec<(Depth, &'static str)>,
}

/// T_D by quadrature.
struct Times<S> {
    /// At the depths of the span.
    finite: Vec<S>,
    /// In known cases by quadrature too, else in closed form.
    limit: S,
}

impl Case for Span {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let part = draw.between("0.5", "0.875");
        let (start, end) = match *draw.pick(&["below 1", "above 1", "across 1"]) {
            "below 1" => {
                let end = draw.above("0.25", "1");
                (&end * &part, end)
            }
            "above 1" => {
                let start = draw.between("1", "1.5");
                (start.clone(), &start + &part)
            }
            _ => (part, draw.above("1", "2")),
        };
        let strength = &end + draw.between("0.5", "1.5");
        let depth = *draw.pick(&[1, 2, 3, 4, 5, 8, 12, 20]);
        let across = start < Rational::one() && Rational::one() < end;
        let depths = if across { vec![depth] } else { vec![depth, depth + 1] };
        Ok(Span { start, end, strength, depths, quoted: Vec::new() })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |numbers: [&str; 3], quoted: &[(Depth, &'static str)]| {
            let [start, end, strength] =
                numbers.map(|text| text.parse().expect("a decimal literal"));
            let finite = |(depth, _): &(Depth, _)| match depth {
                Finite(depth) => Some(*depth),
                Infinite => None,
            };
            let depths = quoted.iter().filter_map(finite).collect();
            Span { start, end, strength, depths, quoted: quoted.to_vec() }
        };
        let small = [
            (Finite(1), "2.29"),
            (Finite(2), "6.79"),
            (Finite(3), "13.8"),
            (Finite(5), "28.5"),
            (Finite(10), "53.3"),
            (Finite(100), "98.5"),
            (Finite(1000), "104.9"),
            (Infinite, "105.68"),
        ];
        let large = [(Finite(1), "2.197"), (Finite(1000), "0.878"), (Infinite, "0.8773")];
        vec![
            ("from 1.1 to 1.9 below 2", case(["1.1", "1.9", "2"], &large)),
            ("from .01 to .9 below 1", case(["0.01", "0.9", "1"], &small)),
        ]
    }
}

impl Span {
    /// T_D by its integral.
    fn time<S: Rung>(&self, depth: Depth) -> Result<S, Obstacle> {
        let exponent = match depth {
            Finite(depth) => Rational::fraction(2, depth) - Rational::from(2),
            Infinite => -Rational::from(2),
        };
        let (exponent, strength) = (S::of(&exponent), S::of(&self.strength));
        let (start, growth) = (S::of(&self.start), S::of(&(&self.end / &self.start)));
        // In v = u/u₀, since high powers of a small u leave the range of a ball's radius.
        let slowness = |v: &Jet<S>| {
            let u = v.scale(&start);
            let rest = u.scale(&-S::one()).shift(&strength);
            u.pow(&exponent).over(&rest).scale(&start)
        };
        integral(slowness, &S::one(), &growth)
    }

    /// u_f(s−u)/(u(s−u_f)) for a start u.
    fn odds<S: Rung>(&self, start: &Rational) -> S {
        let (end, s) = (&self.end, &self.strength);
        S::of(&(end * &(s - start) / (start * (s - end))))
    }

    fn closed<S: Rung>(&self, depth: Depth, start: &Rational) -> Option<S> {
        let (end, s) = (&self.end, &self.strength);
        match depth {
            Finite(1) => Some(S::of(&((s - start) / (s - end))).ln()),
            Finite(2) => Some(self.odds::<S>(start).ln() / S::of(s)),
            Finite(_) => None,
            Infinite => {
                let ends = Rational::one() / (s * start) - Rational::one() / (s * end);
                Some(self.odds::<S>(start).ln() / S::of(&s.square()) + S::of(&ends))
            }
        }
    }

    fn times<S: Rung>(&self) -> Result<Times<S>, Obstacle> {
        let finite = self.depths.iter().map(|&depth| self.time(Finite(depth)));
        let limit = if self.quoted.is_empty() {
            self.closed(Infinite, &self.start).expect("the limit has a closed form")
        } else {
            self.time(Infinite)?
        };
        Ok(Times { finite: finite.collect::<Result<_, _>>()?, limit })
    }

    /// The integrals are the closed forms, where there are any.
    fn closed_forms<S: Rung>(&self, times: &Times<S>) -> Compared<S> {
        let finite = self.depths.iter().map(|&depth| Finite(depth)).zip(&times.finite);
        let all = finite
            .chain([(Infinite, &times.limit)])
            .filter_map(|(depth, time)| Some(equal(time, self.closed::<S>(depth, &self.start)?)));
        Compared::all(all)
    }

    /// (2/D)ln(1/u_f)T_D ≤ T_∞ − T_D ≤ (2/D)ln(1/u₀)T_∞.
    fn are_bounded<S: Rung>(&self, times: &Times<S>) -> Compared<S> {
        let limit = &times.limit;
        Compared::all(self.depths.iter().zip(&times.finite).map(|(&depth, time)| {
            let bound = |u: &Rational, time: &S| -S::of(u).ln() * S::ratio(2, depth) * time;
            let gap = limit - time;
            at_most(bound(&self.end, time), &gap).and(at_most(&gap, bound(&self.start, limit)))
        }))
    }

    /// Up for u_f ≤ 1, down for u₀ ≥ 1.
    fn are_monotone<S: Rung>(&self, times: &Times<S>) -> Compared<S> {
        let one = Rational::one();
        let (rises, falls) = (self.end <= one, self.start >= one);
        Compared::all(times.finite.windows(2).map(|pair| match (rises, falls) {
            (true, _) => at_most(&pair[0], &pair[1]),
            (_, true) => at_most(&pair[1], &pair[0]),
            (false, false) => Compared::nothing(),
        }))
    }

    /// The known times, as intervals.
    fn are_quoted<S: Rung>(&self, times: &Times<S>) -> Compared<S> {
        let all = times.finite.iter().chain([&times.limit]).zip(&self.quoted);
        Compared::all(all.map(|(time, (_, text))| rounds_to(time, text)))
    }

    /// T_∞ − T₁ from a start.
    fn delay<S: Rung>(&self, start: &Rational) -> S {
        let closed = |depth| self.closed::<S>(depth, start).expect("a closed form");
        closed(Infinite) - closed(Finite(1))
    }

    fn halfway(&self) -> Rational {
        (&self.start + &self.end) / Rational::from(2)
    }
}
