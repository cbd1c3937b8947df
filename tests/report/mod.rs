//! The HTML report as text: what needs no browser.

use crate::program::{Ran, folder, run};
use std::collections::BTreeSet;
use theoremcheck::claim::{Entry, Settings, Verdict, entries};
use theoremcheck::papers;
use theoremcheck::report::html;
use theoremcheck::results::{ClaimResult, FigureResult, PointResult, Results, judged};

mod command;
mod figures;

const SETTINGS: Settings = Settings { trials: 3, seed: 0 };

/// Two papers: identities, inequalities, tight bounds, trajectories, an erratum.
fn results() -> Results {
    let wanted = |entry: &Entry| {
        ["saxe-2013", "dang-2023"].iter().any(|slug| entry.paper.slug.starts_with(slug))
    };
    let entries: Vec<_> = entries(papers::TOPICS).into_iter().filter(wanted).collect();
    Results::of(judged(&entries, SETTINGS, || ()), SETTINGS)
}

/// The values of an attribute, in order.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// All that holds of every page.
fn complaints(page: &str) -> Vec<String> {
    let ids = attributes(page, "id");
    let mut seen = BTreeSet::new();
    let twice = ids.iter().filter(|id| !seen.insert(**id)).map(|id| format!("{id} is there twice"));
    let mut found: Vec<_> = twice.collect();
    for href in attributes(page, "href") {
        let known = href.strip_prefix('#').is_some_and(|id| ids.contains(&id));
        if !known && href != "data:," {
            found.push(format!("{href} leads nowhere"));
        }
    }
    for described in attributes(page, "aria-labelledby") {
        let unknown = described.split(' ').filter(|id| !ids.contains(id));
        found.extend(unknown.map(|id| format!("{id} labels nothing")));
    }
    for loads in [" src=", "url(", "@import", "<iframe", "<object", "fetch(", "http://", "https://"]
    {
        if page.contains(loads) {
            found.push(format!("the page has `{loads}`"));
        }
    }
    found
}

#[test]
fn ids_are_unique_links_resolve_and_nothing_is_loaded() {
    let results = results();
    let page = html(&results);
    assert_eq!(complaints(&page), Vec::<String>::new());
    for claim in &results.claims {
        assert!(page.contains(&format!("id=\"{}\"", claim.address())), "{}", claim.address());
    }
    let plots = |name: &str| page.matches(&format!(":{name}-title\">")).count();
    let with = |has: fn(&ClaimResult) -> bool| results.claims.iter().filter(|c| has(c)).count();
    assert_eq!(plots("ratios"), with(|claim| claim.judgement.ratios.is_some()));
    assert_eq!(plots("curves"), with(|claim| claim.judgement.figure.is_some()));
    let residual = |claim: &ClaimResult| {
        claim.judgement.ladder.iter().any(|rung| rung.residual_log2.0.is_finite())
    };
    assert_eq!(plots("ladder"), with(residual));
    assert!(plots("ratios") > 0 && plots("curves") > 1 && plots("ladder") > 4);
}

#[test]
fn text_is_escaped() {
    let mut results = results();
    let bad = "<script>alert(1)</script> & \"quoted\"";
    let claim = &mut results.claims[0];
    for text in [
        &mut claim.statement,
        &mut claim.title,
        &mut claim.notation,
        &mut claim.claim,
        &mut claim.kind,
    ] {
        bad.clone_into(text);
    }
    bad.clone_into(&mut claim.mutants[0].why_false);
    let page = html(&results);
    assert!(!page.contains("<script>alert"));
    assert!(
        page.matches("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;").count() >= 6
    );
    assert_eq!(complaints(&page), Vec::<String>::new());
}

#[test]
fn equal_results_give_equal_bytes() {
    let results = results();
    let again: Results = serde_json::from_str(&results.to_json()).unwrap();
    assert_eq!(again, results);
    assert!(html(&again) == html(&results));
}

const ALL_IS_WELL: &str = "Every claim is as declared, and every mutant is refuted.";

#[test]
fn a_page_of_nothing_is_a_page() {
    let page = html(&Results::of(Vec::new(), SETTINGS));
    assert_eq!(complaints(&page), Vec::<String>::new());
    assert!(page.contains("0 claims of 0 papers"));
    assert!(page.contains("Nothing was judged.") && !page.contains(ALL_IS_WELL));
}

#[test]
fn all_is_well_only_if_all_was_judged_and_nothing_panicked() {
    let whole = results();
    assert!(html(&whole).contains(ALL_IS_WELL));

    let cut = Results { complete: false, not_judged: vec!["a/b".to_owned()], ..whole.clone() };
    let page = html(&cut);
    assert!(!page.contains(ALL_IS_WELL) && page.contains("The time limit left out 1 claim"));

    let mut panicked = whole.clone();
    panicked.claims[0].mutants[0].internal_error =
        Some("too large, at known case `one`".to_owned());
    let page = html(&panicked);
    assert!(!page.contains(ALL_IS_WELL) && page.contains(": 1 internal error"));
    assert!(page.contains("too large, at known case"));

    let mut late = whole;
    let mutant = &mut late.claims[0].mutants[0];
    (mutant.verdict, mutant.out_of_time) = (Verdict::Inconclusive, true);
    mutant.counterexample = None;
    mutant.shortfall = Some("the time limit ended it after 1 of 9 cases".to_owned());
    let page = html(&late);
    assert!(!page.contains(ALL_IS_WELL) && page.contains(": 1 mutant not decided"));
    assert!(page.contains("after 1 of 9 cases.") && !page.contains("Survived"));
}

#[test]
fn what_falls_short_is_on_the_first_screen() {
    let results = results();
    assert!(html(&results).contains("Every claim is as declared"));
    let mut claims = results.claims;
    claims[1].judgement.verdict = Verdict::Refuted;
    claims[2].mutants[0].verdict = Verdict::Inconclusive;
    let (refuted, survived) = (claims[1].address(), claims[2].address());
    let page = html(&Results::of(claims, SETTINGS));
    assert!(!page.contains("Every claim is as declared"));
    assert_eq!(page.matches(" data-shortfall").count(), 2);
    for line in [format!("{refuted}</a>: refuted"), format!("{survived}</a>: 1 mutant survived")] {
        assert!(page.contains(&line), "the page lacks `{line}`");
    }
}

#[test]
fn numbers_that_are_none_do_not_break_a_plot() {
    let mut results = results();
    let numbers = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300];
    for (claim, number) in results.claims.iter_mut().zip(numbers.into_iter().cycle()) {
        for rung in &mut claim.judgement.ladder {
            rung.residual_log2.0 = number;
        }
        let curves = claim.judgement.figure.iter_mut().flat_map(|figure| &mut figure.curves);
        curves.for_each(|curve| curve.line[0].value.0 = number);
    }
    let page = html(&results);
    assert_eq!(complaints(&page), Vec::<String>::new());
    for attribute in ["d", "x", "y", "cx", "cy"] {
        for place in attributes(&page, attribute) {
            assert!(!place.contains("NaN") && !place.contains("inf"), "{attribute} = {place}");
        }
    }
}

#[test]
fn an_exact_zero_is_marked_as_one() {
    let plain = html(&results());
    let mut results = results();
    let rungs = &mut results.claims[0].judgement.ladder;
    let places = [-20.0, f64::NEG_INFINITY, -120.0, f64::NAN];
    rungs.iter_mut().zip(places).for_each(|(rung, place)| rung.residual_log2.0 = place);
    let page = html(&results);
    let more = |text: &str| page.matches(text).count() - plain.matches(text).count();
    assert_eq!(more("<path class=\"zero\""), 1);
    assert_eq!(more("53 bits: exactly 0; 128 bits: −120; 256 bits: not finite."), 1);
    assert_eq!(more("<title>f64: exactly 0</title>"), 1);
}
