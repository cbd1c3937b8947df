//! What the competition conserves.

use super::paths::{Paths, Phase};
use crate::calculus::moving;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, identity, vanishes};
use crate::networks::end_to_end;
use crate::number::{Dual, Field};

/// With α = a^{1/D}, a^{−(1−2/D)} = α^{−(D−2)} is rational. That the validated flow of the whole matrices keeps I_D too is checked in
/// cp-final-share-closed-form.
///
/// Degree: as in cp-two-path-ode for a slope, with the denominators α^{2(D−1)}β^{2(D−1)} of degree ≤ 24.
pub(super) const INVARIANT: Claim = Claim {
    id: "cp-invariant",
    statement: "while both pathways learn I_D′ = 0: I₁ = a − b, I₂ = a/b, I_D = a^{−(1−2/D)} − b^{−(1−2/D)} for D ≥ 3",
    hypotheses: "those of cp-two-path-ode, no deficit; a′ and b′ those of the network itself",
    source: "derived here: da/a^{2−2/D} = db/b^{2−2/D}",
    kind: Kind::Equality,
    method: Method::Identity { degree: 400 },
    check: identity!(Paths, S, |paths| paths.keep::<S>(|a, b, depth| match depth {
        1 => a - b,
        2 => a.square() / b.square(),
        _ =>
            Dual::constant(S::one()) / a.power(depth - 2)
                - Dual::constant(S::one()) / b.power(depth - 2),
    })),
    witness: None,
    mutants: &[
        Mutant::new(
            "ratio-conserved-at-any-depth",
            "one layer adds alike to both, three or more favour the leader",
            identity!(Paths, S, |paths| paths
                .keep::<S>(|a, b, depth| a.power(depth) / b.power(depth))),
        ),
        Mutant::new(
            "difference-conserved-by-two-layers",
            "two layers grow in proportion to their product: a′ − b′ = 2(a − b)r",
            identity!(Paths, S, |paths| if paths.depth() == 2 {
                paths.keep::<S>(|a, b, _| a.square() - b.square())
            } else {
                Compared::nothing()
            }),
        ),
        Mutant::new(
            "exponent-of-the-other-sign",
            "∫da/a^{2−2/D} = −a^{−(1−2/D)}/(1 − 2/D)",
            identity!(Paths, S, |paths| if paths.depth() >= 3 {
                paths.keep::<S>(|a, b, depth| a.power(depth - 2) - b.power(depth - 2))
            } else {
                Compared::nothing()
            }),
        ),
    ],
};

impl Paths {
    /// Along the joint flow, the derivative of `quantity` of (α, β) vanishes, mode by mode; α′ = a′/(Dα^{D−1}).
    fn keep<S: Field>(&self, quantity: impl Fn(&Dual<S>, &Dual<S>, u32) -> Dual<S>) -> Compared<S> {
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let [first, second] = self.moving_roots::<S>();
        Compared::all(first.iter().zip(&second).map(|(a, b)| {
            vanishes(quantity(a, b, depth).slope, vec![a.slope.clone(), b.slope.clone()])
        }))
    }

    /// α and β with the velocities that the joint flow of the network gives them.
    pub(super) fn moving_roots<S: Field>(&self) -> [Vec<Dual<S>>; 2] {
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let layers = self.layers(&self.values::<S>());
        let velocity = self.velocity(Phase::Joint, &layers);
        let moving = moving(&layers, &velocity);
        let (first, second) = moving.split_at(self.depth());
        let slopes = [first, second].map(|path| self.modes_of(&end_to_end(path).slopes()));
        let [first, second] = self.values::<S>();
        [(first, &slopes[0]), (second, &slopes[1])].map(|(roots, slopes)| {
            let root = |(i, value): (usize, S)| {
                let slope = &slopes[(i, i)] / (S::count(self.depth()) * value.power(depth - 1));
                Dual { value, slope }
            };
            roots.into_iter().enumerate().map(root).collect()
        })
    }
}
