//! How the end-to-end matrix of a balanced network moves.

use super::balanced::{Balanced, DEGREE, sandwiched};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, equal, identity};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational};

/// In each factor of the powers the definition itself is checked: its Nth power is the kth power of WWᵀ or WᵀW.
pub(super) const END_TO_END: Claim = Claim {
    id: "arora-end-to-end",
    statement: "W′ = −μNW − Σⱼ [WWᵀ]^{(j−1)/N} G [WᵀW]^{(N−j)/N}, summed over j = 1..N",
    hypotheses: "balanced layers of rank r ≤ min dⱼ, r ≤ 2; μ ≥ 0; any differentiable L, here the ℓ₄ loss",
    source: "Theorem 1 of the paper (from memory)",
    kind: Kind::Equality,
    method: Method::Identity { degree: DEGREE },
    check: identity!(Balanced, S, |net| {
        net.moves_by::<S>(|net, j, g| sandwiched(&net.left(j - 1), g, &net.right(net.depth() - j)))
            .and(net.powers_are_powers())
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "right-exponent-on-both-sides",
            "the exponents of a term must add up to (N−1)/N",
            identity!(Balanced, S, |net| net.moves_by::<S>(|net, j, g| {
                let k = net.depth() - j;
                sandwiched(&net.left(k), g, &net.right(k))
            })),
        ),
        Mutant::new(
            "left-exponent-on-both-sides",
            "the exponents of a term must add up to (N−1)/N",
            identity!(Balanced, S, |net| net
                .moves_by::<S>(|net, j, g| { sandwiched(&net.left(j - 1), g, &net.right(j - 1)) })),
        ),
        Mutant::new(
            "halved-exponents",
            "(j−1)/(2N) is the exponent for the singular values of W taken once",
            identity!(Balanced, S, |net| net.moves_by::<S>(|net, j, g| {
                sandwiched(&net.left_root(j - 1), g, &net.right_root(net.depth() - j))
            })),
        ),
        Mutant::new(
            "unbalanced-factors",
            "W₁ → 2W₁, W₂ → W₂/2 keep W and G but not the product rule's terms",
            identity!(Balanced, S, |net| net.unbalanced().moves_by::<S>(|net, j, g| {
                sandwiched(&net.left(j - 1), g, &net.right(net.depth() - j))
            })),
        ),
        Mutant::new(
            "zeroth-power-as-projector",
            "the outermost terms are W_N⋯W₂W₁′ and W_N′W_{N−1}⋯W₁, without any projection",
            identity!(Balanced, S, |net| net.moves_by::<S>(|net, j, g| {
                let (left, right) = (net.left_in_range(j - 1), net.right_in_range(net.depth() - j));
                sandwiched(&left, g, &right)
            })),
        ),
    ],
};

impl Balanced {
    /// The same W from layers that are not balanced.
    fn unbalanced(&self) -> Self {
        Balanced { tilt: Rational::from(2), ..self.clone() }
    }

    /// W′ = −μNW − Σⱼ term(j).
    fn moves_by<S: Field>(
        &self,
        term: impl Fn(&Self, usize, &Matrix<S>) -> Matrix<S>,
    ) -> Compared<S> {
        let decay = S::of(&self.decay);
        equal(self.velocity(&decay), self.formula(&decay, term))
    }

    /// ((WWᵀ)^{k/N})ᴺ = (WWᵀ)ᵏ and likewise on the right, for k = 0..N−1.
    fn powers_are_powers<S: Field>(&self) -> Compared<S> {
        let w = end_to_end(&self.layers::<S>());
        let (left, right) = (&w * &w.transpose(), &w.transpose() * &w);
        let depth = u32::try_from(self.depth()).expect("a small depth");
        Compared::all((0..self.depth()).zip(0..).map(|(k, power)| {
            equal(self.left::<S>(k).power(depth), left.power(power))
                .and(equal(self.right::<S>(k).power(depth), right.power(power)))
        }))
    }

    /// (WWᵀ)^{k/2N}, the identity for k = 0.
    fn left_root<S: Field>(&self, k: usize) -> Matrix<S> {
        if k == 0 { self.left(0) } else { self.spectral(self.depth(), k) }
    }

    /// (WᵀW)^{k/2N}, the identity for k = 0.
    fn right_root<S: Field>(&self, k: usize) -> Matrix<S> {
        if k == 0 { self.right(0) } else { self.spectral(0, k) }
    }
}
