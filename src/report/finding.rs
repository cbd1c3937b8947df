//! What fell short, with its place in the source: for SARIF and annotations.

use super::shortfall::{claim_shortfall, mutant_shortfall};
use crate::claim::Verdict;
use crate::results::{ClaimResult, MutantResult, Results};

/// A claim or a mutant that is not as declared.
pub(super) struct Finding<'a> {
    pub(super) claim: &'a ClaimResult,
    /// None for the claim itself.
    pub(super) mutant: Option<&'a MutantResult>,
    /// Whether it is a refutation or a surviving mutant, and not merely open.
    pub(super) is_error: bool,
    /// As `check` prints it.
    pub(super) text: String,
}

impl Finding<'_> {
    /// `slug/claim` or `slug/claim/mutant`.
    pub(super) fn address(&self) -> String {
        let mutant = self.mutant.map(|mutant| format!("/{}", mutant.id)).unwrap_or_default();
        format!("{}{mutant}", self.claim.address())
    }
}

/// In the order of the claims, each before its mutants.
pub(super) fn findings(results: &Results) -> impl Iterator<Item = Finding<'_>> {
    results.claims.iter().flat_map(|claim| {
        let (address, settings) = (claim.address(), results.settings);
        let judgement = &claim.judgement;
        let own = claim_shortfall(&address, judgement, settings).map(|text| Finding {
            claim,
            mutant: None,
            is_error: judgement.verdict == Verdict::Refuted,
            text,
        });
        let survivors = claim.mutants.iter().filter(|mutant| !mutant.is_refuted());
        own.into_iter().chain(survivors.map(move |mutant| Finding {
            claim,
            mutant: Some(mutant),
            is_error: true,
            text: mutant_shortfall(&address, mutant, settings),
        }))
    })
}
