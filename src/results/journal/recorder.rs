//! Writing the journal: any thread hands over lines, one thread writes them.

use super::error::JournalError;
use super::header::Header;
use super::reading::Journal;
use crate::claim::{Finding, Unit};
use crate::results::folder::{Folder, witness};
use crate::results::found::Found;
use serde::Serialize;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What was written reaches the disk at least so often. A kill of the process loses nothing that was written; this is
/// for a machine that loses power.
const SYNC: Duration = Duration::from_secs(1);

/// The journal of a running run, locked against other processes until it is dropped.
pub struct Recorder {
    folder: Folder,
    lines: Sender<String>,
    writer: JoinHandle<io::Result<()>>,
}

impl Recorder {
    /// Begins the journal of `folder`, in place of any that is there.
    ///
    /// # Errors
    /// [`JournalError`] when another process writes it, or it cannot be written.
    pub fn begin(folder: &Folder, header: &Header) -> Result<Self, JournalError> {
        Self::begun(folder, locked(folder)?, header)
    }

    /// Continues the journal of `folder`, if there is one, and returns what it says of each unit that need not be
    /// judged again: all but those that ran out of time, or whose witness is lost.
    ///
    /// # Errors
    /// [`JournalError`] when another process writes it, it is of another run, or a line of it is corrupt.
    pub fn resume(folder: &Folder, header: &Header) -> Result<(Self, Vec<Found>), JournalError> {
        let mut file = locked(folder)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let Some(journal) = Journal::parsed(&bytes)? else {
            return Ok((Self::begun(folder, file, header)?, Vec::new()));
        };
        if let Some(difference) = journal.header.difference_in_all(header) {
            return Err(JournalError::Other(difference));
        }
        file.set_len(journal.whole as u64)?;
        file.seek(SeekFrom::End(0))?;
        let stands = |found: &Found| !found.out_of_time() && folder.has_witness_of(found);
        let kept = journal.last().into_values().filter(stands).collect();
        Ok((Self::over(folder, file), kept))
    }

    fn begun(folder: &Folder, mut file: File, header: &Header) -> Result<Self, JournalError> {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(line(header).as_bytes())?;
        Ok(Self::over(folder, file))
    }

    fn over(folder: &Folder, file: File) -> Self {
        let (lines, received) = channel();
        let writer = std::thread::spawn(move || write(file, &received));
        Recorder { folder: folder.clone(), lines, writer }
    }

    /// Keeps what was found of a unit: first its witness, then its line.
    ///
    /// # Errors
    /// What the file system says of the witness; that of the journal comes with [`finish`](Self::finish).
    pub fn record(&self, unit: &Unit, finding: &Finding, found: &Found) -> io::Result<()> {
        if let Some(witness) = witness(unit, finding) {
            std::fs::write(self.folder.witness(&found.address), witness.to_json())?;
        }
        let ended = |_| io::Error::other("the journal can no longer be written");
        self.lines.send(line(found)).map_err(ended)
    }

    /// Waits until all is on the disk.
    ///
    /// # Errors
    /// What the file system said of the journal.
    pub fn finish(self) -> io::Result<()> {
        drop(self.lines);
        self.writer
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the journal's writer panicked")))
    }
}

/// The open journal, from its start, while no other process has it.
fn locked(folder: &Folder) -> Result<File, JournalError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.journal())?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Writes every line by itself, so that a kill tears the last one at most.
fn write(mut file: File, lines: &Receiver<String>) -> io::Result<()> {
    let mut unsynced: Option<Instant> = None;
    loop {
        if unsynced.is_some_and(|since| since.elapsed() >= SYNC) {
            file.sync_data()?;
            unsynced = None;
        }
        let left = unsynced.map_or(Duration::MAX, |since| SYNC.saturating_sub(since.elapsed()));
        match lines.recv_timeout(left) {
            Ok(line) => {
                file.write_all(line.as_bytes())?;
                unsynced.get_or_insert_with(Instant::now);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return file.sync_all(),
        }
    }
}

fn line(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("every field has a form in JSON");
    format!("{text}\n")
}
