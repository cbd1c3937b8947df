//! The catalogue: one file (or folder) per paper, one folder per topic.

use crate::claim::Topic;

mod graphs;
mod linear_networks;
mod optimization;
mod recurrence;
mod robustness;

/// Every topic in alphabetical order.
pub static TOPICS: &[&Topic] = &[
    &graphs::TOPIC,
    &linear_networks::TOPIC,
    &optimization::TOPIC,
    &recurrence::TOPIC,
    &robustness::TOPIC,
];
