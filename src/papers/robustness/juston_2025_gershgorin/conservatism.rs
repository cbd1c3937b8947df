//! How much Gershgorin's bound overestimates.

use super::{most, row_sums};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, at_most, below, check,
    equal,
};
use crate::linalg::{Definiteness, Matrix, definiteness};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// ‖·‖_∞ ≤ √h‖·‖₂, and H² = hI makes (I + H/√h)/2 a projector.
pub(super) const CONSERVATISM: Claim = Claim {
    id: "gershgorin-conservatism",
    statement: "G = WᵀW: λ_max(G) ≤ ‖G‖_∞ < √h λ_max(G) for h ≥ 2, the first with equality for G = 11ᵀ; the ratio grows as √h: for H a symmetric Hadamard \
                matrix of diagonal 1, G = I + H/√h has G² = 2G, so λ_max = 2, and ‖G‖_∞ = 1 + √h",
    hypotheses: "G ≠ 0; h = 2..4, λ_max(G) ≠ ‖G‖_∞ in random cases, decided in rationals (G = 11ᵀ in the witness); H the Kronecker powers of [[1,1,1,−1],[1,1,−1,1],[1,−1,1,1],[−1,1,1,1]], h = 4, 16, 64",
    source: "abstract (over-constraint); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Gram, S, |case| {
        let (norm, top) = (S::of(&case.norm()), case.largest_value::<S>()?);
        let bound = case.root_of_size::<S>() * &top;
        let above = agree(usize::from(case.is_dominated()), 1)
            .and(below(&top, &norm))
            .and(below(&norm, bound));
        let Gram::Hadamard(power) = case else { return Ok(above) };
        let g = Matrix::<S>::of(&case.matrix());
        Ok::<_, Obstacle>(
            above
                .and(equal(&g * &g, g.scale(&S::count(2))))
                .and(equal(norm, S::count(1 + (1 << power)))),
        )
    }),
    witness: Some(check!(Ones, S, |ones| {
        let matrix = Matrix::<S>::ones(ones.0, ones.0);
        let top = matrix.eigenvalues()?.pop().expect("h ≥ 1");
        Ok::<_, Obstacle>(equal(top, S::of(&most(row_sums(&Matrix::ones(ones.0, ones.0))))))
    })),
    mutants: &[
        Mutant::new(
            "within-a-factor-of-2",
            "for h = 16 the Hadamard example has the ratio 5/2",
            check!(Gram, S, |case| Ok::<_, Obstacle>(at_most(
                S::of(&case.norm()),
                S::count(2) * case.largest_value::<S>()?
            ))),
        ),
        Mutant::new(
            "exact-for-semidefinite-matrices",
            "the row sums of |G| see no signs",
            check!(Gram, S, |case| Ok::<_, Obstacle>(equal(
                S::of(&case.norm()),
                case.largest_value::<S>()?
            ))),
        ),
        Mutant::new(
            "root-of-the-size-attained",
            "of the Hadamard example the ratio is (1+√h)/2",
            check!(Gram, S, |case| match case {
                Gram::Of(_) => Ok::<_, Obstacle>(Compared::nothing()),
                Gram::Hadamard(_) => {
                    let attained = case.root_of_size::<S>() * case.largest_value::<S>()?;
                    Ok(equal(S::of(&case.norm()), attained))
                }
            }),
        ),
    ],
};

/// A positive semidefinite G.
#[derive(Debug)]
enum Gram {
    /// WᵀW for this W.
    Of(Matrix<Rational>),
    /// I + H/√h for h = 4^k.
    Hadamard(u32),
}

impl Case for Gram {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (d, h) = (draw.dim(1, 4), draw.dim(2, 4));
        let weights = draw.matrix(d, h);
        if weights.norm_squared().is_zero() {
            return Err(Rejected("G ≠ 0"));
        }
        let case = Gram::Of(weights);
        if definiteness(&case.gap()) != Definiteness::Definite {
            return Err(Rejected("λ_max(G) < ‖G‖_∞"));
        }
        Ok(case)
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("h = 4: ratio 3/2", Gram::Hadamard(1)),
            ("h = 16: ratio 5/2", Gram::Hadamard(2)),
            ("h = 64: ratio 9/2", Gram::Hadamard(3)),
        ]
    }
}

/// 11ᵀ of this size.
#[derive(Debug)]
struct Ones(usize);

impl Case for Ones {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        vec![("one unit", Ones(1)), ("five equal units", Ones(5))]
    }
}

impl Gram {
    /// G.
    fn matrix(&self) -> Matrix<Rational> {
        match self {
            Self::Of(weights) => &weights.transpose() * weights,
            Self::Hadamard(power) => {
                let sign = |is_negative| Rational::fraction(if is_negative { -1 } else { 1 }, 2);
                let half = Matrix::from_fn(4, 4, |i, j| sign(i + j == 3));
                let scaled = (0..*power).fold(Matrix::identity(1), |h, _| h.kronecker(&half));
                &Matrix::identity(scaled.rows()) + &scaled
            }
        }
    }

    /// ‖G‖_∞.
    fn norm(&self) -> Rational {
        most(row_sums(&self.matrix()))
    }

    /// √h.
    fn root_of_size<S: Rung>(&self) -> S {
        S::count(self.matrix().rows()).sqrt()
    }

    /// λ_max(G): 2 where G² = 2G ≠ 0.
    fn largest_value<S: Rung>(&self) -> Result<S, Obstacle> {
        match self {
            Self::Of(_) => Ok(Matrix::<S>::of(&self.matrix()).eigenvalues()?.pop().expect("h ≥ 1")),
            Self::Hadamard(_) => Ok(S::count(2)),
        }
    }

    /// Whether ‖G‖_∞I − G ⪰ 0, decided in rationals; for the Hadamard example 2 ≤ ‖G‖_∞ says so.
    fn is_dominated(&self) -> bool {
        match self {
            Self::Of(_) => matches!(
                definiteness(&self.gap()),
                Definiteness::Definite | Definiteness::Semidefinite { .. }
            ),
            Self::Hadamard(_) => self.norm() >= Rational::from(2),
        }
    }

    /// ‖G‖_∞I − G.
    fn gap(&self) -> Matrix<Rational> {
        let matrix = self.matrix();
        &Matrix::identity(matrix.rows()).scale(&self.norm()) - &matrix
    }
}
