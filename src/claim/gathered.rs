//! All cases of a claim, before any is examined.

use super::cases::{Instance, Trial, every, known, trial};
use super::caught::{InternalError, caught, until_panic};
use super::check::Check;
use super::judge::{Settings, entries};
use super::limits::Clock;
use super::paper::Method;
use rayon::prelude::*;
use std::iter::once_with;

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
        if let Some(known) = clock.timed(|| caught(|| known(check).collect())) {
            all.known = all.without_panic(
                known.map_err(|why| InternalError::without_case("the known cases", why)),
            );
        }
        // Without random cases nothing is drawn.
        let count = if check.random { settings.trials } else { 0 };
        let trials: Vec<_> = (0..count)
            .into_par_iter()
            .map(|at| {
                let drawn = || caught(|| trial(check, key, settings.seed, at, entries(method)));
                clock.timed(drawn).map(|trial| trial.map_err(|why| InternalError::in_draw(at, why)))
            })
            .collect();
        for trial in trials {
            all.add(trial);
        }
        if matches!(method, Method::Exhaustion { .. }) {
            let cases = clock
                .timed(|| until_panic(once_with(|| every(check)).flatten()).collect::<Vec<_>>());
            for case in cases.unwrap_or_default() {
                let case = case.map_err(|why| InternalError::without_case("all cases", why));
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
