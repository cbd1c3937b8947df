//! What is compared: a question to FLINT, and our answer to it.

use super::interval::{Comparison, Interval};
use theoremcheck::number::{Ball, Field};

pub(super) struct Case {
    /// What it is counted under.
    pub(super) operation: &'static str,
    /// The line that FLINT answers: see flint.py.
    pub(super) question: String,
    /// Nothing without a finite answer.
    pub(super) ours: Option<Vec<Interval>>,
    pub(super) comparison: Comparison,
}

impl Case {
    pub(super) fn new<const B: u32>(
        operation: &'static str,
        question: String,
        ours: Option<&[Ball<B>]>,
        comparison: Comparison,
    ) -> Self {
        let ours = ours
            .and_then(|balls| balls.iter().map(|x| Interval::of_reading(&x.reading())).collect());
        Case { operation, question, ours, comparison }
    }

    /// The squares of our numbers instead of these.
    pub(super) fn squared(self) -> Self {
        let square = |list: Vec<Interval>| list.iter().map(Interval::square).collect();
        Case { ours: self.ours.map(square), ..self }
    }
}
