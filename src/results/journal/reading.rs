//! A journal that a run has left.

use super::error::JournalError;
use super::header::{Header, JOURNAL};
use crate::results::found::Found;
use std::collections::BTreeMap;
use std::path::Path;

/// What a journal holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// The first line.
    pub header: Header,
    /// The others, in the order in which they came; a unit that was judged again comes again.
    pub found: Vec<Found>,
    /// Bytes up to the end of the last whole line.
    pub(super) whole: usize,
}

impl Journal {
    /// Reads a journal; none when there is not even a whole first line.
    ///
    /// What follows the last end of a line was torn off by a kill, and is dropped.
    ///
    /// # Errors
    /// [`JournalError`] when the file cannot be read, is no journal, or has a line that no run writes.
    pub fn read(path: &Path) -> Result<Option<Self>, JournalError> {
        Self::parsed(&std::fs::read(path)?)
    }

    /// The last that it says of each unit.
    pub fn last(self) -> BTreeMap<String, Found> {
        self.found.into_iter().map(|found| (found.address.clone(), found)).collect()
    }

    pub(super) fn parsed(bytes: &[u8]) -> Result<Option<Self>, JournalError> {
        let mut whole = 0;
        let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
        let mut lines = std::iter::from_fn(|| {
            let line = lines.next().filter(|line| line.ends_with(b"\n"))?;
            whole += line.len();
            Some(line)
        });
        let Some(first) = lines.next() else { return Ok(None) };
        let header: Option<Header> = serde_json::from_slice(first).ok();
        let header = header.filter(|header| header.format == JOURNAL);
        let header = header.ok_or(JournalError::NoJournal)?;
        let mut found = Vec::new();
        for (at, line) in lines.by_ref().enumerate() {
            let unit = serde_json::from_slice(line);
            found.push(unit.map_err(|why| JournalError::Corrupt { line: at + 2, why })?);
        }
        Ok(Some(Journal { header, found, whole }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Settings, Verdict};
    use crate::results::{Decimal, JudgementResult, RungResult, UnitResult};

    fn header() -> Header {
        Header::of(&[], Settings { trials: 2, seed: 0 }, &[], None, &[])
    }

    /// With a margin that only a correctly rounded reading keeps.
    fn found(at: usize) -> Found {
        let exponent = 3 * i32::try_from(at).expect("a small number") - 300;
        let margin = Decimal::three_digits(1.37 * 10_f64.powi(exponent));
        let rung = |name: &str| RungResult {
            rung: name.to_owned(),
            bits: 24,
            residual_log2: Decimal(f64::NEG_INFINITY),
            margin,
            obstacles: 0,
        };
        let result = UnitResult::Claim(JudgementResult {
            verdict: Verdict::Certified,
            shortfall: None,
            known: at,
            trials: 2,
            discarded: 0,
            telling: 2,
            scope: None,
            closest_ratio: Some(margin),
            ratios: None,
            tight: false,
            witness_attains: None,
            ladder: vec![rung("f32"), rung("f64")],
            counterexample: None,
            out_of_time: false,
            figure: None,
            no_figure: None,
            internal_error: None,
        });
        Found { address: format!("paper/claim-{at}"), seconds: 0.1, result }
    }

    fn text(units: usize) -> String {
        let header = serde_json::to_string(&header()).expect("a header");
        let lines = (0..units).map(|at| serde_json::to_string(&found(at)).expect("a unit"));
        std::iter::once(header).chain(lines).map(|line| line + "\n").collect()
    }

    #[test]
    fn what_is_read_is_what_was_written_to_the_last_bit() {
        let journal = Journal::parsed(text(200).as_bytes()).expect("a journal").expect("a header");
        assert_eq!(journal.found, (0..200).map(found).collect::<Vec<_>>());
        assert_eq!(journal.header, header());
    }

    #[test]
    fn a_journal_cut_anywhere_holds_its_whole_lines() {
        let text = text(3);
        for cut in 0..=text.len() {
            let bytes = &text.as_bytes()[..cut];
            let lines = text[..cut].matches('\n').count();
            match Journal::parsed(bytes).expect("a cut is no error") {
                None => assert_eq!(lines, 0),
                Some(journal) => assert_eq!(journal.found.len() + 1, lines),
            }
        }
    }

    #[test]
    fn a_corrupt_line_is_named() {
        let broken = text(3).replacen("claim-1\"", "claim-1", 1);
        let error = Journal::parsed(broken.as_bytes()).expect_err("a line is broken");
        assert!(matches!(error, JournalError::Corrupt { line: 3, .. }), "{error}");
    }
}
