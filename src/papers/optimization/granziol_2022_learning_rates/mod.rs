//! Extreme eigenvalues of batch Hessians, and the learning rates that they allow.
//!
//! *Notation*: as in [`PAPER`]. The formulas with noise are recalled from the paper; a deterministic Jacobi matrix stands for its random
//! matrices.

use crate::claim::Paper;

mod extremes;
mod regimes;
mod spike;

pub(super) static PAPER: Paper = Paper {
    number: 79,
    slug: "granziol-2022-learning-rates",
    title: "Learning Rates as a Function of Batch Size: A Random Matrix Theory Approach to Neural Network Training",
    authors: &["Diego Granziol", "Stefan Zohren", "Stephen Roberts"],
    year: 2022,
    venue: "JMLR 23(173), arXiv:2006.09092",
    notation: "H₁, …, H_N (P × P) symmetric, H_B the mean over B ⊂ [N], λ₁ ≥ λ₂ ≥ …; U_k(b) the mean over all B of b elements of \
        λ₁(H_B) + … + λ_k(H_B); J_n(θ) (n × n) tridiagonal, zero diagonal but for θ first, s > 0 beside it; Λ(b) = λ + (P/b)σ²/λ for \
        b ≥ b* = Pσ²/λ², else 2σ√(P/b); α(b) = 2/Λ(b)",
    claims: &[extremes::EXTREMES, spike::SPIKE, regimes::TWO_REGIMES],
};
