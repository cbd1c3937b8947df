//! x
#![allow(missing_docs)]
pub mod calculus;
pub mod claim;
pub mod datasets;
pub mod graphs;
pub mod linalg;
pub mod losses;
pub mod networks;
pub mod number;
mod obstacle;
pub mod papers;
pub use obstacle::Obstacle;
