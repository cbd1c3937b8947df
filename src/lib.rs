//! x
#![allow(missing_docs)]
pub mod calculus;
pub mod claim;
pub mod cli;
pub mod datasets;
pub mod linalg;
pub mod losses;
pub mod networks;
pub mod number;
mod obstacle;
pub mod papers;
pub mod report;
pub use obstacle::Obstacle;
