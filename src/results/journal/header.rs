//! What a run is of, so that none is continued by another.

use super::error::JournalError;
use crate::claim::{Entry, Settings, Topic, entries};
use serde::{Deserialize, Serialize};

/// The first field of every journal.
pub const JOURNAL: &str = "theoremcheck journal 1";

/// The first line of a journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// [`JOURNAL`].
    pub format: String,
    /// Of the program.
    pub version: String,
    /// A hash of what the catalogue states: its addresses, statements, hypotheses, methods and mutants. The code of
    /// the checks is not in it.
    pub catalogue: String,
    /// What was chosen.
    pub settings: Settings,
    /// What the addresses contain that were asked for; all when empty.
    pub filters: Vec<String>,
    /// The claims that the run is to judge, in the catalogue's order.
    pub claims: Vec<String>,
}

impl Header {
    /// Of a run over `chosen` claims.
    pub fn of(
        topics: &'static [&'static Topic],
        settings: Settings,
        filters: &[String],
        chosen: &[Entry],
    ) -> Self {
        Header {
            format: JOURNAL.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue: fingerprint(topics),
            settings,
            filters: filters.to_owned(),
            claims: chosen.iter().map(Entry::address).collect(),
        }
    }

    /// Whether a run of `self` may be continued, or joined, by one of `other`, whose claims may differ.
    ///
    /// # Errors
    /// [`JournalError::Other`] with the first difference.
    pub fn agrees(&self, other: &Self) -> Result<(), JournalError> {
        let filters = |header: &Self| match header.filters.as_slice() {
            [] => "none".to_owned(),
            filters => filters.join(" "),
        };
        let settings = |header: &Self| {
            let Settings { trials, seed } = header.settings;
            format!("{trials} random cases a claim, seed {seed}")
        };
        let parts: [(&str, &dyn Fn(&Self) -> String); 4] = [
            ("program's version", &|header| header.version.clone()),
            ("catalogue", &|header| header.catalogue.clone()),
            ("choice", &settings),
            ("list of filters", &filters),
        ];
        for (what, part) in parts {
            let (there, here) = (part(self), part(other));
            if there != here {
                return Err(JournalError::Other { what, there, here });
            }
        }
        Ok(())
    }

    /// As [`agrees`](Self::agrees), and over the same claims.
    ///
    /// # Errors
    /// [`JournalError::Other`] with the first difference.
    pub fn is_continued_by(&self, other: &Self) -> Result<(), JournalError> {
        self.agrees(other)?;
        if self.claims == other.claims {
            return Ok(());
        }
        let list = |of: &Self, and_not: &Self| {
            let only = of.claims.iter().filter(|claim| !and_not.claims.contains(claim));
            let first = only.take(1).cloned().collect::<String>();
            format!("{} claims{}", of.claims.len(), with(&first))
        };
        let (there, here) = (list(self, other), list(other, self));
        Err(JournalError::Other { what: "list of claims", there, here })
    }
}

fn with(first: &str) -> String {
    if first.is_empty() { String::new() } else { format!(" (with {first})") }
}

/// FNV-1a over all that the catalogue states: the same on every machine and in every release.
fn fingerprint(topics: &'static [&'static Topic]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |text: &str| {
        // A byte that no text has ends each of them.
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for entry in entries(topics) {
        let claim = entry.claim;
        take(&entry.address());
        take(claim.statement);
        take(claim.hypotheses);
        take(&claim.method.to_string());
        claim.mutants.iter().for_each(|mutant| take(mutant.id));
    }
    format!("{hash:016x}")
}
