//! Initialization, step sizes, flows and noise.

use crate::claim::Topic;

mod chen_2018_neural_ode;
mod granziol_2022_learning_rates;
mod griffiths_2024_initial_values;
mod jeffares_2024_telescoping;
mod kaneda_2022_conjugate_direction;
mod korbit_2024_exact_gauss_newton;
mod kumar_2017_initialization;
mod marion_2024_residual_networks;
mod neelakantan_2015_gradient_noise;
mod roberts_2021_principles;

pub(super) static TOPIC: Topic = Topic {
    name: "optimization",
    papers: &[
        &chen_2018_neural_ode::PAPER,
        &granziol_2022_learning_rates::PAPER,
        &griffiths_2024_initial_values::PAPER,
        &jeffares_2024_telescoping::PAPER,
        &kaneda_2022_conjugate_direction::PAPER,
        &korbit_2024_exact_gauss_newton::PAPER,
        &kumar_2017_initialization::PAPER,
        &marion_2024_residual_networks::PAPER,
        &neelakantan_2015_gradient_noise::PAPER,
        &roberts_2021_principles::PAPER,
    ],
};
