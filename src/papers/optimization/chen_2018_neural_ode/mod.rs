//! Hidden states that follow a differential equation: gradients by the adjoint, densities by the trace, what a flow cannot do.
//!
//! *Notation*: as in [`PAPER`]. Flows are validated; both the adjoint's and the forward sensitivity's velocities are derivatives of f by
//! automatic differentiation.

use crate::claim::Paper;

mod adjoint;
mod density;
mod dynamics;
mod euler;
mod separation;

pub(super) static PAPER: Paper = Paper {
    number: 100,
    slug: "chen-2018-neural-ode",
    title: "Neural Ordinary Differential Equations",
    authors: &["Ricky T. Q. Chen", "Yulia Rubanova", "Jesse Bettencourt", "David Duvenaud"],
    year: 2018,
    venue: "NeurIPS 2018, arXiv:1806.07366",
    notation: "z′ = f(z, θ), z (d × 1), 0 ≤ t ≤ T; L the loss of z(T), a = ∂L/∂z(t) the adjoint (d × 1); linear f = Mz, planar \
        f = Σₙuₙtanh(wₙ·z + bₙ); J = ∂z(t)/∂z(0); p the density of z; K a Lipschitz constant of f in z; Euler: zₖ₊₁ = zₖ + f(zₖ)T/N",
    claims: &[
        adjoint::ADJOINT,
        euler::REVERSE_SOLVE,
        density::CHANGE_OF_VARIABLES,
        separation::SEPARATION,
    ],
};
