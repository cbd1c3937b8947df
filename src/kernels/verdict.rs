//! A survey beside the table of what is allowed.

use super::anomaly::Kind;
use super::survey::{Group, Row, Settings, Survey};
use super::{Input, Kernel};
use std::fmt;

/// The largest error allowed to answers without anomaly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The kernel.
    pub kernel: Kernel,
    /// One of its measures.
    pub measure: &'static str,
    /// The error may be up to 2^log2 units.
    pub log2: i32,
}

/// Whether an anomaly must be seen for its entry to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// It follows from the algorithm: a full run without it means that the entry is no longer needed.
    Always,
    /// It depends on the processor (widths of vectors, threads), on the build or on the draw: seen or not, the entry stays.
    Perhaps,
}

/// A known anomaly, in either type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The kernel.
    pub kernel: Kernel,
    /// What is wrong.
    pub kind: Kind,
    /// On these inputs.
    pub inputs: &'static [Input],
    /// A wrong value may be up to 2^log2 units off; `None`: by anything.
    pub log2: Option<i32>,
    /// Whether it must be seen.
    pub occurs: Occurs,
    /// Why, and what a user can do.
    pub reason: &'static str,
}

/// The reviewed table.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// One for each measure.
    pub limits: &'static [Limit],
    /// All known anomalies.
    pub known: &'static [Known],
}

/// A limit is no longer needed when the largest error is below 2^−SLACK of it. Limits are set about 2³ above what was
/// measured, and the rest is for other processors, seeds and versions of libraries: they move errors by small factors.
pub const SLACK: i32 = 8;

/// Why a run does not pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Shortfall {
    /// A measure without a limit.
    NoLimit(Row),
    /// An error above its limit.
    AboveLimit(Row, Limit),
    /// A limit far above every error.
    LimitUnneeded(Limit),
    /// An anomaly that no entry speaks of.
    Unlisted(Group),
    /// A wrong value further off than its entry says.
    FurtherOff(Group, Known),
    /// An entry whose anomaly does not occur any more.
    KnownUnneeded(Known),
}

/// The known anomaly that a group is.
pub fn entry_of(group: &Group, allowed: &Allowed) -> Option<Known> {
    let case = &group.smallest.case;
    let speaks_of = |known: &&Known| {
        known.kernel == case.kernel
            && known.kind == group.smallest.found.kind
            && known.inputs.contains(&case.input)
    };
    allowed.known.iter().find(speaks_of).copied()
}

/// All that is not as the table says; empty when the run passes.
///
/// Whether entries are still needed is asked only of what a run covers: the sizes and the number of trials of the
/// default run or more, and only the kernels that it ran. Limits are for sizes up to twice the default.
pub fn shortfalls(survey: &Survey, allowed: &Allowed) -> Vec<Shortfall> {
    let Settings { trials, size, kernels, .. } = &survey.settings;
    let usual = Settings::default();
    let complete = *trials >= usual.trials && *size >= usual.size;
    let mut shortfalls = Vec::new();
    if *size <= usual.size {
        for row in &survey.rows {
            match limit_of(row, allowed) {
                None => shortfalls.push(Shortfall::NoLimit(row.clone())),
                Some(limit) if error(row) > 2.0_f64.powi(limit.log2) => {
                    shortfalls.push(Shortfall::AboveLimit(row.clone(), *limit));
                }
                Some(_) => {}
            }
        }
    }
    for group in &survey.anomalies {
        match entry_of(group, allowed) {
            None => shortfalls.push(Shortfall::Unlisted(group.clone())),
            Some(known) if known.log2.is_some_and(|log2| group.error > 2.0_f64.powi(log2)) => {
                shortfalls.push(Shortfall::FurtherOff(group.clone(), known));
            }
            Some(_) => {}
        }
    }
    if !complete {
        return shortfalls;
    }
    for limit in allowed.limits.iter().filter(|limit| kernels.contains(&limit.kernel)) {
        let rows = survey
            .rows
            .iter()
            .filter(|row| row.measure.kernel == limit.kernel && row.measure.name == limit.measure);
        let largest = rows.map(error).fold(0.0, f64::max);
        if largest < 2.0_f64.powi(limit.log2 - SLACK) {
            shortfalls.push(Shortfall::LimitUnneeded(*limit));
        }
    }
    let must_occur = allowed.known.iter().filter(|known| known.occurs == Occurs::Always);
    for known in must_occur.filter(|known| kernels.contains(&known.kernel)) {
        if !survey.anomalies.iter().any(|group| entry_of(group, allowed) == Some(*known)) {
            shortfalls.push(Shortfall::KnownUnneeded(*known));
        }
    }
    shortfalls
}

/// The limit of a row's measure.
pub fn limit_of<'a>(row: &Row, allowed: &'a Allowed) -> Option<&'a Limit> {
    allowed
        .limits
        .iter()
        .find(|limit| limit.kernel == row.measure.kernel && limit.measure == row.measure.name)
}

fn error(row: &Row) -> f64 {
    row.worst.as_ref().map_or(0.0, |(_, defect)| defect.error)
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const TABLE: &str = "src/kernels/allowed.rs";
        match self {
            Self::NoLimit(row) => write!(
                f,
                "{}, {}: no limit; add one to {TABLE}",
                row.measure.kernel.name(),
                row.measure.name
            ),
            Self::AboveLimit(row, limit) => write!(
                f,
                "{} {}, {}: {:.1} u is above the limit 2^{}; find out why before you raise it in {TABLE}",
                row.measure.kernel.name(),
                row.precision.name(),
                row.measure.name,
                error(row),
                limit.log2
            ),
            Self::LimitUnneeded(limit) => write!(
                f,
                "{}, {}: every error is below 2^{}; lower the limit 2^{} in {TABLE}",
                limit.kernel.name(),
                limit.measure,
                limit.log2 - SLACK,
                limit.log2
            ),
            Self::Unlisted(group) => write!(
                f,
                "{}: {} (size {}, {} of {} answers); unlisted",
                group.smallest.slug(),
                group.smallest.found.text,
                group.smallest.case.size,
                group.count,
                group.of
            ),
            Self::FurtherOff(group, known) => write!(
                f,
                "{}: {:.1e} u is above the {} that {TABLE} allows to this known anomaly",
                group.smallest.slug(),
                group.error,
                known.log2.map_or_else(String::new, |log2| format!("2^{log2}"))
            ),
            Self::KnownUnneeded(known) => write!(
                f,
                "{} {} on {}: does not occur any more; remove its entry from {TABLE}",
                known.kernel.name(),
                known.kind.name(),
                known.inputs.iter().map(|input| input.name()).collect::<Vec<_>>().join(", ")
            ),
        }
    }
}
