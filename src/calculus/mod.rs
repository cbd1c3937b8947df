//! Derivatives, integrals, roots, minima and flows.

mod flow;
mod gaussian;
mod gradient;
mod hessian;
mod integral;
mod jet;
mod minimum;
mod root;

pub use flow::{Endpoint, flow};
pub use gaussian::{GaussianTrapezoid, normal_density};
pub use gradient::{derivative, gradient};
pub use hessian::hessian;
pub use integral::integral;
pub use jet::Jet;
pub use minimum::minimum;
pub use root::root;
