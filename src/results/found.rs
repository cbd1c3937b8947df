//! A claim or a mutant as it was found, before the whole is put together.

use super::claim::{ClaimResult, JudgementResult, MutantResult};
use super::evidence::CounterexampleResult;
use crate::claim::{Entry, Finding, Limits, Settings, Unit, judge_units, units};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

/// What was found of one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// `slug/claim` or `slug/claim/mutant`.
    pub address: String,
    /// How long threads worked on it.
    pub seconds: f64,
    /// The result.
    #[serde(flatten)]
    pub result: UnitResult,
}

/// The result of a claim, or of a mutant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitResult {
    /// Of a claim.
    Claim(JudgementResult),
    /// Of a mutant.
    Mutant(MutantResult),
}

impl Found {
    /// The finding as files keep it.
    pub fn of(unit: &Unit, finding: &Finding, time: Duration) -> Self {
        let result = match finding {
            Finding::Claim(judgement) => {
                let result = JudgementResult::of(&unit.entry, judgement);
                UnitResult::Claim(result.with_figure(&unit.entry))
            }
            Finding::Mutant(mutant, judgement) => {
                UnitResult::Mutant(MutantResult::of(mutant, judgement))
            }
        };
        Found { address: unit.address(), seconds: time.as_secs_f64(), result }
    }

    /// The claim's address, also of its mutants.
    pub fn claim(&self) -> String {
        let mut names = self.address.splitn(3, '/');
        [names.next(), names.next()].map(Option::unwrap_or_default).join("/")
    }

    /// What refutes it.
    pub fn counterexample(&self) -> Option<&CounterexampleResult> {
        match &self.result {
            UnitResult::Claim(judgement) => judgement.counterexample.as_ref(),
            UnitResult::Mutant(mutant) => mutant.counterexample.as_ref(),
        }
    }

    /// Whether its time limit left out any work.
    pub fn out_of_time(&self) -> bool {
        match &self.result {
            UnitResult::Claim(judgement) => judgement.out_of_time,
            UnitResult::Mutant(mutant) => mutant.out_of_time,
        }
    }
}

/// The claims of `entries` with their mutants, from what was found of each in any order; a claim of which anything is
/// missing is left out.
pub fn assembled(entries: &[Entry], found: impl IntoIterator<Item = Found>) -> Vec<ClaimResult> {
    let mut claims = HashMap::new();
    let mut mutants = HashMap::new();
    for Found { address, result, seconds: _ } in found {
        match result {
            UnitResult::Claim(judgement) => {
                claims.insert(address, judgement);
            }
            UnitResult::Mutant(mutant) => {
                mutants.insert(address, mutant);
            }
        }
    }
    let mut whole = |entry: &Entry| {
        let address = entry.address();
        let judgement = claims.remove(&address)?;
        let of_mutant = |id| mutants.remove(&format!("{address}/{id}"));
        let mutants: Option<Vec<_>> =
            entry.claim.mutants.iter().map(|mutant| mutant.id).map(of_mutant).collect();
        Some(ClaimResult::of(entry, judgement, mutants?))
    };
    entries.iter().filter_map(&mut whole).collect()
}

/// Judges the claims of `entries` and their mutants in parallel; `done` is called after each, in any order.
pub fn judged(entries: &[Entry], settings: Settings, done: impl Fn() + Sync) -> Vec<ClaimResult> {
    let found = judge_units(&units(entries), settings, Limits::default(), |unit, finding, time| {
        done();
        Ok::<_, Infallible>(Found::of(unit, &finding, time))
    });
    let Ok(found) = found;
    assembled(entries, found)
}
