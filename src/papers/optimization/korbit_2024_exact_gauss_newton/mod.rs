//! Damped Gauss–Newton steps by a system of the size of the outputs.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod batch;
mod descent;
mod rate;
mod residual;
mod step;

pub(super) static PAPER: Paper = Paper {
    number: 29,
    slug: "korbit-2024-exact-gauss-newton",
    title: "Exact Gauss-Newton Optimization for Training Deep Neural Networks",
    authors: &["Mikalai Korbit", "Adeyemi D. Adeoye", "Alberto Bemporad", "Mario Zanon"],
    year: 2024,
    venue: "arXiv:2405.14402",
    notation: "b samples, c outputs; J (bc × d) the Jacobian of the outputs, Q (bc × bc) block diagonal and positive semidefinite, \
        r (bc × 1) the loss's Hessians and gradients by the outputs; g = Jᵀr/b, H = JᵀQJ/b + λI, λ > 0; the step is −H⁻¹g",
    claims: &[step::DUNCAN_GUTTMAN, descent::SANDWICH, residual::CONTRACTION, rate::NO_LINEAR_RATE],
};
