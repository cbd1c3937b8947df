//! Small public data, embedded exactly.

mod iris;
mod karate;

pub use iris::{IRIS_SPECIES, iris_labels, iris_measurements};
pub use karate::karate_club;
