//! The angle between two inputs closes like 1/l through critical relu layers.
//!
//! With φ = arccos(1 − ε), ε′ = ε + (cosφ·φ − sinφ)/π; dε′/dε = 1 − φ/π lies between 0 and 1, so that the radius of ε is carried over.

use super::arcsine::arcsine;
use super::decay::doublings;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, rounds_to,
};
use crate::number::{Rational, Real, Rung};

/// 1/√ε′ = 1/√ε + √2/(3π) + O(√ε).
pub(super) const ANGLE_DECAY: Claim = Claim {
    id: "pdlt-relu-angle-decay",
    statement: "ρ_{l+1} = (√(1 − ρ²) + ρ(π − arccosρ))/π: l²(1 − ρ_l) → 9π²/2, as |1/√(1 − ρ_l) − √2l/(3π)| ≤ 1/√(1 − ρ₀) + 1 + ln l for \
        l = 10, 20, 40, … ≤ L, and ρ_l increases",
    hypotheses: "relu, C_W = 2; −1 ≤ ρ₀ ≤ 0.9; L = 40 (in known cases 100, 320, 1000 and 10⁴; from ½, l²(1 − ρ_l) is 34.5, 42.96 and 44.23 at 100, 1000 and 10⁴)",
    source: "the scale-invariant class; derived here: ε′ = ε − (2√2/3π)ε^{3/2} + …",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Angle, S, |angle| {
        let path = angle.path::<S>();
        let rises = path.windows(2).map(|pair| at_most(&pair[1], &pair[0]));
        let slope = S::count(2).sqrt() / (S::count(3) * S::pi());
        follows(&path, &slope).and(Compared::all(rises)).and(angle.is_quoted(&path))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "exponential-convergence",
            "1/√ε grows by a constant: ε decays like 1/l², slower than any geometric sequence",
            check!(Angle, S, |angle| {
                let path = angle.path::<S>();
                let middle = &path[usize::midpoint(10, angle.depth)];
                at_most(&path[10] * &path[angle.depth], middle.square())
            }),
        ),
        Mutant::new(
            "half-the-constant",
            "9π²/4 would take 2/(3π) for the growth of 1/√ε, which is √2/(3π)",
            check!(Angle, S, |angle| {
                follows(&angle.path::<S>(), &(S::count(2) / (S::count(3) * S::pi())))
            }),
        ),
        Mutant::new(
            "rate-one-over-depth",
            "four times the depth leaves a sixteenth of 1 − ρ, and not a quarter",
            check!(Angle, S, |angle| {
                let path = angle.path::<S>();
                at_most(&path[angle.depth / 4], S::count(5) * &path[angle.depth])
            }),
        ),
    ],
};

/// |1/√ε_l − slope·l| ≤ 1/√ε₀ + 1 + ln l.
fn follows<S: Real>(path: &[S], slope: &S) -> Compared<S> {
    let inverse = |l: usize| S::one() / path[l].sqrt();
    Compared::all(doublings(path.len() - 1).map(|l| {
        let gap = inverse(l) - slope * S::count(l);
        at_most(gap.abs(), inverse(0) + S::one() + S::count(l).ln())
    }))
}

/// A correlation to start from, and how deep to go.
#[derive(Debug)]
struct Angle {
    /// ρ₀.
    start: Rational,
    /// L.
    depth: usize,
    /// L²(1 − ρ_L).
    quoted: Option<&'static str>,
}

impl Case for Angle {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Angle { start: draw.between("-1", "0.9"), depth: 40, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let opposite = Angle { start: Rational::fraction(-1, 1), depth: 320, quoted: None };
        let half =
            |depth, text| Angle { start: Rational::fraction(1, 2), depth, quoted: Some(text) };
        vec![
            ("from ½", half(100, "34.5")),
            ("from opposite inputs", opposite),
            ("from ½, a thousand layers", half(1000, "42.96")),
            ("from ½, ten thousand layers", half(10_000, "44.23")),
        ]
    }
}

impl Angle {
    fn is_quoted<S: Rung>(&self, path: &[S]) -> Compared<S> {
        let reached = S::count(self.depth).square() * &path[self.depth];
        self.quoted.map_or(Compared::nothing(), |text| rounds_to(&reached, text))
    }

    /// ε₀, …, ε_L.
    fn path<S: Rung>(&self) -> Vec<S> {
        let start = S::one() - S::of(&self.start);
        std::iter::successors(Some(start), |gap| Some(next(gap))).take(self.depth + 1).collect()
    }
}

/// ε′.
fn next<S: Rung>(gap: &S) -> S {
    let (centre, two) = (gap.centre(), S::count(2));
    let half_sine = |gap: &S| two.clone() * arcsine(&(gap / &two).max(&S::zero()).sqrt());
    let is_acute = (S::one() - &centre).reading().is_at_least_zero();
    let angle = if is_acute { half_sine(&centre) } else { S::pi() - half_sine(&(&two - &centre)) };
    let sine = (&centre * (&two - &centre)).max(&S::zero()).sqrt();
    let change = ((S::one() - &centre) * angle - sine) / S::pi();
    (&centre + change).widened(&(gap - centre))
}
