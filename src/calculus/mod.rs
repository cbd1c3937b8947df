//! Derivatives, integrals, roots, minima and flows.

mod gaussian;
mod gradient;

pub use gaussian::{GaussianTrapezoid, normal_density};
pub use gradient::{derivative, gradient};
