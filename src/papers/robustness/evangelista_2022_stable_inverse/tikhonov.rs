//! What a Tikhonov regularisation gains in stability it loses in accuracy.

use super::operator::Operator;
use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::One;

/// R_λA − I has the singular values λ/(σᵢ²+λ), and σ² + λ ≥ 2σ√λ.
pub(super) const TIKHONOV: Claim = Claim {
    id: "tikhonov-accuracy-stability",
    statement: "R_λ = (AᵀA+λI)⁻¹Aᵀ: η on the unit ball is ‖R_λA − I‖ = λ/(σ_min²+λ) < λ/σ_min²; ‖R_λ‖ = maxᵢ σᵢ/(σᵢ²+λ) ≤ 1/(2√λ), with equality iff \
                some σᵢ = √λ; 1/σ_min − λ/σ_min³ < ‖R_λ‖ < 1/σ_min: as λ → 0, η → 0 and ‖R_λ‖ → 1/σ_min",
    hypotheses: "A of full column rank, m = n..n+1, n = 1..3; λ = s² > 0, in half of the cases with s one of the σᵢ",
    source: "standard",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Regularised, S, |case| {
        let (eta, norm) = (case.accuracy::<S>()?, case.reconstructor::<S>()?.spectral_norm()?);
        let [least, _] = case.operator.extremes().map(|value| S::of(&value));
        let root = S::of(&case.root);
        let penalty = root.square();
        let bound = S::one() / (S::count(2) * &root);
        let is_met = case.operator.values.contains(&case.root);
        let flat = if is_met { equal(&norm, bound) } else { below(&norm, &bound) };
        let inverse = S::one() / &least;
        Ok::<_, Obstacle>(
            equal(&eta, &penalty / (least.square() + &penalty))
                .and(below(eta, &penalty / least.square()))
                .and(equal(&norm, largest(case.gains::<S>())))
                .and(flat)
                .and(below(&inverse - &penalty / least.power(3), &norm))
                .and(below(norm, inverse)),
        )
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "gain-of-the-least-value",
            "σ/(σ²+λ) grows up to σ = √λ: a larger σᵢ may be amplified more",
            check!(Regularised, S, |case| {
                let least = S::of(&case.operator.extremes()[0]);
                let gain = &least / (least.square() + S::of(&case.root).square());
                Ok::<_, Obstacle>(equal(case.reconstructor::<S>()?.spectral_norm()?, gain))
            }),
        ),
        Mutant::new(
            "a-quarter-over-the-root",
            "at σ = √λ the gain is 1/(2√λ)",
            check!(Regularised, S, |case| {
                let bound = S::one() / (S::count(4) * S::of(&case.root));
                Ok::<_, Obstacle>(at_most(case.reconstructor::<S>()?.spectral_norm()?, bound))
            }),
        ),
        Mutant::new(
            "accuracy-of-the-largest-value",
            "the worst signal is the one that A damps most",
            check!(Regularised, S, |case| {
                let (most, penalty) =
                    (S::of(&case.operator.extremes()[1]), S::of(&case.root).square());
                let eta = &penalty / (most.square() + &penalty);
                Ok::<_, Obstacle>(equal(case.accuracy::<S>()?, eta))
            }),
        ),
    ],
};

/// An operator and a penalty.
#[derive(Debug)]
struct Regularised {
    operator: Operator,
    /// √λ.
    root: Rational,
}

impl Case for Regularised {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let cols = draw.dim(1, 3);
        let rows = cols + draw.dim(0, 1);
        let operator = Operator::draw(draw, rows, cols);
        let root = if draw.chance(1, 2) {
            operator.values[draw.dim(0, cols - 1)].clone()
        } else {
            draw.above("0", "2")
        };
        Ok(Regularised { operator, root })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |rows, values: &[(i64, u64)], root| {
            let values: Vec<_> = values.iter().map(|&(n, d)| Rational::fraction(n, d)).collect();
            Regularised { operator: Operator::hand_picked(rows, &values), root }
        };
        vec![
            ("σ = 1/4, 1, 2 and λ = 1", case(4, &[(1, 4), (1, 1), (2, 1)], Rational::one())),
            ("one number", case(1, &[(3, 2)], Rational::fraction(1, 2))),
            ("a small penalty", case(3, &[(1, 4), (1, 2)], Rational::fraction(1, 1000))),
        ]
    }
}

impl Regularised {
    /// R_λ (n × m).
    fn reconstructor<S: Rung>(&self) -> Result<Matrix<S>, Obstacle> {
        let matrix = self.operator.matrix::<S>();
        let transpose = matrix.transpose();
        let penalty = Matrix::identity(self.operator.cols()).scale(&S::of(&self.root).square());
        (&(&transpose * &matrix) + &penalty).solve(&transpose)
    }

    /// ‖R_λA − I‖.
    fn accuracy<S: Rung>(&self) -> Result<S, Obstacle> {
        let reconstructed = &self.reconstructor::<S>()? * &self.operator.matrix();
        (&reconstructed - &Matrix::identity(self.operator.cols())).spectral_norm()
    }

    /// σᵢ/(σᵢ²+λ).
    fn gains<S: Rung>(&self) -> Vec<S> {
        let penalty = S::of(&self.root).square();
        let values = self.operator.values.iter().map(S::of);
        values.map(|value: S| &value / (value.square() + &penalty)).collect()
    }
}
