//! `theoremcheck report RESULTS`: the HTML report of a file of results.

use super::files::{RESULTS, read, results_folder, write};
use super::terminal::Terminal;
use super::{Exit, Failure};
use crate::report::html;
use crate::results::{FORMAT, Results};
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};

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
    let text = read(&arguments.file, "no file of results")?;
    let results = parsed(&text).map_err(|why| Failure::BadFile(arguments.file.clone(), why))?;
    let path = report(&results, arguments.html.as_deref())?;
    terminal.line(&format!("wrote {}", path.display()))?;
    Ok(Exit::AsClaimed)
}

/// Writes the report to `path`, or beside results.json; returns where it is.
pub(super) fn report(results: &Results, path: Option<&Path>) -> Result<PathBuf, Failure> {
    let path = match path {
        Some(path) => path.to_owned(),
        None => results_folder("")?.join("report.html"),
    };
    write(&path, &html(results))?;
    Ok(path)
}

/// The results, or the place in the text that is none and what to do about it.
fn parsed(text: &str) -> Result<Results, String> {
    let remedy = format!("`theoremcheck check` writes {RESULTS}/results.json anew");
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("no JSON: {error}; {remedy}"))?;
    match value.get("format") {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(other) => {
            return Err(format!("field `format`: {other} where `{FORMAT}` is wanted; {remedy}"));
        }
        None => return Err(format!("field `format`: missing, so no file of results; {remedy}")),
    }
    serde_json::from_str(text).map_err(|error| format!("no results: {error}; {remedy}"))
}
