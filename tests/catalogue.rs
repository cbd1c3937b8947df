//! The catalogue's own discipline: snapshots, generated files, and that nothing is forgotten.

use crate::certified::CertifiedDigits;
use std::collections::BTreeSet;
use std::path::Path;
use theoremcheck::claim::{Settings, entries};
use theoremcheck::{papers, report};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_paper_has_its_snapshot() {
    for topic in papers::TOPICS {
        for paper in topic.papers {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(format!("../snapshots/{}", topic.name));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.set_comparator(Box::new(CertifiedDigits));
            settings.bind(|| insta::assert_snapshot!(paper.slug, report::page(paper)));
        }
    }
}

#[test]
fn every_snapshot_has_its_paper() {
    let mut listed = BTreeSet::new();
    for topic in papers::TOPICS {
        listed
            .extend(topic.papers.iter().map(|paper| format!("{}/{}.snap", topic.name, paper.slug)));
    }
    let mut found = BTreeSet::new();
    for topic in folders(&root().join("snapshots")) {
        for file in names(&root().join("snapshots").join(&topic)) {
            found.insert(format!("{topic}/{file}"));
        }
    }
    assert_eq!(found, listed);
}

#[test]
fn every_paper_file_is_listed_under_its_topic_in_order() {
    let folder = root().join("src/papers");
    let listed: Vec<_> = papers::TOPICS.iter().map(|topic| topic.name.to_owned()).collect();
    assert_eq!(folders(&folder), listed);
    for topic in papers::TOPICS {
        let slugs: Vec<_> = topic.papers.iter().map(|paper| paper.slug.to_owned()).collect();
        let mut files = names(&folder.join(topic.name));
        files.retain(|name| name != "mod.rs");
        let expected: Vec<_> =
            files.iter().map(|name| name.trim_end_matches(".rs").replace('_', "-")).collect();
        assert_eq!(slugs, expected, "{}", topic.name);
    }
}

#[test]
fn generated_files_are_up_to_date() {
    let settings = Settings { trials: 64, seed: 0 };
    let generated = [
        ("CLAIMS.md", report::claims_markdown(papers::TOPICS)),
        ("ERRATA.md", report::errata_markdown(papers::TOPICS, settings)),
    ];
    for (name, text) in generated {
        let kept = std::fs::read_to_string(root().join(name)).unwrap_or_default();
        assert!(kept == text, "{name} is out of date: run `cargo run --release -- table`");
    }
}

#[test]
fn ids_are_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for entry in entries(papers::TOPICS) {
        let mutants =
            entry.claim.mutants.iter().map(|mutant| format!("{}/{}", entry.address(), mutant.id));
        for address in std::iter::once(entry.address()).chain(mutants) {
            let kebab =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '/';
            assert!(address.chars().all(kebab), "{address} is not kebab case");
            assert!(!address.contains("/mutant"), "{address}: name what was changed");
            assert!(seen.insert(address.clone()), "{address} is there twice");
        }
    }
}

#[test]
fn every_claim_has_a_mutant_and_says_all_about_itself() {
    for entry in entries(papers::TOPICS) {
        let (address, claim) = (entry.address(), entry.claim);
        assert!(!claim.mutants.is_empty(), "{address} could be vacuous: it has no mutant");
        for text in [claim.statement, claim.hypotheses, claim.source, entry.paper.notation] {
            assert!(!text.trim().is_empty(), "{address} leaves a text empty");
            assert!(!text.contains('\\'), "{address}: Unicode, not LaTeX");
            assert!(!text.contains("  "), "{address}: a break within a text: {text}");
        }
        for mutant in claim.mutants {
            assert!(!mutant.why_false.trim().is_empty(), "{address}/{}: why false?", mutant.id);
            let Some(erratum) = &mutant.literal_reading else { continue };
            for text in [erratum.reading, erratum.true_form, erratum.caveat] {
                let name = mutant.id;
                assert!(!text.contains("  ") && !text.is_empty(), "{address}/{name}: {text}");
            }
        }
    }
}

/// Every claim that the catalogue of papers lists is here, or `absent.txt` says why not; a paper may have further claims.
#[test]
fn every_listed_claim_is_here_or_has_a_reason() {
    let here: BTreeSet<_> = entries(papers::TOPICS)
        .iter()
        .map(|entry| format!("{:03} {}", entry.paper.number, entry.claim.id))
        .collect();
    let listed: BTreeSet<_> =
        include_str!("catalogue/claims.txt").lines().map(str::to_owned).collect();
    let reasons = include_str!("catalogue/absent.txt").lines();
    let reasons = reasons.filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut excused = BTreeSet::new();
    for line in reasons {
        let (name, reason) = line.split_once(": ").unwrap_or((line, ""));
        assert!(!reason.trim().is_empty(), "absent.txt gives no reason: {line}");
        let number = name.strip_suffix(" *");
        let covers = |claim: &&String| match number {
            Some(number) => claim.split(' ').next() == Some(number),
            None => claim.as_str() == name,
        };
        let covered: Vec<_> = listed.iter().filter(covers).collect();
        assert!(!covered.is_empty(), "absent.txt excuses what is not listed: {line}");
        for claim in covered {
            assert!(!here.contains(claim), "absent.txt excuses a claim that is here: {claim}");
            assert!(excused.insert(claim.clone()), "absent.txt excuses twice: {claim}");
        }
    }
    let silent: Vec<_> =
        listed.iter().filter(|claim| !here.contains(*claim) && !excused.contains(*claim)).collect();
    assert!(silent.is_empty(), "neither here nor in absent.txt: {silent:?}");
}

fn folders(path: &Path) -> Vec<String> {
    let mut found: Vec<_> = std::fs::read_dir(path)
        .map(|entries| {
            entries
                .map(|entry| entry.unwrap())
                .filter(|entry| entry.path().is_dir())
                .map(|entry| entry.file_name().into_string().unwrap())
                .collect()
        })
        .unwrap_or_default();
    found.sort();
    found
}

fn names(path: &Path) -> Vec<String> {
    let mut found: Vec<_> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    found
}
