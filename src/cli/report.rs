//! `theoremcheck report RESULTS`: the HTML report of a file of results.

use super::files::{read_results, results_folder, write};
use super::terminal::Terminal;
use super::{Exit, Failure};
use crate::report::html;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct ReportArguments {
    /// A file of results, as `check` leaves and `check --json` writes it
    #[arg(value_name = "RESULTS")]
    file: PathBuf,
    /// Where to write the report [default: target/theoremcheck/report.html]
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

pub(super) fn run(arguments: &ReportArguments, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let results = read_results(&arguments.file)?;
    let path = match &arguments.html {
        Some(path) => path.clone(),
        None => results_folder("")?.join("report.html"),
    };
    write(&path, &html(&results))?;
    terminal.line(&format!("wrote {}", path.display()))?;
    Ok(Exit::AsClaimed)
}
