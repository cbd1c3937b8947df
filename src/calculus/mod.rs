//! Derivatives, integrals, roots, minima and flows.

mod flow;
mod gradient;
mod integral;
mod jet;
mod root;

pub use flow::{Endpoint, flow};
pub use gradient::{derivative, gradient};
pub use integral::integral;
pub use jet::Jet;
pub use root::root;
