//! Initialization, step sizes, flows and noise.

use crate::claim::Topic;

mod chen_2018_neural_ode;
mod griffiths_2024_initial_values;
mod jeffares_2024_telescoping;
mod kaneda_2022_conjugate_direction;
mod kumar_2017_initialization;
mod neelakantan_2015_gradient_noise;

pub(super) static TOPIC: Topic = Topic {
    name: "optimization",
    papers: &[
        &chen_2018_neural_ode::PAPER,
        &griffiths_2024_initial_values::PAPER,
        &jeffares_2024_telescoping::PAPER,
        &kaneda_2022_conjugate_direction::PAPER,
        &kumar_2017_initialization::PAPER,
        &neelakantan_2015_gradient_noise::PAPER,
    ],
};
