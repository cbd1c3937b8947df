//! Judging many claims and mutants at once.

use super::judge::{Settings, judge, judge_mutant};
use super::paper::{Claim, Mutant, Paper, Topic};
use super::verdict::{Judgement, MutantJudgement, Verdict};
use rayon::prelude::*;
use std::time::{Duration, Instant};

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

/// The verdict of a claim and of each of its mutants, with the time that each took.
pub struct Judged {
    /// Which claim.
    pub entry: Entry,
    /// Its verdict.
    pub judgement: Judgement,
    /// Of its mutants, in order.
    pub mutants: Vec<MutantJudgement>,
    /// Processor time of the claim and of its mutants, as wall time on the threads that ran them.
    pub time: Duration,
}

impl Judged {
    /// Whether it is a bound of which both ends are proved now.
    pub fn is_tight(&self) -> bool {
        self.entry.claim.is_tight() && self.judgement.verdict.passes()
    }

    /// Whether the claim and all its mutants are as declared.
    pub fn is_as_declared(&self) -> bool {
        self.judgement.verdict.passes()
            && self.mutants.iter().all(|mutant| mutant.verdict == Verdict::Refuted)
    }
}

enum Unit {
    Claim(usize),
    Mutant(usize, &'static Mutant),
}

enum Finding {
    Claim(Judgement),
    Mutant(MutantJudgement),
}

/// Judges `entries` in parallel; `done` is called after each claim and each mutant, in any order.
///
/// The result depends on the settings alone, not on the number of threads.
pub fn judge_all(entries: &[Entry], settings: Settings, done: impl Fn() + Sync) -> Vec<Judged> {
    let units: Vec<Unit> = entries
        .iter()
        .enumerate()
        .flat_map(|(at, entry)| {
            let mutants = entry.claim.mutants.iter().map(move |mutant| Unit::Mutant(at, mutant));
            std::iter::once(Unit::Claim(at)).chain(mutants)
        })
        .collect();
    let findings: Vec<_> = units
        .par_iter()
        .with_max_len(1)
        .map(|unit| {
            let start = Instant::now();
            let (at, finding) = match unit {
                Unit::Claim(at) => {
                    let Entry { paper, claim, topic: _ } = entries[*at];
                    (*at, Finding::Claim(judge(paper, claim, settings)))
                }
                Unit::Mutant(at, mutant) => {
                    let Entry { paper, claim, topic: _ } = entries[*at];
                    (*at, Finding::Mutant(judge_mutant(paper, claim, mutant, settings)))
                }
            };
            done();
            (at, finding, start.elapsed())
        })
        .collect();
    let mut judged: Vec<Judged> = Vec::with_capacity(entries.len());
    for (at, finding, time) in findings {
        match finding {
            Finding::Claim(judgement) => {
                judged.push(Judged { entry: entries[at], judgement, mutants: Vec::new(), time });
            }
            Finding::Mutant(mutant) => {
                let last = judged.last_mut().expect("a claim comes before its mutants");
                last.mutants.push(mutant);
                last.time += time;
            }
        }
    }
    judged
}

/// How many claims and mutants `entries` hold.
pub fn units(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + entry.claim.mutants.len()).sum()
}
