//! State spaces, scans and recurrent networks: what a state of fixed size holds, and how recurrences are unrolled.

use crate::claim::Topic;

mod bai_2018_trellis;

pub(super) static TOPIC: Topic =
    Topic { name: "recurrence", papers: &[&bai_2018_trellis::PAPER] };
