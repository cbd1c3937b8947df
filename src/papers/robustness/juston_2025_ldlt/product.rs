//! The matrix inequality is never worse than the product of the layers' norms.

use super::certificate::inequality;
use super::{is_definite, is_semidefinite, short_matrix};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, at_most, below, check,
    equal,
};
use crate::linalg::{Matrix, cayley};
use crate::networks::ResidualLayer;
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// 2‖B‖²I − BᵀB ⪰ ‖B‖²I, with equality along the first right singular vector of B only; the Schur complement is then
/// ⪰ L²I − ‖B‖²CᵀC, which is ⪰ 0 at L = ‖B‖‖C‖.
pub(super) const DOMINANCE: Claim = Claim {
    id: "lmi-dominates-norm-product",
    statement: "A = 0: Λ = ‖B‖²I and L = ‖B‖‖C‖ satisfy M ⪰ 0, and even M ≻ 0 where the first right singular vector of B is not the first left one of C, so that the \
                least L over Λ is less than ‖B‖‖C‖; max over D of ‖BDC‖ ≤ L(Λ) < ‖B‖‖C‖ for one such Λ; for h = 1 all three are equal",
    hypotheses: "m, n, h = 2, 3, singular values distinct, the first right singular vector of B no left one of C at all, where bounds may be attained (h = 1 in the witness); M ≻ 0 decided in rationals; \
                 Λ = ‖B‖²I, in a known case a better one",
    source: "abstract (a tight relaxation); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Factors, S, |case| {
        let at_norm = case.inequality_at(&case.squares[0]);
        let certified = case.certificate::<S>()?;
        Ok::<_, Obstacle>(
            agree(usize::from(is_semidefinite(&at_norm)), 1)
                .and(agree(usize::from(is_definite(&at_norm)), 1))
                .and(at_most(case.layer.of::<S>().steepest()?.square(), &certified))
                .and(below(certified, S::of(&case.squared_product()))),
        )
    }),
    witness: Some(check!(SingleUnit, S, |unit| {
        let layer = unit.0.of::<S>();
        let (outer, inner) = (layer.outer.norm_squared(), layer.inner.norm_squared());
        let product = &outer * &inner;
        Ok::<_, Obstacle>(
            equal(layer.steepest()?.square(), &product)
                .and(equal(layer.certificate(&[outer])?, product)),
        )
    })),
    mutants: &[
        Mutant::new(
            "never-beats-the-product",
            "for B = (1, −1), C = (1, 1)ᵀ and Λ = λI, λ ↓ 1: L² = λ, the product is 2",
            check!(Factors, S, |case| Ok::<_, Obstacle>(at_most(
                S::of(&case.squared_product()),
                case.certificate::<S>()?
            ))),
        ),
        Mutant::new(
            "norm-unsquared",
            "for ‖B‖ > 2, 2‖B‖I − BᵀB is not semidefinite",
            check!(Factors, S, |case| case.outer_norm.as_ref().map_or_else(
                Compared::nothing,
                |norm| {
                    let holds = is_semidefinite(&case.inequality_at(norm));
                    agree::<S>(usize::from(holds), 1)
                }
            )),
        ),
    ],
};

/// Two layers of known norms.
#[derive(Debug)]
struct Factors {
    /// With A = 0.
    layer: ResidualLayer<Rational>,
    /// ‖B‖² and ‖C‖².
    squares: [Rational; 2],
    /// ‖B‖ where it is rational.
    outer_norm: Option<Rational>,
    /// λ, for Λ = λI.
    multiplier: Rational,
}

impl Case for Factors {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [m, n, h] = [draw.dim(2, 3), draw.dim(2, 3), draw.dim(2, 3)];
        let (outer, outer_norm, right) = Factors::factor(draw, m, h)?;
        let (turned, inner_norm, _) = Factors::factor(draw, n, h)?;
        let mapped = &turned.transpose() * &(&turned * &right);
        let along = mapped.inner(&right);
        if &along * &along == mapped.norm_squared() * right.norm_squared() {
            return Err(Rejected("the first right singular vector of B no left one of C"));
        }
        let layer = ResidualLayer { skip: Matrix::zeros(m, n), outer, inner: turned.transpose() };
        let squares = [&outer_norm, &inner_norm].map(|norm| norm * norm);
        let multiplier = squares[0].clone();
        Ok(Factors { layer, squares, outer_norm: Some(outer_norm), multiplier })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let matrix = |rows: &[&[i64]]| {
            let row = |row: &&[i64]| row.iter().map(|&x| Rational::fraction(x, 1)).collect();
            Matrix::from_rows(&rows.iter().map(row).collect::<Vec<_>>())
        };
        let layer = |outer: Matrix<Rational>, inner: Matrix<Rational>| ResidualLayer {
            skip: Matrix::zeros(outer.rows(), inner.cols()),
            outer,
            inner,
        };
        let opposite = Factors {
            layer: layer(matrix(&[&[1, -1]]), matrix(&[&[1], &[1]])),
            squares: [Rational::from(2), Rational::from(2)],
            outer_norm: None,
            multiplier: Rational::fraction(65, 64),
        };
        let long = Factors {
            layer: layer(matrix(&[&[4, -3]]), matrix(&[&[1], &[0]])),
            squares: [Rational::from(25), Rational::one()],
            outer_norm: Some(Rational::from(5)),
            multiplier: Rational::from(25),
        };
        vec![("B = (1, −1), C = (1, 1)ᵀ, Λ = 65/64 I", opposite), ("‖B‖ = 5", long)]
    }
}

impl Factors {
    /// A matrix (rows × units), its norm and its first right singular vector.
    fn factor(
        draw: &mut Draw<'_>,
        rows: usize,
        units: usize,
    ) -> Result<(Matrix<Rational>, Rational, Matrix<Rational>), Rejected> {
        let rank = rows.min(units);
        let left = cayley(&short_matrix(draw, rows, rows)).columns(0..rank);
        let right = cayley(&short_matrix(draw, units, units)).columns(0..rank);
        let mut values: Vec<_> =
            (0..rank).map(|_| Rational::fraction(draw.integer(1, 32), 8)).collect();
        values.sort_by(|a, b| b.partial_cmp(a).expect("no entry is undefined"));
        if values.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Rejected("distinct singular values"));
        }
        let matrix = &(&left * &Matrix::diagonal(&values)) * &right.transpose();
        Ok((matrix, values.swap_remove(0), right.col(0)))
    }

    /// (‖B‖‖C‖)².
    fn squared_product(&self) -> Rational {
        &self.squares[0] * &self.squares[1]
    }

    /// M for Λ = multiplier·I and L = ‖B‖‖C‖.
    fn inequality_at(&self, multiplier: &Rational) -> Matrix<Rational> {
        let multipliers = Matrix::identity(self.layer.inner.rows()).scale(multiplier);
        inequality(&self.layer, &multipliers, &Rational::from(2), &self.squared_product())
    }

    /// The least L² for Λ = λI.
    fn certificate<S: Rung>(&self) -> Result<S, Obstacle> {
        let multipliers = vec![S::of(&self.multiplier); self.layer.inner.rows()];
        self.layer.of::<S>().certificate(&multipliers)
    }
}

/// A = 0 and h = 1.
#[derive(Debug)]
struct SingleUnit(ResidualLayer<Rational>);

impl Case for SingleUnit {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (m, n) = (draw.dim(1, 3), draw.dim(1, 3));
        let (outer, inner) = (draw.vector(m), draw.vector(n).transpose());
        if outer.norm_squared().is_zero() || inner.norm_squared().is_zero() {
            return Err(Rejected("B, C ≠ 0"));
        }
        Ok(SingleUnit(ResidualLayer { skip: Matrix::zeros(m, n), outer, inner }))
    }
}
