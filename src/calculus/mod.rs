//! Derivatives, integrals, roots, minima and flows.

mod gradient;

pub use gradient::{derivative, gradient};
