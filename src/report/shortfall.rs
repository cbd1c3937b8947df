//! What fell short, as text with the line that reproduces it.

use crate::claim::{Counterexample, Entry, Judgement, Mutant, MutantJudgement, Pair, Settings};

/// Why a claim is not as declared, and the line that reproduces it; none when it is.
pub fn claim_shortfall(entry: &Entry, judgement: &Judgement, settings: Settings) -> Option<String> {
    if judgement.verdict.passes() {
        return None;
    }
    let why = match (&judgement.counterexample, &judgement.shortfall) {
        (Some(counterexample), _) => counterexample_text(counterexample),
        (None, Some(shortfall)) => shortfall.to_string(),
        (None, None) => String::new(),
    };
    let (address, ladder) = (entry.address(), ladder_text(judgement));
    let again = reproduction(&address, settings);
    Some(format!("{address}: {}: {why}\n{ladder}  reproduce: {again}", judgement.verdict))
}

/// That a mutant survived, and the line that reproduces it.
pub fn mutant_shortfall(
    entry: &Entry,
    mutant: &Mutant,
    judgement: &MutantJudgement,
    settings: Settings,
) -> String {
    let address = entry.address();
    format!(
        "{address}, mutant {}: survived {} cases ({})\n  reproduce: {}",
        mutant.id,
        judgement.cases,
        judgement.verdict,
        reproduction(&address, settings)
    )
}

/// The command that judges one claim again.
pub fn reproduction(address: &str, settings: Settings) -> String {
    let Settings { trials, seed } = settings;
    format!("theoremcheck check {address} --trials {trials} --seed {seed}")
}

/// The case and the excluded relation.
pub fn counterexample_text(counterexample: &Counterexample) -> String {
    let Counterexample { origin, spelled, pair } = counterexample;
    format!("{}\n  at {origin}: {}", pair_text(pair), clipped(spelled))
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
fn ladder_text(judgement: &Judgement) -> String {
    let line = |rung: &crate::claim::RungSummary| {
        format!(
            "  {:>5}: log₂ residual {:>8.1}, least margin {:>10.3e}, obstacles {}\n",
            rung.name, rung.residual_bits, rung.margin, rung.obstacles
        )
    };
    judgement.ladder.iter().map(line).collect()
}

/// At most 600 characters; the whole case is in the witness file.
fn clipped(text: &str) -> String {
    let mut short: String = text.chars().take(600).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
