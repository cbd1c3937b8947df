//! What is continued, what is judged again, and what is refused.

use crate::program::{Ran, folder, left, run};
use std::path::{Path, PathBuf};
use theoremcheck::claim::{Settings, entries};
use theoremcheck::papers::TOPICS;
use theoremcheck::results::{Folder, Header, Recorder};

const CHECK: [&str; 6] = ["check", "order-effect", "--trials", "2", "--output", "out"];

fn checked(folder: &Path, more: &[&str]) -> Ran {
    run(folder, &[&CHECK[..], more].concat())
}

/// A folder with a finished run, its journal, and the lines of that.
fn finished(name: &str) -> (PathBuf, PathBuf, Vec<String>) {
    let folder = folder(name);
    assert_eq!(checked(&folder, &[]).code, 0);
    let journal = folder.join("out/journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    (folder, journal, text.lines().map(|line| format!("{line}\n")).collect())
}

fn refused(folder: &Path, arguments: &[&str], code: i32, needles: &[&str]) {
    let Ran { code: found, stderr, .. } = run(folder, arguments);
    assert_eq!(found, code, "{stderr}");
    for needle in needles {
        assert!(stderr.contains(needle), "should say `{needle}`: {stderr}");
    }
}

#[test]
fn a_journal_has_a_line_for_each_claim_and_mutant() {
    let (_, _, lines) = finished("journal-lines");
    let entry = entries(TOPICS).into_iter().find(|e| e.claim.id == "order-effect").unwrap();
    assert_eq!(lines.len(), 1 + 1 + entry.claim.mutants.len());
}

#[test]
fn a_torn_last_line_is_dropped_and_its_unit_judged_again() {
    let (folder, journal, lines) = finished("journal-torn");
    let expected = left(&folder.join("out"));
    let (last, whole) = lines.split_last().unwrap();
    for torn in [&last[..1], &last[..last.len() / 2], &last[..last.len() - 1]] {
        std::fs::write(&journal, whole.concat() + torn).unwrap();
        std::fs::remove_file(folder.join("out/results.json")).unwrap();
        assert_eq!(checked(&folder, &["--resume"]).code, 0, "torn to {} bytes", torn.len());
        assert!(left(&folder.join("out")) == expected);
        assert_eq!(std::fs::read_to_string(&journal).unwrap().lines().count(), lines.len());
    }
}

#[test]
fn a_corrupt_line_is_an_error_that_names_it() {
    let (folder, journal, mut lines) = finished("journal-corrupt");
    lines[2].truncate(20);
    lines[2].push('\n');
    std::fs::write(&journal, lines.concat()).unwrap();
    let resume = [&CHECK[..], &["--resume"]].concat();
    refused(&folder, &resume, 5, &["journal.jsonl: line 3:", "--resume"]);
    std::fs::write(&journal, "not a journal\n").unwrap();
    refused(&folder, &resume, 5, &["journal.jsonl: line 1:", "no journal"]);
}

#[test]
fn a_journal_of_another_run_is_refused() {
    let (folder, journal, lines) = finished("journal-other");
    let resumed =
        |arguments: &[&'static str]| [arguments, &["--resume", "--output", "out"]].concat();
    let trials = resumed(&["check", "order-effect", "--trials", "3"]);
    refused(&folder, &trials, 1, &["2 random cases", "3 random cases", "journal.jsonl: line 1"]);
    let seed = resumed(&["check", "order-effect", "--trials", "2", "--seed", "7"]);
    refused(&folder, &seed, 1, &["seed 7"]);
    let claims = resumed(&["check", "lin-2023", "--trials", "2"]);
    refused(&folder, &claims, 1, &["list of filters is order-effect", "lin-2023"]);
    let header: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    for (field, what) in [("version", "program's version"), ("catalogue", "catalogue")] {
        let mut other = header.clone();
        other[field] = "another".into();
        std::fs::write(&journal, format!("{other}\n") + &lines[1..].concat()).unwrap();
        refused(&folder, &resumed(&CHECK[..4]), 1, &[what, "another"]);
    }
    // What is refused is left as it was; without --resume it is replaced.
    assert!(std::fs::read_to_string(&journal).unwrap().contains("another"));
    assert_eq!(checked(&folder, &[]).code, 0);
    assert_eq!(std::fs::read_to_string(&journal).unwrap().lines().next(), lines[0].lines().next());
}

#[test]
fn a_unit_whose_witness_is_lost_or_torn_is_judged_again() {
    let (folder, _, _) = finished("journal-witness");
    let expected = left(&folder.join("out"));
    let witnesses: Vec<_> = expected.keys().filter(|name| *name != "results.json").collect();
    assert!(witnesses.len() >= 2);
    let path = |at: usize| folder.join("out/witnesses").join(witnesses[at]);
    std::fs::remove_file(path(0)).unwrap();
    std::fs::write(path(1), &expected[witnesses[1]][..40]).unwrap();
    assert_eq!(checked(&folder, &["--resume"]).code, 0);
    assert!(left(&folder.join("out")) == expected);
}

#[test]
fn resuming_a_finished_run_judges_nothing() {
    let (folder, journal, lines) = finished("journal-finished");
    assert_eq!(checked(&folder, &["--resume"]).code, 0);
    assert_eq!(std::fs::read_to_string(journal).unwrap(), lines.concat());
}

#[test]
fn two_runs_cannot_write_one_journal() {
    let (folder, _, _) = finished("journal-lock");
    let settings = Settings { trials: 2, seed: 0 };
    let header = Header::of(TOPICS, settings, &[], None, &[]);
    let other = Recorder::begin(&Folder::left(&folder.join("out")), &header).unwrap();
    refused(&folder, &CHECK, 1, &["another process", "--output"]);
    other.finish().unwrap();
    assert_eq!(checked(&folder, &[]).code, 0);
}

#[test]
fn no_line_is_written_before_its_witness() {
    let folder = folder("journal-order");
    let entry = entries(TOPICS).into_iter().find(|e| e.claim.id == "order-effect").unwrap();
    for mutant in entry.claim.mutants {
        // Where a folder is, no file can be written.
        let address = format!("{}/{}", entry.address(), mutant.id);
        let path = Folder::left(&folder.join("out")).witness(&address);
        std::fs::create_dir_all(path).unwrap();
    }
    let Ran { code, stderr, .. } = checked(&folder, &[]);
    assert_eq!(code, 5, "{stderr}");
    assert!(stderr.contains("witnesses/lin-2023-forgetting--order-effect--"), "{stderr}");
    let journal = std::fs::read_to_string(folder.join("out/journal.jsonl")).unwrap();
    assert!(!journal.contains("\"mutant\":{"), "a line without its witness: {journal}");
}
