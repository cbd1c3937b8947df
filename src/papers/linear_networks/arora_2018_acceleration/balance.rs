//! What gradient flow conserves.

use super::network::Data;
use crate::calculus::moving;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, equal_at, identity,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};

/// At every point, not along one trajectory: Δⱼ′ = −2μΔⱼ is linear, so it has the one solution e^{−2μt}Δⱼ(0).
pub(super) const BALANCEDNESS: Claim = Claim {
    id: "arora-balancedness",
    statement: "Δⱼ = Wⱼ₊₁ᵀWⱼ₊₁ − WⱼWⱼᵀ has Δⱼ′ = −2μΔⱼ at every point, so that Δⱼ(t) = e^{−2μt}Δⱼ(0), for every j < N",
    hypotheses: "any layers, balanced or not; any differentiable L, here the ℓ₄ loss; μ ≥ 0",
    source: "the paper's key lemma (from memory); derived here from Wⱼ₊₁ᵀ∂L/∂Wⱼ₊₁ = (∂L/∂Wⱼ)Wⱼᵀ",
    kind: Kind::Trajectory,
    // Wⱼ, X, Y, μ have degree ≤ 1; ∂L/∂Wⱼ ≤ 3(N + 1) + N; Δⱼ′ two more: at most 17 for N = 3.
    method: Method::Identity { degree: 17 },
    check: identity!(Net, S, |net| net.decays::<S>(Difference::Touching, 2)),
    witness: None,
    mutants: &[
        Mutant::new(
            "transposed-difference",
            "Wⱼ₊₁Wⱼ₊₁ᵀ − WⱼᵀWⱼ mixes the outer sides, whose changes have nothing in common",
            identity!(Square, S, |net| net.0.decays::<S>(Difference::Outer, 2)),
        ),
        Mutant::new(
            "single-decay-rate",
            "both factors of each product decay, so the rate is 2μ and not μ",
            identity!(Net, S, |net| net.decays::<S>(Difference::Touching, 1)),
        ),
        Mutant::new(
            "finite-steps",
            "a step η adds η²(Gⱼ₊₁ᵀGⱼ₊₁ − GⱼGⱼᵀ), with Gⱼ = ∂L/∂Wⱼ",
            identity!(Net, S, |net| net.is_kept_by_a_step::<S>()),
        ),
    ],
};

#[derive(Debug)]
struct Net {
    layers: Vec<Matrix<Rational>>,
    data: Data,
    decay: Rational,
}

impl Case for Net {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 3);
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(1, 3)).collect();
        Ok(Net::with_dims(draw, &dims))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let mut simple = Draw::replay(&[0]);
        let mut irises = Net::with_dims(&mut simple, &[4, 3, 3]);
        irises.layers[0] =
            Matrix::from_fn(3, 4, |i, j| Rational::fraction(1 - i64::from(i != j), 4));
        irises.layers[1] =
            Matrix::from_fn(3, 3, |i, j| Rational::fraction(1, 1 + (i + 2 * j) as u64));
        irises.data = Data::irises(3);
        irises.decay = Rational::fraction(1, 8);
        vec![
            ("zero layers of width 1", Net::with_dims(&mut simple, &[1, 1, 1])),
            ("irises, 4-3-3", irises),
        ]
    }
}

/// A network whose layers are all square, so that the transposed products fit.
#[derive(Debug)]
struct Square(Net);

impl Case for Square {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, width) = (draw.dim(2, 3), draw.dim(2, 3));
        Ok(Square(Net::with_dims(draw, &vec![width; depth + 1])))
    }
}

impl Net {
    fn with_dims(draw: &mut Draw<'_>, dims: &[usize]) -> Self {
        let layers = dims.windows(2).map(|d| draw.matrix(d[1], d[0])).collect();
        let examples = 2;
        let inputs = draw.matrix(dims[0], examples);
        let targets = draw.matrix(dims[dims.len() - 1], examples);
        Net { layers, data: Data { inputs, targets }, decay: draw.between("0", "1") }
    }

    fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        self.layers.iter().map(Matrix::of).collect()
    }

    /// Δ′ = −rate·μΔ for every pair of neighbours.
    fn decays<S: Field>(&self, difference: Difference, rate: usize) -> Compared<S> {
        let (layers, decay) = (self.layers::<S>(), S::of(&self.decay));
        let velocity = self.data.velocity(&layers, &decay);
        let moving = moving(&layers, &velocity);
        Compared::all((1..layers.len()).map(|j| {
            let (upper, lower) = difference.sides(&moving[j], &moving[j - 1]);
            let change = (&upper - &lower).slopes();
            let value = (&upper - &lower).map(|x| x.value.clone());
            let expected = value.scale(&(-decay.clone() * S::count(rate)));
            equal_at(change, expected, upper.slopes().stacked(&lower.slopes()))
        }))
    }

    /// Δ is the same after a step of gradient descent, η = 1/16 and μ = 0.
    fn is_kept_by_a_step<S: Field>(&self) -> Compared<S> {
        let layers = self.layers::<S>();
        let velocity = self.data.velocity(&layers, &S::zero());
        let step = S::ratio(1, 16);
        let after: Vec<_> =
            layers.iter().zip(&velocity).map(|(w, v)| w + &v.scale(&step)).collect();
        Compared::all((1..layers.len()).map(|j| {
            let (upper, lower) = Difference::Touching.sides(&layers[j], &layers[j - 1]);
            let (upper_after, lower_after) = Difference::Touching.sides(&after[j], &after[j - 1]);
            equal(&upper - &lower, &upper_after - &lower_after)
        }))
    }
}

/// Which products of two neighbouring layers are compared.
#[derive(Clone, Copy)]
enum Difference {
    /// Wⱼ₊₁ᵀWⱼ₊₁ and WⱼWⱼᵀ: the sides on which the layers touch.
    Touching,
    /// Wⱼ₊₁Wⱼ₊₁ᵀ and WⱼᵀWⱼ: the other sides.
    Outer,
}

impl Difference {
    fn sides<S: Field>(self, upper: &Matrix<S>, lower: &Matrix<S>) -> (Matrix<S>, Matrix<S>) {
        match self {
            Self::Touching => (&upper.transpose() * upper, lower * &lower.transpose()),
            Self::Outer => (upper * &upper.transpose(), &lower.transpose() * lower),
        }
    }
}
