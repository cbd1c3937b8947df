//! The verdict of a mutant.

use super::cases::Instance;
use super::caught::InternalError;
use super::check::Check;
use super::examined::Examined;
use super::gathered::{drawn, every_case, known_cases, trials};
use super::judge::{Settings, key, refuted};
use super::limits::Clock;
use super::paper::{Claim, Mutant, Paper};
use super::verdict::{Counterexample, MutantJudgement, Shortfall, Verdict};
use crate::calculus::Covering;
use std::iter::once_with;

/// The verdict of a mutant, on the claim's own cases, up to the first that refutes it.
pub fn judge_mutant(
    paper: &Paper,
    claim: &Claim,
    mutant: &Mutant,
    settings: Settings,
) -> MutantJudgement {
    judge_mutant_in_time(paper, claim, mutant, settings, &Clock::default())
}

/// The same as far as time allows.
pub(super) fn judge_mutant_in_time(
    paper: &Paper,
    claim: &Claim,
    mutant: &Mutant,
    settings: Settings,
    clock: &Clock,
) -> MutantJudgement {
    let (check, key) = (&mutant.check, key(paper, claim));
    let random_case = |at| {
        let trial = drawn(check, claim.method, &key, settings, at);
        trial.map(|trial| trial.instance).transpose()
    };
    // A part of a region says more than a point of it.
    let part = once_with(|| failing_part(check, clock)).flatten();
    let known = clock.timed(|| known_cases(check)).unwrap_or(Ok(Vec::new()));
    let random = trials(check, settings);
    let counted = known.as_ref().map_or(0, Vec::len) + random;
    let known: Vec<_> = match known {
        Ok(known) => known.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    };
    let random = (0..random).filter_map(random_case);
    let cases = part.map(Ok).chain(known).chain(every_case(check)).chain(random);
    let mut tally = Tally::default();
    tally.add_until_refuted(check, cases, clock);
    tally.judgement(counted, clock)
}

/// What the cases say so far.
#[derive(Default)]
struct Tally {
    cases: usize,
    holding: usize,
    counterexample: Option<Counterexample>,
    internal_error: Option<InternalError>,
}

impl Tally {
    fn add_until_refuted(
        &mut self,
        check: &Check,
        mut cases: impl Iterator<Item = Result<Instance, InternalError>>,
        clock: &Clock,
    ) {
        while self.counterexample.is_none() {
            let judged = || {
                let case = cases.next()?;
                Some(case.map(|instance| Examined::rigorously(check, instance)))
            };
            match clock.timed(judged).flatten() {
                None => return,
                Some(Err(error)) => self.note(Some(error)),
                Some(Ok(case)) => self.add(check, case, clock),
            }
        }
    }

    fn add(&mut self, check: &Check, case: Examined, clock: &Clock) {
        self.cases += 1;
        self.holding += usize::from(case.holds());
        self.note(case.internal_error());
        if case.fails() {
            let (found, panicked) = refuted(check, case.instance, clock);
            self.counterexample = found;
            self.note(panicked);
        }
    }

    fn note(&mut self, error: Option<InternalError>) {
        self.internal_error = self.internal_error.take().or(error);
    }

    fn judgement(self, counted: usize, clock: &Clock) -> MutantJudgement {
        let Tally { cases, holding, counterexample, internal_error } = self;
        let panicked = internal_error.clone().map(Shortfall::InternalError);
        let of = cases.max(counted);
        let cut = clock.was_cut().then_some(Shortfall::OutOfTime { judged: cases, of });
        let left_out = panicked.or(cut);
        let verdict = match &counterexample {
            Some(_) => Verdict::Refuted,
            None if left_out.is_none() && cases > 0 && holding == cases => Verdict::Certified,
            None => Verdict::Inconclusive,
        };
        let shortfall = left_out.unwrap_or(Shortfall::Survived);
        MutantJudgement {
            verdict,
            shortfall: counterexample.is_none().then_some(shortfall),
            counterexample,
            cases,
            out_of_time: clock.was_cut(),
            internal_error,
        }
    }
}

/// The part of its region on which a mutant fails, or panics, if it has both.
fn failing_part(check: &Check, clock: &Clock) -> Option<Instance> {
    match check.covered(clock)?.outcome {
        Covering::Fails(sides) => Instance::part(check, sides),
        Covering::Holds | Covering::Exhausted(_) => None,
    }
}
