//! State spaces, scans and recurrent networks: what a state of fixed size holds, and how recurrences are unrolled.

use crate::claim::Topic;

mod bai_2018_trellis;
mod ding_2018_dc_bi_lstm;
mod fan_2023_regular_languages;
mod gu_2021_lssl;
mod orvieto_2023_lru;
mod smekal_2024_ssm_dynamics;
mod wang_2025_resona;

pub(super) static TOPIC: Topic = Topic {
    name: "recurrence",
    papers: &[
        &bai_2018_trellis::PAPER,
        &ding_2018_dc_bi_lstm::PAPER,
        &fan_2023_regular_languages::PAPER,
        &gu_2021_lssl::PAPER,
        &orvieto_2023_lru::PAPER,
        &smekal_2024_ssm_dynamics::PAPER,
        &wang_2025_resona::PAPER,
    ],
};
