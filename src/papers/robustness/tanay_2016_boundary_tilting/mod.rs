//! Adversarial examples of linear classifiers, seen as a boundary that is tilted towards the data.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod angle;
mod pixels;
mod secant;
mod tilting;

pub(super) static PAPER: Paper = Paper {
    number: 65,
    slug: "tanay-2016-boundary-tilting",
    title: "A Boundary Tilting Perspective on the Phenomenon of Adversarial Examples",
    authors: &["Thomas Tanay", "Lewis Griffin"],
    year: 2016,
    venue: "arXiv:1608.07690",
    notation: "class means i ≠ j in R^d, z = (i−j)/‖i−j‖, mid = (i+j)/2; B the hyperplane through mid of normal z (nearest centroid), C one \
        of normal c, cos δ = c·z/‖c‖ > 0; m_B(i), m_C(i) mirror images of i; adversarial strength ‖i−m_B(i)‖/‖i−m_C(i)‖",
    claims: &[
        secant::STRENGTH_SECANT,
        tilting::TILTING,
        angle::REGULARISATION,
        pixels::NOT_ALWAYS_VULNERABLE,
    ],
};
