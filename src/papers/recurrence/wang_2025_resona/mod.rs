//! A state of fixed size cannot hold an arbitrary context; tokens that can be read again can.

use crate::claim::Paper;

mod copying;
mod recall;

pub(super) static PAPER: Paper = Paper {
    number: 83,
    slug: "wang-2025-resona",
    title: "Resona: Improving Context Copying in Linear Recurrence Models with Retrieval",
    authors: &[
        "Xinyu Wang",
        "Linrui Ma",
        "Jerry Huang",
        "Peng Lu",
        "Prasanna Parthasarathi",
        "Xiao-Wen Chang",
        "Boxing Chen",
        "Yufei Cui",
    ],
    year: 2025,
    venue: "COLM 2025, arXiv 2503.22913",
    notation: "values V (m × N) and keys Q (d × N), one column a token, read back by the same keys; a state S (m × d) answers SQ; Q⁺ the \
               Moore–Penrose inverse; σᵢ(V) the singular values of V in falling order; ‖·‖ Frobenius; an automaton of M states reads \
               strings of length n over an alphabet of v symbols",
    claims: &[recall::RECALL_DEFICIT, copying::PIGEONHOLE],
};
