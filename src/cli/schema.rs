//! `theoremcheck schema`: the format of results.json.

use super::terminal::Terminal;
use super::{Exit, Failure};
use crate::results::schema;

pub(super) fn run(terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.bytes(schema().as_bytes())?;
    Ok(Exit::AsClaimed)
}
