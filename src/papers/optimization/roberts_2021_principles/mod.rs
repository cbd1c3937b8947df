//! Kernels of wide networks: how they fluctuate at finite width, and how they decay at criticality.
//!
//! *Notation*: as in [`PAPER`]. Fluctuations are exact sums over a finite law of the weights that has the moments of a Gaussian to the fifth
//! order: of E K² nothing more is seen.

use crate::claim::Paper;

mod angle;
mod arcsine;
mod decay;
mod derivative;
mod ensemble;
mod linear;
mod merged;
mod relu;
mod sandwich;
mod susceptibility;

pub(super) static PAPER: Paper = Paper {
    number: 111,
    slug: "roberts-2021-principles",
    title: "The Principles of Deep Learning Theory",
    authors: &["Daniel A. Roberts", "Sho Yaida", "Boris Hanin"],
    year: 2021,
    venue: "Cambridge University Press 2022, arXiv:2106.10165",
    notation: "z^(l+1) = W act(z^(l)), no bias, entries of W of mean 0 and variance C_W/n_l, z^(1) = Wx; K_l = (C_W/n_l)‖act(z^(l))‖², \
        K₀ = (C_W/n₀)‖x‖² (linear: act = identity, C_W = 1); ⟨F⟩_K = E F(z), z ~ N(0, K); χ_∥ = C_W⟨act²·(z² − K)⟩/(2K²), \
        χ_⊥ = C_W⟨act′²⟩; ρ_l the correlation of two inputs, ε = 1 − ρ",
    claims: &[
        linear::LINEAR,
        sandwich::SANDWICH,
        relu::RELU,
        decay::KERNEL_DECAY,
        angle::ANGLE_DECAY,
        derivative::KERNEL_DERIVATIVE,
    ],
};
