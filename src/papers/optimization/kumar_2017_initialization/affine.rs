//! Activations linearised at 0.

use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use num_traits::Zero;

/// Degree: x_L has degree 2L + 1 in g₀, g₁, v and √V₀, its square at most 14 as L ≤ 3; over (1 + g₀²)ˡ, l ≤ 6, both
/// sides of the second part have degree 2l + 2.
pub(super) const FIXED_POINT: Claim = Claim {
    id: "kumar-affine-fixed-point",
    statement: "for g(z) = g₀ + g₁z every coordinate of x_L has mean g₀ and variance V_L, where Vₗ₊₁ = Nv²g₁²(Vₗ + g₀²); \
        at v² = 1/(Ng₁²(1 + g₀²)), Vₗ = 1 + (V₀ − 1)/(1 + g₀²)ˡ for l ≤ 6: the fixed point is 1 (tanh: v² = 1/N; sigmoid: 12.8/N)",
    hypotheses: "g exactly affine, g₁ ≠ 0; weights ±v, coordinates of x₀ g₀ ± √V₀, all signs equally likely and independent",
    source: "the paper's general formula; derived here (weights of mean 0 make Wx of mean 0 and variance Nv²(V + g₀²))",
    kind: Kind::Equality,
    method: Method::Identity { degree: 14 },
    check: identity!(Layers, S, |case| {
        let [mean, variance] = case.moments::<S>();
        let predicted = case.variances(&S::of(&case.scale).square(), case.depth);
        equal(mean, S::of(&case.offset))
            .and(equal(variance, &predicted[case.depth]))
            .and(settles(case, &(case.preserving::<S>())))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "xavier-scaling",
            why_false: "1/N forgets the slope and the mean: for the sigmoid V tends to 1/60",
            check: identity!(Layers, S, |case| settles(case, &(S::one() / S::count(case.width)))),
            literal_reading: None,
        },
        Mutant {
            id: "unit-variance-before-the-activation",
            why_false: "1/(N(g₁² + g₀²)) makes Wx of variance 1 where x has variance g₁²; the outputs then have another variance than 1",
            check: identity!(Layers, S, |case| {
                let moment = S::of(&case.slope).square() + S::of(&case.offset).square();
                settles(case, &(S::one() / (S::count(case.width) * moment)))
            }),
            literal_reading: None,
        },
        Mutant {
            id: "mean-forgotten",
            why_false: "inputs of mean g₀ have the second moment V + g₀², so 1/(Ng₁²) sends 1 to 1 + g₀²",
            check: identity!(Layers, S, |case| {
                let moment = S::of(&case.slope).square();
                settles(case, &(S::one() / (S::count(case.width) * moment)))
            }),
            literal_reading: None,
        },
    ],
};

/// Equal layers with an affine activation.
#[derive(Debug)]
struct Layers {
    /// N.
    width: usize,
    /// L.
    depth: usize,
    /// g₀.
    offset: Rational,
    /// g₁.
    slope: Rational,
    /// v.
    scale: Rational,
    /// √V₀.
    deviation: Rational,
}

impl Case for Layers {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (width, depth) = *draw.pick(&[(1, 1), (2, 1), (3, 1), (1, 3), (2, 2), (4, 1)]);
        let [offset, slope, scale, deviation] = [(); 4].map(|()| draw.entry());
        if slope.is_zero() {
            return Err(Rejected("g₁ ≠ 0"));
        }
        Ok(Layers { width, depth, offset, slope, scale, deviation })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |(width, depth), [offset, slope]: [Rational; 2], deviation| Layers {
            width,
            depth,
            offset,
            slope,
            scale: Rational::fraction(1, 2),
            deviation,
        };
        let [zero, one] = [0, 1].map(|n| Rational::fraction(n, 1));
        let tanh = [zero.clone(), one.clone()];
        let sigmoid = [2, 4].map(|n| Rational::fraction(1, n));
        let half = Rational::fraction(1, 2);
        vec![
            ("tanh, one unit", case((1, 1), tanh.clone(), half.clone())),
            ("tanh, two layers of two", case((2, 2), tanh, half)),
            ("sigmoid, two layers of two", case((2, 2), sigmoid.clone(), one.clone())),
            ("sigmoid, constant inputs", case((4, 1), sigmoid, zero)),
            (
                "softplus at half its slope",
                case((2, 2), [one.clone(), Rational::fraction(1, 2)], one),
            ),
        ]
    }
}

impl Layers {
    /// Mean and variance of the first coordinate of x_L, by running through all inputs and all weights.
    fn moments<S: Field>(&self) -> [S; 2] {
        let (offset, deviation) = (S::of(&self.offset), S::of(&self.deviation));
        let mut totals = Totals { first: S::zero(), second: S::zero(), count: 0 };
        for signs in 0..1 << self.width {
            let input = |j, _| &offset + &signed(&deviation, signs >> j & 1 == 1);
            self.add(&Matrix::from_fn(self.width, 1, input), self.depth, &mut totals);
        }
        let count = S::count(totals.count);
        let mean = totals.first / &count;
        let variance = totals.second / count - mean.square();
        [mean, variance]
    }

    /// Of the last layer only the first row of weights matters.
    fn add<S: Field>(&self, inputs: &Matrix<S>, layers: usize, totals: &mut Totals<S>) {
        if layers == 0 {
            let output = &inputs[(0, 0)];
            totals.first += output;
            totals.second += &output.square();
            totals.count += 1;
            return;
        }
        let (offset, slope, scale) = (S::of(&self.offset), S::of(&self.slope), S::of(&self.scale));
        let rows = if layers == 1 { 1 } else { self.width };
        for signs in 0..1_usize << (rows * self.width) {
            let weight =
                |i: usize, j: usize| signed(&scale, signs >> (i * self.width + j) & 1 == 1);
            let weights = Matrix::from_fn(rows, self.width, weight);
            let outputs = weights.times(inputs).map(|z| &offset + &slope * z);
            self.add(&outputs, layers - 1, totals);
        }
    }

    /// V₀, …, V_depth by the recursion, where `weights` = v².
    fn variances<S: Field>(&self, weights: &S, depth: usize) -> Vec<S> {
        let mean = S::of(&self.offset).square();
        let factor = S::count(self.width) * weights * S::of(&self.slope).square();
        let next = |variance: &S| Some(&factor * (variance + &mean));
        let start = S::of(&self.deviation).square();
        std::iter::successors(Some(start), next).take(depth + 1).collect()
    }

    /// v² = 1/(Ng₁²(1 + g₀²)).
    fn preserving<S: Field>(&self) -> S {
        let moment = S::one() + S::of(&self.offset).square();
        S::one() / (S::count(self.width) * S::of(&self.slope).square() * moment)
    }
}

struct Totals<S> {
    first: S,
    second: S,
    count: usize,
}

fn signed<S: Field>(size: &S, is_negative: bool) -> S {
    if is_negative { -size } else { size.clone() }
}

/// Vₗ = 1 + (V₀ − 1)/(1 + g₀²)ˡ for l ≤ 6, where `weights` = v².
fn settles<S: Field>(case: &Layers, weights: &S) -> Compared<S> {
    let variances = case.variances(weights, 6);
    let factor = S::one() / (S::one() + S::of(&case.offset).square());
    let excess = &variances[0] - S::one();
    let claimed = std::iter::successors(Some(excess), |excess| Some(excess * &factor));
    let claimed: Vec<_> = claimed.take(7).map(|excess| S::one() + excess).collect();
    equal(variances, claimed)
}
