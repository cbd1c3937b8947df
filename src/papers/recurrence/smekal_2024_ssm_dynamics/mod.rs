//! Learning the input and output maps of a linear state space is learning a two-layer linear network, frequency by frequency.

use crate::claim::Paper;

mod fourier;
mod frequency;
mod kernel;
mod model;
mod shared;
mod sigmoid;
mod start;
mod untied;

pub(super) static PAPER: Paper = Paper {
    number: 5,
    slug: "smekal-2024-ssm-dynamics",
    title: "Towards a theory of learning dynamics in deep state space models",
    authors: &[
        "Jakub Smékal",
        "Jimmy T. H. Smith",
        "Michael Kleinman",
        "Dan Biderman",
        "Scott W. Linderman",
    ],
    year: 2024,
    venue: "arXiv 2407.07279",
    notation: "x_t = Ax_{t−1} + Bu_t, y_t = Cx_t, t = 0..T−1; K_t = CAᵗB; ω_k = 2πk/P; one fixed real pole a, |a| < 1: a state x_t = ax_{t−1} + bu_t of \
               period T, outputs cx_t, summed over states; U_k = Σ u_te^{−iω_kt} and Y_k of inputs and targets with P = T, G_k = 1/(1 − ae^{−iω_k}), \
               σ = T⁻¹Re Σ conj(G_kU_k)Y_k, η = T⁻¹Σ|G_kU_k|²; loss ½Σ_t(y_t − ŷ_t)², of which weights follow the negative gradient; \
               N states with the same pole; u the sum of bᵢcᵢ over states, u₀ its start",
    claims: &[
        kernel::TRUNCATED_KERNEL,
        frequency::LOSS_EQUIVALENCE,
        sigmoid::SIGMOID,
        untied::UNTIED,
        shared::SHARED,
    ],
};
