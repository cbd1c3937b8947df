//! Results as JUnit XML, which CI systems show as tests.

use super::shortfall::{claim_shortfall, mutant_shortfall};
use crate::claim::{Settings, Verdict};
use crate::results::{ClaimResult, MutantResult, Results, Timings, by_paper};
use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};
use std::time::Duration;

/// One suite a paper; in it one test a claim and one a mutant. A claim's time is that of its mutants, too.
///
/// What was refuted, or survived, is a failure; what is inconclusive an error. Only the times depend on time.
///
/// # Panics
/// Never: text is escaped, and characters that XML forbids are left out.
pub fn junit(results: &Results, timings: &Timings) -> String {
    let mut report = Report::new("theoremcheck");
    for paper in by_paper(&results.claims) {
        report.add_test_suite(suite(paper, results.settings, timings));
    }
    report.to_string().expect("text that XML can hold")
}

fn suite(paper: &[ClaimResult], settings: Settings, timings: &Timings) -> TestSuite {
    let ClaimResult { number, paper: slug, title, topic, .. } = &paper[0];
    let mut suite = TestSuite::new(slug.as_str());
    let number = format!("{number:03}");
    for (name, value) in [("number", number.as_str()), ("title", title), ("topic", topic)] {
        suite.add_property(Property::new(name, value));
    }
    for claim in paper {
        let mut test = claim_test(claim, settings);
        if let Some(&seconds) = timings.seconds.get(&claim.address()) {
            test.set_time(Duration::from_secs_f64(seconds));
        }
        suite.add_test_case(test);
        suite.add_test_cases(
            claim.mutants.iter().map(|mutant| mutant_test(claim, mutant, settings)),
        );
    }
    suite
}

fn claim_test(claim: &ClaimResult, settings: Settings) -> TestCase {
    let judgement = &claim.judgement;
    let status = match claim_shortfall(&claim.address(), judgement, settings) {
        None => TestCaseStatus::success(),
        Some(text) => not_as_declared(judgement.verdict, "claim", &text),
    };
    let mut test = test_at(claim, &claim.claim, status);
    test.add_property(Property::new("verdict", judgement.verdict.name()));
    test.add_property(Property::new("method", claim.method.as_str()));
    test.add_property(Property::new("statement", claim.statement.as_str()));
    test
}

fn mutant_test(claim: &ClaimResult, mutant: &MutantResult, settings: Settings) -> TestCase {
    let status = if mutant.is_refuted() {
        TestCaseStatus::success()
    } else {
        let text = mutant_shortfall(&claim.address(), mutant, settings);
        not_as_declared(Verdict::Refuted, "mutant survived", &text)
    };
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

fn not_as_declared(verdict: Verdict, what: &str, text: &str) -> TestCaseStatus {
    let kind = match verdict {
        Verdict::Inconclusive => NonSuccessKind::Error,
        Verdict::Refuted | Verdict::Proved | Verdict::Certified | Verdict::Consistent => {
            NonSuccessKind::Failure
        }
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(format!("{what} {verdict}"));
    status.set_message(text.lines().next().unwrap_or_default());
    status.set_description(text);
    status
}
