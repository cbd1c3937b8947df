//! Linear recurrences whose transitions do not depend on the input, or only decay, miss simple languages; one-hot transitions
//! track every automaton.

use crate::claim::Paper;

mod automata;
mod parity;
mod subtraction;
mod xor;

pub(super) static PAPER: Paper = Paper {
    number: 118,
    slug: "fan-2023-regular-languages",
    title: "Advancing Regular Language Reasoning in Linear Recurrent Neural Networks",
    authors: &["Ting-Han Fan", "Ta-Chung Chi", "Alexander I. Rudnicky"],
    year: 2023,
    venue: "NAACL 2024, arXiv 2309.07412",
    notation: "h_t = A(x_t)h_{t−1} + u(x_t), h of n or K coordinates, from h₀; linear readout φ(t) = c·h_t + c₀; an automaton of S states has the \
               maps δ(x, ·) on its states, e_s the unit vectors",
    claims: &[
        parity::POSITIVE_DIAGONAL,
        subtraction::CANNOT_SUBTRACT,
        xor::LINEAR_READOUT,
        automata::SIMULATES,
    ],
};
