//! Gradient flow of linear networks, solved: decoupled modes grow as sigmoids, and depth costs a bounded delay.

use crate::claim::Paper;

mod chi_squared;
mod contraction;
mod deep_mode;
mod delay;
mod depth_bounds;
mod edge_of_chaos;
mod hyperbola;
mod isometry;
mod sharpness;
mod start;
mod two_layer;

pub(super) static PAPER: Paper = Paper {
    number: 3,
    slug: "saxe-2013-exact-solutions",
    title: "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
    authors: &["Andrew M. Saxe", "James L. McClelland", "Surya Ganguli"],
    year: 2013,
    venue: "ICLR 2014, arXiv 1312.6120",
    notation: "layers W_l (d_l × d_{l−1}), l = 1..D; inputs X (d₀ × m) with XXᵀ = I, targets Y (d_D × m), S = YXᵀ = U diag(s)Vᵀ; \
               loss ½‖Y − W_D⋯W₁X‖², which is ½‖S − W_D⋯W₁‖² up to a constant; gradient flow W_l′ = −∂loss/∂W_l; \
               frames R, U, V have orthonormal columns; u is the strength of one mode of W_D⋯W₁, u₀ its start",
    claims: &[
        two_layer::SIGMOID,
        hyperbola::UNEQUAL,
        deep_mode::MODE_ODE,
        delay::DEPTH_INDEPENDENT_TIME,
        depth_bounds::DEPTH_BOUNDS,
        sharpness::LINEAR_IN_DEPTH,
        isometry::ORTHOGONAL_VS_GAUSSIAN,
        edge_of_chaos::SCALAR,
    ],
};
