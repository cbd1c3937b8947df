//! Initialization, step sizes, flows and noise.

use crate::claim::Topic;

pub(super) static TOPIC: Topic = Topic { name: "optimization", papers: &[] };
