//! Convex duals of weight decay: a gap for three layers or more, none for parallel branches with a penalty of power L.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod gap;
mod parallel;
mod problem;
mod rectified;
mod rectified_network;
mod shrinkage;
mod standard;

pub(super) static PAPER: Paper = Paper {
    number: 9,
    slug: "wang-2023-parallel-zero-gap",
    title: "Parallel Deep Neural Networks Have Zero Duality Gap",
    authors: &["Yifei Wang", "Tolga Ergen", "Mert Pilanci"],
    year: 2023,
    venue: "ICLR 2023, arXiv 2110.06482",
    notation: "inputs X (N × d), targets Y (N × K), Y = XZ with Z = X⁺Y of rank r and singular values σ₁ ≥ … ≥ σ_r > 0; layers W₁ (d × m₁), …, W_L (m_{L−1} × K), \
               the network is XW₁⋯W_L; ‖·‖ Frobenius, ‖Z‖_* = Σσᵢ, ‖Z‖_{S_p} = (Σσᵢ^p)^{1/p}; z₊ = max(z, 0), z₋ = max(−z, 0)",
    claims: &[
        standard::VALUE,
        gap::LINEAR_GAP,
        parallel::ZERO_GAP,
        shrinkage::LOW_RANK,
        rectified::RANK_ONE,
    ],
};
