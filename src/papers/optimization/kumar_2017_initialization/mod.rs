//! The variance of initial weights that keeps the variance of a layer's outputs, linearised at 0 or through relu.
//!
//! *Notation*: as in [`PAPER`]. Expectations over weights are sums over all weights of a finite law.

use crate::claim::Paper;

mod affine;
mod relu;
mod relu_layers;
mod tanh;

pub(super) static PAPER: Paper = Paper {
    number: 18,
    slug: "kumar-2017-initialization",
    title: "On weight initialization in deep neural networks",
    authors: &["Siddharth Krishna Kumar"],
    year: 2017,
    venue: "arXiv:1704.08863",
    notation: "layers xₗ = g(Wₗxₗ₋₁), l = 1..L, no bias, weights independent of one another and of x₀ with mean 0 and variance v²; \
        N the width (fan-in); g₀ = g(0), g₁ = g′(0); V the variance of a coordinate of x; relu(z) = max(z, 0); Z a standard normal",
    claims: &[affine::FIXED_POINT, relu::HALF_SECOND_MOMENT, tanh::CRITICAL_DECAY],
};
