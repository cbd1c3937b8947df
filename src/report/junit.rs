//! Results as JUnit XML, which CI systems show as tests.

use super::alert::alerts;
use crate::results::{ClaimResult, MutantResult, Results, Timings, by_paper};
use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::HashMap;
use std::time::Duration;

/// What is not as declared, by address: whether anything of it is an error, and the texts.
type Fallen = HashMap<String, (bool, Vec<String>)>;

/// One suite a paper; in it one test a claim and one a mutant. A claim's time is that of its mutants, too.
///
/// What is refuted, survived or panicked is a failure, what is open an error, and what was not judged in time is skipped. Only the
/// times depend on time.
///
/// # Panics
/// Never: text is escaped, and characters that XML forbids are left out.
pub fn junit(results: &Results, timings: &Timings) -> String {
    let mut fallen = Fallen::new();
    for alert in alerts(results) {
        let (is_error, texts) = fallen.entry(alert.address()).or_default();
        *is_error |= alert.is_error;
        texts.push(alert.text);
    }
    let mut report = Report::new("theoremcheck");
    for paper in by_paper(&results.claims) {
        report.add_test_suite(suite(paper, &fallen, timings));
    }
    if !results.complete {
        report.add_test_suite(not_judged(&results.not_judged));
    }
    report.to_string().expect("text that XML can hold")
}

fn suite(paper: &[ClaimResult], fallen: &Fallen, timings: &Timings) -> TestSuite {
    let ClaimResult { number, paper: slug, title, topic, .. } = &paper[0];
    let mut suite = TestSuite::new(slug.as_str());
    let number = format!("{number:03}");
    for (name, value) in [("number", number.as_str()), ("title", title), ("topic", topic)] {
        suite.add_property(Property::new(name, value));
    }
    for claim in paper {
        let mut test = claim_test(claim, fallen);
        if let Some(&seconds) = timings.seconds.get(&claim.address()) {
            test.set_time(Duration::from_secs_f64(seconds));
        }
        suite.add_test_case(test);
        suite.add_test_cases(claim.mutants.iter().map(|mutant| mutant_test(claim, mutant, fallen)));
    }
    suite
}

fn claim_test(claim: &ClaimResult, fallen: &Fallen) -> TestCase {
    let verdict = claim.judgement.verdict.name();
    let status = status(fallen.get(&claim.address()), &format!("claim {verdict}"));
    let mut test = test_at(claim, &claim.claim, status);
    for (name, value) in
        [("verdict", verdict), ("method", &claim.method), ("statement", &claim.statement)]
    {
        test.add_property(Property::new(name, value));
    }
    test
}

fn mutant_test(claim: &ClaimResult, mutant: &MutantResult, fallen: &Fallen) -> TestCase {
    let found = fallen.get(&format!("{}/{}", claim.address(), mutant.id));
    let status = status(found, &format!("mutant {}", mutant.verdict));
    test_at(claim, &format!("{}/{}", claim.claim, mutant.id), status)
}

fn test_at(claim: &ClaimResult, name: &str, status: TestCaseStatus) -> TestCase {
    let mut test = TestCase::new(name, status);
    test.set_classname(claim.paper.as_str());
    let line = claim.line.to_string();
    for (name, value) in [("file", claim.file.as_str()), ("line", &line)] {
        test.extra.insert(name.into(), value.into());
    }
    test
}

fn status(found: Option<&(bool, Vec<String>)>, what: &str) -> TestCaseStatus {
    let Some((is_error, texts)) = found else { return TestCaseStatus::success() };
    let text = texts.join("\n");
    let kind = if *is_error { NonSuccessKind::Failure } else { NonSuccessKind::Error };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(what);
    status.set_message(text.lines().next().unwrap_or_default());
    status.set_description(text);
    status
}

fn not_judged(addresses: &[String]) -> TestSuite {
    let mut suite = TestSuite::new("not judged in time");
    suite.add_test_cases(addresses.iter().map(|address| {
        let mut status = TestCaseStatus::skipped();
        status.set_message("the time limit ended the run before");
        TestCase::new(address.as_str(), status)
    }));
    suite
}
