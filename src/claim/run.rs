//! Judging many claims and mutants at once.

use super::judge::{Settings, judge_in_time};
use super::limits::{Clock, Limits};
use super::mutants::judge_mutant_in_time;
use super::paper::{Claim, Mutant, Paper, Topic};
use super::verdict::{Counterexample, Judgement, MutantJudgement};
use rayon::prelude::*;
use std::time::Duration;

/// A claim with its paper and topic.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The topic.
    pub topic: &'static Topic,
    /// The paper.
    pub paper: &'static Paper,
    /// The claim.
    pub claim: &'static Claim,
}

impl Entry {
    /// `slug/claim`, the claim's address.
    pub fn address(&self) -> String {
        format!("{}/{}", self.paper.slug, self.claim.id)
    }
}

/// Every claim of `topics`, in their order.
pub fn entries(topics: &'static [&'static Topic]) -> Vec<Entry> {
    let papers =
        topics.iter().flat_map(|topic| topic.papers.iter().map(move |paper| (topic, paper)));
    papers
        .flat_map(|(topic, paper)| {
            paper.claims.iter().map(move |claim| Entry { topic, paper, claim })
        })
        .collect()
}

/// What is judged by itself: a claim, or one of its mutants.
#[derive(Clone, Copy)]
pub struct Unit {
    /// The claim.
    pub entry: Entry,
    /// The mutant; none for the claim itself.
    pub mutant: Option<&'static Mutant>,
}

impl Unit {
    /// `slug/claim` or `slug/claim/mutant`.
    pub fn address(&self) -> String {
        let mutant = self.mutant.map(|mutant| format!("/{}", mutant.id)).unwrap_or_default();
        format!("{}{mutant}", self.entry.address())
    }
}

/// What was found of a unit.
pub enum Finding {
    /// Of a claim.
    Claim(Judgement),
    /// Of a mutant.
    Mutant(&'static Mutant, MutantJudgement),
}

impl Finding {
    /// What refutes it.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Self::Claim(judgement) => judgement.counterexample.as_ref(),
            Self::Mutant(_, judgement) => judgement.counterexample.as_ref(),
        }
    }
}

/// Each claim, followed by its mutants.
pub fn units(entries: &[Entry]) -> Vec<Unit> {
    let of_entry = |&entry: &Entry| {
        let mutants = entry.claim.mutants.iter().map(Some);
        std::iter::once(None).chain(mutants).map(move |mutant| Unit { entry, mutant })
    };
    entries.iter().flat_map(of_entry).collect()
}

/// Judges `units` in parallel, and gives each finding to `found`, with the time that threads worked on it, in any order.
///
/// A finding depends on the settings alone, not on the number of threads; that of a unit whose own limit has left out
/// work says so. Units that the end of the run has kept from being judged are left out.
///
/// # Errors
/// An error of `found`, after which no further unit is begun.
pub fn judge_units<T: Send, E: Send>(
    units: &[Unit],
    settings: Settings,
    limits: Limits,
    found: impl Fn(&Unit, Finding, Duration) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let judged = |unit: &Unit| {
        let Entry { paper, claim, topic: _ } = unit.entry;
        let clock = Clock::new(limits);
        let finding = match unit.mutant {
            None => Finding::Claim(judge_in_time(paper, claim, settings, &clock)),
            Some(mutant) => {
                let judgement = judge_mutant_in_time(paper, claim, mutant, settings, &clock);
                Finding::Mutant(mutant, judgement)
            }
        };
        (!clock.is_given_up()).then(|| found(unit, finding, clock.spent())).transpose()
    };
    let judged: Result<Vec<Option<T>>, E> = units.par_iter().with_max_len(1).map(judged).collect();
    Ok(judged?.into_iter().flatten().collect())
}
