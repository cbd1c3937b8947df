//! All kernels on all inputs.

use super::anomaly::{Anomaly, Case, Entries, Found, Kind};
use super::defects::{Defect, MEASURES, Measure};
use super::judge::{Judgement, judged};
use super::problem::Implementation;
use super::{Input, Kernel, Native, Precision};
use rayon::prelude::*;

/// How much to try.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where the random numbers start.
    pub seed: u64,
    /// Draws of each (kernel, input, size).
    pub trials: u32,
    /// The largest size.
    pub size: usize,
    /// The kernels.
    pub kernels: Vec<Kernel>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 0, trials: 2, size: 64, kernels: Kernel::ALL.to_vec() }
    }
}

/// Around the widths of vectors and of the blocks of faer.
const SIZES: [usize; 12] = [1, 2, 3, 4, 5, 8, 16, 17, 33, 64, 128, 256];

/// The largest error of one measure, on inputs where no value is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub measure: Measure,
    /// In which type.
    pub precision: Precision,
    /// Where, the error and its bound; `None` when nothing was measured.
    pub worst: Option<(Case, Defect)>,
}

/// Anomalies that differ in size and draw alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The one of the smallest size.
    pub smallest: Anomaly,
    /// How many answers have it.
    pub count: usize,
    /// Of so many answers of this kernel, type and input.
    pub of: usize,
    /// The largest error in u, 0 when none is a wrong value.
    pub error: f64,
}

/// What a run showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// What was tried.
    pub settings: Settings,
    /// How many problems.
    pub cases: usize,
    /// One for each measure of the kernels and each type.
    pub rows: Vec<Row>,
    /// In the order of kernels, types and inputs.
    pub anomalies: Vec<Group>,
}

/// All cases of `settings`.
pub fn cases(settings: &Settings) -> Vec<Case> {
    let mut cases = Vec::new();
    for &kernel in &settings.kernels {
        for precision in Precision::ALL {
            for input in Input::ALL {
                let seed = settings.seed;
                let case = |size, trial| Case { kernel, precision, input, size, seed, trial };
                let (m, n) = input.shape(2);
                if input == Input::Empty {
                    cases.push(case(0, 0));
                    continue;
                }
                for size in SIZES.into_iter().filter(|&size| size <= settings.size) {
                    if kernel.takes(m, n) {
                        cases.extend((0..settings.trials).map(|trial| case(size, trial)));
                    }
                }
                // Threads and blocks show at larger sizes only; one such case is what the time allows.
                if input == Input::Gaussian {
                    cases.push(case((2 * settings.size).min(256), 0));
                }
            }
        }
    }
    cases
}

/// Judges `implementation` on all cases, in parallel; the result depends on `settings` and the processor alone.
pub fn survey(
    implementation: &impl Implementation,
    settings: &Settings,
    done: impl Fn() + Sync,
) -> Survey {
    let cases = cases(settings);
    let judgements: Vec<_> = cases
        .par_iter()
        .with_max_len(1)
        .map(|case| {
            let judgement = match case.precision {
                Precision::Single => of_case::<f32>(implementation, case),
                Precision::Double => of_case::<f64>(implementation, case),
            };
            done();
            judgement
        })
        .collect();
    let results: Vec<_> = cases.iter().zip(&judgements).collect();
    let anomalies = groups(&results);
    let mut rows = Vec::new();
    let measures = MEASURES.iter().copied().flatten();
    for &measure in measures.filter(|measure| settings.kernels.contains(&measure.kernel)) {
        for precision in Precision::ALL {
            rows.push(Row {
                measure,
                precision,
                worst: worst(&results, &anomalies, measure, precision),
            });
        }
    }
    Survey { settings: settings.clone(), cases: cases.len(), rows, anomalies }
}

fn of_case<T: Native>(
    implementation: &impl Implementation,
    case: &Case,
) -> (Judgement, Option<Entries>) {
    let Case { kernel, input, size, seed, trial, .. } = *case;
    match input.problem::<T>(kernel, size, seed, trial) {
        Some(problem) => {
            let judgement = judged(implementation, case, &problem);
            let entries = (!judgement.found.is_empty()).then(|| Entries::of(&problem));
            (judgement, entries)
        }
        None => (Judgement { found: Vec::new(), defects: Vec::new() }, None),
    }
}

type Results<'a> = [(&'a Case, &'a (Judgement, Option<Entries>))];

fn worst(
    results: &Results<'_>,
    anomalies: &[Group],
    measure: Measure,
    precision: Precision,
) -> Option<(Case, Defect)> {
    let is_wrong = |case: &Case| {
        anomalies.iter().any(|group| {
            group.smallest.found.kind == Kind::WrongValue && same_group(&group.smallest.case, case)
        })
    };
    let of_measure = |case: &Case| {
        case.kernel == measure.kernel && case.precision == precision && !is_wrong(case)
    };
    results
        .iter()
        .filter(|(case, _)| of_measure(case))
        .flat_map(|(case, (judgement, _))| judgement.defects.iter().map(|defect| (**case, defect)))
        .filter(|(_, defect)| defect.measure == measure.name)
        .max_by(|(_, left), (_, right)| left.error.total_cmp(&right.error))
        .map(|(case, defect)| (case, defect.clone()))
}

fn same_group(a: &Case, b: &Case) -> bool {
    (a.kernel, a.precision, a.input) == (b.kernel, b.precision, b.input)
}

fn groups(results: &Results<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for chunk in results.chunk_by(|(a, _), (b, _)| same_group(a, b)) {
        for kind in Kind::ALL {
            let having = |judgement: &Judgement| -> Option<Found> {
                let of_kind = judgement.found.iter().filter(|found| found.kind == kind);
                of_kind.max_by(|a, b| a.error.total_cmp(&b.error)).cloned()
            };
            let all: Vec<_> = chunk
                .iter()
                .filter_map(|(case, (judgement, entries))| {
                    let entries = entries.clone()?;
                    Some(Anomaly { case: **case, found: having(judgement)?, entries })
                })
                .collect();
            let error = all.iter().map(|anomaly| anomaly.found.error).fold(0.0, f64::max);
            let count = all.len();
            // Cases are in the order of their size.
            if let Some(smallest) = all.into_iter().next() {
                groups.push(Group { smallest, count, of: chunk.len(), error });
            }
        }
    }
    groups
}
