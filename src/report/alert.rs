//! Everything that is not as declared, with its place in the source: every report of it is made from this list.

use super::shortfall::{claim_shortfall, internal_error_text, mutant_shortfall};
use crate::claim::{Settings, Verdict};
use crate::results::{ClaimResult, MutantResult, Results};

/// A claim or a mutant that is not as declared.
pub struct Alert<'a> {
    /// The claim.
    pub claim: &'a ClaimResult,
    /// None for the claim itself.
    pub mutant: Option<&'a MutantResult>,
    /// Whether the claim is refuted, the mutant survives, or the check panicked: not merely open.
    pub is_error: bool,
    /// What it is, and the line that reproduces it.
    pub text: String,
}

impl Alert<'_> {
    /// `slug/claim` or `slug/claim/mutant`.
    pub fn address(&self) -> String {
        let mutant = self.mutant.map(|mutant| format!("/{}", mutant.id)).unwrap_or_default();
        format!("{}{mutant}", self.claim.address())
    }
}

/// In the order of the claims, each before its mutants.
pub fn alerts(results: &Results) -> impl Iterator<Item = Alert<'_>> {
    let settings = results.settings;
    results.claims.iter().flat_map(move |claim| {
        let mutants = claim.mutants.iter().filter_map(move |m| of_mutant(claim, m, settings));
        of_claim(claim, settings).into_iter().chain(mutants)
    })
}

fn of_claim(claim: &ClaimResult, settings: Settings) -> Vec<Alert<'_>> {
    let (address, judgement) = (claim.address(), &claim.judgement);
    let is_refuted = judgement.verdict == Verdict::Refuted;
    let alert = |is_error, text| Alert { claim, mutant: None, is_error, text };
    // A refutation stands beside a panic; anything else names it already.
    let panicked = judgement.internal_error.as_ref().filter(|_| is_refuted);
    let is_error = is_refuted || judgement.internal_error.is_some();
    claim_shortfall(&address, judgement, settings)
        .map(|text| alert(is_error, text))
        .into_iter()
        .chain(panicked.map(|error| alert(true, internal_error_text(&address, error, settings))))
        .collect()
}

fn of_mutant<'a>(
    claim: &'a ClaimResult,
    mutant: &'a MutantResult,
    settings: Settings,
) -> Option<Alert<'a>> {
    let address = claim.address();
    let text = match &mutant.internal_error {
        Some(error) if mutant.is_refuted() => internal_error_text(&address, error, settings),
        Some(_) | None if mutant.is_refuted() => return None,
        Some(_) | None => mutant_shortfall(&address, mutant, settings),
    };
    let is_error = mutant.has_survived() || mutant.internal_error.is_some();
    Some(Alert { claim, mutant: Some(mutant), is_error, text })
}
