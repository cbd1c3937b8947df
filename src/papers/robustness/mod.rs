//! Lipschitz bounds, reachability, stability and attacks.

use crate::claim::Topic;

mod zhang_2020_secret_revealer;

pub(super) static TOPIC: Topic =
    Topic { name: "robustness", papers: &[&zhang_2020_secret_revealer::PAPER] };
