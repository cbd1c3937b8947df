//! One output: the end-to-end matrix is a vector w = Wᵀ, and the rule needs its length only.

use super::balanced::Balanced;
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::networks::end_to_end;
use crate::number::Field;

pub(super) const SINGLE_OUTPUT: Claim = Claim {
    id: "arora-single-output",
    statement: "d_N = 1, w = Wᵀ, g = Gᵀ: w′ = −μNw − ‖w‖^{2−2/N}(g + (N−1)(wᵀg/‖w‖²)w)",
    hypotheses: "balanced layers, d_N = 1, w ≠ 0, μ ≥ 0",
    source: "the paper's single-output corollary (from memory)",
    kind: Kind::Equality,
    // With N ≤ 5, d₀ ≤ 3, dⱼ ≤ 2: W has degree 30 over 25, G 94 over 75, w′ 142 over 115, the formula 212 over 185.
    method: Method::Identity { degree: 1000 },
    check: identity!(Vector, S, |net| net.moves_by::<S>(|n| 2 * n - 2, |n| n - 1)),
    witness: None,
    mutants: &[
        Mutant::new(
            "radial-factor-n",
            "along w the N terms are N times g's part, of which g itself is one",
            identity!(Vector, S, |net| net.moves_by::<S>(|n| 2 * n - 2, |n| n)),
        ),
        Mutant::new(
            "exponent-2-minus-1-over-n",
            "each of the N−1 other layers contributes ‖w‖^{2/N}",
            identity!(Vector, S, |net| net.moves_by::<S>(|n| 2 * n - 1, |n| n - 1)),
        ),
        Mutant::new(
            "exponent-1-minus-2-over-n",
            "each of the N−1 other layers contributes ‖w‖^{2/N}",
            identity!(Vector, S, |net| net.moves_by::<S>(|n| n.saturating_sub(2), |n| n - 1)),
        ),
    ],
};

/// A balanced network of one output; t = ‖w‖^{1/N} is rational by construction.
#[derive(Debug)]
struct Vector(Balanced);

impl Case for Vector {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 5);
        let mut dims: Vec<_> = (0..depth).map(|_| draw.dim(1, 2)).collect();
        dims[0] += 1;
        dims.push(1);
        Ok(Vector(Balanced::with_dims(draw, &dims, 1)))
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("two weights", Vector(Balanced::hand_picked(&[1, 1, 1], 1))),
            ("N = 5, 3-2-2-2-2-1", Vector(Balanced::hand_picked(&[3, 2, 2, 2, 2, 1], 1))),
            ("irises, 4-3-1, setosa or not", Vector(Balanced::of_irises(&[4, 3, 1], 1))),
        ]
    }
}

impl Vector {
    /// w′ = −μNw − ‖w‖^{exponent(N)/N}(g + radial(N)(wᵀg/‖w‖²)w), and t really is ‖w‖^{1/N}.
    fn moves_by<S: Field>(
        &self,
        exponent: fn(usize) -> usize,
        radial: fn(usize) -> usize,
    ) -> Compared<S> {
        let (net, n) = (&self.0, self.0.depth());
        let (root, decay) = (S::of(&net.roots[0]), S::of(&net.decay));
        let power = |exponent| root.power(u32::try_from(exponent).expect("a small exponent"));
        let w = end_to_end(&net.layers::<S>());
        let g = net.data.gradient_at(&w);
        let along = w.inner(&g) / w.norm_squared() * S::count(radial(n));
        let pull = (&g + &w.scale(&along)).scale(&power(exponent(n)));
        let expected = -&(&w.scale(&(decay.clone() * S::count(n))) + &pull);
        equal(net.velocity(&decay), expected).and(equal(w.norm_squared(), power(2 * n)))
    }
}
