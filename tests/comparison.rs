//! `theoremcheck compare`: what changed between two runs.

use crate::program::{Ran, folder, run};
use serde_json::{Value, json};
use std::path::Path;

/// The results of one claim, changed by `edit`, and compared with what they were.
fn compared(name: &str, edit: impl Fn(&mut Value), arguments: &[&str]) -> Ran {
    let folder = folder(name);
    assert_eq!(run(&folder, &["lin-2023", "--trials", "2", "--json", "old.json"]).code, 0);
    let mut results = read(&folder.join("old.json"));
    edit(&mut results);
    std::fs::write(folder.join("new.json"), results.to_string()).unwrap();
    run(&folder, &[&["compare", "old.json", "new.json"], arguments].concat())
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_run_is_like_itself() {
    let Ran { code, stdout, .. } = compared("compare-same", |_| (), &[]);
    assert_eq!((code, stdout.as_str()), (0, "0 changes, 0 of them for the worse\n"));
}

#[test]
fn a_weaker_verdict_is_worse_and_a_stronger_one_is_not() {
    let weaken = |results: &mut Value| results["claims"][0]["verdict"] = json!("consistent");
    let Ran { code, stdout, .. } = compared("compare-weaker", weaken, &[]);
    assert_eq!(code, 7);
    assert!(stdout.contains("✗ lin-2023-forgetting/"), "{stdout}");
    assert!(stdout.contains(" → consistent"), "{stdout}");

    for verdict in ["inconclusive", "refuted"] {
        let fail = |results: &mut Value| results["claims"][0]["verdict"] = json!(verdict);
        let Ran { code, stdout, .. } = compared(&format!("compare-{verdict}"), fail, &[]);
        assert_eq!(code, 7, "{stdout}");
        assert!(stdout.contains(&format!(" → {verdict}")), "{stdout}");
    }

    let strengthen = |results: &mut Value| {
        let certified = |claim: &&mut Value| claim["verdict"] == "certified";
        let claims = results["claims"].as_array_mut().unwrap();
        claims.iter_mut().find(certified).unwrap()["verdict"] = json!("proved");
    };
    let Ran { code, stdout, .. } = compared("compare-stronger", strengthen, &[]);
    assert_eq!(code, 0);
    assert!(stdout.contains("certified → proved"), "{stdout}");
}

#[test]
fn what_is_gone_is_worse_and_what_is_new_is_not() {
    let remove = |results: &mut Value| {
        let claims = results["claims"].as_array_mut().unwrap();
        claims.remove(0);
        claims[0]["mutants"].as_array_mut().unwrap().pop();
        claims[1]["claim"] = json!("another");
    };
    let Ran { code, stdout, .. } = compared("compare-gone", remove, &["--json"]);
    assert_eq!(code, 7);
    let found: Value = serde_json::from_str(&stdout).unwrap();
    let of = |kind: &str| {
        let changes = found["changes"].as_array().unwrap();
        changes.iter().filter(|change| change["change"] == kind).count()
    };
    assert_eq!((of("added"), of("removed")), (1, 3), "{found:#}");
    assert_eq!(found["worse"], 3);
}

#[test]
fn a_survivor_is_worse() {
    let survive =
        |results: &mut Value| results["claims"][0]["mutants"][0]["verdict"] = json!("certified");
    let Ran { code, stdout, .. } = compared("compare-survivor", survive, &[]);
    assert_eq!(code, 7);
    assert!(stdout.contains("refuted → certified"), "{stdout}");
}

#[test]
fn digits_and_tightness_are_told_but_are_not_worse() {
    let shift = |results: &mut Value| {
        let claim = &mut results["claims"][0];
        claim["ladder"][3]["residual_log2"] = json!(-9.5);
        claim["closest_ratio"] = json!(0.25);
        claim["statement"] = json!("another statement");
    };
    let Ran { code, stdout, .. } = compared("compare-digits", shift, &[]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("largest residual in mp256"), "{stdout}");
    assert!(stdout.contains("→ 2^-9.5"), "{stdout}");
    assert!(stdout.contains("→ 0.250"), "{stdout}");
    assert!(stdout.contains("    + another statement"), "{stdout}");
}

#[test]
fn other_settings_are_named() {
    let other = |results: &mut Value| results["settings"]["seed"] = json!(5);
    let Ran { stdout, .. } = compared("compare-settings", other, &[]);
    assert!(stdout.contains("2 trials, seed 0 → 2 trials, seed 5"), "{stdout}");
}

#[test]
fn a_file_that_is_no_result_is_named_with_the_remedy() {
    let folder = folder("compare-bad");
    for (text, needle) in [
        ("{", "no JSON"),
        ("{\"format\": \"theoremcheck results 1\"}", "is wanted"),
        ("{\"format\": \"theoremcheck results 2\"}", "missing field"),
    ] {
        std::fs::write(folder.join("bad.json"), text).unwrap();
        let Ran { code, stderr, .. } = run(&folder, &["compare", "bad.json", "bad.json"]);
        assert_eq!(code, 5, "{stderr}");
        assert!(stderr.contains("bad.json") && stderr.contains(needle), "{stderr}");
    }
    let Ran { code, stderr, .. } = run(&folder, &["compare", "none.json", "bad.json"]);
    assert_eq!(code, 5);
    assert!(stderr.contains("none.json"), "{stderr}");
}
