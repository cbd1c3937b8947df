//! `theoremcheck table`: CLAIMS.md and ERRATA.md.

use super::terminal::Terminal;
use super::{Exit, Failure};
use crate::claim::{Settings, Topic};
use crate::report::{claims_markdown, errata_markdown};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct TableArguments {
    /// The folder to write them to
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(
    arguments: &TableArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let settings = Settings { trials: 64, seed: 0 };
    let files =
        [("CLAIMS.md", claims_markdown(topics)), ("ERRATA.md", errata_markdown(topics, settings))];
    for (name, text) in files {
        let path = arguments.folder.join(name);
        std::fs::write(&path, text).map_err(|error| Failure::Io(path.clone(), error))?;
        terminal.line(&format!("wrote {}", path.display()))?;
    }
    Ok(Exit::AsClaimed)
}
