//! The pointwise bounds behind the time to learn at any depth.

use crate::claim::{Claim, Kind, Method, Mutant, Region, below, cover};

pub(super) const DEPTH_BOUNDS: Claim = Claim {
    id: "saxe-depth-bounds",
    statement: "z·e^{−z} < 1 − e^{−z} < z; with z = (2/D)ln(1/u), times D/2, that is \
                ln(1/u)·u^{2/D} < (D/2)(1 − u^{2/D}) < ln(1/u), whose integrals against 1/(u²(s−u)) bound T_∞ − T_D in \
                saxe-depth-independent-time: the delay by depth is of the order 1/D",
    hypotheses: "1/64 ≤ z ≤ 16: for every real D ≥ 1 and 0 < u < 1 with D/128 ≤ ln(1/u) ≤ 8D",
    source: "derived here: e^{−z} is convex, and lies above its tangents at 0 and z",
    kind: Kind::Inequality,
    method: Method::Cover { scope: "for all z in [1/64, 16]" },
    check: cover!(Exponent, S, |[z]| {
        let fall = (-z).exp();
        let gain = S::count(1) - &fall;
        below(z * &fall, gain.clone()).and(below(gain, z.clone()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "delay-of-second-order",
            "1 − e^{−z} = z − z²/2 + O(z³): the rate is 1/D, with the constant ½",
            cover!(Exponent, S, |[z]| {
                below(z - &(z.square() * S::ratio(1, 4)), S::count(1) - (-z).exp())
            }),
        ),
        Mutant::new(
            "tangent-of-the-parabola",
            "e^{−z} lies below 1 − z + z²/2, not above",
            cover!(Exponent, S, |[z]| {
                below(S::count(1) - (-z).exp(), z - &(z.square() * S::ratio(1, 2)))
            }),
        ),
    ],
};

/// z.
struct Exponent;

impl Region for Exponent {
    const SIDES: &'static [(&'static str, &'static str, &'static str)] = &[("z", "1/64", "16")];

    fn known() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![
            ("D = 2 ln(1/u)", vec!["1"]),
            ("the least z", vec!["1/64"]),
            ("u = e^{-8D}", vec!["16"]),
        ]
    }
}
