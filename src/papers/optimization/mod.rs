//! Initialization, step sizes, flows and noise.

use crate::claim::Topic;

mod kumar_2017_initialization;
mod neelakantan_2015_gradient_noise;

pub(super) static TOPIC: Topic = Topic {
    name: "optimization",
    papers: &[&kumar_2017_initialization::PAPER, &neelakantan_2015_gradient_noise::PAPER],
};
