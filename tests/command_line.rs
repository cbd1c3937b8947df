//! Arguments, messages and exit codes.

use crate::program::{Ran, folder, run, run_with};
use theoremcheck::{claim::entries, papers};

fn fails(name: &str, arguments: &[&str], code: i32, needles: &[&str]) {
    let Ran { code: found, stdout, stderr } = run(&folder(name), arguments);
    assert_eq!(found, code, "{arguments:?}\n{stdout}\n{stderr}");
    for needle in needles {
        assert!(stderr.contains(needle), "{arguments:?} should say `{needle}`, not\n{stderr}");
    }
}

#[test]
fn an_unknown_filter_is_a_usage_error_that_names_it() {
    fails(
        "unknown-filter",
        &["check", "no-such-claim"],
        1,
        &["`no-such-claim`", "theoremcheck list"],
    );
    fails("unknown-filter-list", &["list", "no-such-claim"], 1, &["`no-such-claim`"]);
    fails("unknown-claim", &["explain", "no-such-claim"], 1, &["`no-such-claim`"]);
}

#[test]
fn an_ambiguous_claim_lists_what_it_could_be() {
    fails(
        "ambiguous",
        &["explain", "lin-2023"],
        1,
        &["could be", "cl-forgetting-formula", "order-effect"],
    );
}

#[test]
fn zero_trials_or_jobs_are_usage_errors() {
    fails("zero-trials", &["--trials", "0"], 1, &["--trials", "0"]);
    fails("zero-jobs", &["check", "--jobs", "0"], 1, &["--jobs", "0"]);
    fails("bad-seed", &["check", "--seed", "minus-one"], 1, &["--seed"]);
}

#[test]
fn help_and_version_are_no_errors() {
    let Ran { code, stdout, .. } = run(&folder("help"), &["--help"]);
    assert_eq!(code, 0);
    for word in ["check", "list", "explain", "hunt", "replay", "table", "Exit codes"] {
        assert!(stdout.contains(word), "help should mention `{word}`");
    }
    assert_eq!(run(&folder("version"), &["--version"]).code, 0);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    fails(
        "unwritable",
        &["check", "order-effect", "--trials", "1", "--json", "no/such/folder.json"],
        5,
        &["no/such/folder.json"],
    );
}

#[test]
fn list_json_names_every_claim_with_its_mutants() {
    let Ran { code, stdout, .. } = run(&folder("list"), &["list", "--json"]);
    assert_eq!(code, 0);
    let listed: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let listed = listed.as_array().unwrap();
    let all = entries(papers::TOPICS);
    assert_eq!(listed.len(), all.len());
    for (object, entry) in listed.iter().zip(all) {
        assert_eq!(object["number"], entry.paper.number);
        assert_eq!(object["paper"], entry.paper.slug);
        assert_eq!(object["topic"], entry.topic.name);
        assert_eq!(object["claim"], entry.claim.id);
        assert_eq!(object["kind"], entry.claim.kind.name());
        let mutants: Vec<_> = entry.claim.mutants.iter().map(|mutant| mutant.id).collect();
        assert_eq!(object["mutants"], serde_json::json!(mutants));
    }
}

#[test]
fn list_papers_tells_verdicts_and_mutants_refuted() {
    let folder = folder("list-papers");
    let slug = "kumar-2017-initialization";
    let Ran { code, stdout, .. } = run(&folder, &["list", "--papers", "--json", slug]);
    assert_eq!(code, 0);
    let listed: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let all: Vec<_> =
        entries(papers::TOPICS).into_iter().filter(|entry| entry.paper.slug == slug).collect();
    let mutants: usize = all.iter().map(|entry| entry.claim.mutants.len()).sum();
    let paper = &listed[0];
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!((&paper["number"], &paper["paper"]), (&18.into(), &slug.into()));
    assert_eq!(paper["topic"], "optimization");
    let count = |verdict: &str| paper["verdicts"][verdict].as_u64().unwrap();
    let claims = count("proved") + count("certified");
    assert_eq!(claims, all.len() as u64);
    assert_eq!((&paper["mutants"], &paper["mutants_refuted"]), (&mutants.into(), &mutants.into()));

    let Ran { code, stdout, .. } = run(&folder, &["list", "--papers", slug]);
    assert_eq!(code, 0);
    let killed = format!("{mutants}/{mutants}");
    let words: Vec<Vec<_>> = stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0][..3], ["topic", "paper", "proved"]);
    assert_eq!(words[1][..3], ["018", "optimization", slug]);
    assert_eq!(words[1].last(), Some(&killed.as_str()));
    assert_eq!(words[2][..4], ["1", "papers,", &claims.to_string(), "claims"]);
}

#[test]
fn explain_shows_the_statement_the_mutants_and_the_ladder() {
    let Ran { code, stdout, .. } = run(&folder("explain"), &["explain", "order-effect"]);
    assert_eq!(code, 0);
    for needle in ["statement", "hypotheses", "notation", "source", "mutant", "mp256", "proved"] {
        assert!(stdout.contains(needle), "explain should show `{needle}`:\n{stdout}");
    }
}

#[test]
fn output_that_is_no_terminal_has_no_colour() {
    let Ran { stdout, stderr, .. } =
        run(&folder("colour"), &["check", "order-effect", "--trials", "1"]);
    assert!(!stdout.contains('\x1b') && !stderr.contains('\x1b'));
}

#[test]
fn completions_are_printed_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let Ran { code, stdout, .. } = run(&folder("completions"), &["completions", shell]);
        assert_eq!(code, 0);
        assert!(stdout.contains("theoremcheck"));
    }
}

#[test]
fn proptest_cases_sets_the_random_cases_and_trials_overrides_it() {
    let folder = folder("cases");
    let closing =
        |arguments: &[&str]| run_with(&folder, arguments, &[("PROPTEST_CASES", "3")]).stdout;
    assert!(closing(&["check", "order-effect"]).contains("3 random cases a claim"));
    assert!(
        closing(&["check", "order-effect", "--trials", "2"]).contains("2 random cases a claim")
    );
}

#[test]
fn a_hunt_needs_a_claim_or_a_mutant_that_exists() {
    fails("hunt-nothing", &["hunt", "no-such-claim"], 1, &["`no-such-claim`", "theoremcheck list"]);
    let address = "saxe-2013-exact-solutions/saxe-depth-bounds/no-such-mutant";
    fails("hunt-no-mutant", &["hunt", address], 1, &["no mutant `no-such-mutant`", "explain"]);
    fails("hunt-zero", &["hunt", "saxe-depth-bounds", "--evaluations", "0"], 1, &["--evaluations"]);
    fails(
        "hunt-no-time",
        &["hunt", "saxe-depth-bounds", "--time-limit", "0"],
        1,
        &["--time-limit"],
    );
}

#[test]
fn a_hunt_leaves_a_closest_case_that_replays() {
    let folder = folder("hunt");
    let hunt = [
        "hunt",
        "sharpness-linear",
        "--random-only",
        "--evaluations",
        "500",
        "--json",
        "hunt.json",
    ];
    let Ran { code, stdout, stderr } = run(&folder, &hunt);
    assert_eq!(code, 0, "{stdout}{stderr}");
    let text = std::fs::read_to_string(folder.join("hunt.json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(found["evaluations"].as_u64() >= Some(500), "{text}");
    assert!(found["quarry"]["ratio_at_least"].as_f64() > Some(0.9), "{text}");
    let witness = found["witness"].as_str().expect("a witness was saved");
    let Ran { code, stdout, stderr } = run(&folder, &["replay", witness]);
    assert_eq!(code, 0, "{stdout}{stderr}");
    assert!(stdout.contains("holds on this case"), "{stdout}");
}

#[test]
fn a_hunt_for_a_mutant_succeeds_when_it_is_refuted() {
    let address = "saxe-2013-exact-solutions/saxe-depth-bounds/delay-of-second-order";
    let Ran { code, stdout, stderr } =
        run(&folder("hunt-mutant"), &["hunt", address, "--random-only", "--evaluations", "500"]);
    assert_eq!(code, 0, "{stdout}{stderr}");
    assert!(stdout.contains("refuted by"), "{stdout}");
}
