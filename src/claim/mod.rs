//! What a claim is, how its cases are drawn, and how it is judged.

mod check;
mod compare;
mod draw;
mod outcome;
mod paper;

pub use check::{AnyCase, Case, Check, Evaluators, check, evaluate, identity};
pub use compare::{Answer, Compared, Entries, agree, at_most, below, equal, vanishes};
pub use draw::{Draw, Rejected};
pub use outcome::{Outcome, Pair, Relation, Standing};
pub use paper::{Claim, Erratum, Kind, Method, Mutant, Paper, Topic};
