//! Adversarial error as a power of the size of the attack.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod gap;
mod linear;
mod path;

pub(super) static PAPER: Paper = Paper {
    number: 77,
    slug: "cubuk-2017-intriguing",
    title: "Intriguing Properties of Adversarial Examples",
    authors: &["Ekin D. Cubuk", "Barret Zoph", "Samuel S. Schoenholz", "Quoc V. Le"],
    year: 2017,
    venue: "arXiv:1711.02846",
    notation: "attacks ‖δ‖_∞ ≤ ε on inputs x ∈ R^d; A(ε) the probability that some attack changes the label; K logits, gap g = largest − \
        second largest; layers W_l, b_l of a relu network with a scalar output f; |W| entry by entry",
    claims: &[linear::EXACT_SCALING, gap::UNIVERSAL_EXPONENT, path::PATH_NORM],
};
