//! Search and filters, which appear only where the script runs.

use super::words;
use crate::claim::Verdict;
use crate::results::{ClaimResult, Results};
use maud::{Markup, html};

/// The form above the claims.
pub(super) fn controls(results: &Results) -> Markup {
    let claims = &results.claims;
    let verdicts: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
    html! {
        form.controls id="controls" role="search" aria-label="Claims" hidden {
            div.search {
                label for="search" { "Search" }
                input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-help";
            }
            (choice("verdict", &verdicts))
            (choice("topic", &distinct(claims, |claim| &claim.topic)))
            (choice("method", &distinct(claims, |claim| &claim.method)))
            (choice("kind", &distinct(claims, |claim| &claim.kind)))
            fieldset {
                legend { "Only" }
                label { input type="checkbox" name="shortfall"; " shortfalls" }
                label { input type="checkbox" name="errata"; " errata" }
            }
            div.found {
                output id="count" for="search" aria-live="polite" {}
                p.help id="search-help" { "Words of a claim, a paper or an author; press " kbd { "/" } " to search." }
                button id="unfold" type="button" { "Open all shown" }
                button type="reset" { "Reset" }
            }
        }
    }
}

fn choice(name: &str, values: &[&str]) -> Markup {
    html! {
        div.choice {
            label for={ "filter-" (name) } { (name) }
            select id={ "filter-" (name) } name=(name) {
                option value="" { "all" }
                @for value in values { option value=(value) { (words(value)) } }
            }
        }
    }
}

/// The values that occur, each once, in their first order.
fn distinct<'a>(
    claims: &'a [ClaimResult],
    of: impl Fn(&'a ClaimResult) -> &'a str,
) -> Vec<&'a str> {
    let mut values = Vec::new();
    for value in claims.iter().map(of) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}
