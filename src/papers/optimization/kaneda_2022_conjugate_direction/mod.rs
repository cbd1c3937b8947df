//! Conjugate directions that a network proposes.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod conjugate;
mod contraction;
mod scale;
mod step;

pub(super) static PAPER: Paper = Paper {
    number: 81,
    slug: "kaneda-2022-conjugate-direction",
    title: "A Deep Conjugate Direction Method for Iteratively Solving Linear Systems",
    authors: &[
        "Ayano Kaneda",
        "Osman Akar",
        "Jingyu Chen",
        "Victoria Kala",
        "David Hyde",
        "Joseph Teran",
    ],
    year: 2022,
    venue: "arXiv:2205.10763",
    notation: "A (n × n) symmetric positive definite, Ax* = b, e = x* − x, r = Ae, ‖v‖_A² = vᵀAv; a direction f(r), made A-orthogonal to the \
        earlier dⱼ: d; x⁺ = x + αd, α = rᵀd/(dᵀAd)",
    claims: &[
        contraction::CONTRACTION,
        conjugate::FINITE_TERMINATION,
        conjugate::SHORT_RECURRENCE,
        scale::LOSS_SCALE,
    ],
};
