//! Derivatives, integrals, roots, minima and flows.

mod gradient;
mod integral;
mod jet;
mod root;

pub use gradient::{derivative, gradient};
pub use integral::integral;
pub use jet::Jet;
pub use root::root;
