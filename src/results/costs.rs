//! How long each claim took when it was measured, so that shards take equally long.

use super::timings::Timings;
use crate::claim::Entry;
use std::collections::BTreeMap;

/// Seconds of a thread for each claim with its mutants, by `slug/claim`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Costs(BTreeMap<String, f64>);

impl Costs {
    /// Those of the catalogue: a copy of the `timings.json` of a run on one thread.
    ///
    /// # Panics
    /// Never: a test reads the file.
    pub fn measured() -> Self {
        Self::from_json(include_str!("costs.json")).expect("a test reads the file")
    }

    /// From the text of a `timings.json`.
    ///
    /// # Errors
    /// Where it is none.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).map(|Timings { seconds }| Costs(seconds))
    }

    /// Of this claim; of one that was not measured, the median of all.
    pub fn of(&self, entry: &Entry) -> f64 {
        self.0.get(&entry.address()).copied().unwrap_or_else(|| self.median())
    }

    /// 1 s when nothing was measured.
    fn median(&self) -> f64 {
        let mut seconds: Vec<f64> = self.0.values().copied().collect();
        seconds.sort_by(f64::total_cmp);
        seconds.get(seconds.len() / 2).copied().unwrap_or(1.0)
    }

    /// Of all these claims.
    pub fn sum(&self, entries: &[Entry]) -> f64 {
        entries.iter().map(|entry| self.of(entry)).sum()
    }
}
