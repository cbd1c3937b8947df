//! Networks without activations: depth changes the dynamics, not the function class.

use crate::claim::Topic;

pub(super) static TOPIC: Topic = Topic { name: "linear_networks", papers: &[] };
