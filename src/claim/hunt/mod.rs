//! Directed search for the tightest case of an inequality, or a counterexample of any claim.
//!
//! | file | holds |
//! |---|---|
//! | `candidate` | a tape with what it spells and how close it comes, in `f64` |
//! | `climb` | one integer of the tape after the other: dimensions, choices, simple numbers |
//! | `evolution` | all numbers of a tape at once, by covariance matrix adaptation |
//!
//! The search sees `f64` alone and proves nothing; what it finds is judged in exact rationals or balls.

use super::cases::{Instance, known, trial};
use super::check::Check;
use super::examined::rigorous;
use super::judge::counterexample;
use super::limits::Clock;
use super::outcome::{Outcome, Standing};
use super::verdict::Counterexample;
use candidate::Candidate;
use rayon::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

mod candidate;
mod climb;
mod evolution;

/// Searches that run side by side between two looks at the clock; their number is no matter of threads.
const SIDE_BY_SIDE: usize = 8;

/// Evaluations of one search from one start.
const SEARCH: usize = 600;

/// Candidates that are judged rigorously, the closest first.
const JUDGED: usize = 12;

/// What a hunt may choose.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Evaluations in `f64`, at least; whole rounds are taken.
    pub evaluations: usize,
    /// Where the random numbers start.
    pub seed: u64,
    /// Whether the hand-picked cases are looked at first.
    pub known_cases: bool,
    /// No new round begins after it. What is found then depends on the machine.
    pub time_limit: Option<Duration>,
}

impl Default for Search {
    /// 20 000 evaluations, seed 0, with the known cases, no limit.
    fn default() -> Self {
        Search { evaluations: 20_000, seed: 0, known_cases: true, time_limit: None }
    }
}

/// What a hunt brought home.
#[derive(Clone, Debug)]
pub struct Hunt {
    /// The best that was found, judged rigorously; none when no case could be judged.
    pub quarry: Option<Quarry>,
    /// Evaluations in `f64`.
    pub evaluations: usize,
    /// Of these, draws that the hypotheses rejected or whose numbers were not finite.
    pub without_number: usize,
    /// Whether the time limit ended it.
    pub out_of_time: bool,
}

/// A case that was found, judged.
#[derive(Clone, Debug)]
pub struct Quarry {
    /// How it stands, rigorously.
    pub standing: Standing,
    /// A proved lower bound of [`Pair::closeness`](super::Pair::closeness) over the inequalities; −∞ for a claim of equalities.
    pub closeness: f64,
    /// The case, with the pair that is closest: the refuted one, if it refutes.
    pub found: Counterexample,
}

impl Quarry {
    /// Whether the case is a counterexample.
    pub fn refutes(&self) -> bool {
        self.standing == Standing::Fails
    }
}

/// Hunts through the cases of `check`; `key` names it, and `progress` is told how many evaluations a round took.
///
/// The result depends on check, key, seed and evaluations alone, unless there is a time limit.
pub fn hunt(check: &Check, key: &str, search: Search, progress: impl Fn(usize)) -> Hunt {
    let start = Instant::now();
    let mut hunt = Hunt { quarry: None, evaluations: 0, without_number: 0, out_of_time: false };
    for instance in known(check).filter(|_| search.known_cases) {
        hunt.consider(check, instance);
    }
    let mut best: Vec<Candidate> = Vec::new();
    let mut round = 0;
    while check.random && hunt.evaluations < search.evaluations && !hunt.has_counterexample() {
        if search.time_limit.is_some_and(|limit| start.elapsed() >= limit) {
            hunt.out_of_time = true;
            break;
        }
        let searches: Vec<_> = (0..SIDE_BY_SIDE)
            .into_par_iter()
            .map(|place| {
                let stream = [search.seed, round, place as u64];
                candidate::Explorer::new(check, key, stream).search(&best, place, SEARCH)
            })
            .collect();
        let before = hunt.evaluations;
        for found in searches {
            hunt.evaluations += found.evaluations;
            hunt.without_number += found.without_number;
            best.extend(found.best);
        }
        // A stable sort: of equals, the one found first.
        best.sort_by(|a, b| b.closeness.total_cmp(&a.closeness));
        best.dedup_by(|a, b| a.tape == b.tape);
        best.truncate(JUDGED);
        progress(hunt.evaluations - before);
        // Above 1 in f64 it may be violated, or tight and rounded.
        let suspects = best.iter().filter(|candidate| candidate.closeness > 1.0);
        for suspect in suspects.take(1).cloned().collect::<Vec<_>>() {
            hunt.consider_tape(check, &suspect);
        }
        round += 1;
    }
    for candidate in &best {
        if !hunt.has_counterexample() {
            hunt.consider_tape(check, candidate);
        }
    }
    hunt
}

/// Whether any of so many random cases, judged rigorously and without direction, refutes the check.
pub fn sampling_refutes(check: &Check, key: &str, seed: u64, trials: usize) -> bool {
    let refutes = |at| {
        let instance = trial(check, key, seed, at, None).instance;
        instance.is_some_and(|instance| {
            rigorous(check, instance.case.as_ref())
                .is_ok_and(|outcome| outcome.standing == Standing::Fails)
        })
    };
    check.random && (0..trials).into_par_iter().any(refutes)
}

impl Hunt {
    fn has_counterexample(&self) -> bool {
        self.quarry.as_ref().is_some_and(Quarry::refutes)
    }

    fn consider_tape(&mut self, check: &Check, candidate: &Candidate) {
        if let Ok(instance) = Instance::from_tape(check, 0, candidate.tape.clone()) {
            self.consider(check, instance);
        }
    }

    /// Judges a case, and keeps it when it is better than the one kept.
    fn consider(&mut self, check: &Check, instance: Instance) {
        let Ok(outcome) = rigorous(check, instance.case.as_ref()) else { return };
        if !self.improves(&outcome) {
            return;
        }
        let found = if outcome.standing == Standing::Fails {
            let (found, panicked) = counterexample(check, instance, &Clock::default());
            assert!(panicked.is_none(), "while a counterexample was made simpler: {panicked:?}");
            found
        } else {
            let spelled = format!("{:?}", instance.case);
            Counterexample {
                spelled,
                origin: instance.origin,
                pair: Arc::unwrap_or_clone(outcome.closest),
            }
        };
        let (standing, closeness) = (outcome.standing, outcome.closeness);
        self.quarry = Some(Quarry { standing, closeness, found });
    }

    fn improves(&self, outcome: &Outcome) -> bool {
        match &self.quarry {
            None => true,
            Some(quarry) if quarry.refutes() => false,
            Some(_) if outcome.standing == Standing::Fails => true,
            // Where a bound is attained, balls may be unable to tell: a case that is decided says more.
            Some(quarry) if outcome.standing != quarry.standing => {
                outcome.standing == Standing::Holds
            }
            // NaN is no improvement.
            Some(quarry) => outcome.closeness > quarry.closeness,
        }
    }
}
