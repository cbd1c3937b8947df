//! Small public data, embedded as exact rationals.

mod iris;

pub use iris::{IRIS_SPECIES, iris_labels, iris_measurements};
