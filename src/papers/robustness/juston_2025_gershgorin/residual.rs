//! A residual layer that is 1-Lipschitz by a scaled Gershgorin bound.

use super::short_matrix;
use super::wide::Wide;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, at_most, below, check,
    squares_tape,
};
use crate::linalg::{Definiteness, Matrix, definiteness};
use crate::networks::ResidualLayer;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// ‖Δx‖² − ‖Δf‖² ≥ 4Δσᵀ(T⁻¹ − T⁻¹WᵀWT⁻¹)Δσ ≥ 0, as Δσᵢ is between 0 and (WᵀΔx)ᵢ.
pub(super) const RESIDUAL: Claim = Claim {
    id: "sll-residual-lipschitz",
    statement: "T = diag(t), tᵢ = Σⱼ|WᵀW|ᵢⱼqⱼ/qᵢ: T ⪰ WᵀW, and f(x) = x − 2WT⁻¹σ(Wᵀx+b) is 1-Lipschitz: I − JᵀJ ⪰ 0 for J = I − 2WT⁻¹DWᵀ with every \
                D of entries 0 and 1, and ‖f(x)−f(x′)‖ < ‖x−x′‖ for σ = tanh and Wᵀ(x−x′) ≠ 0",
    hypotheses: "W (d × h) without zero columns, q > 0; d = 1..3, h = 1..4, and 4 × 6; all 2^h patterns, each decided in rationals; in a known case d = 128, h = 192, 17 patterns, each decided in balls",
    source: "abstract (Gershgorin's method); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Layer, S, |layer| match layer {
        Layer::Narrow(case) => case.is_nonexpansive::<S>(),
        Layer::Wide(wide) => wide.is_nonexpansive(),
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "half-the-diagonal",
            "the step then overshoots: 1 − 2·2 = −3 for one unit",
            check!(Layer, S, |layer| layer.narrow_has_norm_at_most_1::<S>(|case| {
                case.layer_by(&case.sums(), &Rational::fraction(-4, 1))
            })),
        ),
        Mutant::new(
            "own-squares-alone",
            "without |WᵀW|ᵢⱼ, parallel columns overshoot together",
            check!(Layer, S, |layer| layer.narrow_has_norm_at_most_1::<S>(|case| {
                let gram = case.gram();
                let own: Vec<_> = (0..gram.rows()).map(|i| gram[(i, i)].clone()).collect();
                case.layer_by(&own, &Rational::fraction(-2, 1))
            })),
        ),
        Mutant::new(
            "step-away",
            "x + 2WT⁻¹σ(Wᵀx+b) has the slope up to 3",
            check!(Layer, S, |layer| layer.narrow_has_norm_at_most_1::<S>(|case| {
                case.layer_by(&case.sums(), &Rational::fraction(2, 1))
            })),
        ),
    ],
};

/// What is looked at.
#[derive(Debug)]
enum Layer {
    /// At all patterns, in rationals.
    Narrow(Residual),
    Wide(Wide),
}

/// A layer and two inputs.
#[derive(Debug)]
struct Residual {
    /// W, d × h.
    weights: Matrix<Rational>,
    /// q, h of them.
    scales: Vec<Rational>,
    /// b, h × 1.
    bias: Matrix<Rational>,
    /// x and x′, d × 1 each.
    inputs: [Matrix<Rational>; 2],
}

impl Case for Layer {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (d, h) = (draw.dim(1, 3), draw.dim(1, 4));
        Residual::of(draw, d, h).map(Layer::Narrow)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(200, 7, 97);
        let number = |n| Rational::fraction(n, 1);
        let parallel = Residual {
            weights: Matrix::from_rows(&[vec![number(1), number(1)]]),
            scales: vec![number(1), number(1)],
            bias: Matrix::zeros(2, 1),
            inputs: [Matrix::ones(1, 1), Matrix::zeros(1, 1)],
        };
        let wide = Residual::of(&mut Draw::replay(&tape), 4, 6).expect("no zero column");
        vec![
            ("two parallel units", Layer::Narrow(parallel)),
            ("four inputs, six units", Layer::Narrow(wide)),
            ("d = 128, h = 192", Layer::Wide(Wide::of_128_inputs())),
        ]
    }
}

impl Layer {
    /// ‖J‖ ≤ 1 at all corners of another layer.
    fn narrow_has_norm_at_most_1<S: Rung>(
        &self,
        other: impl Fn(&Residual) -> ResidualLayer<Rational>,
    ) -> Result<Compared<S>, Obstacle> {
        match self {
            Layer::Narrow(case) => Ok(at_most(other(case).of::<S>().steepest()?, S::one())),
            Layer::Wide(_) => Ok(Compared::nothing()),
        }
    }
}

impl Residual {
    fn is_nonexpansive<S: Rung>(&self) -> Compared<S> {
        let [x, z] = self.inputs.each_ref().map(Matrix::<S>::of);
        let (layer, bias) = (self.layer().of::<S>(), Matrix::<S>::of(&self.bias));
        let after =
            |x: &Matrix<S>| x + &(&layer.outer * &(&(&layer.inner * x) + &bias).map(S::tanh));
        agree(self.dominated(), 1)
            .and(agree(self.nonexpansive_corners(), 1 << self.weights.cols()))
            .and(below((&after(&x) - &after(&z)).norm(), (&x - &z).norm()))
    }

    fn of(draw: &mut Draw<'_>, d: usize, h: usize) -> Result<Self, Rejected> {
        let weights = short_matrix(draw, d, h);
        let scales = (0..h).map(|_| Rational::fraction(draw.integer(1, 16), 4)).collect();
        let inputs = [draw.vector(d), draw.vector(d)];
        if (0..h).any(|i| weights.col(i).norm_squared().is_zero()) {
            return Err(Rejected("no zero column"));
        }
        let seen = &weights.transpose() * &(&inputs[0] - &inputs[1]);
        if seen.norm_squared().is_zero() {
            return Err(Rejected("Wᵀ(x−x′) ≠ 0"));
        }
        Ok(Residual { weights, scales, bias: draw.vector(h), inputs })
    }

    /// WᵀW.
    fn gram(&self) -> Matrix<Rational> {
        &self.weights.transpose() * &self.weights
    }

    /// t.
    fn sums(&self) -> Vec<Rational> {
        let (gram, q) = (self.gram(), &self.scales);
        let row = |i: usize| sum((0..q.len()).map(|j| gram[(i, j)].abs() * &q[j] / &q[i]));
        (0..q.len()).map(row).collect()
    }

    fn layer(&self) -> ResidualLayer<Rational> {
        self.layer_by(&self.sums(), &Rational::fraction(-2, 1))
    }

    /// x + factor·WT⁻¹σ(Wᵀx+b) for T = diag(sums).
    fn layer_by(&self, sums: &[Rational], factor: &Rational) -> ResidualLayer<Rational> {
        let inverse: Vec<_> = sums.iter().map(|t| factor / t).collect();
        ResidualLayer {
            skip: Matrix::identity(self.weights.rows()),
            outer: &self.weights * &Matrix::diagonal(&inverse),
            inner: self.weights.transpose(),
        }
    }

    /// 1 if T ⪰ WᵀW, else 0.
    fn dominated(&self) -> usize {
        usize::from(is_semidefinite(&(&Matrix::diagonal(&self.sums()) - &self.gram())))
    }

    /// At how many corners I − JᵀJ ⪰ 0.
    fn nonexpansive_corners(&self) -> usize {
        let identity = Matrix::identity(self.weights.rows());
        let contracts = |jacobian: &Matrix<Rational>| {
            is_semidefinite(&(&identity - &(&jacobian.transpose() * jacobian)))
        };
        self.layer().corners().filter(contracts).count()
    }
}

fn is_semidefinite(matrix: &Matrix<Rational>) -> bool {
    matches!(definiteness(matrix), Definiteness::Definite | Definiteness::Semidefinite { .. })
}
