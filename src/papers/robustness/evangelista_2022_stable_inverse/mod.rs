//! Accuracy and stability of reconstructors of inverse problems.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod landweber;
mod operator;
mod tikhonov;
mod tradeoff;

pub(super) static PAPER: Paper = Paper {
    number: 53,
    slug: "evangelista-2022-stable-inverse",
    title: "To be or not to be stable, that is the question: understanding neural networks for inverse problems",
    authors: &["Davide Evangelista", "James Nagy", "Elena Morotti", "Elena Loli Piccolomini"],
    year: 2022,
    venue: "arXiv:2211.13692",
    notation: "y = Ax + e, A (m × n), m ≥ n, of full column rank, singular values σᵢ, pseudo-inverse A†; a set X of signals; a reconstructor \
        Ψ: R^m → R^n with η = sup over x ∈ X of ‖Ψ(Ax) − x‖ and C(x, e) = (‖Ψ(Ax+e) − x‖ − η)/‖e‖",
    claims: &[tradeoff::TRADEOFF, tikhonov::TIKHONOV, landweber::LANDWEBER],
};
