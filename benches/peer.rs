//! The peers: a Python process that runs a task so many times and says how long it took.

use crate::python::{Dialogue, Python};
use std::time::Duration;

/// python-flint and numpy.
pub(crate) struct Peers(Dialogue);

impl Peers {
    /// Starts them; says why when that fails.
    pub(crate) fn start() -> Result<Self, String> {
        let mut dialogue = Python::installed()?.start("benches/peers.py")?;
        eprintln!("peers: python-flint, FLINT, numpy {}", dialogue.line()?);
        Ok(Peers(dialogue))
    }

    /// How long `iterations` runs of `task` take.
    pub(crate) fn time(&mut self, task: &str, iterations: u64) -> Duration {
        let answer =
            self.0.answer(&format!("{task} {iterations}")).expect("the peers answer every line");
        Duration::from_nanos(answer.parse().expect("the peers answer in nanoseconds"))
    }
}
