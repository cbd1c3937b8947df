//! Limits end cleanly: what is done is kept, what is not is named, and `--resume` goes on.

use crate::program::{Ran, folder, left, run};
use std::path::Path;
use std::time::Duration;
use theoremcheck::claim::{
    Case, Check, Claim, Compared, Kind, Limits, Method, Mutant, Paper, Settings, Topic, Verdict,
    at_most, check, entries, judge_units, units,
};
use theoremcheck::number::Rung;
use theoremcheck::results::{Found, UnitResult};

/// A case that takes 20 ms on a rung.
#[derive(Debug)]
struct Slow;

impl Case for Slow {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        ["a", "b", "c", "d", "e", "f"].map(|name| (name, Slow)).into()
    }
}

impl Slow {
    fn holds<S: Rung>(_: &Slow) -> Compared<S> {
        std::thread::sleep(Duration::from_millis(20));
        at_most(S::one(), S::count(2))
    }
}

const SLOW: Check = check!(Slow, S, |case| Slow::holds::<S>(case));

static PAPER: Paper = Paper {
    number: 1000,
    slug: "toy-2026-time",
    title: "Toys",
    authors: &["Nobody"],
    year: 2026,
    venue: "nowhere",
    notation: "none",
    claims: &[Claim {
        id: "slow",
        statement: "a toy",
        hypotheses: "none",
        source: "derived here",
        kind: Kind::Inequality,
        method: Method::Enclosure,
        check: SLOW,
        witness: None,
        mutants: &[Mutant::new("as-slow", "it is not", SLOW)],
    }],
};

static TOPICS: &[&Topic] = &[&Topic { name: "toys", papers: &[&PAPER] }];

fn judged(limits: Limits) -> Vec<Found> {
    let settings = Settings { trials: 1, seed: 0 };
    let found = judge_units(&units(&entries(TOPICS)), settings, limits, |unit, finding, time| {
        Ok::<_, ()>(Found::of(unit, &finding, time))
    });
    found.unwrap()
}

#[test]
fn a_unit_over_its_limit_is_inconclusive_and_says_how_far_it_came() {
    let found = judged(Limits { unit: Some(Duration::from_millis(50)), run: None });
    assert_eq!(found.len(), 2);
    for unit in &found {
        let (verdict, shortfall) = match &unit.result {
            UnitResult::Claim(claim) => (claim.verdict, &claim.shortfall),
            UnitResult::Mutant(mutant) => (mutant.verdict, &mutant.shortfall),
        };
        assert_eq!(verdict, Verdict::Inconclusive, "{}", unit.address);
        assert!(unit.out_of_time());
        let shortfall = shortfall.as_ref().unwrap();
        assert!(shortfall.starts_with("the time limit ended it after "), "{shortfall}");
        assert!(shortfall.ends_with("of 6 cases"), "{shortfall}");
    }
}

#[test]
fn a_unit_within_its_limit_does_not_show_it() {
    let found = judged(Limits { unit: Some(Duration::from_mins(1)), run: None });
    assert!(found.iter().all(|unit| !unit.out_of_time()));
    let UnitResult::Claim(claim) = &found[0].result else { panic!("the claim comes first") };
    assert_eq!(claim.verdict, Verdict::Certified);
    assert!(found[0].seconds >= 0.6, "5 evaluations of 6 cases, 20 ms each: {}", found[0].seconds);
}

#[test]
fn units_under_way_at_the_end_of_the_run_are_given_up() {
    let soon = std::time::Instant::now() + Duration::from_millis(50);
    assert_eq!(judged(Limits { unit: None, run: Some(soon) }).len(), 0);
}

fn read(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_run_at_its_limit_names_what_it_left_and_is_resumed_to_the_same_bytes() {
    let folder = folder("time-limit");
    let check = ["check", "saxe", "--trials", "4", "--output", "out"];
    assert_eq!(run(&folder, &check).code, 0);
    let whole = left(&folder.join("out"));
    let Ran { code, stdout, .. } = run(&folder, &[&check[..], &["--time-limit", "1ms"]].concat());
    assert_eq!(code, 3, "{stdout}");
    assert!(stdout.contains("not judged before the time limit: "), "{stdout}");
    let results = read(&folder.join("out/results.json"));
    assert_eq!(results["complete"], false);
    let all = entries(theoremcheck::papers::TOPICS);
    let all: Vec<_> = all.iter().map(theoremcheck::claim::Entry::address).collect();
    let saxe = all.iter().filter(|address| address.contains("saxe")).count();
    let judged = results["claims"].as_array().unwrap().len();
    assert_eq!(results["not_judged"].as_array().unwrap().len() + judged, saxe);
    assert_eq!(run(&folder, &[&check[..], &["--resume"]].concat()).code, 0);
    assert!(left(&folder.join("out")) == whole);
}

#[test]
fn a_claim_that_ran_out_of_time_is_judged_again_on_resume() {
    let folder = folder("claim-limit");
    let check = ["check", "order-effect", "--trials", "4", "--output", "out"];
    assert_eq!(run(&folder, &check).code, 0);
    let whole = left(&folder.join("out"));
    let limited = [&check[..], &["--claim-time-limit", "1ms"]].concat();
    let Ran { code, stdout, .. } = run(&folder, &limited);
    assert_eq!(code, 3, "{stdout}");
    assert!(stdout.contains("inconclusive: the time limit ended it after "), "{stdout}");
    assert_eq!(read(&folder.join("out/results.json"))["claims"][0]["out_of_time"], true);
    assert_eq!(run(&folder, &[&check[..], &["--resume"]].concat()).code, 0);
    assert!(left(&folder.join("out")) == whole);
}

#[test]
fn what_is_no_time_is_a_usage_error() {
    for (flag, time) in [("--time-limit", "90"), ("--claim-time-limit", "0s")] {
        let Ran { code, stderr, .. } = run(&folder("bad-time"), &["check", flag, time]);
        assert_eq!(code, 1);
        assert!(stderr.contains(flag) && stderr.contains("1h30m"), "{stderr}");
    }
}
