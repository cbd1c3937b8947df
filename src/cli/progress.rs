//! How far a run is: a bar on a terminal, else a line for each claim.

use super::running::progress_bar;
use crate::claim::Entry;
use crate::results::{Found, UnitResult};
use indicatif::ProgressBar;
use std::collections::HashMap;
use std::io::{IsTerminal, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lines are written together, so often at most.
const RHYTHM: Duration = Duration::from_secs(1);

/// What stderr is told while a run goes on.
pub(super) enum Progress {
    Quiet,
    Bar(ProgressBar),
    Lines(Mutex<Lines>),
}

impl Progress {
    /// Of a run over `entries`, of which the units `known` are judged already and `left` are not.
    pub(super) fn begin(entries: &[Entry], known: &[Found], left: usize, quiet: bool) -> Self {
        if quiet {
            Self::Quiet
        } else if stderr().is_terminal() {
            Self::Bar(progress_bar(left, "claims and mutants"))
        } else {
            Self::Lines(Mutex::new(Lines::of(entries, known)))
        }
    }

    pub(super) fn add(&self, found: &Found) {
        match self {
            Self::Quiet => {}
            Self::Bar(bar) => bar.inc(1),
            // Lines that another thread left half done are complete enough to go on.
            Self::Lines(lines) => lines.lock().unwrap_or_else(PoisonError::into_inner).say(found),
        }
    }

    pub(super) fn end(self) {
        match self {
            Self::Quiet => {}
            Self::Bar(bar) => bar.finish_and_clear(),
            Self::Lines(lines) => {
                lines.into_inner().unwrap_or_else(PoisonError::into_inner).flush();
            }
        }
    }
}

/// The lines of finished claims that are not written yet, and the claims under way.
pub(super) struct Lines {
    claims: HashMap<String, Pending>,
    finished: usize,
    waiting: String,
    written: Instant,
}

/// A claim of which some units are judged.
struct Pending {
    units_left: usize,
    verdict: &'static str,
    passes: bool,
    mutants: usize,
    refuted: usize,
    seconds: f64,
}

impl Lines {
    fn of(entries: &[Entry], known: &[Found]) -> Self {
        let pending = |entry: &Entry| {
            let mutants = entry.claim.mutants.len();
            let none = Pending {
                units_left: mutants + 1,
                verdict: "",
                passes: false,
                mutants,
                refuted: 0,
                seconds: 0.0,
            };
            (entry.address(), none)
        };
        let claims = entries.iter().map(pending).collect();
        let mut lines =
            Lines { claims, finished: 0, waiting: String::new(), written: Instant::now() };
        for found in known {
            // What was judged before was told before.
            let _ = lines.line(found);
        }
        lines
    }

    fn say(&mut self, found: &Found) {
        if let Some(line) = self.line(found) {
            self.waiting.push_str(&line);
        }
        if self.written.elapsed() >= RHYTHM {
            self.flush();
        }
    }

    /// The line of the claim that this unit finishes.
    fn line(&mut self, found: &Found) -> Option<String> {
        let claims = self.claims.len();
        let address = found.claim();
        let claim = self.claims.get_mut(&address)?;
        claim.units_left -= 1;
        claim.seconds += found.seconds;
        match &found.result {
            UnitResult::Claim(judgement) => {
                claim.verdict = judgement.verdict.name();
                claim.passes = judgement.verdict.passes();
            }
            UnitResult::Mutant(mutant) => claim.refuted += usize::from(mutant.is_refuted()),
        }
        if claim.units_left > 0 {
            return None;
        }
        self.finished += 1;
        let Pending { verdict, passes, mutants, refuted, seconds, .. } = *claim;
        let mark = if passes && refuted == mutants { "✓" } else { "✗" };
        let place = self.finished;
        Some(format!(
            "{mark} {address}: {verdict}, {refuted}/{mutants} mutants refuted; {seconds:.1} s ({place} of {claims})\n"
        ))
    }

    fn flush(&mut self) {
        eprint!("{}", self.waiting);
        self.waiting.clear();
        self.written = Instant::now();
    }
}
