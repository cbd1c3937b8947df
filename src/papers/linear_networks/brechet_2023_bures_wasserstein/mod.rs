//! Gaussian generators fitted in the Bures–Wasserstein distance: critical points, exact rates, and where the loss is not smooth.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod bound;
mod critical;
mod curvature;
mod deep;
mod descent;
mod exact_flow;
mod generator;
mod perturbed;
mod rate;
mod slope;

pub(super) static PAPER: Paper = Paper {
    number: 4,
    slug: "brechet-2023-bures-wasserstein",
    title: "Critical Points and Convergence Analysis of Generative Deep Linear Networks Trained with Bures-Wasserstein Loss",
    authors: &["Pierre Bréchet", "Katerina Papagiannouli", "Jing An", "Guido Montúfar"],
    year: 2023,
    venue: "ICML 2023, arXiv 2303.03027",
    notation: "x = Wz, W = W_N⋯W₁ (n × k), z standard normal; target covariance Σ₀ = Ω diag(λ)Ωᵀ ≻ 0 (n × n), λ₁ > … > λ_n; \
               B(Σ₀, Σ) = tr Σ₀ + tr Σ − 2tr(Σ₀^{1/2}ΣΣ₀^{1/2})^{1/2}, L(W) = B(Σ₀, WWᵀ), T(Σ) = Σ₀^{1/2}[(Σ₀^{1/2}ΣΣ₀^{1/2})^{1/2}]⁺Σ₀^{1/2}, T = T(WWᵀ); \
               P the projector onto the range of Σ₀^{1/2}W; L_τ(W) = B(Σ₀, WWᵀ + τI), T_τ = T(WWᵀ + τI); Ω_I the columns in I of Ω; ‖·‖ Frobenius, ‖·‖_* nuclear",
    claims: &[
        slope::GRADIENT,
        critical::RANK_K,
        bound::LOWER_BOUND,
        rate::PL_EQUALITY,
        exact_flow::EXACT_FLOW,
        descent::EXACT_RATE,
        deep::DEEP_RATE,
        curvature::BLOWUP,
        perturbed::PERTURBED,
    ],
};
