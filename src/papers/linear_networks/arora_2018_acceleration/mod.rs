//! Depth preconditions gradient flow on linear networks, by a matrix that depends on the end-to-end matrix alone.

use crate::claim::Paper;

mod balance;
mod balanced;
mod end_to_end;
mod instance;
mod network;
mod preconditioner;
mod regularizer;
mod single_output;
mod step;

pub(super) static PAPER: Paper = Paper {
    number: 8,
    slug: "arora-2018-acceleration",
    title: "On the Optimization of Deep Networks: Implicit Acceleration by Overparameterization",
    authors: &["Sanjeev Arora", "Nadav Cohen", "Elad Hazan"],
    year: 2018,
    venue: "ICML 2018, arXiv 1802.06509",
    notation: "layers Wⱼ (dⱼ × dⱼ₋₁), j = 1..N; W = W_N⋯W₁ (d_N × d₀); loss L(W) = ¼Σ(WX − Y)⁴ over the entries, \
               inputs X (d₀ × m), targets Y (d_N × m); G = ∇L(W); weight decay μ ≥ 0; gradient flow \
               Wⱼ′ = −(∂L/∂Wⱼ + μWⱼ), and W′ follows by the product rule; balanced: Wⱼ₊₁ᵀWⱼ₊₁ = WⱼWⱼᵀ for all j < N; \
               W = UΣVᵀ with singular values σ; A⁰ = I for every positive semidefinite A",
    claims: &[
        balance::BALANCEDNESS,
        end_to_end::END_TO_END,
        preconditioner::PRECONDITIONER_SPECTRUM,
        single_output::SINGLE_OUTPUT,
        regularizer::NO_REGULARIZER,
        step::DISCRETE_SECOND_ORDER,
        instance::LP_ACCELERATION,
    ],
};
