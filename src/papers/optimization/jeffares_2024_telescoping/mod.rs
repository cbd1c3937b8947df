//! A trained model as the sum of its first-order changes.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod averaging;
mod boosting;
mod model;
mod rate;
mod smoother;

pub(super) static PAPER: Paper = Paper {
    number: 46,
    slug: "jeffares-2024-telescoping",
    title: "Deep Learning Through A Telescoping Lens: A Simple Model Provides Empirical Insights On Grokking, Gradient Boosting & Beyond",
    authors: &["Alan Jeffares", "Alicia Curth", "Mihaela van der Schaar"],
    year: 2024,
    venue: "NeurIPS 2024, arXiv:2411.00247",
    notation: "θₜ₊₁ = θₜ − γ∇loss(θₜ), T = τ/γ steps; f̃(x) = f_θ₀(x) + Σₜ∇f_θₜ(x)ᵀ(θₜ₊₁ − θₜ) the telescoped model, the lazy one with ∇f_θ₀ \
        throughout; N examples, y (N × 1), fₜ the predictions, Kₜ (N × N) the Gram matrix of the gradients, Sₜ the smoother; network \
        f(x) = Vact(Wx), W h × d, V 1 × h; H ≥ ‖∇²_θ f(x)‖",
    claims: &[rate::RATE, smoother::SMOOTHER, boosting::BOOSTING, averaging::AVERAGING],
};
