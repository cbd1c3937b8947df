//! theoremcheck executes the theorems of deep-learning theory.
//!
//! Each claim of a paper is written once, generically over the number type. The program tries it on hand-picked and
//! random cases in f32 and f64, in high precision, in rigorous balls and, where the mathematics allows, in exact
//! rationals, and says what it can *prove* about it.
//!
//! # Where things live
//!
//! | module | holds | you may touch it when |
//! |---|---|---|
//! | [`papers`] | the catalogue: one file per paper, one folder per topic | you add a claim or a paper |
//! | [`claim`] | what a claim is, how cases are drawn, how it is judged | you change what a verdict means |
//! | [`number`] | the number types and the traits `Field`, `Real`, `Rung` | you add a function or a type |
//! | [`linalg`] | matrices, products, factorizations, enclosures, exact structure | a paper needs a new tool |
//! | [`calculus`] | derivatives, integrals, roots, minima, flows, covers | a paper needs a new tool |
//! | [`networks`], [`losses`] | what papers speak of, each once | two papers share it |
//! | [`graphs`] | graphs, matchings, unrolled trees | a paper needs a new tool |
//! | [`kernels`] | faer's kernels in f32 and f64 against 256 bits | faer changes |
//! | [`datasets`] | small public data, exact | a claim takes data |
//! | [`results`] | what a run found, as a document | you add to what files keep |
//! | [`report`] | results as text, JSON, Markdown, HTML | you change what is shown |
//! | [`cli`] | the command line: one file a subcommand | you add a subcommand |
//!
//! # Words
//!
//! **Paper**: a publication with its claims. **Claim**: one checkable statement. **Mutant**: a false variant of a claim,
//! which must be refuted. **Case**: one instance that satisfies the hypotheses. **Draw**: making a case. **Tape**: the
//! integers that a case is drawn from. **Check**: the generic function from a case to pairs of numbers. **Reading**: a
//! number's centre and radius. **Ladder**: a case evaluated in rising precision; a **rung** is one number type of it.
//! **Verdict**: proved, certified, consistent, refuted or inconclusive. **Witness**: a case kept as a file, or the case
//! that attains a tight bound. **Obstacle**: why a number could not be had. **Erratum**: a literal reading of a published
//! statement that is refuted. **Topic**: papers on one subject.
//!
//! # A claim of your own
//!
//! Depend on this crate, declare a [`Paper`](claim::Paper), and hand it to [`cli::run`]: `examples/own_claim.rs` is a
//! complete program.

pub mod calculus;
pub mod claim;
pub mod cli;
pub mod datasets;
pub mod graphs;
pub mod kernels;
pub mod linalg;
pub mod losses;
pub mod networks;
pub mod number;
mod obstacle;
pub mod papers;
pub mod report;
pub mod results;

pub use obstacle::Obstacle;
