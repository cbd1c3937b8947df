//! Networks that solve initial value problems by their residual, and what a residual says about the error, the energy and the action.
//!
//! *Notation*: as in [`PAPER`]. The trial x̂ need not be a network: the statements hold for every curve.

use crate::claim::Paper;

mod action;
mod energy;
mod residual;
mod system;
mod trial;

pub(super) static PAPER: Paper = Paper {
    number: 61,
    slug: "griffiths-2024-initial-values",
    title: "Solving physics-based initial value problems with unsupervised machine learning",
    authors: &["Jack Griffiths", "Steven A. Wrathmall", "Simon A. Gardiner"],
    year: 2024,
    venue: "arXiv:2407.18320",
    notation: "x′ = F(x) the problem, x̂ a trial with x̂(0) = x(0), residual r = x̂′ − F(x̂), K a Lipschitz constant of F; z = (q, p) (2d × 1), \
        H(z) the energy, J = [[0, I], [−I, 0]]; oscillator H = ½(p² + q²), pendulum H = ½p² − cos q, Hénon–Heiles \
        H = ½(pₓ² + p_y² + x² + y²) + x²y − y³/3; S[q] = ∫₀ᵀ ½(q̇² − q²)dt",
    claims: &[residual::GRONWALL, energy::ENERGY_DRIFT, action::STATIONARY],
};
