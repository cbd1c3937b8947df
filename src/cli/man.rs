//! `theoremcheck man FOLDER`: manual pages.

use super::terminal::Terminal;
use super::{Exit, Failure, Program};
use clap::{Args, CommandFactory};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct ManArguments {
    /// The folder to write `theoremcheck.1` and one page a subcommand to
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &ManArguments, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    let failed = |error| Failure::Io(folder.clone(), error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Program::command(), folder).map_err(failed)?;
    terminal.line(&format!("wrote the pages to {}", folder.display()))?;
    Ok(Exit::AsClaimed)
}
