//! Lipschitz certificates by a linear matrix inequality, and weights for which it holds by construction.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::{Draw, Paper};
use crate::linalg::{Definiteness, Matrix, definiteness};
use crate::number::{Rational, sum};

mod certificate;
mod factor;
mod feedforward;
mod product;
mod residual;
mod wide;

pub(super) static PAPER: Paper = Paper {
    number: 45,
    slug: "juston-2025-ldlt",
    title: "LDLT L-Lipschitz Network",
    authors: &[
        "Marius F. R. Juston",
        "Ramavarapu S. Sreenivas",
        "Dustin Nottage",
        "Ahmet Soylemezoglu",
    ],
    year: 2025,
    venue: "arXiv:2512.05915",
    notation: "activations σ entry by entry, slopes in [0, 1]; f(x) = Ax + Bσ(Cx+b), A (m × n), B (m × h), C (h × n), Λ diagonal > 0; \
        M = [[L²I − AᵀA, −AᵀB − CᵀΛ], [−BᵀA − ΛC, 2Λ − BᵀB]]; a network z_l = σ(W_lz_{l−1}+b_l), l = 1..k, of output W_{k+1}z_k and \
        D_0 = L²I, D_l = 2Λ_l − Λ_lW_lD_{l−1}⁻¹W_lᵀΛ_l",
    claims: &[
        certificate::CERTIFICATE,
        feedforward::CONSTRUCTION,
        factor::FACTORS,
        factor::DEFINITENESS,
        residual::CONSTRUCTION,
        product::DOMINANCE,
    ],
};

/// Multiples of 1/8 in [−2, 2]: short, as definiteness is decided in rationals.
fn short_matrix(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Matrix<Rational> {
    Matrix::from_fn(rows, cols, |_, _| Rational::fraction(draw.integer(-16, 16), 8))
}

/// λᵢ = ½Σⱼ|gramᵢⱼ|(1+u) + 1/7, u a multiple of 1/16 in [0, 1]: 2 diag(λ) ≻ gram. With 1/7 no bound is attained by chance.
fn dominating(draw: &mut Draw<'_>, gram: &Matrix<Rational>) -> Vec<Rational> {
    let row = |i: usize| sum(gram.row(i).iter().map(Rational::abs));
    let mut above = |x: Rational| {
        x * Rational::fraction(16 + draw.integer(0, 16), 32) + Rational::fraction(1, 7)
    };
    (0..gram.rows()).map(|i| above(row(i))).collect()
}

/// matrix ⪰ 0, decided exactly.
fn is_semidefinite(matrix: &Matrix<Rational>) -> bool {
    matches!(definiteness(matrix), Definiteness::Definite | Definiteness::Semidefinite { .. })
}

/// matrix ≻ 0, decided exactly.
fn is_definite(matrix: &Matrix<Rational>) -> bool {
    definiteness(matrix) == Definiteness::Definite
}
