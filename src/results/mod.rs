//! What a run found, as a document that files keep. Every report is a function of it.
//!
//! | file | holds |
//! |---|---|
//! | `document` | [`Results`]: the settings, the sums, the claims |
//! | `claim` | [`ClaimResult`]: a claim with its verdict and its mutants |
//! | `found` | [`Found`]: a claim or a mutant by itself, and how the whole is put together |
//! | `folder` | [`Folder`]: where a run keeps all of it |
//! | `journal` | what is found, kept line by line as it comes, so that a killed run can be continued |
//! | `evidence` | what a verdict rests on: ladder, scope, ratios, counterexample |
//! | `figure` | curves over time |
//! | `compare` | [`compare()`]: what changed between two runs |
//! | `schema` | the format as a JSON schema |
//! | `shard`, `costs` | [`Shard`]: a part of a run, cut by what each claim costs |
//! | `timings` | [`Timings`]: how long each claim took |
//! | `decimal` | numbers that JSON has not |
//!
//! The types are the format: field names are stable, and `schema.json` is made from them.

mod claim;
mod compare;
mod costs;
mod decimal;
mod document;
mod evidence;
mod figure;
mod folder;
mod found;
mod journal;
mod schema;
mod shard;
mod timings;

pub use claim::{ClaimResult, ErratumResult, JudgementResult, MutantResult};
pub use compare::{Change, Moved, compare};
pub use costs::Costs;
pub use decimal::Decimal;
pub use document::{Counts, FORMAT, Results, by_paper};
pub use evidence::{CounterexampleResult, Ratios, RungResult, ScopeResult};
pub use figure::{CurveResult, FigureResult, PointResult};
pub use folder::Folder;
pub use found::{Found, UnitResult, assembled, judged};
pub use journal::{Difference, Header, JOURNAL, Journal, JournalError, Recorder};
pub use schema::schema;
pub use shard::{NoShard, Shard};
pub use timings::Timings;
