//! How long each claim took, which is not part of the results.

use super::found::Found;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Seconds of a thread for each claim with its mutants, to the millisecond.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timings {
    /// By `slug/claim`.
    pub seconds: BTreeMap<String, f64>,
}

impl Timings {
    /// Of these claims and mutants.
    pub fn of<'a>(found: impl IntoIterator<Item = &'a Found>) -> Self {
        let mut timings = Timings::default();
        for found in found {
            *timings.seconds.entry(found.claim()).or_default() += found.seconds;
        }
        for seconds in timings.seconds.values_mut() {
            *seconds = (*seconds * 1e3).round() / 1e3;
        }
        timings
    }
}
