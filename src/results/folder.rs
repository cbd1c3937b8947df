//! The folder that a run leaves.

use super::found::Found;
use crate::claim::{Finding, Shows, Unit, Witness};
use std::io;
use std::path::{Path, PathBuf};

/// Where a run keeps its journal, its results and its witnesses.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// This one, made if need be, with its folder of witnesses.
    ///
    /// # Errors
    /// What the file system says.
    pub fn made(path: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(path.join("witnesses"))?;
        Ok(Folder(path.to_owned()))
    }

    /// This one, as a run has left it.
    pub fn left(path: &Path) -> Self {
        Folder(path.to_owned())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What is found, one line each, as it comes.
    pub fn journal(&self) -> PathBuf {
        self.0.join("journal.jsonl")
    }

    /// The results of the whole run.
    pub fn results(&self) -> PathBuf {
        self.0.join("results.json")
    }

    /// How long each claim took.
    pub fn timings(&self) -> PathBuf {
        self.0.join("timings.json")
    }

    /// The witness of the claim or mutant of this address.
    pub fn witness(&self, address: &str) -> PathBuf {
        self.0.join("witnesses").join(format!("{}.json", address.replace('/', "--")))
    }

    /// Whether what refutes the unit, if anything does, is kept as a whole file.
    pub(super) fn has_witness_of(&self, found: &Found) -> bool {
        found.counterexample().is_none() || self.text_of_witness(&found.address).is_some()
    }

    /// The witness file's text; none when it is missing, torn, or of something else.
    pub fn text_of_witness(&self, address: &str) -> Option<String> {
        let text = std::fs::read_to_string(self.witness(address)).ok()?;
        Witness::from_json(&text).is_ok_and(|found| found.address() == address).then_some(text)
    }
}

/// The witness of what refutes the claim or the mutant.
pub(super) fn witness(unit: &Unit, finding: &Finding) -> Option<Witness> {
    let mutant = unit.mutant.map(|mutant| mutant.id);
    let case = finding.counterexample()?;
    Some(Witness::of(&unit.entry, mutant, Shows::Counterexample, case))
}
