//! A few steps of an iterative method stabilise whatever network comes after them.

use super::operator::Operator;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// 1 − (1−s)^K ≤ min(1, Ks) ≤ √(Ks) for s = τσ² in [0, 1].
pub(super) const LANDWEBER: Claim = Claim {
    id: "landweber-stabiliser",
    statement: "K steps x ← x + τAᵀ(y − Ax) from x₀ = 0 are the linear map Σ vᵢ((1−(1−τσᵢ²)^K)/σᵢ)uᵢᵀ of y, of norm ≤ min(√(Kτ), 1/σ_min); followed by \
                an ℓ-Lipschitz network they are ℓ√(Kτ)-Lipschitz",
    hypotheses: "A of full column rank; 0 < τ‖A‖² < 1 (equality for K = 1 and τσᵢ² = 1 for all i); K = 1..12, 50; a tanh network of two layers, \
                 ℓ = ‖W₂‖‖W₁‖",
    source: "abstract (stabilisation by iterations); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Stabilised, S, |case| {
        let map = case.map::<S>(&case.rate(), case.steps);
        let norm = map.spectral_norm()?;
        let bound = case.bound::<S>();
        let least = S::of(&case.operator.extremes()[0]);
        let (changed, moved) = case.changes(&map);
        let [inner, outer] = case.layers.each_ref().map(Matrix::<S>::of);
        let lipschitz = outer.spectral_norm()? * inner.spectral_norm()?;
        Ok::<_, Obstacle>(
            equal(&map, case.operator.filtered(|value| case.gain(value)))
                .and(equal(&norm, largest(case.gains::<S>())))
                .and(below(&norm, &bound))
                .and(below(norm, S::one() / least))
                .and(below(changed, lipschitz * bound * moved)),
        )
    }),
    witness: Some(check!(Isotropic, S, |case| {
        let case = &case.0;
        let norm = case.map::<S>(&case.rate(), 1).spectral_norm()?;
        Ok::<_, Obstacle>(equal(norm, case.bound::<S>()))
    })),
    mutants: &[
        Mutant::new(
            "root-of-k-times-rate",
            "the first step has the norm τ‖A‖, above τ for ‖A‖ > 1",
            check!(Stabilised, S, |case| {
                let norm = case.map::<S>(&case.rate(), case.steps).spectral_norm()?;
                Ok::<_, Obstacle>(at_most(norm, S::count(case.steps).sqrt() * S::of(&case.rate())))
            }),
        ),
        Mutant::new(
            "rates-up-to-two",
            "with τσ² = s the first step has the norm √s√τ, above √τ for s > 1",
            check!(Stabilised, S, |case| {
                let most = &case.operator.extremes()[1];
                let rate = Rational::fraction(19, 10) / (most * most);
                Ok::<_, Obstacle>(at_most(
                    case.map::<S>(&rate, 1).spectral_norm()?,
                    S::of(&rate).sqrt(),
                ))
            }),
        ),
        Mutant::new(
            "conjugate-gradients-are-linear",
            "the step lengths of CGLS depend on y, so that before the last of n steps it is not additive",
            check!(Stabilised, S, |case| {
                let matrix = case.operator.matrix::<S>();
                let [y, z] = case.data.each_ref().map(Matrix::<S>::of);
                let after =
                    |y: &Matrix<S>| conjugate_gradients(&matrix, y, case.operator.cols() - 1);
                if case.operator.cols() == 1 {
                    return Ok::<_, Obstacle>(Compared::nothing());
                }
                Ok(equal(after(&(&y + &z)), &after(&y) + &after(&z)))
            }),
        ),
    ],
};

/// An operator, a rate, a number of steps, a network and two data.
#[derive(Debug)]
struct Stabilised {
    operator: Operator,
    /// τ‖A‖².
    share: Rational,
    /// K.
    steps: usize,
    /// W₁ (3 × n), W₂ (2 × 3).
    layers: [Matrix<Rational>; 2],
    /// b (3 × 1).
    bias: Matrix<Rational>,
    /// y ≠ y′ (m × 1).
    data: [Matrix<Rational>; 2],
}

impl Case for Stabilised {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let cols = draw.dim(1, 3);
        let rows = cols + draw.dim(0, 1);
        let operator = Operator::draw(draw, rows, cols);
        let case = Stabilised::of(draw, operator);
        let is_zero = |matrix: &Matrix<Rational>| matrix.norm_squared().is_zero();
        if is_zero(&(&case.data[0] - &case.data[1])) || case.layers.iter().any(is_zero) {
            return Err(Rejected("y ≠ y′ and ℓ > 0"));
        }
        Ok(case)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(100, 7, 97);
        let case = |rows, values: &[(i64, u64)], steps| {
            let values: Vec<_> = values.iter().map(|&(n, d)| Rational::fraction(n, d)).collect();
            let operator = Operator::hand_picked(rows, &values);
            let half = Rational::fraction(1, 2);
            Stabilised { steps, share: half, ..Stabilised::of(&mut Draw::replay(&tape), operator) }
        };
        vec![
            ("one step, ‖A‖ = 2", case(3, &[(2, 1), (1, 2)], 1)),
            ("50 steps", case(3, &[(2, 1), (1, 1), (1, 4)], 50)),
            ("one number, 3 steps", case(1, &[(1, 1)], 3)),
        ]
    }
}

/// All singular values equal, τσ² = 1, K = 1.
#[derive(Debug)]
struct Isotropic(Stabilised);

impl Case for Isotropic {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Stabilised::draw(draw).map(Isotropic::from)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let cases = Stabilised::known().into_iter();
        cases.map(|(name, case)| (name, Isotropic::from(case))).collect()
    }
}

impl From<Stabilised> for Isotropic {
    fn from(case: Stabilised) -> Self {
        let values = vec![case.operator.values[0].clone(); case.operator.cols()];
        let operator = Operator { values, ..case.operator };
        Isotropic(Stabilised { operator, share: Rational::one(), steps: 1, ..case })
    }
}

impl Stabilised {
    fn of(draw: &mut Draw<'_>, operator: Operator) -> Self {
        Stabilised {
            share: draw.between("0.01", "0.99"),
            steps: draw.dim(1, 12),
            layers: [draw.matrix(3, operator.cols()), draw.matrix(2, 3)],
            bias: draw.vector(3),
            data: [draw.vector(operator.rows()), draw.vector(operator.rows())],
            operator,
        }
    }

    /// τ.
    fn rate(&self) -> Rational {
        let most = &self.operator.extremes()[1];
        &self.share / (most * most)
    }

    /// √(Kτ).
    fn bound<S: Rung>(&self) -> S {
        (S::count(self.steps) * S::of(&self.rate())).sqrt()
    }

    /// The map of y (n × m) by the steps themselves, one column of the identity each.
    fn map<S: Field>(&self, rate: &Rational, steps: usize) -> Matrix<S> {
        let matrix = self.operator.matrix::<S>();
        let (rows, back) = (self.operator.rows(), matrix.transpose().scale(&S::of(rate)));
        let start = Matrix::zeros(self.operator.cols(), rows);
        (0..steps).fold(start, |x, _| {
            let missing = &Matrix::identity(rows) - &(&matrix * &x);
            &x + &(&back * &missing)
        })
    }

    /// (1−(1−τσ²)^K)/σ.
    fn gain<S: Field>(&self, value: &S) -> S {
        let kept = S::one() - S::of(&self.rate()) * value.square();
        (S::one() - kept.power(u32::try_from(self.steps).expect("few steps"))) / value
    }

    fn gains<S: Rung>(&self) -> Vec<S> {
        self.operator.values.iter().map(|value| self.gain(&S::of(value))).collect()
    }

    /// ‖ψ(Ly) − ψ(Ly′)‖ and ‖y − y′‖ for the network ψ and a map L.
    fn changes<S: Rung>(&self, map: &Matrix<S>) -> (S, S) {
        let [inner, outer] = self.layers.each_ref().map(Matrix::<S>::of);
        let [y, z] = self.data.each_ref().map(Matrix::<S>::of);
        let bias = Matrix::<S>::of(&self.bias);
        let after = |y: &Matrix<S>| &outer * &(&(&inner * &(map * y)) + &bias).map(S::tanh);
        ((&after(&y) - &after(&z)).norm(), (&y - &z).norm())
    }
}

/// x after some steps of CGLS for min ‖Ax − y‖, from 0.
fn conjugate_gradients<S: Field>(matrix: &Matrix<S>, y: &Matrix<S>, steps: usize) -> Matrix<S> {
    let transpose = matrix.transpose();
    let (mut x, mut missing) = (Matrix::zeros(matrix.cols(), 1), y.clone());
    let mut slope = &transpose * &missing;
    let mut direction = slope.clone();
    for _ in 0..steps {
        let (size, forward) = (slope.norm_squared(), matrix * &direction);
        let step = &size / forward.norm_squared();
        x = &x + &direction.scale(&step);
        missing = &missing - &forward.scale(&step);
        slope = &transpose * &missing;
        direction = &slope + &direction.scale(&(slope.norm_squared() / size));
    }
    x
}
