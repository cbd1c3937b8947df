//! Kernels of odd activations decay like 1/l at criticality.
//!
//! *tanh*: by the trapezoidal rule ([`TanhMoment`]).
//! *sin*: ⟨sin²⟩ = (1 − e^{−2K})/2. *erf(√π z/2)*: ⟨act²⟩ = (2/π)arcsin(u/(1 + u)), u = πK/2.

use super::arcsine::arcsine;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, rounds_to,
};
use crate::networks::TanhMoment;
use crate::number::{Rational, Real, Rung};

/// 1/K′ = 1/K − 6c₃ + O(K).
pub(super) const KERNEL_DECAY: Claim = Claim {
    id: "pdlt-tanh-class-kernel-decay",
    statement: "K_{l+1} = ⟨act²⟩_{K_l}, act = z + c₃z³ + O(z⁵), c₃ < 0: −6c₃lK_l → 1, as |1/K_l + 6c₃l| ≤ 1/K₀ + 1 + ln l for l = 10, 20, 40, … ≤ L; \
        −6c₃ = 2 for tanh, 1 for sin, π/2 for erf(√π z/2); for tanh 0 ≤ K − ⟨tanh²⟩_K ≤ 2K² at every K passed",
    hypotheses: "C_W = 1, no bias; 0.1 ≤ K₀ ≤ 2; L = 20, 40 (in known cases 100 and 1000 for tanh, where 2lK_l is 1.0138 and 1.0023, and 320 for sin and erf)",
    source: "the K* = 0 universality class; derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Depths, S, |case| {
        let path = case.path::<S>(&S::one());
        let slope = case.activation.slope::<S>();
        let near = follows(&path, &slope).and(case.is_quoted(&path));
        if case.activation != Odd::Tanh {
            return near;
        }
        near.and(Compared::all(path.windows(2).map(|pair| {
            let loss = &pair[0] - &pair[1];
            at_most(S::zero(), loss.clone()).and(at_most(loss, S::count(2) * pair[0].square()))
        })))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "kernel-tends-to-a-constant",
            "act² < z²: there is no fixed point but 0, and four times the depth leaves a quarter",
            check!(Depths, S, |case| {
                let path = case.path::<S>(&S::one());
                at_most(&path[10], S::count(2) * &path[case.depth])
            }),
        ),
        Mutant::new(
            "one-constant-for-all",
            "c₃ is −1/3 for tanh, and −1/6 for sin",
            check!(Depths, S, |case| follows(&case.path::<S>(&S::one()), &S::one())),
        ),
        Mutant::new(
            "above-criticality",
            "C_W = 1.1 has a fixed point K* > 0",
            check!(Depths, S, |case| {
                follows(&case.path::<S>(&S::ratio(11, 10)), &case.activation.slope::<S>())
            }),
        ),
    ],
};

/// 10, 20, 40, … ≤ `last`.
pub(super) fn doublings(last: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(10), |l| Some(2 * l)).take_while(move |&l| l <= last)
}

/// |1/K_l − slope·l| ≤ 1/K₀ + 1 + ln l.
fn follows<S: Real>(path: &[S], slope: &S) -> Compared<S> {
    let inverse = |l: usize| S::one() / &path[l];
    Compared::all(doublings(path.len() - 1).map(|l| {
        let gap = inverse(l) - slope * S::count(l);
        at_most(gap.abs(), inverse(0) + S::one() + S::count(l).ln())
    }))
}

/// act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Odd {
    Tanh,
    Sine,
    /// erf(√π z/2)
    Error,
}

impl Odd {
    /// −6c₃.
    fn slope<S: Real>(self) -> S {
        match self {
            Self::Tanh => S::count(2),
            Self::Sine => S::one(),
            Self::Error => S::pi() / S::count(2),
        }
    }
}

/// An activation, a kernel to start from, and how deep to go.
#[derive(Debug)]
struct Depths {
    activation: Odd,
    /// K₀.
    start: Rational,
    /// L.
    depth: usize,
    /// −6c₃·L·K_L.
    quoted: Option<&'static str>,
}

impl Case for Depths {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let activation = *draw.pick(&[Odd::Tanh, Odd::Sine, Odd::Error]);
        let depth = *draw.pick(&[20, 40]);
        Ok(Depths { activation, start: draw.log_uniform("0.1", "2"), depth, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |activation, depth| Depths {
            activation,
            start: Rational::from(1),
            depth,
            quoted: None,
        };
        let tanh = |depth, text| Depths { quoted: Some(text), ..case(Odd::Tanh, depth) };
        vec![
            ("tanh from 1", tanh(100, "1.0138")),
            ("sin from 1", case(Odd::Sine, 320)),
            ("erf from 1", case(Odd::Error, 320)),
            ("tanh from 1, a thousand layers", tanh(1000, "1.0023")),
        ]
    }
}

impl Depths {
    fn is_quoted<S: Rung>(&self, path: &[S]) -> Compared<S> {
        let reached = self.activation.slope::<S>() * S::count(self.depth) * &path[self.depth];
        self.quoted.map_or(Compared::nothing(), |text| rounds_to(&reached, text))
    }

    /// K₀, …, K_L of K′ = gain·⟨act²⟩_K.
    fn path<S: Rung>(&self, gain: &S) -> Vec<S> {
        let moment = (self.activation == Odd::Tanh).then(TanhMoment::fine);
        let mean = |kernel: &S| {
            // ⟨act²⟩ increases in K with a slope of at most 1, as (act²)″/2 ≤ 1: so the radius is carried over.
            let centre = kernel.centre();
            let found = match (&moment, self.activation) {
                (Some(moment), _) => moment.at(&centre),
                (None, Odd::Error) => {
                    let u = S::pi() * &centre / S::count(2);
                    S::count(2) / S::pi() * arcsine(&(&u / (S::one() + &u)))
                }
                (None, _) => (S::one() - (-(S::count(2) * &centre)).exp()) / S::count(2),
            };
            found.widened(&(kernel - centre))
        };
        let next = |kernel: &S| Some(gain * mean(kernel));
        std::iter::successors(Some(S::of(&self.start)), next).take(self.depth + 1).collect()
    }
}
