//! Why a journal is of no use.

use std::fmt;
use std::io;

/// Why a journal cannot be written or read, with the remedy.
#[derive(Debug)]
pub enum JournalError {
    /// What the file system says.
    Io(io::Error),
    /// Another process writes it.
    InUse,
    /// The first line is no header of this format.
    NoJournal,
    /// A line is neither torn off at the end nor what a run writes.
    Corrupt {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: serde_json::Error,
    },
    /// It is the journal of another run.
    Other(Difference),
}

/// In what two runs differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub what: &'static str,
    /// In the journal.
    pub there: String,
    /// In the other run.
    pub here: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { what, there, here } = self;
        write!(f, "its {what} is {there}, here it is {here}")
    }
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::InUse => write!(
                f,
                "another process writes this journal: wait for it, or give this run a folder of its own by --output"
            ),
            Self::NoJournal => {
                write!(f, "line 1: no journal of this format; run without --resume to replace it")
            }
            Self::Corrupt { line, why } => write!(
                f,
                "line {line}: {why}; no kill leaves this: delete the line to have it judged again, or run without --resume"
            ),
            Self::Other(difference) => write!(
                f,
                "line 1: the journal is of another run: {difference}; resume it as it was begun, or run without --resume to replace it"
            ),
        }
    }
}

impl std::error::Error for JournalError {}
