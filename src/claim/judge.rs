//! From cases to a verdict.

use super::cases::{Instance, every, known, trial};
use super::check::{AnyCase, Check};
use super::draw::Entries;
use super::examined::{Examined, rigorous};
use super::ladder::summary;
use super::outcome::Standing;
use super::paper::{Claim, Method, Mutant, Paper};
use super::verdict::{Counterexample, Judgement, MutantJudgement, Scope, Shortfall, Verdict};
use crate::calculus::Covering;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of all draws, so many in a hundred must satisfy the hypotheses, and of all cases the claim must say something on
/// as many.
const LEAST_PERCENT: usize = 1;

/// A false identity must pass all trials of a shape with probability at most 2^−PROOF_BITS.
const PROOF_BITS: f64 = 100.0;

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

fn key(paper: &Paper, claim: &Claim) -> String {
    format!("{}/{}", paper.slug, claim.id)
}

/// Identities need entries from a large set; other claims take both generators by turns.
fn entries(method: Method) -> Option<Entries> {
    matches!(method, Method::Identity { .. }).then_some(Entries::Full)
}

/// The verdict of a claim; it depends on the settings alone.
pub fn judge(paper: &Paper, claim: &Claim, settings: Settings) -> Judgement {
    let mut judgement = judge_check(&claim.check, claim.method, &key(paper, claim), settings);
    let Some(witness) = &claim.witness else { return judgement };
    let attained = judge_check(witness, Method::Enclosure, &key(paper, claim), settings);
    judgement.attained = Some(attained.known + attained.trials);
    if judgement.verdict.passes() && !attained.verdict.passes() {
        judgement.verdict = attained.verdict;
        judgement.shortfall = Some(attained.shortfall.unwrap_or(Shortfall::NotAttained));
        judgement.counterexample = attained.counterexample;
    }
    judgement
}

/// The random cases asked for: none where there are known cases only.
fn trials(check: &Check, settings: Settings) -> usize {
    if check.random { settings.trials } else { 0 }
}

fn judge_check(check: &Check, method: Method, key: &str, settings: Settings) -> Judgement {
    let trials: Vec<_> = (0..trials(check, settings))
        .into_par_iter()
        .map(|at| trial(check, key, settings.seed, at, entries(method)))
        .collect();
    let discarded: usize = trials.iter().map(|trial| trial.rejected).sum();
    let last_rejection = trials.iter().rev().find_map(|trial| trial.why.clone());
    let random: Vec<_> = trials.into_iter().filter_map(|trial| trial.instance).collect();
    let (known, random_count) = (known(check).collect::<Vec<_>>(), random.len());
    let known_count = known.len();
    let mut cases: Vec<Examined> = known
        .into_iter()
        .chain(random)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|instance| Examined::on_all_rungs(check, instance))
        .collect();
    let climbs: Vec<_> = cases.iter().filter_map(|case| case.climb.as_ref()).collect();
    let ladder = summary(&climbs);
    let every_count = if matches!(method, Method::Exhaustion { .. }) {
        let all: Vec<_> = every(check).collect();
        let count = all.len();
        let examined = all.into_par_iter().map(|instance| Examined::rigorously(check, instance));
        cases.extend(examined.collect::<Vec<_>>());
        count
    } else {
        0
    };
    let drawn = random_count + discarded;
    let acceptance = random_count as f64 / drawn.max(1) as f64;
    let shortfall = (random_count * 100 < drawn * LEAST_PERCENT).then(|| Shortfall::Rejections {
        drawn,
        accepted: random_count,
        why: last_rejection.unwrap_or_default(),
    });
    let shortfall = shortfall.or_else(|| {
        // Balls settle an equality to 2⁻¹⁰⁰, which proves nothing.
        let is_exact = check.evaluators.rational.is_some();
        (method.is_exact() && !is_exact).then_some(Shortfall::NotExact)
    });
    let telling = cases.iter().filter(|case| case.is_telling()).count();
    let ratios = cases.iter().filter_map(Examined::ratio).collect();
    let mut settled = match shortfall {
        Some(shortfall) => (Verdict::Inconclusive, None, Some(shortfall)),
        None => settled(&cases, telling, method, every_count, acceptance),
    };
    if settled.0 == Verdict::Certified && matches!(method, Method::Cover { .. }) {
        settled = covered(check, &mut cases);
    }
    let (verdict, scope, shortfall) = settled;
    let failing = cases.into_iter().find(Examined::fails);
    let verdict = if failing.is_some() { Verdict::Refuted } else { verdict };
    Judgement {
        verdict,
        shortfall: if failing.is_some() { None } else { shortfall },
        known: known_count,
        trials: random_count,
        discarded,
        telling,
        scope,
        ladder,
        ratios,
        attained: None,
        counterexample: failing.map(|case| counterexample(check, case.instance)),
    }
}

/// The verdict when no case fails.
fn settled(
    cases: &[Examined],
    telling: usize,
    method: Method,
    every: usize,
    acceptance: f64,
) -> (Verdict, Option<Scope>, Option<Shortfall>) {
    let short = |shortfall| (Verdict::Inconclusive, None, Some(shortfall));
    if cases.is_empty() || matches!(method, Method::Exhaustion { .. }) && every == 0 {
        return short(Shortfall::NothingJudged);
    }
    if telling * 100 < cases.len() * LEAST_PERCENT {
        return short(Shortfall::SaysNothing { telling, cases: cases.len() });
    }
    let undecided = || shortfall_of(cases, |case| !case.holds(), undecided);
    let plateau = || shortfall_of(cases, |case| !case.descends(), fallen);
    let inconsistent = || shortfall_of(cases, |case| !case.is_consistent(), fallen);
    match method {
        Method::Identity { .. } if cases.iter().any(Examined::has_inequality) => {
            short(Shortfall::NotAnIdentity)
        }
        Method::Identity { degree } => match undecided().or_else(plateau) {
            Some(shortfall) => short(shortfall),
            None => proved_shapes(cases, degree, acceptance),
        },
        Method::Exhaustion { .. } => match undecided() {
            Some(shortfall) => short(shortfall),
            None => (Verdict::Proved, Some(Scope::All { cases: every }), None),
        },
        Method::Cover { .. } | Method::Enclosure => match undecided().or_else(plateau) {
            Some(shortfall) => short(shortfall),
            None => (Verdict::Certified, None, None),
        },
        Method::Ladder { .. } => match inconsistent() {
            Some(shortfall) => short(shortfall),
            None if cases.iter().all(Examined::holds) => short(Shortfall::Underdeclared),
            None => (Verdict::Consistent, None, None),
        },
    }
}

/// The verdict of a cover, when all cases hold; a part on which the claim fails joins the cases.
fn covered(
    check: &Check,
    cases: &mut Vec<Examined>,
) -> (Verdict, Option<Scope>, Option<Shortfall>) {
    let short = |shortfall| (Verdict::Inconclusive, None, Some(shortfall));
    let Some(cover) = check.covered() else { return short(Shortfall::NoRegion) };
    match cover.outcome {
        Covering::Holds => {
            let scope = Scope::Region { parts: cover.boxes, halvings: cover.depth };
            (Verdict::Proved, Some(scope), None)
        }
        Covering::Fails(sides) => {
            let part = Instance::part(check, sides);
            cases.extend(part.map(|part| Examined::rigorously(check, part)));
            (Verdict::Refuted, None, None)
        }
        Covering::Exhausted(sides) => {
            let part = Instance::part(check, sides).map(|part| format!("{:?}", part.case));
            short(Shortfall::Uncovered { parts: cover.boxes, part: part.unwrap_or_default() })
        }
    }
}

/// The part of its region on which a mutant fails, if it has both.
fn failing_part(check: &Check) -> Option<Instance> {
    match check.covered()?.outcome {
        Covering::Fails(sides) => Instance::part(check, sides),
        Covering::Holds | Covering::Exhausted(_) => None,
    }
}

fn shortfall_of(
    cases: &[Examined],
    falls: impl Fn(&Examined) -> bool,
    name: impl Fn(&Examined, usize) -> Shortfall,
) -> Option<Shortfall> {
    let first = cases.iter().find(|case| falls(case))?;
    Some(name(first, cases.iter().filter(|case| falls(case)).count()))
}

fn undecided(case: &Examined, count: usize) -> Shortfall {
    Shortfall::Undecided { origin: case.instance.origin.to_string(), count, why: case.why() }
}

fn fallen(case: &Examined, count: usize) -> Shortfall {
    let origin = case.instance.origin.to_string();
    match case.ladder_obstacle() {
        Some(why) => Shortfall::Undecided { origin, count, why },
        None => Shortfall::Plateau { origin, count },
    }
}

/// Schwartz–Zippel: a polynomial of degree ≤ d that is not zero vanishes at a point of Mⁿ, drawn uniformly, with
/// probability ≤ d/|M|; independent trials of one shape multiply, and accepting a share a of all draws costs 1/a.
fn proved_shapes(
    cases: &[Examined],
    degree: u32,
    acceptance: f64,
) -> (Verdict, Option<Scope>, Option<Shortfall>) {
    let mut shapes: BTreeMap<&[u64], f64> = BTreeMap::new();
    let cost = f64::from(degree.max(1)).log2() - acceptance.log2();
    for case in cases
        .iter()
        .filter(|case| !case.instance.shape.is_empty() || case.instance.entry_bits.is_finite())
    {
        *shapes.entry(&case.instance.shape).or_default() += case.instance.entry_bits - cost;
    }
    let bits = shapes.values().copied().fold(f64::INFINITY, f64::min);
    if shapes.is_empty() || bits < PROOF_BITS {
        let bits = if shapes.is_empty() { 0.0 } else { bits };
        return (Verdict::Inconclusive, None, Some(Shortfall::TooFewTrials { bits }));
    }
    (Verdict::Proved, Some(Scope::Shapes { shapes: shapes.len(), bits }), None)
}

/// The simplest case of the same kind that fails still.
pub(super) fn counterexample(check: &Check, instance: Instance) -> Counterexample {
    let fails = |case: &dyn AnyCase| {
        rigorous(check, case).is_ok_and(|outcome| outcome.standing == Standing::Fails)
    };
    let instance = instance.shrunk(check, fails);
    let outcome = rigorous(check, instance.case.as_ref()).expect("a shrunk case still fails");
    Counterexample {
        spelled: format!("{:?}", instance.case),
        origin: instance.origin,
        pair: Arc::unwrap_or_clone(outcome.worst),
    }
}

/// The verdict of a mutant, on the claim's own cases, up to the first that refutes it.
pub fn judge_mutant(
    paper: &Paper,
    claim: &Claim,
    mutant: &Mutant,
    settings: Settings,
) -> MutantJudgement {
    let (check, key) = (&mutant.check, key(paper, claim));
    let random = (0..settings.trials)
        .filter_map(|at| trial(check, &key, settings.seed, at, entries(claim.method)).instance);
    let (mut cases, mut holding) = (0, 0);
    // A part of a region says more than a point of it.
    let part = failing_part(check);
    for instance in part.into_iter().chain(known(check)).chain(every(check)).chain(random) {
        cases += 1;
        match rigorous(check, instance.case.as_ref()).map(|outcome| outcome.standing) {
            Ok(Standing::Fails) => {
                let counterexample = Some(counterexample(check, instance));
                return MutantJudgement { verdict: Verdict::Refuted, counterexample, cases };
            }
            Ok(Standing::Holds) => holding += 1,
            Ok(Standing::Open) | Err(_) => {}
        }
    }
    let all_hold = cases > 0 && holding == cases;
    let verdict = if all_hold { Verdict::Certified } else { Verdict::Inconclusive };
    MutantJudgement { verdict, counterexample: None, cases }
}
