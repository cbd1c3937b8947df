//! `theoremcheck replay FILE`: a saved case, judged again exactly.

use super::files::read;
use super::terminal::Terminal;
use super::{Exit, Failure};
use crate::claim::{Shows, Standing, Topic, Witness};
use crate::report::pair_text;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct ReplayArguments {
    /// A witness file, as `check` and `hunt` save them
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// As claimed when the witness refutes a mutant; a claim that it refutes is refuted.
pub(super) fn run(
    arguments: &ReplayArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let path = &arguments.file;
    let text = read(path, "no witness file")?;
    let bad = |why: String| Failure::BadFile(path.clone(), why);
    let witness = Witness::from_json(&text).map_err(|error| bad(error.to_string()))?;
    let replay = witness.replay(topics).map_err(|error| bad(error.to_string()))?;
    let shows_closest = witness.shows() == Shows::ClosestCase;
    let (word, exit) = match (replay.standing, witness.is_of_mutant()) {
        (Standing::Holds, _) if shows_closest => ("holds on this case", Exit::AsClaimed),
        (Standing::Fails, true) => ("refuted, as a mutant must be", Exit::AsClaimed),
        (Standing::Fails, false) => ("refuted", Exit::Refuted),
        (Standing::Open, _) => ("undecided on this case", Exit::Inconclusive),
        (Standing::Holds, _) => ("not refuted: it holds on this case", Exit::Inconclusive),
    };
    terminal.line(&format!("{}: {word}", witness.address()))?;
    terminal.line(&format!("  {}", pair_text(&replay.pair)))?;
    Ok(exit)
}
