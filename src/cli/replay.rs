//! `theoremcheck replay FILE`: a saved case, judged again exactly.

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
    let bytes = std::fs::read(path).map_err(|error| Failure::Io(path.clone(), error))?;
    let bad = |why: String| Failure::BadFile(path.clone(), why);
    let text = String::from_utf8(bytes).map_err(|error| {
        bad(format!("byte {}: not UTF-8, so no witness file", error.utf8_error().valid_up_to()))
    })?;
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
