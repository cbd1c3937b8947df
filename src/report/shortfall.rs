//! What fell short, as text with the line that reproduces it.

use crate::claim::{Pair, Settings};
use crate::results::{CounterexampleResult, JudgementResult, MutantResult, RungResult};

/// Why a claim is not as declared, and the line that reproduces it; none when it is.
pub fn claim_shortfall(
    address: &str,
    judgement: &JudgementResult,
    settings: Settings,
) -> Option<String> {
    if judgement.verdict.passes() {
        return None;
    }
    let why = match (&judgement.counterexample, &judgement.shortfall) {
        (Some(counterexample), _) => counterexample_text(counterexample),
        (None, Some(shortfall)) => shortfall.clone(),
        (None, None) => String::new(),
    };
    let (ladder, again) = (ladder_text(&judgement.ladder), reproduction(address, settings));
    Some(format!("{address}: {}: {why}\n{ladder}  reproduce: {again}", judgement.verdict))
}

/// That a mutant survived, or why that is not known, and the line that reproduces it.
pub fn mutant_shortfall(address: &str, mutant: &MutantResult, settings: Settings) -> String {
    let MutantResult { id, cases, verdict, .. } = mutant;
    let what = match &mutant.shortfall {
        Some(why) if !mutant.has_survived() => format!("{verdict}: {why}"),
        Some(_) | None => format!("survived {cases} cases ({verdict})"),
    };
    format!("{address}, mutant {id}: {what}\n  reproduce: {}", reproduction(address, settings))
}

/// A panic that left the verdict as it must be, and the line that reproduces it.
pub(super) fn internal_error_text(address: &str, error: &str, settings: Settings) -> String {
    format!("{address}: {error}\n  reproduce: {}", reproduction(address, settings))
}

/// The command that judges one claim again.
pub fn reproduction(address: &str, settings: Settings) -> String {
    let Settings { trials, seed } = settings;
    format!("theoremcheck check {address} --trials {trials} --seed {seed}")
}

/// The case and the excluded relation.
pub fn counterexample_text(found: &CounterexampleResult) -> String {
    let CounterexampleResult { case, relation, left, right, difference, spelled } = found;
    format!(
        "claimed left {relation} right, found left = {left}, right = {right}, right − left = {difference}\n  at {case}: {spelled}"
    )
}

/// `left = …, right = …, right − left = …`, certified digits only.
pub fn pair_text(pair: &Pair) -> String {
    let relation = pair.relation.symbol();
    format!(
        "claimed left {relation} right, found left = {}, right = {}, right − left = {}",
        pair.left.certified_digits(),
        pair.right.certified_digits(),
        pair.difference.certified_digits()
    )
}

/// One line per rung.
fn ladder_text(ladder: &[RungResult]) -> String {
    let line = |rung: &RungResult| {
        format!(
            "  {:>5}: log₂ residual {:>8.1}, least margin {:>10.3e}, obstacles {}\n",
            rung.rung, rung.residual_log2.0, rung.margin.0, rung.obstacles
        )
    };
    ladder.iter().map(line).collect()
}
