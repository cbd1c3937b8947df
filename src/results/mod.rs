//! What a run found, as a document that files keep. Every report is a function of it.
//!
//! | file | holds |
//! |---|---|
//! | `document` | [`Results`]: the settings, the sums, the claims |
//! | `claim` | [`ClaimResult`]: a claim with its verdict and its mutants |
//! | `found` | [`Found`]: a claim or a mutant by itself, and how the whole is put together |
//! | `evidence` | what a verdict rests on: ladder, scope, ratios, counterexample |
//! | `figure` | curves over time |
//! | `timings` | [`Timings`]: how long each claim took |
//! | `decimal` | numbers that JSON has not |
//!
//! The types are the format: field names are stable, and `schema/results.schema.json` is made from them.

mod claim;
mod decimal;
mod document;
mod evidence;
mod figure;
mod found;
mod timings;

pub use claim::{ClaimResult, ErratumResult, JudgementResult, MutantResult};
pub use decimal::Decimal;
pub use document::{Counts, FORMAT, Results, by_paper};
pub use evidence::{CounterexampleResult, Ratios, RungResult, ScopeResult};
pub use figure::{CurveResult, FigureResult, PointResult};
pub use found::{Found, UnitResult, assembled, judged};
pub use timings::Timings;
