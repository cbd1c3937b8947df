//! Residual layers whose weights satisfy the matrix inequality by construction.

use super::{dominating, is_definite, short_matrix};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ResidualLayer;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;

/// With S = 2Λ − BᵀB and G = L²I − AᵀA, BᵀA + ΛC = S^{1/2}KG^{1/2}, so that the Schur complement of S in M is
/// G^{1/2}(I − KᵀK)G^{1/2} ⪰ 0.
pub(super) const CONSTRUCTION: Claim = Claim {
    id: "ldlt-residual-layer-construction",
    statement: "C = Λ⁻¹(−BᵀA + (2Λ−BᵀB)^{1/2}K(L²I−AᵀA)^{1/2}) makes f(x) = Ax + Bσ(Cx+b) L-Lipschitz: ‖A + BDC‖ ≤ L for every diagonal 0 ⪯ D ⪯ I",
    hypotheses: "‖A‖ < L, 2Λ ≻ BᵀB, ‖K‖ = 1; m, n = 1..3, h = 1..3, and n = m = 3, h = 5; all 2^h patterns D",
    source: "abstract (constraints in closed form); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Made, S, |case| case.is_lipschitz::<S>(&-S::one())),
    witness: None,
    mutants: &[
        Mutant::new(
            "plus-the-cross-term",
            "M asks for BᵀA + ΛC to be small, so that C must undo BᵀA",
            check!(Made, S, |case| case.is_lipschitz::<S>(&S::one())),
        ),
        Mutant::new(
            "without-the-cross-term",
            "for A ≠ 0 the skip connection and the units add up",
            check!(Made, S, |case| case.is_lipschitz::<S>(&S::zero())),
        ),
    ],
};

/// What a layer is made of.
#[derive(Debug)]
struct Made {
    /// A.
    skip: Matrix<Rational>,
    /// B.
    outer: Matrix<Rational>,
    /// Λ.
    multipliers: Vec<Rational>,
    /// K (h × n).
    contraction: Matrix<Rational>,
    /// L.
    bound: Rational,
}

impl Case for Made {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [m, n, h] = [draw.dim(1, 3), draw.dim(1, 3), draw.dim(1, 3)];
        Made::of(draw, [m, n, h])
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(200, 7, 97);
        let case = |dims| Made::of(&mut Draw::replay(&tape), dims).expect("‖A‖ < L on this tape");
        let number = |n, d| Matrix::from_entries(1, 1, vec![Rational::fraction(n, d)]);
        let scalar = Made {
            skip: number(1, 1),
            outer: number(1, 1),
            multipliers: vec![Rational::from(1)],
            contraction: number(1, 1),
            bound: Rational::fraction(5, 4),
        };
        vec![("A = B = Λ = K = 1, L = 5/4", scalar), ("n = 3, h = 5", case([3, 3, 5]))]
    }
}

impl Made {
    fn of(draw: &mut Draw<'_>, [m, n, h]: [usize; 3]) -> Result<Self, Rejected> {
        let (skip, outer) = (short_matrix(draw, m, n), short_matrix(draw, m, h));
        let multipliers = dominating(draw, &(&outer.transpose() * &outer));
        let contraction = if n <= h { draw.frame(h, n) } else { draw.frame(n, h).transpose() };
        // ‖A‖² ≤ ‖A‖₁‖A‖_∞; a smaller L is tried, and accepted if it is above ‖A‖.
        let sums = |matrix: &Matrix<Rational>| {
            let rows = (0..matrix.rows()).map(|i| sum(matrix.row(i).iter().map(Rational::abs)));
            rows.fold(Rational::from(0), |top, x| if x > top { x } else { top })
        };
        let size = (sums(&skip) + sums(&skip.transpose())) * Rational::fraction(1, 2);
        let share = Rational::fraction(draw.integer(12, 20), 16);
        let bound = size * share + Rational::fraction(1, 5);
        let gap = &Matrix::identity(n).scale(&(&bound * &bound)) - &(&skip.transpose() * &skip);
        if !is_definite(&gap) {
            return Err(Rejected("‖A‖ < L"));
        }
        Ok(Made { skip, outer, multipliers, contraction, bound })
    }

    /// ‖A + BDC‖ ≤ L for C = Λ⁻¹(sign·BᵀA + (2Λ−BᵀB)^{1/2}K(L²I−AᵀA)^{1/2}).
    fn is_lipschitz<S: Rung>(&self, sign: &S) -> Result<Compared<S>, Obstacle> {
        let [skip, outer, k] = [&self.skip, &self.outer, &self.contraction].map(Matrix::<S>::of);
        let (back, bound) = (outer.transpose(), S::of(&self.bound));
        let multipliers: Vec<S> = self.multipliers.iter().map(S::of).collect();
        let inverse: Vec<S> = multipliers.iter().map(|x| S::one() / x).collect();
        let corner = &Matrix::diagonal(&multipliers).scale(&S::count(2)) - &(&back * &outer);
        let gram = &skip.transpose() * &skip;
        let gap = &Matrix::identity(skip.cols()).scale(&bound.square()) - &gram;
        let free = &(&corner.positive_sqrt()? * &k) * &gap.positive_sqrt()?;
        let inner = &Matrix::diagonal(&inverse) * &(&(&back * &skip).scale(sign) + &free);
        Ok(at_most(ResidualLayer { skip, outer, inner }.steepest()?, bound))
    }
}
