//! The false variants of a claim, and what refutes them.

use super::claim::badge;
use super::{anchor, counted};
use crate::report::reproduction;
use crate::results::{ClaimResult, CounterexampleResult, ErratumResult, MutantResult};
use maud::{Markup, html};

/// All mutants of a claim, each with its counterexample.
pub(super) fn mutants(claim: &ClaimResult) -> Markup {
    html! {
        @if !claim.mutants.is_empty() {
            section.mutants {
                h5 { "Mutants: false variants, which must be refuted" }
                ul {
                    @for mutant in &claim.mutants { (one(claim, mutant)) }
                }
            }
        }
    }
}

fn one(claim: &ClaimResult, mutant: &MutantResult) -> Markup {
    let id = anchor(&format!("{}/{}", claim.address(), mutant.id));
    html! {
        li id=(id) {
            p.mutant {
                (badge(mutant.verdict))
                strong { (mutant.id) }
                @if mutant.literal_reading.is_some() { span.tag { "erratum" } }
                span.why { (mutant.why_false) }
            }
            @if let Some(reading) = &mutant.literal_reading { (erratum(reading)) }
            @match &mutant.counterexample {
                Some(found) => {
                    details {
                        summary { "Counterexample, at case " (mutant.cases) }
                        (counterexample(found))
                    }
                }
                None => { p.quiet { (not_refuted(mutant)) "." } }
            }
            @if let (true, Some(error)) = (mutant.is_refuted(), &mutant.internal_error) { p.quiet { (error) "." } }
        }
    }
}

fn not_refuted(mutant: &MutantResult) -> String {
    match &mutant.shortfall {
        Some(why) if !mutant.has_survived() => why.clone(),
        Some(_) | None => format!("Survived {}", counted(mutant.cases, "case")),
    }
}

/// A literal reading of the paper, and what is true instead.
fn erratum(erratum: &ErratumResult) -> Markup {
    html! {
        dl.facts {
            dt { "Literal reading" } dd.math { (erratum.reading) }
            dt { "True form" } dd.math { (erratum.true_form) }
            dt { "Caveat" } dd { (erratum.caveat) }
        }
    }
}

/// The case, and the relation that it excludes.
pub(super) fn counterexample(found: &CounterexampleResult) -> Markup {
    html! {
        dl.facts {
            dt { "Case" } dd { (found.case) }
            dt { "Claimed" } dd.math { "left " (found.relation) " right" }
            dt { "Left" } dd.digits { (found.left) }
            dt { "Right" } dd.digits { (found.right) }
            dt { "Right − left" } dd.digits { (found.difference) }
            dt { "In full" } dd { code.spelled { (found.spelled) } }
        }
    }
}

/// The command that judges the claim again.
pub(super) fn again(claim: &ClaimResult, settings: crate::claim::Settings) -> Markup {
    html! { pre.command tabindex="0" { code { (reproduction(&claim.address(), settings)) } } }
}
