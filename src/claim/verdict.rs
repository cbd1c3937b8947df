//! The verdicts and what they rest on.

use super::caught::InternalError;
use super::ladder::RungSummary;
use super::outcome::Pair;
use crate::calculus::Interval;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What can be said of a claim, and how it was reached.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// For all cases within a stated scope: by exact arithmetic, or by enclosures on a cover of all of them.
    Proved,
    /// On the cases tried: each settled by an enclosure.
    Certified,
    /// On the cases tried: no enclosure is available, but the ladder descends.
    Consistent,
    /// An enclosure excludes the claimed value, or an exact residual is not zero.
    Refuted,
    /// Anything else.
    Inconclusive,
}

impl Verdict {
    /// All verdicts, best first.
    pub const ALL: [Verdict; 5] =
        [Self::Proved, Self::Certified, Self::Consistent, Self::Refuted, Self::Inconclusive];

    /// The verdict in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Certified => "certified",
            Self::Consistent => "consistent",
            Self::Refuted => "refuted",
            Self::Inconclusive => "inconclusive",
        }
    }

    /// Whether the claim may pass with it.
    pub fn passes(self) -> bool {
        matches!(self, Self::Proved | Self::Certified | Self::Consistent)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Which case it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// All points of this part of a region.
    Part(Vec<Interval>),
    /// A hand-picked case.
    Known(&'static str),
    /// The case at this place of [`Case::every`](super::Case::every).
    Every(usize),
    /// A random case, by its tape.
    Tape {
        /// The number of the trial.
        trial: usize,
        /// What it was drawn from.
        tape: Vec<u64>,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(_) => write!(f, "all of a part of the region"),
            Self::Known(name) => write!(f, "known case `{name}`"),
            Self::Every(index) => write!(f, "case {index} of all"),
            Self::Tape { trial, .. } => write!(f, "random case {trial}"),
        }
    }
}

/// A case that refutes, judged rigorously.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// Which case.
    pub origin: Origin,
    /// The case spelled out in exact rationals.
    pub spelled: String,
    /// The pair of numbers whose claimed relation is excluded.
    pub pair: Pair,
}

/// The scope of a proof.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scope {
    /// An identity, for the shapes tried.
    Shapes {
        /// How many shapes (dimensions and choices) were tried.
        shapes: usize,
        /// Of any shape, the false identity passes with probability ≤ 2^−bits.
        bits: f64,
    },
    /// All points of a region.
    Region {
        /// How many parts of it were looked at.
        parts: usize,
        /// How often the region was halved to get the smallest one.
        halvings: usize,
    },
    /// All of so many cases.
    All {
        /// How many.
        cases: usize,
    },
}

/// Why a claim is not as declared.
#[derive(Clone, Debug, PartialEq)]
pub enum Shortfall {
    /// No case was judged.
    NothingJudged,
    /// Too few drawn cases satisfied the hypotheses.
    Rejections {
        /// Of so many drawn.
        drawn: usize,
        /// So many satisfied them.
        accepted: usize,
        /// The hypothesis that failed last.
        why: String,
    },
    /// The claim says something on too few cases.
    SaysNothing {
        /// On so many cases it does.
        telling: usize,
        /// Of so many.
        cases: usize,
    },
    /// A case could not be decided.
    Undecided {
        /// The first such case.
        origin: String,
        /// How many there are.
        count: usize,
        /// What stood in the way.
        why: String,
    },
    /// A case does not descend the ladder.
    Plateau {
        /// The first such case.
        origin: String,
        /// How many there are.
        count: usize,
    },
    /// A shape was not tried often enough for its degree bound.
    TooFewTrials {
        /// The bits reached.
        bits: f64,
    },
    /// A proof is declared, but the check cannot be evaluated in rationals.
    NotExact,
    /// A proof by cover is declared, but the check speaks of no region.
    NoRegion,
    /// A part of the region is not decided when the parts are used up.
    Uncovered {
        /// How many were looked at.
        parts: usize,
        /// The first open one.
        part: String,
    },
    /// An inequality is among the pairs of an identity, whose proof speaks of equalities only.
    NotAnIdentity,
    /// The tight bound's witness does not attain it.
    NotAttained,
    /// An enclosure settles every case although the claim is declared to have none.
    Underdeclared,
    /// A mutant was never refuted.
    Survived,
    /// The time limit left out work that could have changed the verdict.
    OutOfTime {
        /// So many cases were judged.
        judged: usize,
        /// Of so many that were counted until then.
        of: usize,
    },
    /// A case panicked.
    InternalError(InternalError),
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingJudged => write!(f, "no case was judged"),
            Self::Rejections { drawn, accepted, why } => {
                write!(f, "only {accepted} of {drawn} draws satisfy the hypotheses; last: {why}")
            }
            Self::SaysNothing { telling, cases } => {
                write!(f, "the claim says something on only {telling} of {cases} cases")
            }
            Self::Undecided { origin, count, why } => {
                write!(f, "{count} undecided, first {origin}: {why}")
            }
            Self::Plateau { origin, count } => {
                write!(f, "{count} cases do not descend the ladder, first {origin}")
            }
            Self::TooFewTrials { bits } => {
                write!(
                    f,
                    "a shape is proved to 2^-{bits:.0} only; 2^-100 is asked: draw full entries or more trials"
                )
            }
            Self::NotExact => {
                write!(
                    f,
                    "a proof needs exact arithmetic: write the check with `identity!`, or declare Enclosure"
                )
            }
            Self::NoRegion => {
                write!(
                    f,
                    "a cover needs a region: write the check with `cover!`, or declare Enclosure"
                )
            }
            Self::Uncovered { parts, part } => {
                write!(
                    f,
                    "{parts} parts of the region do not decide {part}: leave a margin, or write the check in a form that loses less"
                )
            }
            Self::NotAnIdentity => {
                write!(
                    f,
                    "an inequality among the pairs: declare Enclosure, or compare for equality only"
                )
            }
            Self::NotAttained => write!(f, "the witness does not attain the bound"),
            Self::Underdeclared => {
                write!(f, "declared without enclosure, but every case has one: declare Enclosure")
            }
            Self::Survived => write!(f, "no case refutes this mutant"),
            Self::OutOfTime { judged, of } => {
                write!(f, "the time limit ended it after {judged} of {of} cases")
            }
            Self::InternalError(error) => write!(f, "{error}"),
        }
    }
}

/// The verdict of a claim with all that it rests on.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is not as declared.
    pub shortfall: Option<Shortfall>,
    /// Hand-picked cases judged.
    pub known: usize,
    /// Random cases judged.
    pub trials: usize,
    /// Random cases drawn that did not satisfy the hypotheses.
    pub discarded: usize,
    /// Cases on which the claim says something.
    pub telling: usize,
    /// The scope of a proof.
    pub scope: Option<Scope>,
    /// The worst of all cases, rung by rung.
    pub ladder: Vec<RungSummary>,
    /// Of the cases that hold, known ones first.
    pub ratios: Vec<Ratio>,
    /// For a tight bound, on how many cases the witness attains it.
    pub attained: Option<usize>,
    /// What refutes it.
    pub counterexample: Option<Counterexample>,
    /// Whether its time limit left out any work; of a counterexample, perhaps that of making it simpler.
    pub out_of_time: bool,
    /// The first panic of its code, whatever the verdict.
    pub internal_error: Option<InternalError>,
}

impl Judgement {
    /// The largest of its ratios: −∞ without inequalities.
    pub fn closest(&self) -> f64 {
        self.ratios.iter().map(|ratio| ratio.at_least).fold(f64::NEG_INFINITY, f64::max)
    }
}

/// How near a case on which the inequalities hold brings them to equalities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The name of a hand-picked case.
    pub known: Option<&'static str>,
    /// Its proved [`Pair::closeness`]: −∞ without inequalities.
    pub at_least: f64,
}

/// The verdict of a mutant.
#[derive(Clone, Debug)]
pub struct MutantJudgement {
    /// Refuted, as it must be, or what else it is.
    pub verdict: Verdict,
    /// Why it is not refuted.
    pub shortfall: Option<Shortfall>,
    /// What refutes it.
    pub counterexample: Option<Counterexample>,
    /// Cases judged until then.
    pub cases: usize,
    /// Whether its time limit left out any work; of a counterexample, perhaps that of making it simpler.
    pub out_of_time: bool,
    /// The first panic of its code, whatever the verdict.
    pub internal_error: Option<InternalError>,
}
