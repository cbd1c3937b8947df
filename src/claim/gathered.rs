//! All cases of a claim, before any is examined.

use super::cases::{Instance, Trial, every, known, trial};
use super::caught::{InternalError, caught, until_panic};
use super::check::Check;
use super::draw::Entries;
use super::judge::Settings;
use super::limits::Clock;
use super::paper::Method;
use rayon::prelude::*;
use std::iter::once_with;

/// The hand-picked cases, or the panic that made none of them.
pub(super) fn known_cases(check: &Check) -> Result<Vec<Instance>, InternalError> {
    let known = caught(|| known(check).collect());
    known.map_err(|why| InternalError::without_case("the known cases", why))
}

/// Every case up to the stated size, the last a panic if making them ends with one.
pub(super) fn every_case(
    check: &Check,
) -> impl Iterator<Item = Result<Instance, InternalError>> + use<'_> {
    let every = until_panic(once_with(|| every(check)).flatten());
    every.map(|case| case.map_err(|why| InternalError::without_case("all cases", why)))
}

/// How many random cases are drawn: none where there are known cases only.
pub(super) fn trials(check: &Check, settings: Settings) -> usize {
    if check.random { settings.trials } else { 0 }
}

/// A trial, or the panic of drawing it.
pub(super) fn drawn(
    check: &Check,
    method: Method,
    key: &str,
    settings: Settings,
    at: usize,
) -> Result<Trial, InternalError> {
    // Identities need entries from a large set; other claims take both generators by turns.
    let entries = matches!(method, Method::Identity { .. }).then_some(Entries::Full);
    let drawn = caught(|| trial(check, key, settings.seed, at, entries));
    drawn.map_err(|why| InternalError::in_draw(at, why))
}

/// The cases, and what was left out on the way to them.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) known: Vec<Instance>,
    pub(super) random: Vec<Instance>,
    /// All of them, for an exhaustion.
    pub(super) every: Vec<Instance>,
    /// Random cases drawn that did not satisfy the hypotheses.
    pub(super) discarded: usize,
    /// The hypothesis that failed last.
    pub(super) last_rejection: Option<String>,
    /// Random cases that were not drawn for want of time.
    pub(super) not_drawn: usize,
    /// The first panic.
    pub(super) internal_error: Option<InternalError>,
}

impl Gathered {
    pub(super) fn of(
        check: &Check,
        method: Method,
        key: &str,
        settings: Settings,
        clock: &Clock,
    ) -> Self {
        let mut all = Gathered::default();
        if let Some(known) = clock.timed(|| known_cases(check)) {
            all.known = all.without_panic(known);
        }
        let trials: Vec<_> = (0..trials(check, settings))
            .into_par_iter()
            .map(|at| clock.timed(|| drawn(check, method, key, settings, at)))
            .collect();
        for trial in trials {
            all.add(trial);
        }
        if matches!(method, Method::Exhaustion { .. }) {
            let cases = clock.timed(|| every_case(check).collect::<Vec<_>>());
            for case in cases.unwrap_or_default() {
                let case = all.without_panic(case.map(Some));
                all.every.extend(case);
            }
        }
        all
    }

    fn add(&mut self, trial: Option<Result<Trial, InternalError>>) {
        let Some(trial) = trial else {
            self.not_drawn += 1;
            return;
        };
        let Some(trial) = self.without_panic(trial.map(Some)) else { return };
        self.discarded += trial.rejected;
        self.last_rejection = trial.why.or(self.last_rejection.take());
        self.random.extend(trial.instance);
    }

    /// What was made, or nothing when that panicked.
    fn without_panic<T: Default>(&mut self, made: Result<T, InternalError>) -> T {
        made.unwrap_or_else(|error| {
            self.internal_error.get_or_insert(error);
            T::default()
        })
    }
}
