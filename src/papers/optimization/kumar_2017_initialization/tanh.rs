//! Through tanh, v² = 1/N keeps the variance to first order only: it decays like 1/(2l).
//!
//! The recursion is enclosed in two ways, each as a step of p = 1/q.
//!
//! *While p < 32*, by the trapezoidal rule ([`TanhMoment`]).
//!
//! *From then on*, by Taylor polynomials: those of tanh² enclose it alternately on the whole line. For
//! tanh z = Σₖ 2z/(aₖ² + z²), aₖ = (k − ½)π, so the remainder after N terms is (−1)ᴺ·Σₖ 2z²ᴺ⁺¹/(aₖ²ᴺ(aₖ² + z²)); each
//! summand increases in z > 0 for N ≥ 1, so the remainder of tanh′ = 1 − tanh² has the sign (−1)ᴺ. The moments
//! E Z²ᵏ = 1, 3, 15, 105, 945 give
//! q(1 − 2q + (17/3)q² − (62/3)q³) ≤ E tanh(√q·Z)² ≤ the same + (1382/15)q⁵ for every q > 0.

use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check};
use crate::networks::TanhMoment;
use crate::number::{Rational, Rung, sum};

/// 1/q′ = 1/q + 2 − (5/3)q + O(q²), so 1/qₗ = 2l − (5/6)ln l + O(1).
pub(super) const CRITICAL_DECAY: Claim = Claim {
    id: "tanh-critical-init-decays-like-1-over-2l",
    statement: "qₗ₊₁ = E tanh(√qₗ·Z)²: |l·qₗ − ½| ≤ ln l/l for l = 10, 20, 40, … ≤ L; and with dₗ = 2l − 1/qₗ, \
        |d₂ₗ − dₗ − (5/6)ln 2| ≤ 2 ln l/l for l = 10, 20, 40, … ≤ L/2",
    hypotheses: "0.1 ≤ q₀ ≤ 10, L ≤ 1280; the limit of infinite width with v² = 1/N, no bias",
    source: "derived here; it refines the paper's linearisation",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Depths, S, |case| {
        let path = Path::<S>::of(case);
        let halves = doublings(case.depth).map(|l| path.is_near(l, &S::ratio(1, 2)));
        let logarithm = doublings(case.depth / 2).map(|l| path.turns_by_logarithm(l));
        Compared::all(halves.chain(logarithm))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "variance-is-kept",
            why_false: "tanh² z < z²: each layer takes 2q² away, and after 4 times the depth more than half is gone",
            check: check!(Depths, S, |case| {
                let path = Path::<S>::of(case);
                at_most(&path.inverses[case.depth], S::ratio(2, 1) * &path.inverses[10])
            }),
            literal_reading: None,
        },
        Mutant {
            id: "geometric-decay",
            why_false: "1/q grows by about 2 a layer, so q decays like 1/(2l), slower than any geometric sequence",
            check: check!(Depths, S, |case| {
                let path = Path::<S>::of(case);
                let middle = &path.inverses[usize::midpoint(10, case.depth)];
                at_most(middle.square(), &path.inverses[10] * &path.inverses[case.depth])
            }),
            literal_reading: None,
        },
        Mutant {
            id: "fourth-moment-one",
            why_false: "l·q → 3/2 takes E Z⁴ = 1; a standard normal has 3",
            check: check!(Depths, S, |case| {
                let path = Path::<S>::of(case);
                Compared::all(doublings(case.depth).map(|l| path.is_near(l, &S::ratio(3, 2))))
            }),
            literal_reading: None,
        },
    ],
};

/// 10, 20, 40, … ≤ `last`.
fn doublings(last: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(10), |l| Some(2 * l)).take_while(move |&l| l <= last)
}

/// A variance to start from, and how deep to go.
#[derive(Debug)]
struct Depths {
    /// q₀.
    start: Rational,
    /// L.
    depth: usize,
}

impl Case for Depths {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = *draw.pick(&[20, 40, 80, 160]);
        Ok(Depths { start: draw.log_uniform("0.1", "10"), depth })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let deep = |tenths| Depths { start: Rational::fraction(tenths, 10), depth: 1280 };
        vec![("from 1/10", deep(1)), ("from 1", deep(10)), ("from 10", deep(100))]
    }
}

/// The recursion in terms of 1/q.
struct Path<S> {
    /// 1/q₀, …, 1/q_L.
    inverses: Vec<S>,
    /// 1/qₗ₊₁ − 1/qₗ.
    steps: Vec<S>,
}

impl<S: Rung> Path<S> {
    fn of(case: &Depths) -> Self {
        let moment = TanhMoment::default();
        let mut inverse = S::one() / S::of(&case.start);
        let mut path = Path { inverses: vec![inverse.clone()], steps: Vec::new() };
        for _ in 0..case.depth {
            // What is subtracted and added again would widen the ball: each way adds or subtracts, not both.
            let (next, step) = if inverse.reading().centre >= 32 {
                let step = taylor_step(&inverse);
                (&inverse + &step, step)
            } else {
                let next = S::one() / moment.at(&(S::one() / &inverse));
                let step = &next - &inverse;
                (next, step)
            };
            path.inverses.push(next.clone());
            path.steps.push(step);
            inverse = next;
        }
        path
    }

    /// |l·qₗ − limit| ≤ ln l/l.
    fn is_near(&self, l: usize, limit: &S) -> Compared<S> {
        let scaled = S::count(l) / &self.inverses[l];
        at_most((scaled - limit).abs(), S::count(l).ln() / S::count(l))
    }

    /// |d₂ₗ − dₗ − (5/6)ln 2| ≤ 2 ln l/l, the difference summed step by step.
    fn turns_by_logarithm(&self, l: usize) -> Compared<S> {
        let two = S::ratio(2, 1);
        let change = sum(self.steps[l..2 * l].iter().map(|step| &two - step));
        let excess = change - S::ratio(5, 6) * two.ln();
        at_most(excess.abs(), two * S::count(l).ln() / S::count(l))
    }
}

/// 1/q′ − 1/q = n/(1 − q·n), where n = (1 − q′/q)/q is 2 − (17/3)q + (62/3)q² − θ(1382/15)q³ with 0 ≤ θ ≤ 1.
fn taylor_step<S: Rung>(inverse: &S) -> S {
    let q = S::one() / inverse;
    let half = S::ratio(691, 15) * q.power(3);
    let middle = S::ratio(2, 1) - S::ratio(17, 3) * &q + S::ratio(62, 3) * q.square() - &half;
    let loss = middle.widened(&half);
    &loss / (S::one() - &q * &loss)
}
