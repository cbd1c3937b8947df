//! Lipschitz bounds, reachability, stability and attacks.

use crate::claim::Topic;

mod cubuk_2017_intriguing;
mod evangelista_2022_stable_inverse;
mod juston_2025_gershgorin;
mod juston_2025_ldlt;
mod tanay_2016_boundary_tilting;
mod tran_2020_nnv;
mod wiatowski_2018_feature_extraction;
mod zhang_2020_secret_revealer;

pub(super) static TOPIC: Topic = Topic {
    name: "robustness",
    papers: &[
        &cubuk_2017_intriguing::PAPER,
        &evangelista_2022_stable_inverse::PAPER,
        &juston_2025_gershgorin::PAPER,
        &juston_2025_ldlt::PAPER,
        &tanay_2016_boundary_tilting::PAPER,
        &tran_2020_nnv::PAPER,
        &wiatowski_2018_feature_extraction::PAPER,
        &zhang_2020_secret_revealer::PAPER,
    ],
};
