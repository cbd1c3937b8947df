//! Derivatives, integrals, roots, minima and flows.

mod gaussian;
mod gradient;
mod integral;
mod jet;
mod root;

pub use gaussian::{GaussianTrapezoid, normal_density};
pub use gradient::{derivative, gradient};
pub use integral::integral;
pub use jet::Jet;
pub use root::root;
