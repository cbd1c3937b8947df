//! Propagation, matching and equivariance on graphs.

use crate::claim::Topic;

mod liu_2023_d2match;

pub(super) static TOPIC: Topic = Topic { name: "graphs", papers: &[&liu_2023_d2match::PAPER] };
