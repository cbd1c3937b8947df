//! Lipschitz certificates of residual layers by Gershgorin discs.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::{Draw, Paper};
use crate::linalg::Matrix;
use crate::number::{Rational, sum};

mod closed_form;
mod conservatism;
mod residual;
mod wide;

pub(super) static PAPER: Paper = Paper {
    number: 71,
    slug: "juston-2025-gershgorin",
    title: "L-Lipschitz Gershgorin ResNet Network",
    authors: &["Marius F. R. Juston", "William R. Norris", "Dustin Nottage", "Ahmet Soylemezoglu"],
    year: 2025,
    venue: "arXiv:2502.21279",
    notation: "activations σ entry by entry, slopes in [0, 1]; |·| entry by entry, ‖·‖_∞ the largest row sum of it; f(x) = Ax + Bσ(Cx+b), \
        A (m × n), B (m × h), C (h × n), Λ diagonal; M = [[L²I − AᵀA, −AᵀB − CᵀΛ], [−BᵀA − ΛC, 2Λ − BᵀB]]",
    claims: &[residual::RESIDUAL, closed_form::CLOSED_FORM, conservatism::CONSERVATISM],
};

/// Multiples of 1/8 in [−2, 2]: short, as definiteness is decided in rationals.
fn short_matrix(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Matrix<Rational> {
    Matrix::from_fn(rows, cols, |_, _| Rational::fraction(draw.integer(-16, 16), 8))
}

/// Σⱼ|matrixᵢⱼ|, for each row.
fn row_sums(matrix: &Matrix<Rational>) -> Vec<Rational> {
    (0..matrix.rows()).map(|i| sum(matrix.row(i).iter().map(Rational::abs))).collect()
}

/// The largest of some numbers, 0 for none.
fn most(values: Vec<Rational>) -> Rational {
    values.into_iter().fold(Rational::from(0), |top, x| if x > top { x } else { top })
}
