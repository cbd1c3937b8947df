//! One claim: what it says, what was found, and what that rests on.

use super::figure::figure;
use super::ladder::ladder;
use super::mutants::{again, counterexample, mutants};
use super::ratios::ratios;
use super::{anchor, counted};
use crate::claim::{Settings, Verdict};
use crate::results::{ClaimResult, JudgementResult, ScopeResult};
use maud::{Markup, html};

/// The claim, folded to its verdict, its id and its statement.
pub(super) fn claim(claim: &ClaimResult, settings: Settings) -> Markup {
    let id = anchor(&claim.address());
    let verdict = claim.judgement.verdict;
    let errata = claim.errata().count();
    html! {
        details.claim
            id=(id)
            data-verdict=(verdict)
            data-topic=(claim.topic)
            data-kind=(claim.kind)
            data-method=(claim.method)
            data-shortfall[!claim.is_as_declared()]
            data-errata[errata > 0]
        {
            summary {
                (badge(verdict))
                div.head {
                    h4 { (claim.claim) }
                    p.math { (claim.statement) }
                }
                p.meta {
                    (claim.kind) ", " (claim.method)
                    @if claim.judgement.tight { span.tag { "tight" } }
                    @if errata > 0 { span.tag { (if errata == 1 { "erratum" } else { "errata" }) } }
                    @if !claim.is_as_declared() { span.tag.alarm { "fell short" } }
                }
            }
            div.body {
                (facts(claim))
                @if let Some(found) = &claim.judgement.counterexample {
                    section.refuted { h5 { "Counterexample" } (counterexample(found)) }
                }
                div.plots {
                    (figure(&claim.judgement, &id))
                    (ladder(&claim.judgement.ladder, &id))
                    (ratios(&claim.judgement, &id))
                }
                (mutants(claim))
                section {
                    h5 { "Reproduce" }
                    (again(claim, settings))
                    p.quiet {
                        "Stated in " code { (claim.file) ":" (claim.line) } ". Link to this claim: "
                        a href={ "#" (id) } { "#" (id) }
                    }
                }
            }
        }
    }
}

fn facts(claim: &ClaimResult) -> Markup {
    let judgement = &claim.judgement;
    html! {
        dl.facts {
            dt { "Hypotheses" } dd.math { (claim.hypotheses) }
            dt { "Source" } dd { (claim.source) }
            dt { "Found" }
            dd { strong { (judgement.verdict) } (scope(judgement)) ", by " (claim.settled_by) "." }
            @if let Some(shortfall) = &judgement.shortfall { dt { "Fell short" } dd { (shortfall) } }
            @if let (None, Some(error)) = (&judgement.shortfall, &judgement.internal_error) {
                dt { "Internal error" } dd { (error) }
            }
            dt { "Cases" } dd { (cases(judgement)) }
        }
    }
}

/// What the verdict speaks of.
fn scope(judgement: &JudgementResult) -> Markup {
    html! {
        @match &judgement.scope {
            Some(ScopeResult::Shapes { shapes, failure_log2 }) => {
                " for " (counted(*shapes, "shape")) ", each wrong with probability ≤ 2"
                sup { (super::axes::number(failure_log2.0)) }
            }
            Some(ScopeResult::Region { parts, halvings }) => {
                " on the whole region, by " (counted(*parts, "part")) " of at most " (counted(*halvings, "halving"))
            }
            Some(ScopeResult::All { cases }) => { " for all " (counted(*cases, "case")) " of the scope" }
            None => {}
        }
    }
}

fn cases(judgement: &JudgementResult) -> String {
    let JudgementResult { known, trials, discarded, telling, witness_attains, .. } = judgement;
    let attained = witness_attains
        .map(|cases| format!("; its witness attains it on {}", counted(cases, "case")))
        .unwrap_or_default();
    format!(
        "{known} known and {trials} random, {} discarded; the claim says something on {telling}{attained}.",
        counted(*discarded, "draw")
    )
}

/// The verdict as a word with a sign, so that no reader needs its colour.
pub(super) fn badge(verdict: Verdict) -> Markup {
    let sign = match verdict {
        Verdict::Proved => "∎",
        Verdict::Certified => "✓",
        Verdict::Consistent => "≈",
        Verdict::Refuted => "✗",
        Verdict::Inconclusive => "?",
    };
    html! { span class={ "badge " (verdict) } { span aria-hidden="true" { (sign) } " " (verdict) } }
}
