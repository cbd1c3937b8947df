//! Above its threshold a class collapses, at every load of an interval.

use super::potential::Potential;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, Region, below, cover};
use crate::number::Rung;

pub(super) const EVERY_LOAD: Claim = Claim {
    id: "nc-collapse-at-every-load",
    statement: "b_k = ρT_M ⇒ g_{n_k}(s) > g_{n_k}(0) at s = √n_k·u^{M+1}, for all ρ and u of the box: above the threshold of \
                nc-collapse-threshold no singular value in that range is worth its decay",
    hypotheses: "1.01 ≤ ρ ≤ 4; 1/16 ≤ u ≤ 1 (for u > 1 both terms of g grow); M = 1, …, 6; n_k = 3, N = 10, on which \
                 the sign of g_{n_k}(s) − g_{n_k}(0) does not depend",
    source: "derived here, as nc-collapse-threshold",
    kind: Kind::Inequality,
    method: Method::Cover { scope: "for all (ρ, u) in [1.01, 4] × [1/16, 1]" },
    check: cover!(Loads, S, |[ratio, root]| collapses(ratio, root, threshold)),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-half-for-every-depth",
            "T₂ = ½, but T₁ = 1: one layer survives loads between",
            cover!(Loads, S, |[ratio, root]| collapses(ratio, root, |_| S::ratio(1, 2))),
        ),
        Mutant::new(
            "threshold-a-tenth-lower",
            "at 0.9·T_M the interior minimum is below g(0)",
            cover!(Loads, S, |[ratio, root]| collapses(ratio, root, |depth| {
                threshold::<S>(depth) * S::ratio(9, 10)
            })),
        ),
    ],
};

/// n_k and N.
const COUNTS: (usize, usize) = (3, 10);

/// ρ = b_k/T_M and u = (s/√n_k)^{1/(M+1)}.
struct Loads;

impl Region for Loads {
    const SIDES: &'static [(&'static str, &'static str, &'static str)] =
        &[("ρ", "1.01", "4"), ("u", "1/16", "1")];

    fn known() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![("just above, at full size", vec!["1.01", "1"]), ("far above", vec!["4", "0.5"])]
    }
}

/// T_M = (M−1)^{(M−1)/M}/M.
fn threshold<S: Rung>(depth: u32) -> S {
    let [layers, below] = [depth, depth - 1].map(|n| S::count(n as usize));
    below.pow(&(&below / &layers)) / layers
}

/// g(0) < g(s) for M = 1, …, 6 at b_k = ratio·level.
fn collapses<S: Rung>(ratio: &S, root: &S, level: impl Fn(u32) -> S) -> Compared<S> {
    let of_depth = |depth: u32| {
        let potential = at_load(depth, &(ratio * level(depth)));
        below(potential.at_zero(), potential.at(root))
    };
    Compared::all((1..=6).map(of_depth))
}

/// g_{n_k} for the decays with which M(N/n_k)(N·λ_Hλ₁⋯λ_M)^{1/M} is `load`; c is their geometric mean.
fn at_load<S: Rung>(depth: u32, load: &S) -> Potential<S> {
    let (count, samples) = COUNTS;
    let layers = S::count(depth as usize);
    let root = load * S::count(count) / (&layers * S::count(samples));
    let product = root.power(depth) / S::count(samples);
    let strength = product.pow(&(S::one() / (layers + S::one())));
    Potential { depth, strength, count, samples }
}
