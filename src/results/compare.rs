//! What changed between two runs.

use super::claim::{ClaimResult, JudgementResult, MutantResult};
use super::decimal::Decimal;
use super::document::Results;
use crate::claim::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A ratio that moves by less says nothing.
const RATIO_MOVES: f64 = 0.005;

/// A residual that moves by fewer bits says nothing.
const RESIDUAL_MOVES: f64 = 4.0;

/// One change, for the worse or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// `slug/claim` or `slug/claim/mutant`; the run itself when empty.
    pub address: String,
    /// Whether less is shown than before.
    pub worse: bool,
    /// What it is.
    #[serde(flatten)]
    pub what: Moved,
}

/// What moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Moved {
    /// The claim or mutant was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// Its verdict.
    Verdict {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
    /// Whether both ends of the bound are proved.
    Tight {
        /// Before.
        old: bool,
        /// After.
        new: bool,
    },
    /// The mathematics as stated.
    Statement {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
    /// How near a case brings the inequality to an equality.
    ClosestRatio {
        /// Before.
        old: Option<Decimal>,
        /// After.
        new: Option<Decimal>,
    },
    /// The largest residual on a rung, log₂.
    Residual {
        /// The rung.
        rung: String,
        /// Before.
        old: Decimal,
        /// After.
        new: Decimal,
    },
    /// Random cases a claim, or the seed: the runs are not alike.
    Settings {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
}

/// Everything that changed, in the order of the new run, what was removed last.
pub fn compare(old: &Results, new: &Results) -> Vec<Change> {
    let before: BTreeMap<_, _> = old.claims.iter().map(|claim| (claim.address(), claim)).collect();
    let mut changes = settings(old, new);
    for claim in &new.claims {
        let address = claim.address();
        match before.get(&address) {
            None => changes.push(Change { address, worse: false, what: Moved::Added }),
            Some(earlier) => changes.extend(of_claim(earlier, claim)),
        }
    }
    let is_gone = |claim: &&ClaimResult| !new.claims.iter().any(|c| c.address() == claim.address());
    let gone = old.claims.iter().filter(is_gone);
    changes.extend(gone.map(|claim| Change {
        address: claim.address(),
        worse: true,
        what: Moved::Removed,
    }));
    changes
}

fn settings(old: &Results, new: &Results) -> Vec<Change> {
    if old.settings == new.settings {
        return Vec::new();
    }
    let text = |results: &Results| {
        format!("{} trials, seed {}", results.settings.trials, results.settings.seed)
    };
    let what = Moved::Settings { old: text(old), new: text(new) };
    vec![Change { address: String::new(), worse: false, what }]
}

fn of_claim(old: &ClaimResult, new: &ClaimResult) -> Vec<Change> {
    let (before, after) = (&old.judgement, &new.judgement);
    let mut changes = Vec::new();
    let mut push = |worse, what| changes.push(Change { address: new.address(), worse, what });
    if before.verdict != after.verdict {
        let [old, new] = [before, after].map(|judgement| judgement.verdict.name().to_owned());
        push(rank(after.verdict) > rank(before.verdict), Moved::Verdict { old, new });
    }
    if before.tight != after.tight {
        push(before.tight, Moved::Tight { old: before.tight, new: after.tight });
    }
    if old.statement != new.statement {
        let [old, new] = [old, new].map(|claim| claim.statement.clone());
        push(false, Moved::Statement { old, new });
    }
    if ratio_moves(before.closest_ratio, after.closest_ratio) {
        let (old, new) = (before.closest_ratio, after.closest_ratio);
        push(false, Moved::ClosestRatio { old, new });
    }
    for what in residuals(before, after) {
        push(false, what);
    }
    changes.extend(of_mutants(old, new));
    changes
}

/// How little a verdict shows: a refuted claim is the worst of news.
fn rank(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Proved => 0,
        Verdict::Certified => 1,
        Verdict::Consistent => 2,
        Verdict::Inconclusive => 3,
        Verdict::Refuted => 4,
    }
}

fn ratio_moves(old: Option<Decimal>, new: Option<Decimal>) -> bool {
    match (old, new) {
        (Some(Decimal(old)), Some(Decimal(new))) => moves(old, new, RATIO_MOVES),
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    }
}

/// Infinities and NaN move whenever they are not the same.
fn moves(old: f64, new: f64, by: f64) -> bool {
    let is_near = (old - new).abs() < by;
    old.to_bits() != new.to_bits() && !is_near
}

fn residuals(old: &JudgementResult, new: &JudgementResult) -> Vec<Moved> {
    let pairs = new.ladder.iter().filter_map(|rung| {
        let earlier = old.ladder.iter().find(|earlier| earlier.rung == rung.rung)?;
        Some((rung.rung.clone(), earlier.residual_log2, rung.residual_log2))
    });
    pairs
        .filter(|(_, old, new)| moves(old.0, new.0, RESIDUAL_MOVES))
        .map(|(rung, old, new)| Moved::Residual { rung, old, new })
        .collect()
}

fn of_mutants(old: &ClaimResult, new: &ClaimResult) -> Vec<Change> {
    let address = |mutant: &MutantResult| format!("{}/{}", new.address(), mutant.id);
    let mut changes = Vec::new();
    for mutant in &new.mutants {
        let change = |worse, what| Change { address: address(mutant), worse, what };
        match old.mutants.iter().find(|earlier| earlier.id == mutant.id) {
            None => changes.push(change(false, Moved::Added)),
            Some(earlier) if earlier.verdict != mutant.verdict => {
                let [old, new] = [earlier, mutant].map(|m| m.verdict.name().to_owned());
                changes.push(change(earlier.is_refuted(), Moved::Verdict { old, new }));
            }
            Some(_) => {}
        }
    }
    let is_gone = |mutant: &&MutantResult| !new.mutants.iter().any(|m| m.id == mutant.id);
    changes.extend(old.mutants.iter().filter(is_gone).map(|mutant| Change {
        address: address(mutant),
        worse: true,
        what: Moved::Removed,
    }));
    changes
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = if self.address.is_empty() { "the run" } else { &self.address };
        write!(f, "{address}: {}", self.what)
    }
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = |ratio: &Option<Decimal>| {
            ratio.map_or_else(|| "none".to_owned(), |Decimal(ratio)| format!("{ratio:.3}"))
        };
        match self {
            Self::Added => write!(f, "added"),
            Self::Removed => write!(f, "removed"),
            Self::Verdict { old, new } => write!(f, "{old} → {new}"),
            Self::Tight { new: true, .. } => write!(f, "tight now: both ends proved"),
            Self::Tight { new: false, .. } => write!(f, "no longer tight"),
            Self::Statement { old, new } => write!(f, "stated anew\n    − {old}\n    + {new}"),
            Self::ClosestRatio { old, new } => {
                write!(f, "closest ratio {} → {}", ratio(old), ratio(new))
            }
            Self::Residual { rung, old, new } => {
                write!(f, "largest residual in {rung} 2^{} → 2^{}", old.0, new.0)
            }
            Self::Settings { old, new } => write!(f, "{old} → {new}: the runs are not alike"),
        }
    }
}
