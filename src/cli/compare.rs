//! `theoremcheck compare OLD NEW`: what changed between two runs.

use super::files::read_results;
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure};
use crate::results::{Change, compare};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct CompareArguments {
    /// Results of the earlier run, as `check` writes them
    #[arg(value_name = "OLD.json")]
    old: PathBuf,
    /// Results of the later run
    #[arg(value_name = "NEW.json")]
    new: PathBuf,
    /// Print a JSON object instead
    #[arg(long)]
    json: bool,
}

/// As claimed unless the later run shows less.
pub(super) fn run(arguments: &CompareArguments, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let [old, new] = [&arguments.old, &arguments.new].map(|path| read_results(path));
    let changes = compare(&old?, &new?);
    let worse = changes.iter().filter(|change| change.worse).count();
    if arguments.json {
        let object =
            json!({ "format": "theoremcheck comparison 1", "worse": worse, "changes": changes });
        terminal.line(&format!("{object:#}"))?;
    } else {
        changes.iter().try_for_each(|change| terminal.line(&line(change, terminal)))?;
        let count = changes.len();
        terminal.line(&format!("{count} changes, {worse} of them for the worse"))?;
    }
    Ok(if worse > 0 { Exit::Worse } else { Exit::AsClaimed })
}

fn line(change: &Change, terminal: &Terminal) -> String {
    let mark = if change.worse {
        terminal.painted(Tone::Bad, "✗")
    } else {
        terminal.painted(Tone::Quiet, "·")
    };
    format!("{mark} {change}")
}
