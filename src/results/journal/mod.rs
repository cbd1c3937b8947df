//! The journal of a run: what was found, one line each, as it comes.
//!
//! | file | holds |
//! |---|---|
//! | `header` | the first line: what the run is of |
//! | `reading` | a journal that a run has left, whole or killed |
//! | `recorder` | writing it, from many threads |
//! | `error` | why a journal is of no use |
//!
//! Every line but the first is a [`Found`](super::Found): a claim or a mutant, which is what a kill can lose. A
//! witness is on its way to the disk before the line that speaks of it.

mod error;
mod header;
mod reading;
mod recorder;

pub use error::{Difference, JournalError};
pub use header::{Header, JOURNAL};
pub use reading::Journal;
pub use recorder::Recorder;
