//! Deep residual networks along gradient flow: smooth in depth, balanced, and with a local Polyak–Łojasiewicz condition.
//!
//! *Notation*: as in [`PAPER`]. The linear specialisation, but for the rate of Euler's scheme.

use crate::claim::Paper;

mod balance;
mod difference;
mod euler;
mod lojasiewicz;
mod network;
mod stays;
mod training;

pub(super) static PAPER: Paper = Paper {
    number: 26,
    slug: "marion-2024-residual-networks",
    title: "Implicit regularization of deep residual networks towards neural ODEs",
    authors: &["Pierre Marion", "Yu-Han Wu", "Michael E. Sander", "Gérard Biau"],
    year: 2024,
    venue: "ICLR 2024, arXiv:2309.01213",
    notation: "h_{k+1} = A_kh_k, A_k = I + W_k/L, k = 0..L−1, W_k (d × d), h₀ = X (d × n), ℓ = ½‖h_L − Y‖²; flow W_k′ = −L∂ℓ/∂W_k; H_k = h_k(X), \
        P_L = h_L − Y, P_k = A_kᵀP_{k+1} (d × n); σ_n(X) the least singular value; Frobenius norms ‖·‖, unless said otherwise",
    claims: &[
        difference::DEPTH_DIFFERENCE,
        balance::BALANCE,
        training::TRAINING,
        lojasiewicz::LOCAL_PL,
        stays::STAYS,
        euler::EULER_RATE,
    ],
};
