//! Linear recurrences that are complex and diagonal, with eigenvalues drawn on a ring and inputs scaled so that states stay of one size.

use crate::claim::Paper;

mod diagonalised;
mod normalised;
mod ring;
mod stable;

pub(super) static PAPER: Paper = Paper {
    number: 47,
    slug: "orvieto-2023-lru",
    title: "Resurrecting Recurrent Neural Networks for Long Sequences",
    authors: &[
        "Antonio Orvieto",
        "Samuel L. Smith",
        "Albert Gu",
        "Anushan Fernando",
        "Caglar Gulcehre",
        "Razvan Pascanu",
        "Soham De",
    ],
    year: 2023,
    venue: "ICML 2023, arXiv 2303.06349",
    notation: "x_k = Ax_{k−1} + Bu_k, y_k = Cx_k, A (n × n) real, A = PΛP⁻¹ with Λ = diag(λ₁, …, λ_n) complex; one mode is \
               x_k = λx_{k−1} + γβu_k with β complex and u_k real; λ = exp(−exp ν + iθ); on the ring r_min ≤ |λ| ≤ r_max, ρ = r_min², R = r_max²",
    claims: &[
        diagonalised::DIAGONALISATION,
        ring::RING,
        normalised::NORMALISATION,
        stable::STABILITY,
    ],
};
