//! A linear state space as a layer: a recurrence, a convolution and a differential equation at once.

use crate::claim::Paper;

mod convolution;
mod discretised;
mod filters;
mod gating;
mod memory;
mod stability;
mod timescale;

pub(super) static PAPER: Paper = Paper {
    number: 49,
    slug: "gu-2021-lssl",
    title: "Combining Recurrent, Convolutional, and Continuous-time Models with Linear State-Space Layers",
    authors: &[
        "Albert Gu",
        "Isys Johnson",
        "Karan Goel",
        "Khaled Saab",
        "Tri Dao",
        "Atri Rudra",
        "Christopher Ré",
    ],
    year: 2021,
    venue: "NeurIPS 2021, arXiv 2110.13985",
    notation: "ẋ = Ax + Bu, y = Cx + Du with A (N × N), B (N × 1), C (1 × N) and a number D; with a step Δ and a blend α: \
               Ā = (I − αΔA)⁻¹(I + (1−α)ΔA), B̄ = Δ(I − αΔA)⁻¹B, x_t = Āx_{t−1} + B̄u_t, y_t = Cx_t + Du_t, t = 1..T, x₀ = 0; Euler's method is \
               α = 0, the bilinear one α = ½, the backward one α = 1; K_j = CĀʲB̄; ρ the largest modulus of an eigenvalue; \
               σ(z) = 1/(1 + e^{−z}); P_n the Legendre polynomials",
    claims: &[
        convolution::RECURRENCE_EQUALS_CONVOLUTION,
        gating::BACKWARD_EULER,
        stability::GBT_STABILITY,
        memory::LEGS_EXACT,
        timescale::INVARIANCE,
        filters::FIR,
    ],
};
