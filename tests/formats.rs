//! The files for CI systems: each from a run that has a refuted claim, an open one and a surviving mutant.

use crate::program::{Ran, folder, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use theoremcheck::claim::{Settings, Verdict, entries};
use theoremcheck::report::{github_annotations, junit, sarif};
use theoremcheck::results::{ClaimResult, Results, Timings, judged, schema};
use theoremcheck::{claim, papers};

/// The claims of one paper, as found.
static FOUND: LazyLock<Results> = LazyLock::new(|| {
    let of_paper = |entry: &claim::Entry| entry.paper.slug == "lin-2023-forgetting";
    let entries: Vec<_> = entries(papers::TOPICS).into_iter().filter(of_paper).collect();
    let settings = Settings { trials: 2, seed: 0 };
    Results::of(judged(&entries, settings, || ()), settings)
});

/// The same with the first claim refuted, the second open, and the second's last mutant alive.
fn fallen() -> Results {
    let mut claims = FOUND.claims.clone();
    let counterexample = claims[0].mutants[0].counterexample.clone();
    claims[0].judgement.verdict = Verdict::Refuted;
    claims[0].judgement.counterexample = counterexample;
    claims[1].judgement.verdict = Verdict::Inconclusive;
    claims[1].judgement.shortfall = Some("100 % <undecided> & open:\n, twice".to_owned());
    let mutant = claims[1].mutants.last_mut().unwrap();
    mutant.verdict = Verdict::Certified;
    mutant.counterexample = None;
    mutant.shortfall = None;
    Results::of(claims, FOUND.settings)
}

fn timings(results: &Results) -> Timings {
    let seconds = results.claims.iter().map(|claim| (claim.address(), 0.5)).collect();
    Timings { seconds }
}

fn mutants(claims: &[ClaimResult]) -> usize {
    claims.iter().map(|claim| claim.mutants.len()).sum()
}

#[test]
fn junit_counts_claims_and_mutants_and_tells_failures_from_errors() {
    let results = fallen();
    let text = junit(&results, &timings(&results));
    let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
    assert_eq!(report.tests, results.claims.len() + mutants(&results.claims));
    assert_eq!((report.failures, report.errors), (2, 1), "{text}");
    let [suite] = report.test_suites.as_slice() else { panic!("one suite a paper: {text}") };
    assert_eq!(suite.name.as_str(), "lin-2023-forgetting");
    let open = suite.test_cases.iter().find(|test| test.name.as_str() == results.claims[1].claim);
    let quick_junit::TestCaseStatus::NonSuccess { description, .. } = &open.unwrap().status else {
        panic!("an open claim is no success")
    };
    assert!(description.as_ref().unwrap().as_str().contains("100 % <undecided> & open"));
    assert!(text.contains("&lt;undecided&gt; &amp; open"));
}

#[test]
fn junit_of_a_run_as_declared_has_no_failure() {
    let report = junit(&FOUND, &Timings::default());
    let report = quick_junit::Report::deserialize_from_str(&report).unwrap();
    assert_eq!((report.failures, report.errors), (0, 0));
    assert!(report.tests > 0);
}

#[test]
fn what_was_not_judged_is_skipped_and_a_panic_is_a_failure_even_beside_a_refutation() {
    let mut results = FOUND.clone();
    results.complete = false;
    results.not_judged = vec!["paper/claim".to_owned()];
    results.claims[0].mutants[0].internal_error = Some("too large".to_owned());
    let text = junit(&results, &Timings::default());
    let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
    assert_eq!((report.failures, report.errors), (1, 0), "{text}");
    let skipped = |test: &&quick_junit::TestCase| {
        matches!(test.status, quick_junit::TestCaseStatus::Skipped { .. })
    };
    let tests = report.test_suites.iter().flat_map(|suite| &suite.test_cases);
    let skipped: Vec<_> = tests.filter(skipped).map(|test| test.name.as_str()).collect();
    assert_eq!(skipped, ["paper/claim"]);
    let document = sarif(&results);
    assert_eq!(document["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(document["runs"][0]["results"][0]["level"], "error");
}

/// The schema that a package of cargo's carries: nothing has to be fetched at test time but what cargo fetches.
fn sarif_schema() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let file = manifest.with_file_name("src").join("schema.json");
    let text = std::fs::read_to_string(file).unwrap();
    // As published, two patterns end with a bracket that was never opened.
    serde_json::from_str(&text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).unwrap()
}

#[test]
fn sarif_is_as_its_schema_says() {
    let validator = jsonschema::validator_for(&sarif_schema()).unwrap();
    for results in [&*FOUND, &fallen()] {
        let document = sarif(results);
        let errors: Vec<_> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let mut broken = sarif(&FOUND);
    broken["runs"][0]["tool"]["driver"]["name"] = Value::Null;
    assert!(!validator.is_valid(&broken), "the schema refuses nothing");
}

#[test]
fn sarif_names_the_rule_the_line_and_a_fingerprint_that_stays() {
    let results = fallen();
    let document = sarif(&results);
    let found = document["runs"][0]["results"].as_array().unwrap();
    assert_eq!(found.len(), 3);
    let levels: Vec<_> = found.iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "warning", "error"]);
    let claim = &results.claims[1];
    assert_eq!(found[1]["ruleId"], claim.address());
    assert_eq!(found[1]["ruleIndex"], 1);
    let place = &found[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], claim.line);
    let file = place["artifactLocation"]["uri"].as_str().unwrap();
    let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let line = source.lines().nth(claim.line as usize - 1).unwrap();
    assert!(line.contains("check!") || line.contains("identity!"), "{file}:{}: {line}", claim.line);

    let mut moved = results.clone();
    for claim in &mut moved.claims {
        claim.line += 7;
        claim.judgement.known += 1;
    }
    let prints = |document: &Value| -> Vec<Value> {
        let all = document["runs"][0]["results"].as_array().unwrap();
        all.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    assert_eq!(prints(&sarif(&moved)), prints(&document));
    assert_ne!(prints(&document)[1], prints(&document)[2], "a claim and its mutant differ");
}

#[test]
fn annotations_escape_what_the_command_would_split() {
    let results = fallen();
    let lines = github_annotations(&results);
    assert_eq!(lines.len(), 3);
    let ClaimResult { file, line, .. } = &results.claims[1];
    assert!(lines[1].starts_with(&format!("::warning file={file},line={line},title=")));
    assert!(lines[1].contains("100 %25 <undecided> & open:%0A, twice"), "{}", lines[1]);
    assert!(lines.iter().all(|line| !line.contains('\n')));
    assert!(github_annotations(&FOUND).is_empty());
}

fn schema_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/results/schema.json")
}

#[test]
fn the_published_schema_is_that_of_the_types_and_results_are_as_it_says() {
    let kept = std::fs::read_to_string(schema_file()).unwrap();
    assert!(
        kept == schema(),
        "src/results/schema.json is out of date: run `cargo run --release -- schema > src/results/schema.json`"
    );
    let validator = jsonschema::validator_for(&serde_json::from_str(&kept).unwrap()).unwrap();
    for results in [&*FOUND, &fallen()] {
        let document: Value = serde_json::from_str(&results.to_json()).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(&Results::from_json(&results.to_json()).unwrap(), results);
    }
    let mut broken: Value = serde_json::from_str(&FOUND.to_json()).unwrap();
    broken["claims"][0]["verdict"] = "true".into();
    assert!(!validator.is_valid(&broken), "the schema refuses nothing");
}

#[test]
fn a_run_writes_every_format_that_is_asked_for() {
    let folder = folder("formats");
    let arguments =
        ["order-effect", "--trials", "1", "--junit", "j.xml", "--sarif", "s.json", "--github"];
    let Ran { code, stdout, .. } = run(&folder, &arguments);
    assert_eq!(code, 0);
    assert!(!stdout.contains("::error"), "nothing fell short");
    let junit = std::fs::read_to_string(folder.join("j.xml")).unwrap();
    assert!(quick_junit::Report::deserialize_from_str(&junit).unwrap().tests > 1);
    let sarif: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("s.json")).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 0);
}

#[test]
fn manual_pages_name_every_subcommand() {
    let folder = folder("manual");
    assert_eq!(run(&folder, &["man", "pages"]).code, 0);
    let page = std::fs::read_to_string(folder.join("pages/theoremcheck.1")).unwrap();
    for command in ["check", "compare", "hunt", "replay", "schema"] {
        assert!(page.contains(command), "{command}");
        let own = folder.join(format!("pages/theoremcheck-{command}.1"));
        assert!(own.exists(), "{}", own.display());
    }
}
