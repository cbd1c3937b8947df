//! `theoremcheck completions SHELL`.

use super::terminal::Terminal;
use super::{Exit, Failure, Program};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(
    arguments: &CompletionsArguments,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Program::command(), "theoremcheck", &mut script);
    terminal.bytes(&script)?;
    Ok(Exit::AsClaimed)
}
