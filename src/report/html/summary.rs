//! The first screen: what was checked and what was found.

use super::axes::scrolling;
use super::catalogue::{by_topic, topic_anchor};
use super::claim::badge;
use super::{anchor, counted, words};
use crate::claim::Verdict;
use crate::results::{ClaimResult, Counts, Results, by_paper};
use maud::{Markup, html};

/// What the page is about, and whether all is well.
pub(super) fn opening(results: &Results) -> Markup {
    let papers = by_paper(&results.claims).count();
    html! {
        header.page id="top" {
            h1 { "theoremcheck" }
            p.lede {
                (counted(results.totals.claims, "claim")) " of " (counted(papers, "paper"))
                " in deep-learning theory, executed on hand-picked and " (results.settings.trials)
                " random cases each (seed " (results.settings.seed) "), in floats, in rigorous balls and in exact rationals."
            }
            (standing(results))
        }
    }
}

/// The sums, the topics and the errata.
pub(super) fn summary(results: &Results) -> Markup {
    html! {
        section.found aria-labelledby="found" {
            h2 id="found" { "What was found" }
            (sums(&results.totals))
            (bar(&results.totals))
            (meanings())
            (topics(results))
        }
        (errata(results))
    }
}

/// Whether everything is as declared and was judged, and if not, what is not.
fn standing(results: &Results) -> Markup {
    let short: Vec<_> = results.claims.iter().filter(|claim| !claim.is_as_declared()).collect();
    html! {
        @if !short.is_empty() {
            div.standing.bad {
                p { span aria-hidden="true" { "✗ " } (counted(short.len(), "claim")) " fell short:" }
                ul { @for claim in &short { li { (link(claim)) ": " (why(claim)) } } }
            }
        }
        @if !results.complete {
            div.standing.bad {
                p {
                    span aria-hidden="true" { "✗ " } "The time limit left out "
                    (counted(results.not_judged.len(), "claim")) ":"
                }
                ul { @for address in &results.not_judged { li { (address) } } }
            }
        }
        @if results.claims.is_empty() {
            p.standing.bad { span aria-hidden="true" { "✗ " } "Nothing was judged." }
        } @else if short.is_empty() && results.complete {
            p.standing.good { span aria-hidden="true" { "✓ " } "Every claim is as declared, and every mutant is refuted." }
        }
    }
}

/// The verdict if the claim may not pass with it, and what is wrong with its mutants and its code.
fn why(claim: &ClaimResult) -> String {
    let ClaimResult { judgement, mutants, .. } = claim;
    let survivors = mutants.iter().filter(|mutant| mutant.has_survived()).count();
    let open = mutants.iter().filter(|m| !m.is_refuted() && !m.has_survived()).count();
    let panics = claim.internal_errors().count();
    let verdict = (!judgement.verdict.passes()).then(|| judgement.verdict.to_string());
    let some = |count, text: String| (count > 0).then_some(text);
    let parts = [
        verdict,
        some(survivors, format!("{} survived", counted(survivors, "mutant"))),
        some(open, format!("{} not decided", counted(open, "mutant"))),
        some(panics, counted(panics, "internal error")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn link(claim: &ClaimResult) -> Markup {
    html! { a href={ "#" (anchor(&claim.address())) } { (claim.address()) } }
}

fn sums(totals: &Counts) -> Markup {
    html! {
        dl.sums {
            @for (verdict, count) in totals.by_verdict() {
                div class=(if count == 0 { "none" } else { "some" }) { dt { (badge(verdict)) } dd { (count) } }
            }
            div { dt { "mutants refuted" } dd { (totals.mutants_refuted) span.of { " of " (totals.mutants) } } }
            div { dt { a href="#errata" { "errata" } } dd { (totals.errata) } }
        }
    }
}

/// The claims by verdict as parts of a line; the numbers stand above it.
fn bar(totals: &Counts) -> Markup {
    html! {
        div.bar aria-hidden="true" {
            @for (verdict, count) in totals.by_verdict() {
                @if count > 0 { span class=(verdict) style={ "flex-grow:" (count) } {} }
            }
        }
    }
}

fn meanings() -> Markup {
    let meaning = |verdict| match verdict {
        Verdict::Proved => {
            "for all cases within a stated scope: by exact arithmetic, or by enclosures on a cover of all of them."
        }
        Verdict::Certified => {
            "on the cases tried, each settled by an enclosure. It is no proof for other cases."
        }
        Verdict::Consistent => {
            "no enclosure is available, but the residual falls with the unit roundoff from 24 to 256 bits."
        }
        Verdict::Refuted => {
            "an enclosure excludes the claimed relation, or an exact residual is not zero."
        }
        Verdict::Inconclusive => {
            "anything else: too wide, an obstacle, a plateau, or nothing to judge."
        }
    };
    html! {
        details.meanings {
            summary { "How to read a verdict" }
            dl.facts {
                @for verdict in Verdict::ALL { dt { (badge(verdict)) } dd { (meaning(verdict)) } }
                dt { "mutant" } dd { "a false variant of a claim, which must be refuted: a check that passes it does not look." }
                dt { "erratum" } dd { "a literal reading of a published statement that is refuted under the formalization given here; the paper's own theorem may be meant otherwise, see each caveat." }
            }
        }
    }
}

fn topics(results: &Results) -> Markup {
    let shown = |count| if count == 0 { "·".to_owned() } else { format!("{count}") };
    let table = html! {
        table.topics {
            thead {
                tr {
                    th scope="col" { "topic" }
                    th.number scope="col" { "papers" }
                    th.number scope="col" { "claims" }
                    @for verdict in Verdict::ALL { th.number scope="col" { (verdict) } }
                    th.number scope="col" { "mutants refuted" }
                    th.number scope="col" { "errata" }
                }
            }
            tbody {
                @for claims in by_topic(&results.claims) {
                    @let counts = Counts::of(claims);
                    @let topic = &claims[0].topic;
                    tr {
                        th scope="row" { a href={ "#" (topic_anchor(topic)) } { (words(topic)) } }
                        td.number { (by_paper(claims).count()) }
                        td.number { (claims.len()) }
                        @for (_, count) in counts.by_verdict() { td.number { (shown(count)) } }
                        td.number { (counts.mutants_refuted) " of " (counts.mutants) }
                        td.number { (shown(counts.errata)) }
                    }
                }
            }
        }
    };
    html! { nav aria-label="Topics" { (scrolling("Topics in numbers", &table)) } }
}

fn errata(results: &Results) -> Markup {
    let all =
        results.claims.iter().flat_map(|claim| claim.errata().map(move |found| (claim, found)));
    html! {
        section.errata id="errata" aria-labelledby="errata-title" {
            h2 id="errata-title" { "Errata" }
            @if results.totals.errata == 0 { p { "No literal reading of a published statement is refuted." } }
            ul {
                @for (claim, (mutant, erratum)) in all {
                    li {
                        a href={ "#" (anchor(&format!("{}/{}", claim.address(), mutant.id))) } {
                            (format!("{:03}", claim.number)) " " (claim.title)
                        }
                        p.math { (erratum.reading) }
                        p.quiet { "False: " (mutant.why_false) "." }
                    }
                }
            }
        }
    }
}
