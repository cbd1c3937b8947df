//! Text for people: colour when stdout is a terminal and NO_COLOR is not set.

use super::Failure;
use std::io::{self, IsTerminal, Stdout, Write};

/// Standard output.
pub(super) struct Terminal {
    out: Stdout,
    colour: bool,
}

/// What a colour means.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Good,
    Bad,
    Doubtful,
    Quiet,
    Loud,
}

impl Terminal {
    pub(super) fn stdout() -> Self {
        let out = io::stdout();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = out.is_terminal() && !plain;
        Terminal { out, colour }
    }

    /// `text` in the colour of `tone`.
    pub(super) fn painted(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Good => "32",
            Tone::Bad => "31;1",
            Tone::Doubtful => "33",
            Tone::Quiet => "2",
            Tone::Loud => "1",
        };
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Prints a line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.out, "{text}").map_err(Failure::stdout)
    }

    /// Prints bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out.write_all(bytes).and_then(|()| self.out.flush()).map_err(Failure::stdout)
    }
}
