//! The claims by topic and paper.

use super::claim::claim;
use super::controls::controls;
use super::{anchor, counted, words};
use crate::results::{ClaimResult, Counts, Results, by_paper};
use maud::{Markup, html};

/// Search and filters, and all claims.
pub(super) fn catalogue(results: &Results) -> Markup {
    html! {
        section.claims id="claims" aria-labelledby="claims-title" tabindex="-1" {
            h2 id="claims-title" { "Claims" }
            (controls(results))
            p.empty id="empty" hidden { "No claim matches." }
            @for topic in by_topic(&results.claims) {
                section.topic id=(topic_anchor(&topic[0].topic)) {
                    h2 { (words(&topic[0].topic)) }
                    @for claims in by_paper(topic) { (paper(claims, results)) }
                }
            }
        }
    }
}

fn paper(claims: &[ClaimResult], results: &Results) -> Markup {
    let first = &claims[0];
    let authors = first.authors.join(", ");
    let id = anchor(&first.paper);
    html! {
        section.paper id=(id) aria-labelledby={ (id) ":title" } {
            header {
                h3 id={ (id) ":title" } { span.count { (format!("{:03}", first.number)) } " " (first.title) }
                p.quiet { (authors) "; " (first.year) "; " (first.venue) "." }
                p.quiet { (verdicts(claims)) }
                details.notation { summary { "Notation" } p.math { (first.notation) } }
            }
            @for one in claims { (claim(one, results.settings)) }
        }
    }
}

/// `3 proved, 2 certified; 6 of 6 mutants refuted`.
fn verdicts(claims: &[ClaimResult]) -> String {
    let counts = Counts::of(claims);
    let shown = counts.by_verdict().filter(|(_, count)| *count > 0);
    let verdicts: Vec<_> = shown.map(|(verdict, count)| format!("{count} {verdict}")).collect();
    let Counts { mutants, mutants_refuted, .. } = counts;
    format!("{}; {mutants_refuted} of {} refuted", verdicts.join(", "), counted(mutants, "mutant"))
}

/// The claims of each topic, in order.
pub(super) fn by_topic(claims: &[ClaimResult]) -> impl Iterator<Item = &[ClaimResult]> {
    claims.chunk_by(|a, b| a.topic == b.topic)
}

/// Where a topic begins.
pub(super) fn topic_anchor(topic: &str) -> String {
    anchor(&format!("topic-{topic}"))
}
