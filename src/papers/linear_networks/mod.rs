//! Networks without activations: depth changes the dynamics, not the function class.

use crate::claim::Topic;

mod arora_2018_acceleration;
mod brechet_2023_bures_wasserstein;
mod dang_2023_neural_collapse;
mod kleinman_2023_critical_periods;
mod lin_2023_forgetting;
mod littwin_2024_jepa;
mod pinson_2023_linear_cnn;
mod saxe_2013_exact_solutions;
mod wang_2023_parallel_zero_gap;

pub(super) static TOPIC: Topic = Topic {
    name: "linear_networks",
    papers: &[
        &arora_2018_acceleration::PAPER,
        &brechet_2023_bures_wasserstein::PAPER,
        &dang_2023_neural_collapse::PAPER,
        &kleinman_2023_critical_periods::PAPER,
        &lin_2023_forgetting::PAPER,
        &littwin_2024_jepa::PAPER,
        &pinson_2023_linear_cnn::PAPER,
        &saxe_2013_exact_solutions::PAPER,
        &wang_2023_parallel_zero_gap::PAPER,
    ],
};
