//! How long judging may take.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long a run, and each claim and each mutant of it, may take; no limit by default.
///
/// Limits are looked at between cases. What is found within a unit's limit depends on the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// When the run ends: no unit is begun after it, and those under way are given up.
    pub run: Option<Instant>,
    /// How long a thread may work on a unit, added up over all threads.
    pub unit: Option<Duration>,
}

/// The time that one unit takes.
#[derive(Debug, Default)]
pub(super) struct Clock {
    limits: Limits,
    nanoseconds: AtomicU64,
    cut_by_unit: AtomicBool,
    cut_by_run: AtomicBool,
}

impl Clock {
    pub(super) fn new(limits: Limits) -> Self {
        Clock { limits, ..Clock::default() }
    }

    /// Does the work and counts its time, unless a limit is reached before it begins.
    pub(super) fn timed<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if self.is_up() {
            return None;
        }
        let start = Instant::now();
        let done = work();
        let nanoseconds = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
        Some(done)
    }

    fn is_up(&self) -> bool {
        let run = self.limits.run.is_some_and(|end| Instant::now() >= end);
        let unit = self.limits.unit.is_some_and(|limit| self.spent() >= limit);
        self.cut_by_run.fetch_or(run, Ordering::Relaxed);
        self.cut_by_unit.fetch_or(unit, Ordering::Relaxed);
        run || unit
    }

    /// How long threads have worked on the unit.
    pub(super) fn spent(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }

    /// Whether the unit's own limit has left out any work.
    pub(super) fn was_cut(&self) -> bool {
        self.cut_by_unit.load(Ordering::Relaxed)
    }

    /// Whether the end of the run has left out any work.
    pub(super) fn is_given_up(&self) -> bool {
        self.cut_by_run.load(Ordering::Relaxed)
    }
}
