//! The counts of a comparison, by operation.

use super::interval::{Interval, is_narrow, times_wider};
use std::collections::BTreeMap;
use std::fmt;

/// Each operation shall be compared so often.
const FEWEST: usize = 500;
/// We may have no finite answer where FLINT has a narrow one in one of so many cases.
const MISSES: usize = 100;
/// In the median, ours may be 2 to this times wider.
const WIDEST: f64 = 20.0;

/// Of one operation.
#[derive(Default)]
struct Counts {
    /// Both have a finite answer for the balls.
    same: usize,
    /// We for the balls, FLINT for a point of them.
    points: usize,
    /// FLINT alone, and how often it knows it to 20 bits.
    flint_alone: usize,
    narrow_alone: usize,
    we_alone: usize,
    neither: usize,
    /// Ours excludes FLINT's, and how the first time.
    disjoint: usize,
    first: Option<String>,
    /// log₂ of the widths of ours over FLINT's, where both have a width.
    ratios: Vec<f64>,
}

#[derive(Default)]
pub(super) struct Tally {
    operations: BTreeMap<&'static str, Counts>,
}

impl Tally {
    /// Counts the answers for one case's balls.
    pub(super) fn balls(
        &mut self,
        operation: &'static str,
        ours: Option<&[Interval]>,
        theirs: Option<&[Interval]>,
    ) {
        let counts = self.operations.entry(operation).or_default();
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                counts.same += 1;
                counts.ratios.extend(times_wider(ours, theirs));
            }
            (None, Some(theirs)) => {
                counts.flint_alone += 1;
                counts.narrow_alone += usize::from(is_narrow(theirs));
            }
            (Some(_), None) => counts.we_alone += 1,
            (None, None) => counts.neither += 1,
        }
    }

    /// Counts a comparison at a point.
    pub(super) fn point(&mut self, operation: &'static str) {
        self.operations.entry(operation).or_default().points += 1;
    }

    /// Counts that ours excludes FLINT's.
    pub(super) fn disjoint(&mut self, operation: &'static str, how: String) {
        let counts = self.operations.entry(operation).or_default();
        counts.disjoint += 1;
        counts.first.get_or_insert(how);
    }

    pub(super) fn add(&mut self, other: Tally) {
        for (operation, counts) in other.operations {
            self.operations.entry(operation).or_default().add(counts);
        }
    }

    /// What is wrong: disjoint answers; too few comparisons; we know nothing, or far less than FLINT.
    pub(super) fn complaints(&self, wanted: usize) -> Vec<String> {
        let mut all = vec![];
        let total: usize = self.operations.values().map(|counts| counts.same).sum();
        if total < wanted {
            all.push(format!("{total} comparisons, {wanted} were wanted"));
        }
        for (operation, counts) in &self.operations {
            all.extend(counts.complaints().map(|complaint| format!("{operation}: {complaint}")));
        }
        all
    }
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.same += other.same;
        self.points += other.points;
        self.flint_alone += other.flint_alone;
        self.narrow_alone += other.narrow_alone;
        self.we_alone += other.we_alone;
        self.neither += other.neither;
        self.disjoint += other.disjoint;
        self.first = self.first.take().or(other.first);
        self.ratios.extend(other.ratios);
    }

    fn complaints(&self) -> impl Iterator<Item = String> {
        let Counts { same, points, narrow_alone, disjoint, .. } = *self;
        let median = self.median();
        let few = (same < FEWEST || points < FEWEST)
            .then(|| format!("{same} comparisons of balls, {points} of points"));
        let misses = (narrow_alone * MISSES > same + narrow_alone)
            .then(|| format!("no answer in {narrow_alone} cases where FLINT's is narrow"));
        let wide = (median > WIDEST).then(|| format!("2^{median:.1} times wider in the median"));
        let first = self.first.iter().map(move |how| format!("{disjoint} disjoint, as in {how}"));
        first.chain([few, misses, wide].into_iter().flatten())
    }

    /// 0 where nothing has a width.
    fn median(&self) -> f64 {
        let mut ratios = self.ratios.clone();
        ratios.sort_by(f64::total_cmp);
        ratios.get(ratios.len() / 2).copied().unwrap_or(0.0)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header =
            ["balls", "points", "FLINT alone", "narrow", "we alone", "neither", "disjoint"];
        write!(f, "{:20}", "")?;
        for word in header {
            write!(f, "{word:>12}")?;
        }
        writeln!(f, "{:>20}", "median log₂ wider")?;
        for (operation, counts) in &self.operations {
            let Counts { same, points, flint_alone, narrow_alone, .. } = *counts;
            let Counts { we_alone, neither, disjoint, .. } = *counts;
            write!(f, "{operation:20}")?;
            for count in [same, points, flint_alone, narrow_alone, we_alone, neither, disjoint] {
                write!(f, "{count:12}")?;
            }
            writeln!(f, "{:20.2}", counts.median())?;
        }
        Ok(())
    }
}
