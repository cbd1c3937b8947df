//! Derivatives, integrals, roots, minima, flows and covers.

mod coarse;
mod cover;
mod flow;
mod formula;
mod gaussian;
mod gradient;
mod hessian;
mod integral;
mod jet;
mod lanes;
mod lowest;
mod minimum;
mod moving;
mod program;
mod root;
mod roots;
mod series;
mod singular_integral;
mod system;
mod tangent;

pub use cover::{Cover, Covering, Decision, Interval, cover};
pub(crate) use cover::{cover_parts, numbers};
pub use flow::{Descent, Loss, Piece, Trajectory, Velocity, flow, trajectory};
pub use gaussian::{GaussianTrapezoid, normal_density};
pub use gradient::{derivative, gradient};
pub use hessian::hessian;
pub use integral::integral;
pub use jet::Jet;
pub use lowest::{Lowest, Objective, lowest};
pub use minimum::minimum;
pub use moving::moving;
pub use root::root;
pub use roots::roots;
pub use singular_integral::{Singularity, singular_integral};
pub use system::{System, Zero, critical_point, zero};
