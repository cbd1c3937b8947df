//! Shards, put together, are the whole run to the byte; anything else is refused.

use crate::program::{Ran, folder, left, run, run_with};
use std::path::{Path, PathBuf};

const CHECK: [&str; 4] = ["check", "saxe", "--trials", "2"];

fn checked(folder: &Path, more: &[&str], variables: &[(&str, &str)]) -> Ran {
    run_with(folder, &[&CHECK[..], more].concat(), variables)
}

/// Three shards in their own folders, each with some of the claims.
fn shards(folder: &Path) -> Vec<String> {
    let shard = |k: usize| {
        let ran = checked(folder, &["--shard", &format!("{k}/3")], &[]);
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(&format!("shard {k}/3 (--shard)")), "{}", ran.stderr);
        format!("target/theoremcheck/shard-{k}-of-3")
    };
    (1..=3).map(shard).collect()
}

fn merged(folder: &Path, shards: &[String], output: &str) -> Ran {
    let shards = shards.iter().map(String::as_str);
    let arguments: Vec<_> = ["merge", "--output", output].into_iter().chain(shards).collect();
    run(folder, &arguments)
}

fn refused(folder: &Path, shards: &[String], code: i32, needles: &[&str]) {
    let Ran { code: found, stderr, .. } = merged(folder, shards, "refused");
    assert_eq!(found, code, "{stderr}");
    for needle in needles {
        assert!(stderr.contains(needle), "should say `{needle}`: {stderr}");
    }
    assert!(!folder.join("refused").exists());
}

#[test]
fn merged_shards_are_the_whole_run_to_the_byte() {
    let folder = folder("shards");
    let whole = checked(&folder, &["--output", "whole"], &[]);
    let shards = shards(&folder);
    let ran = merged(&folder, &shards, "merged");
    assert_eq!((ran.code, whole.code), (0, 0), "{}", ran.stderr);
    assert!(left(&folder.join("merged")) == left(&folder.join("whole")));
    // All but the times is printed alike.
    let sums = |ran: &Ran| {
        let line = ran.stdout.lines().find(|line| line.contains(" papers, ")).unwrap().to_owned();
        line.rsplit_once("; ").unwrap().0.to_owned()
    };
    assert_eq!(sums(&ran), sums(&whole));
}

#[test]
fn shards_that_are_no_whole_are_not_merged() {
    let folder = folder("shards-refused");
    let shards = shards(&folder);
    refused(&folder, &shards[..2], 1, &["shard 3/3 is not among"]);

    let journal = |at: usize| folder.join(&shards[at]).join("journal.jsonl");
    let text = std::fs::read_to_string(journal(1)).unwrap();
    let lines: Vec<_> = text.lines().collect();
    std::fs::write(journal(1), lines[..lines.len() - 1].join("\n") + "\n").unwrap();
    let address = address_of(lines[lines.len() - 1]);
    let claim: Vec<_> = address.split('/').take(2).collect();
    refused(&folder, &shards, 5, &["shard 2/3 has not judged", &claim.join("/"), "--resume"]);

    let other = text.replacen("\"trials\":2", "\"trials\":3", 1);
    std::fs::write(journal(1), other).unwrap();
    refused(&folder, &shards, 5, &["shard-2-of-3/journal.jsonl", "3 random cases", "2 random"]);

    std::fs::write(journal(1), &text).unwrap();
    let witness = |path: PathBuf| std::fs::read_dir(path).unwrap().next().unwrap().unwrap().path();
    let lost = witness(folder.join(&shards[1]).join("witnesses"));
    std::fs::remove_file(&lost).unwrap();
    let Ran { code, stderr, .. } = merged(&folder, &shards, "merged");
    assert_eq!(code, 5);
    assert!(stderr.contains("missing or torn"), "{stderr}");
}

fn address_of(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    value["address"].as_str().unwrap().to_owned()
}

#[test]
fn two_results_of_one_claim_are_not_merged() {
    let folder = folder("shards-twice");
    for output in ["a", "b"] {
        assert_eq!(checked(&folder, &["--output", output], &[]).code, 0);
    }
    let both = ["a".to_owned(), "b".to_owned()];
    assert_eq!(merged(&folder, &both, "same").code, 0);
    let journal = folder.join("b/journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replacen("\"known\":", "\"known\":1", 1)).unwrap();
    refused(&folder, &both, 5, &["b/journal.jsonl", "another result than in a"]);
}

#[test]
fn shards_cut_by_different_costs_are_not_merged() {
    let folder = folder("shards-costs");
    let first = checked(&folder, &["--shard", "1/2"], &[]);
    let costs = r#"{"seconds": {"saxe-2013-exact-solutions/saxe-depth-bounds": 100.0}}"#;
    std::fs::write(folder.join("costs.json"), costs).unwrap();
    let second = checked(&folder, &["--shard", "2/2", "--costs", "costs.json"], &[]);
    assert_eq!((first.code, second.code), (0, 0));
    let shards = [1, 2].map(|k| format!("target/theoremcheck/shard-{k}-of-2"));
    refused(&folder, &shards, 1, &["no shard was to judge", "--costs"]);
    std::fs::write(folder.join("costs.json"), "{}").unwrap();
    let Ran { code, stderr, .. } =
        checked(&folder, &["--shard", "1/2", "--costs", "costs.json"], &[]);
    assert_eq!(code, 5);
    assert!(stderr.contains("costs.json") && stderr.contains("timings.json"), "{stderr}");
}

#[test]
fn a_shard_is_picked_up_from_the_environment_unless_one_is_given() {
    let folder = folder("shards-environment");
    let gitlab = [("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "50")];
    let ran = checked(&folder, &[], &gitlab);
    assert!(ran.stderr.contains("shard 2/50 (CI_NODE_INDEX)"), "{}", ran.stderr);
    assert!(folder.join("target/theoremcheck/shard-2-of-50/results.json").exists());
    let ran = checked(&folder, &["--shard", "1/40"], &gitlab);
    assert!(ran.stderr.contains("shard 1/40 (--shard)"), "{}", ran.stderr);
    for whole in [&["--no-shard"][..], &["--shard", "1/1"]] {
        let ran = checked(&folder, &[whole, &["--quiet"]].concat(), &gitlab);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    }
    let ran = checked(&folder, &[], &[("JOB_COMPLETION_INDEX", "0")]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("THEOREMCHECK_SHARDS"), "{}", ran.stderr);
}

#[test]
fn an_empty_shard_ends_well_and_says_so() {
    let folder = folder("shards-empty");
    let ran = run(&folder, &["check", "order-effect", "--trials", "1", "--shard", "2/2"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("shard 2/2 (--shard): 0 of 1 claims"), "{}", ran.stderr);
}

#[test]
fn what_is_no_shard_is_a_usage_error() {
    let Ran { code, stderr, .. } = checked(&folder("no-shard"), &["--shard", "0/3"], &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("counted from 1") || stderr.contains("count from 1"), "{stderr}");
}
