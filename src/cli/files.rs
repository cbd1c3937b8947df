//! Files that commands leave and read, with errors that name them.

use super::Failure;
use crate::results::Results;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Where commands leave their results, below the current folder.
pub(super) const RESULTS: &str = "target/theoremcheck";

/// A folder of the results of a hunt or of kernels, made if need be.
pub(super) fn results_folder(name: &str) -> Result<PathBuf, Failure> {
    let folder = Path::new(RESULTS).join(name);
    std::fs::create_dir_all(&folder).map_err(|error| Failure::Io(folder.clone(), error))?;
    Ok(folder)
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::Io(path.to_owned(), error))
}

pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).expect("every field has a form in JSON");
    write(path, &format!("{text}\n"))
}

/// Results that a run has written.
pub(super) fn read_results(path: &Path) -> Result<Results, Failure> {
    let text = read(path, "no results of a run")?;
    Results::from_json(&text).map_err(|why| Failure::BadFile(path.to_owned(), why))
}

/// The text of a file of the user's that should be `what`.
pub(super) fn read(path: &Path, what: &str) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::Io(path.to_owned(), error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::BadFile(path.to_owned(), format!("byte {at}: not UTF-8, so {what}"))
    })
}
