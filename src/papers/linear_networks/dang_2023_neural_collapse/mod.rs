//! Neural collapse at the minimisers of linear networks on free features, from balanced to imbalanced classes.

use crate::claim::Paper;

mod closed_form;
mod code;
mod critical;
mod deep_cross_entropy;
mod every_load;
mod features;
mod free_bias;
mod geometry;
mod global_value;
mod potential;
mod setting;
mod squares;
mod threshold;

pub(super) static PAPER: Paper = Paper {
    number: 1,
    slug: "dang-2023-neural-collapse",
    title: "Neural Collapse in Deep Linear Networks: From Balanced to Imbalanced Data",
    authors: &["Hien Dang", "Tho Tran", "Stanley Osher", "Hung Tran-The", "Nhat Ho", "Tan Nguyen"],
    year: 2023,
    venue: "ICML 2023, arXiv 2301.00437",
    notation: "K classes of n₁ ≥ … ≥ n_K samples, N = Σn_k, balanced: n_k = n; targets Y (K × N) one-hot, sorted by class; \
               free features H (d × N); layers W₁ (d₁ × d), …, W_M (K × d_{M−1}); logits Z = W_M⋯W₁H; decays λ_H, λ₁, …, λ_M > 0; \
               f = (1/2N)‖Z−Y‖² + ½Σⱼλⱼ‖Wⱼ‖² + ½λ_H‖H‖²; c = (λ_Hλ₁⋯λ_M)^{1/(M+1)}; R = min(K, d, d₁, …, d_{M−1}); \
               g_n(s) = (s−√n)²/(2N) + ((M+1)/2)·c·s^{2/(M+1)}, v(n) = min_{s≥0} g_n(s), s*(n) its minimiser; J = 11ᵀ",
    claims: &[
        global_value::GLOBAL_VALUE,
        geometry::GEOMETRY,
        threshold::COLLAPSE_THRESHOLD,
        every_load::EVERY_LOAD,
        critical::BALANCED_CRITICAL,
        features::NC1,
        free_bias::FREE_BIAS,
        closed_form::CLOSED_FORM,
        deep_cross_entropy::DEEP_COUNTEREXAMPLE,
    ],
};
