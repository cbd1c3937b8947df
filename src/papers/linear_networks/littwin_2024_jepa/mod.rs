//! Self-distillation of deep linear encoders prefers features of large regression coefficients; reconstruction does not.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod balance;
mod clock;
mod critical;
mod limits;
mod modes;
mod ode;
mod preference;
mod reconstruction;
mod training;

pub(super) static PAPER: Paper = Paper {
    number: 7,
    slug: "littwin-2024-jepa",
    title: "How JEPA Avoids Noisy Features: The Implicit Bias of Deep Linear Self Distillation Networks",
    authors: &[
        "Etai Littwin",
        "Omid Saremi",
        "Madhu Advani",
        "Vimal Thilak",
        "Preetum Nakkiran",
        "Chen Huang",
        "Joshua Susskind",
    ],
    year: 2024,
    venue: "NeurIPS 2024, arXiv 2407.03475",
    notation: "encoder W̄ = W_L⋯W₁, predictor V; JEPA: ½E‖VW̄x − SG(W̄y)‖², MAE: ½E‖VW̄x − y‖², gradient flow, SG stops the gradient; Σ_xx = E xxᵀ = diag(s), \
               Σ_yx = E yxᵀ = diag(λ), ρ = λ/s > 0; start W_a = ε^{1/L}Q_aQ_{a−1}ᵀ, Q₀ = I, Q_a (d × d) orthogonal, V = ε^{1/L}I (JEPA), ε^{1/L}Q_Lᵀ (MAE); \
               w̄ᵢ = (Q_LᵀW̄)ᵢᵢ = wᵢᴸ; for one feature the clock in which w′ = w^{2L}λ(1 − w/ρ) (JEPA), w′ = wᴸλ(1 − w^{L+1}/ρ) (MAE)",
    claims: &[
        ode::MODE_ODE,
        limits::FIXED_POINTS,
        critical::CRITICAL_TIME,
        reconstruction::CRITICAL_TIME,
        preference::PREFERENCE,
        balance::STOPGRAD_BALANCE,
    ],
};
