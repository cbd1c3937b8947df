//! The verdict when no case fails.

use super::cases::Instance;
use super::check::Check;
use super::examined::Examined;
use super::limits::Clock;
use super::paper::Method;
use super::verdict::{Scope, Shortfall, Verdict};
use crate::calculus::Covering;
use std::collections::BTreeMap;

/// Of all draws, so many in a hundred must satisfy the hypotheses, and of all cases the claim must say something on
/// as many.
pub(super) const LEAST_PERCENT: usize = 1;

/// A false identity must pass all trials of a shape with probability at most 2^−PROOF_BITS.
const PROOF_BITS: f64 = 100.0;

/// The verdict when no case fails.
pub(super) fn settled(
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

/// The verdict of a cover, when all cases hold; a part on which the claim fails, or panics, joins the cases.
pub(super) fn covered(
    check: &Check,
    cases: &mut Vec<Examined>,
    clock: &Clock,
) -> (Verdict, Option<Scope>, Option<Shortfall>) {
    let short = |shortfall| (Verdict::Inconclusive, None, Some(shortfall));
    let Some(cover) = check.covered(clock) else { return short(Shortfall::NoRegion) };
    match cover.outcome {
        Covering::Holds => {
            let scope = Scope::Region { parts: cover.boxes, halvings: cover.depth };
            (Verdict::Proved, Some(scope), None)
        }
        Covering::Fails(sides) => {
            let part = Instance::part(check, sides);
            cases.extend(part.map(|part| Examined::rigorously(check, part)));
            // Judged for itself, the part refutes; or it panics.
            (Verdict::Inconclusive, None, None)
        }
        Covering::Exhausted(sides) => {
            let part = Instance::part(check, sides).map(|part| format!("{:?}", part.case));
            short(Shortfall::Uncovered { parts: cover.boxes, part: part.unwrap_or_default() })
        }
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
