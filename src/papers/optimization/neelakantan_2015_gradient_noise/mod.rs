//! Gaussian noise added to gradients, with a variance that decays.
//!
//! *Notation*: as in [`PAPER`]. Only two moments of the noise are used in the first two claims, so that signs ±σₜ stand for it.

use crate::claim::Paper;

mod annealed;
mod escape;
mod excess;
mod net;

pub(super) static PAPER: Paper = Paper {
    number: 92,
    slug: "neelakantan-2015-gradient-noise",
    title: "Adding Gradient Noise Improves Learning for Very Deep Networks",
    authors: &[
        "Arvind Neelakantan",
        "Luke Vilnis",
        "Quoc V. Le",
        "Ilya Sutskever",
        "Lukasz Kaiser",
        "Karol Kurach",
        "James Martens",
    ],
    year: 2015,
    venue: "arXiv:1511.06807",
    notation: "xₜ₊₁ = xₜ − α(∇f(xₜ) + ξₜ), α the step size, ξₜ independent noise of mean 0 and covariance σₜ²I, σₜ² = η/(1 + t)^γ; \
        f(x) = ½xᵀΛx, Λ diagonal with entries λᵢ; excess = E f(x_T) − f(x_T without noise); networks W_L·act(W_{L−1}⋯act(W₁X)), \
        W_l n_l × n_{l−1}, X n₀ × m, Y n_L × m, loss ½‖output − Y‖²",
    claims: &[excess::QUADRATIC_EXCESS, annealed::ANNEALED_RATE, escape::ESCAPE],
};
