//! What a run is of, so that none is continued by another.

use super::error::Difference;
use crate::claim::{Entry, Settings, Topic, entries};
use crate::results::shard::Shard;
use serde::{Deserialize, Serialize};

/// The first field of every journal.
pub const JOURNAL: &str = "theoremcheck journal 1";

/// A part of a header, as text.
type Part<'a> = &'a dyn Fn(&Header) -> String;

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
    /// The part of the run, if it is not the whole.
    pub shard: Option<Shard>,
    /// The claims that it is to judge, in the catalogue's order.
    pub claims: Vec<String>,
}

impl Header {
    /// Of a run over `chosen` claims.
    pub fn of(
        topics: &'static [&'static Topic],
        settings: Settings,
        filters: &[String],
        shard: Option<Shard>,
        chosen: &[Entry],
    ) -> Self {
        Header {
            format: JOURNAL.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue: fingerprint(topics),
            settings,
            filters: filters.to_owned(),
            shard,
            claims: chosen.iter().map(Entry::address).collect(),
        }
    }

    /// In what a run of `other` differs from one of `self`, but for the claims that it is to judge.
    pub fn difference(&self, other: &Self) -> Option<Difference> {
        let filters = |header: &Self| match header.filters.as_slice() {
            [] => "none".to_owned(),
            filters => filters.join(" "),
        };
        let settings = |header: &Self| {
            let Settings { trials, seed } = header.settings;
            format!("{trials} random cases a claim, seed {seed}")
        };
        let parts: [(&str, Part<'_>); 4] = [
            ("program's version", &|header| header.version.clone()),
            ("catalogue", &|header| header.catalogue.clone()),
            ("choice", &settings),
            ("list of filters", &filters),
        ];
        parts.into_iter().find_map(|(what, part)| {
            let (there, here) = (part(self), part(other));
            (there != here).then_some(Difference { what, there, here })
        })
    }

    /// The same, and in the claims too.
    pub fn difference_in_all(&self, other: &Self) -> Option<Difference> {
        let shard = |header: &Self| match header.shard {
            Some(shard) => format!("{shard}, of {} claims", header.claims.len()),
            None => format!("the whole, of {} claims", header.claims.len()),
        };
        let differs = self.shard != other.shard || self.claims != other.claims;
        let in_claims = || Difference { what: "shard", there: shard(self), here: shard(other) };
        self.difference(other).or_else(|| differs.then(in_claims))
    }
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
