//! How long each claim took, which is not part of the results.

use super::found::Found;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Seconds of a thread for each claim with its mutants.
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
            let mut names = found.address.splitn(3, '/');
            let claim = [names.next(), names.next()].map(Option::unwrap_or_default).join("/");
            *timings.seconds.entry(claim).or_default() += found.seconds;
        }
        timings
    }
}
