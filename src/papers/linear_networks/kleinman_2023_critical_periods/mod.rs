//! Two deep linear pathways compete for the same modes; a deficit of one early on decides the division for good.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod factorization;
mod invariant;
mod late;
mod ode;
mod paths;
mod share;
mod state;
mod trichotomy;

pub(super) static PAPER: Paper = Paper {
    number: 2,
    slug: "kleinman-2023-critical-periods",
    title: "Critical Learning Periods Emerge Even in Deep Linear Networks",
    authors: &["Michael Kleinman", "Alessandro Achille", "Stefano Soatto"],
    year: 2023,
    venue: "ICLR 2024, arXiv 2308.12221",
    notation: "ŷ = (A_D⋯A₁ + B_D⋯B₁)x, white x, loss ½‖S − A − B‖², S = U diag(σ)Vᵀ (n × n), gradient flow; A_l = R_l diag(α)R_{l−1}ᵀ, B_l = P_l diag(β)P_{l−1}ᵀ \
               with orthogonal R_l, P_l (n × n), R₀ = P₀ = V, R_D = P_D = U; a = αᴰ, b = βᴰ the entries of one mode; deficit: FREEZE holds B but adds its output, \
               REMOVE takes both away; I_D(a, b) = a − b (D = 1), a/b (D = 2), a^{−(1−2/D)} − b^{−(1−2/D)} (D ≥ 3); r = σ − a − b; \
               for one pathway W = W_D⋯W₁ = U diag(σ)Vᵀ, G = ∇ℓ(W)",
    claims: &[
        ode::TWO_PATH_ODE,
        invariant::INVARIANT,
        share::FINAL_SHARE,
        trichotomy::TRICHOTOMY,
        late::LATE_DEFICIT,
        factorization::SINGULAR_ODE,
    ],
};
