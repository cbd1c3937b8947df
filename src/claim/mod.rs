//! What a claim is, how its cases are drawn, and how it is judged.
//!
//! | file | holds |
//! |---|---|
//! | `paper` | [`Topic`], [`Paper`], [`Claim`], [`Mutant`]: what an author writes |
//! | `check` | [`Case`], [`check!`], [`identity!`]: a generic check, erased into one function per number type |
//! | `region` | [`Region`], [`cover!`]: claims about a few real numbers, proved on a box of them |
//! | `compare` | [`equal`], [`at_most`], [`below`], [`equal_at`], [`vanishes`]: what a check returns |
//! | `quoted` | [`rounds_to`]: a number as a paper prints it |
//! | `squares_tape` | [`squares_tape()`]: what known cases are drawn from when their numbers do not matter |
//! | `draw`, `tape` | [`Draw`]: exact random cases from a tape that proptest generates and shrinks |
//! | `outcome` | one evaluation: pairs, residuals, margins |
//! | `cases`, `gathered`, `examined`, `ladder`, `settled`, `judge` | from cases to a verdict |
//! | `mutants` | the verdict of a mutant |
//! | `caught`, `limits` | panics and time limits, which end a case and a unit, not the run |
//! | `verdict` | [`Verdict`] and all that it rests on |
//! | `run` | many claims at once, in parallel |
//! | `figure` | curves over time, for the report |
//! | `site`, `hunt` | directed search for the tightest case or a counterexample |
//! | `witness` | counterexamples as files |

mod cases;
mod caught;
mod check;
mod compare;
mod draw;
mod examined;
mod figure;
mod gathered;
mod hunt;
mod judge;
mod ladder;
mod limits;
mod mutants;
mod outcome;
mod paper;
mod quoted;
mod region;
mod run;
mod settled;
mod site;
mod squares_tape;
mod tape;
mod verdict;
mod witness;
mod witness_error;

pub use caught::InternalError;
pub(crate) use caught::clipped;
pub use check::{AnyCase, Case, Check, Evaluators, check, evaluate, identity};
pub use compare::{Answer, Compared, Entries, agree, at_most, below, equal, equal_at, vanishes};
pub use draw::{Draw, Rejected};
pub use examined::known_outcomes;
pub use figure::{
    Curve, Figure, Plotted, Row, curves, flow_rows, formula_rows, known_case, spaced,
};
pub use hunt::{Hunt, Quarry, Search, hunt, sampling_refutes};
pub use judge::{Settings, judge};
pub use ladder::{RUNGS, RungSummary};
pub use limits::Limits;
pub use mutants::judge_mutant;
pub use outcome::{Outcome, Pair, Relation, Standing};
pub use paper::{Claim, Erratum, Kind, Method, Mutant, Paper, Topic};
pub use quoted::rounds_to;
pub use region::{Part, Region, cover};
pub use run::{Entry, Finding, Unit, entries, judge_units, units};
pub use squares_tape::squares_tape;
pub use verdict::{
    Counterexample, Judgement, MutantJudgement, Origin, Ratio, Scope, Shortfall, Verdict,
};
pub use witness::{Replay, Shows, Witness};
pub use witness_error::WitnessError;
