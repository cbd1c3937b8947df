//! Reachable sets of relu networks by star sets.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::{Draw, Paper};
use crate::linalg::Matrix;
use crate::networks::ReluNetwork;
use crate::number::Rational;

mod arrangement;
mod closed_loop;
mod exact;
mod relaxation;
mod star;

pub(super) static PAPER: Paper = Paper {
    number: 32,
    slug: "tran-2020-nnv",
    title: "NNV: The Neural Network Verification Tool for Deep Neural Networks and Learning-Enabled Cyber-Physical Systems",
    authors: &[
        "Hoang-Dung Tran",
        "Xiaodong Yang",
        "Diego Manzanas Lopez",
        "Patrick Musau",
        "Luan Viet Nguyen",
        "Weiming Xiang",
        "Stanley Bak",
        "Taylor T. Johnson",
    ],
    year: 2020,
    venue: "CAV 2020, arXiv:2004.05519",
    notation: "a star Θ = ⟨c, V, C, d⟩ = {c + Vα : Cα ≤ d}, c ∈ R^n, V (n × m); a relu network f; eᵢ unit vectors; h(g) = max of g·x over a set",
    claims: &[
        exact::SOUND_AND_COMPLETE,
        relaxation::CHAIN,
        arrangement::COUNT,
        closed_loop::SHARED_PREDICATES,
    ],
};

/// Multiples of 1/8 in [−2, 2]: short, as all is decided in rationals.
fn short_matrix(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Matrix<Rational> {
    Matrix::from_fn(rows, cols, |_, _| Rational::fraction(draw.integer(-16, 16), 8))
}

/// A network of these widths, its biases half as large.
fn short_network(draw: &mut Draw<'_>, widths: &[usize]) -> ReluNetwork<Rational> {
    let half = Rational::fraction(1, 2);
    let layers = widths.windows(2).map(|around| {
        let weights = short_matrix(draw, around[1], around[0]);
        (weights, short_matrix(draw, around[1], 1).scale(&half))
    });
    ReluNetwork { layers: layers.collect() }
}

/// f(x), exact.
fn value(network: &ReluNetwork<Rational>, input: &Matrix<Rational>) -> Matrix<Rational> {
    network.on_pattern(input, &network.pattern(input))
}

/// A column of whole numbers.
fn column(entries: &[i64]) -> Matrix<Rational> {
    Matrix::column(entries.iter().map(|&x| Rational::fraction(x, 1)).collect())
}
