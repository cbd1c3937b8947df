//! Propagation, matching and equivariance on graphs.

use crate::claim::Topic;

pub(super) static TOPIC: Topic = Topic { name: "graphs", papers: &[] };
