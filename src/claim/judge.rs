//! From cases to a verdict.

use super::cases::Instance;
use super::caught::{InternalError, caught};
use super::check::{AnyCase, Check};
use super::examined::{Examined, rigorous};
use super::gathered::Gathered;
use super::ladder::summary;
use super::limits::Clock;
use super::outcome::Standing;
use super::paper::{Claim, Method, Paper};
use super::settled::{LEAST_PERCENT, covered, settled};
use super::verdict::{Counterexample, Judgement, Shortfall, Verdict};
use crate::obstacle::Obstacle;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a run may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Random cases a claim.
    pub trials: usize,
    /// Where the random numbers start.
    pub seed: u64,
}

impl Default for Settings {
    /// 64 random cases, or as many as `PROPTEST_CASES` says; seed 0.
    fn default() -> Self {
        let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
        Settings { trials: cases.filter(|&n| n > 0).unwrap_or(64), seed: 0 }
    }
}

pub(super) fn key(paper: &Paper, claim: &Claim) -> String {
    format!("{}/{}", paper.slug, claim.id)
}

/// The verdict of a claim; it depends on the settings alone.
pub fn judge(paper: &Paper, claim: &Claim, settings: Settings) -> Judgement {
    judge_in_time(paper, claim, settings, &Clock::default())
}

/// The same as far as time allows.
pub(super) fn judge_in_time(
    paper: &Paper,
    claim: &Claim,
    settings: Settings,
    clock: &Clock,
) -> Judgement {
    let key = key(paper, claim);
    let mut judgement = judge_check(&claim.check, claim.method, &key, settings, clock);
    let Some(witness) = &claim.witness else { return judgement };
    let attained = judge_check(witness, Method::Enclosure, &key, settings, clock);
    judgement.attained = Some(attained.known + attained.trials);
    judgement.out_of_time = attained.out_of_time;
    judgement.internal_error = judgement.internal_error.or(attained.internal_error);
    if judgement.verdict.passes() && !attained.verdict.passes() {
        judgement.verdict = attained.verdict;
        judgement.shortfall = Some(attained.shortfall.unwrap_or(Shortfall::NotAttained));
        judgement.counterexample = attained.counterexample;
    }
    judgement
}

fn judge_check(
    check: &Check,
    method: Method,
    key: &str,
    settings: Settings,
    clock: &Clock,
) -> Judgement {
    let gathered = Gathered::of(check, method, key, settings, clock);
    let Gathered { known, random, every, discarded, last_rejection, not_drawn, .. } = gathered;
    let mut internal_error = gathered.internal_error;
    let (known_count, random_count, every_count) = (known.len(), random.len(), every.len());
    let on_all_rungs = known.into_iter().chain(random).collect::<Vec<_>>().into_par_iter();
    let on_all_rungs = on_all_rungs
        .map(|instance| clock.timed(|| Examined::on_all_rungs(check, instance)))
        .flatten()
        .collect::<Vec<_>>();
    let climbs: Vec<_> = on_all_rungs.iter().filter_map(|case| case.climb.as_ref()).collect();
    let ladder = summary(&climbs);
    let exactly = every
        .into_par_iter()
        .map(|instance| clock.timed(|| Examined::rigorously(check, instance)))
        .flatten()
        .collect::<Vec<_>>();
    let mut cases = on_all_rungs;
    cases.extend(exactly);
    let judged = cases.len();
    let telling = cases.iter().filter(|case| case.is_telling()).count();
    let ratios = cases.iter().filter_map(Examined::ratio).collect();
    let drawn = random_count + discarded;
    let rejections = (random_count * 100 < drawn * LEAST_PERCENT).then(|| Shortfall::Rejections {
        drawn,
        accepted: random_count,
        why: last_rejection.unwrap_or_default(),
    });
    // Balls settle an equality to 2⁻¹⁰⁰, which proves nothing.
    let is_exact = check.evaluators.rational.is_some();
    let inexact = (method.is_exact() && !is_exact).then_some(Shortfall::NotExact);
    let acceptance = random_count as f64 / drawn.max(1) as f64;
    let mut found = match rejections.or(inexact) {
        Some(shortfall) => (Verdict::Inconclusive, None, Some(shortfall)),
        None => settled(&cases, telling, method, every_count, acceptance),
    };
    if found.0 == Verdict::Certified && matches!(method, Method::Cover { .. }) {
        found = covered(check, &mut cases, clock);
    }
    let (verdict, scope, mut shortfall) = found;
    internal_error = internal_error.or_else(|| cases.iter().find_map(Examined::internal_error));
    let mut refuting = None;
    if let Some(failing) = cases.into_iter().find(Examined::fails) {
        let (found, panicked) = refuted(check, failing.instance, clock);
        (refuting, internal_error) = (found, internal_error.or(panicked));
    }
    let of = known_count + random_count + every_count + not_drawn;
    let out_of_time = clock.was_cut().then_some(Shortfall::OutOfTime { judged, of });
    // What a panic or the clock has left out could change the verdict: nothing is concluded but a refutation.
    let left_out = internal_error.clone().map(Shortfall::InternalError).or(out_of_time);
    let verdict = match (&refuting, left_out) {
        (Some(_), _) => Verdict::Refuted,
        (None, None) => verdict,
        (None, Some(left_out)) => {
            shortfall = Some(left_out);
            Verdict::Inconclusive
        }
    };
    Judgement {
        verdict,
        scope: if verdict == Verdict::Proved { scope } else { None },
        shortfall: if verdict == Verdict::Refuted { None } else { shortfall },
        known: known_count,
        trials: random_count,
        discarded,
        telling,
        ladder,
        ratios,
        attained: None,
        counterexample: refuting,
        out_of_time: clock.was_cut(),
        internal_error,
    }
}

/// The counterexample that a failing case leads to, and a panic on the way; no counterexample when the case cannot
/// even be spelled.
pub(super) fn refuted(
    check: &Check,
    failing: Instance,
    clock: &Clock,
) -> (Option<Counterexample>, Option<InternalError>) {
    let origin = failing.origin.clone();
    let (found, panicked) = match caught(|| counterexample(check, failing, clock)) {
        Ok((found, panicked)) => (Some(found), panicked),
        Err(why) => (None, Some(why)),
    };
    (found, panicked.map(|why| InternalError::without_case(origin, why)))
}

/// The simplest case of the same kind that fails still, and the first panic on the way to it.
pub(super) fn counterexample(
    check: &Check,
    instance: Instance,
    clock: &Clock,
) -> (Counterexample, Option<Obstacle>) {
    let fails = |case: &dyn AnyCase| {
        rigorous(check, case).is_ok_and(|outcome| outcome.standing == Standing::Fails)
    };
    let (instance, panicked) = instance.shrunk(check, clock, fails);
    let outcome = rigorous(check, instance.case.as_ref()).expect("a shrunk case still fails");
    let found = Counterexample {
        spelled: format!("{:?}", instance.case),
        origin: instance.origin,
        pair: Arc::unwrap_or_clone(outcome.worst),
    };
    (found, panicked)
}
