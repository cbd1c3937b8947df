//! The whole of a run.

use super::claim::ClaimResult;
use super::found::{Found, assembled};
use crate::claim::{Entry, Settings, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;

/// The first field of every file of results.
pub const FORMAT: &str = "theoremcheck results 2";

/// One run. Nothing in it depends on time, threads, order or machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    /// [`FORMAT`].
    pub format: String,
    /// Of the program that made it.
    pub version: String,
    /// What was chosen.
    pub settings: Settings,
    /// Whether all claims that were to be judged are among the claims below.
    pub complete: bool,
    /// Those that are not, by `slug/claim`: the time limit of the run ended it before they, or all of their mutants, were
    /// judged.
    pub not_judged: Vec<String>,
    /// The sums.
    pub totals: Counts,
    /// The claims, in the catalogue's order.
    pub claims: Vec<ClaimResult>,
}

impl Results {
    /// Of these claims.
    pub fn of(claims: Vec<ClaimResult>, settings: Settings) -> Self {
        Results {
            format: FORMAT.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings,
            complete: true,
            not_judged: Vec::new(),
            totals: Counts::of(&claims),
            claims,
        }
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// Why it is none: not JSON, of another format, or a field is missing; with the place and the remedy.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let remedy = "`theoremcheck check` writes results.json anew";
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("no JSON: {error}; {remedy}"))?;
        match value.get("format") {
            Some(Value::String(format)) if format == FORMAT => {}
            Some(other) => {
                return Err(format!(
                    "field `format`: {other} where `{FORMAT}` is wanted; {remedy}"
                ));
            }
            None => {
                return Err(format!("field `format`: missing, so no file of results; {remedy}"));
            }
        }
        serde_json::from_str(text).map_err(|error| format!("no results: {error}; {remedy}"))
    }

    /// Of a run over `entries` that found this of their claims and mutants.
    pub fn of_run(entries: &[Entry], found: Vec<Found>, settings: Settings) -> Self {
        let results = Self::of(assembled(entries, found), settings);
        let judged: HashSet<String> = results.claims.iter().map(ClaimResult::address).collect();
        let mut not_judged: Vec<_> = entries.iter().map(Entry::address).collect();
        not_judged.retain(|address| !judged.contains(address));
        Results { complete: not_judged.is_empty(), not_judged, ..results }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: every field has a form in JSON.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("every field has a form in JSON");
        format!("{text}\n")
    }
}

/// How many claims have which verdict, and how many mutants are refuted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Of which proved.
    pub proved: usize,
    /// Certified.
    pub certified: usize,
    /// Consistent.
    pub consistent: usize,
    /// Refuted.
    pub refuted: usize,
    /// Inconclusive.
    pub inconclusive: usize,
    /// Mutants.
    pub mutants: usize,
    /// Of which refuted.
    pub mutants_refuted: usize,
    /// Literal readings of papers among them.
    pub errata: usize,
}

impl Counts {
    /// Of these claims and their mutants.
    pub fn of(claims: &[ClaimResult]) -> Self {
        let mut counts = Counts { claims: claims.len(), ..Counts::default() };
        for claim in claims {
            *counts.place(claim.judgement.verdict) += 1;
            counts.mutants += claim.mutants.len();
            counts.mutants_refuted += claim.mutants.iter().filter(|m| m.is_refuted()).count();
            counts.errata += claim.errata().count();
        }
        counts
    }

    /// Each verdict with its number of claims, best first.
    pub fn by_verdict(mut self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().map(move |verdict| (verdict, *self.place(verdict)))
    }

    fn place(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Proved => &mut self.proved,
            Verdict::Certified => &mut self.certified,
            Verdict::Consistent => &mut self.consistent,
            Verdict::Refuted => &mut self.refuted,
            Verdict::Inconclusive => &mut self.inconclusive,
        }
    }
}

/// The claims of each paper, in order.
pub fn by_paper(claims: &[ClaimResult]) -> impl Iterator<Item = &[ClaimResult]> {
    claims.chunk_by(|a, b| a.paper == b.paper)
}
