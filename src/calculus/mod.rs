//! Derivatives, integrals, roots, minima and flows.

mod coarse;
mod flow;
mod formula;
mod gaussian;
mod gradient;
mod hessian;
mod integral;
mod jet;
mod minimum;
mod program;
mod root;
mod series;

pub use flow::{Descent, Loss, Piece, Trajectory, Velocity, flow, trajectory};
pub use gaussian::{GaussianTrapezoid, normal_density};
pub use gradient::{derivative, gradient};
pub use hessian::hessian;
pub use integral::integral;
pub use jet::Jet;
pub use minimum::minimum;
pub use root::root;
