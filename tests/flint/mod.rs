//! Our balls beside FLINT's (through python-flint): all that both enclose must overlap.
//!
//! Each case is asked twice: FLINT evaluates the same balls with the same precision, and a random point of them with more
//! than twice as much. The second answer is nearly a point of what ours has to contain, so it shows a radius that is a
//! little too small, which overlapping balls of the same width rarely do. An answer that is not finite overlaps
//! everything, and is counted apart.

use case::Case;
use interval::{Comparison, Interval};
use python::{Python, REMEDY};
use source::Source;
use std::env::var;
use std::thread::scope;
use tally::Tally;

mod case;
mod input;
mod interval;
mod matrices;
#[path = "../../benches/python.rs"]
mod python;
mod source;
mod tally;
mod tree;

/// So many answers shall be compared, of so many cases.
const WANTED: usize = 100_000;
const CASES: u64 = 130_000;
/// One of so many cases is a matrix, the others are expressions.
const MATRICES: u64 = 10;
/// Processes of FLINT.
const WORKERS: u64 = 2;

#[test]
#[ignore = "installs python-flint from the package index and compares 100 000 results"]
fn balls_overlap_those_of_flint() {
    let seed = seed();
    let tally = all(seed).unwrap_or_else(|why| panic!("no FLINT: {why}\n{REMEDY}"));
    eprintln!("{tally}");
    let complaints = tally.complaints(WANTED).join("\n");
    assert!(complaints.is_empty(), "with the seed {seed} (PROPTEST_RNG_SEED):\n{complaints}");
}

/// 1, unless the environment says otherwise.
fn seed() -> u64 {
    var("PROPTEST_RNG_SEED").map_or(1, |text| text.parse().expect("PROPTEST_RNG_SEED: a number"))
}

fn all(seed: u64) -> Result<Tally, String> {
    let python = Python::installed()?;
    scope(|scope| {
        let share = |worker| {
            let python = &python;
            scope.spawn(move || share(python, seed, worker))
        };
        let workers: Vec<_> = (0..WORKERS).map(share).collect();
        let mut all = Tally::default();
        for worker in workers {
            all.add(worker.join().expect("a worker says what is wrong")?);
        }
        Ok(all)
    })
}

/// Every case of one worker.
fn share(python: &Python, seed: u64, worker: u64) -> Result<Tally, String> {
    let mut flint = python.start("tests/flint/answers.py")?;
    let versions = flint.line()?;
    if worker == 0 {
        eprintln!("python-flint, FLINT {versions}");
    }
    let mut tally = Tally::default();
    for number in (worker..CASES).step_by(usize::try_from(WORKERS).expect("few workers")) {
        let case = drawn(seed, number);
        let answer = flint
            .answer(&case.question)
            .map_err(|why| format!("case {number}: {why}\n{}", case.question))?;
        count(&case, &answer, &mut tally)
            .unwrap_or_else(|how| tally.disjoint(case.operation, format!("case {number}: {how}")));
    }
    Ok(tally)
}

fn drawn(seed: u64, number: u64) -> Case {
    let mut source = Source::new(seed, number);
    match (number.is_multiple_of(MATRICES), source.one_in(2)) {
        (true, true) => matrices::case::<128>(&mut source),
        (true, false) => matrices::case::<256>(&mut source),
        (false, true) => tree::case::<128>(&mut source),
        (false, false) => tree::case::<256>(&mut source),
    }
}

/// Counts what both answered; says all where that is not the same.
fn count(case: &Case, answer: &str, tally: &mut Tally) -> Result<(), String> {
    let (balls, point) = answer.split_once('|').expect("two answers a line");
    let (balls, point) = (read(balls, case.comparison), read(point, case.comparison));
    tally.balls(case.operation, case.ours.as_deref(), balls.as_deref());
    let Some(ours) = &case.ours else { return Ok(()) };
    if point.is_some() {
        tally.point(case.operation);
    }
    for (theirs, of) in [(balls, "the balls"), (point, "a point of them")] {
        if theirs.is_some_and(|theirs| !case.comparison.agree(ours, &theirs)) {
            let question = &case.question;
            return Err(format!(
                "our answer excludes FLINT's for {of}\nquestion {question}\n\
                 FLINT {answer}\nours {ours:?}"
            ));
        }
    }
    Ok(())
}

/// FLINT's numbers, in the order of ours.
fn read(answer: &str, comparison: Comparison) -> Option<Vec<Interval>> {
    (answer != "none")
        .then(|| comparison.arranged(answer.split_whitespace().map(Interval::parsed).collect()))
}
