//! A panic of a claim's code is told with its case, decides nothing, and does not end the run.

use crate::program::folder;
use theoremcheck::Obstacle;
use theoremcheck::claim::{
    Case, Check, Claim, Compared, Draw, Judgement, Kind, Method, Mutant, Paper, Region, Rejected,
    Settings, Shortfall, Topic, Verdict, at_most, below, check, cover, judge, judge_mutant,
};
use theoremcheck::cli;
use theoremcheck::number::{Rational, Rung};

/// A number in [−2, 2), by its trial.
#[derive(Debug)]
struct Number(Rational);

impl Case for Number {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Number(draw.entry()))
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![("one", Number(Rational::fraction(1, 1))), ("two", Number(Rational::fraction(2, 1)))]
    }
}

impl Number {
    /// x ≤ `bound`, but no number may be as large as `most`.
    fn at_most<S: Rung>(&self, bound: &str, most: i64) -> Compared<S> {
        assert!(self.0 < Rational::fraction(most, 1), "the number is too large");
        at_most(S::of(&self.0), S::decimal(bound))
    }

    /// The same, but only balls look.
    fn at_most_in_balls<S: Rung>(&self, most: i64) -> Compared<S> {
        let is_ball = S::zero().widened(&S::one()).reading().radius > 0.0;
        self.at_most("3", if is_ball { most } else { 9 })
    }
}

/// A number whose draw panics.
#[derive(Debug)]
struct Undrawn;

impl Case for Undrawn {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        assert!(draw.dim(1, 8) < 5, "no such dimension");
        Ok(Undrawn)
    }
}

/// Its known cases cannot be made.
#[derive(Debug)]
struct Unknown;

impl Case for Unknown {
    fn draw(_: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Unknown)
    }

    fn known() -> Vec<(&'static str, Self)> {
        panic!("no known case")
    }
}

/// No random case panics, but the simplest one, which shrinking tries.
#[derive(Debug)]
struct Shrunk(usize);

impl Case for Shrunk {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(0, 1_000_000);
        assert!(size != 0, "the simplest is drawn");
        Ok(Shrunk(size))
    }
}

struct Line;

impl Region for Line {
    const SIDES: &'static [(&'static str, &'static str, &'static str)] = &[("x", "0", "1")];
}

const TOY: Paper = Paper {
    number: 1000,
    slug: "toy-2026-panics",
    title: "Toys",
    authors: &["Nobody"],
    year: 2026,
    venue: "nowhere",
    notation: "x a number",
    claims: &[],
};

const fn toy(id: &'static str, check: Check) -> Claim {
    Claim {
        id,
        statement: "a toy",
        hypotheses: "none",
        source: "derived here",
        kind: Kind::Inequality,
        method: Method::Enclosure,
        check,
        witness: None,
        mutants: &[],
    }
}

const FINE: Check = check!(Number, S, |number| number.at_most::<S>("3", 9));
const SETTINGS: Settings = Settings { trials: 16, seed: 0 };

static PAPER: Paper = TOY;

fn judged(check: Check) -> Judgement {
    judge(&PAPER, &toy("toy", check), SETTINGS)
}

/// The verdict is inconclusive, and what it says has all of these.
fn tells(found: &Judgement, needles: &[&str]) {
    assert_eq!(found.verdict, Verdict::Inconclusive);
    assert!(matches!(found.shortfall, Some(Shortfall::InternalError(_))), "{:?}", found.shortfall);
    let error = found.internal_error.as_ref().expect("a panic");
    assert!(matches!(error.why, Obstacle::Panicked { .. }));
    let text = error.to_string();
    for needle in needles {
        assert!(text.contains(needle), "should say `{needle}`: {text}");
    }
}

#[test]
fn a_panic_of_an_evaluation_names_the_case_and_the_line() {
    let found = judged(check!(Number, S, |number| number.at_most::<S>("3", 2)));
    let place = "internal error: the number is too large at tests/internal_errors.rs:";
    tells(&found, &[place, "at known case `two`: Number(2)"]);
    assert_eq!((found.known, found.trials), (2, 16), "the other cases are judged");
}

#[test]
fn a_panic_in_balls_alone_decides_nothing() {
    tells(&judged(check!(Number, S, |number| number.at_most_in_balls::<S>(2))), &["`two`"]);
}

#[test]
fn a_panic_of_a_draw_names_the_trial() {
    let check = check!(Undrawn, S, |_number| at_most(S::one(), S::count(2)));
    tells(&judged(check), &["no such dimension at tests/internal_errors.rs", "at random case "]);
}

#[test]
fn a_panic_of_the_known_cases_is_told() {
    let check = check!(Unknown, S, |_number| at_most(S::one(), S::count(2)));
    tells(&judged(check), &["no known case", "at the known cases"]);
}

#[test]
fn a_panic_on_a_part_of_a_region_is_no_refutation() {
    // The panic is met by parts alone, not by the points.
    fn judged_part<S: Rung>(x: &S) -> Compared<S> {
        assert!(x.reading().radius < 1e-9, "a part");
        below(x.clone(), S::count(2))
    }
    let claim = Claim {
        method: Method::Cover { scope: "for all x in [0, 1]" },
        ..toy("toy", cover!(Line, S, |[x]| judged_part::<S>(x)))
    };
    tells(&judge(&PAPER, &claim, SETTINGS), &["a part at tests", "at all of a part of the region"]);
}

#[test]
fn a_panic_while_shrinking_leaves_the_refutation_and_is_told() {
    let found = judged(check!(Shrunk, S, |case| at_most(S::count(case.0), S::count(29))));
    assert_eq!(found.verdict, Verdict::Refuted);
    assert!(found.counterexample.expect("it is false").spelled.starts_with("Shrunk("));
    assert!(found.internal_error.expect("a panic").to_string().contains("the simplest is drawn"));
}

#[test]
fn a_mutant_goes_on_after_a_panic_and_tells_it() {
    let mutant = |check| Mutant::new("toy", "it is", check);
    let claim = toy("toy", FINE);
    // Refuted by 1; 2 would panic, but is not met.
    let refuted = mutant(check!(Number, S, |number| number.at_most::<S>("0.5", 2)));
    let found = judge_mutant(&PAPER, &claim, &refuted, SETTINGS);
    assert_eq!((found.verdict, found.internal_error), (Verdict::Refuted, None));
    // 1 panics, and −2 ≤ x < 1 hold: nothing is refuted, and nothing is certified.
    let panics = mutant(check!(Number, S, |number| number.at_most::<S>("3", 1)));
    let found = judge_mutant(&PAPER, &claim, &panics, SETTINGS);
    assert_eq!((found.verdict, found.cases), (Verdict::Inconclusive, 18));
    assert!(found.internal_error.expect("a panic").to_string().contains("`one`"));
    // 1 panics, and a random case refutes.
    let both = mutant(check!(Number, S, |number| number.at_most::<S>("0", 1)));
    let found = judge_mutant(&PAPER, &claim, &both, SETTINGS);
    assert_eq!(found.verdict, Verdict::Refuted);
    assert!(found.internal_error.is_some());
}

static PANICKING: Paper = Paper {
    slug: "toy-2026-run",
    claims: &[
        toy("fine", FINE),
        toy("panics", check!(Number, S, |number| number.at_most::<S>("3", 2))),
        Claim {
            mutants: &[Mutant::new(
                "refuted-after-a-panic",
                "it is",
                check!(Number, S, |number| number.at_most::<S>("0", 1)),
            )],
            ..toy("mutant-panics", FINE)
        },
        toy("fine-too", FINE),
    ],
    ..TOY
};

static TOPICS: &[&Topic] = &[&Topic { name: "toys", papers: &[&PANICKING] }];

#[test]
fn a_run_with_a_panic_judges_all_and_ends_with_70() {
    let folder = folder("panics");
    let output = folder.to_str().unwrap();
    let code = |more: &[&str]| {
        cli::run_from(
            [&["theoremcheck", "check", "--output", output, "--quiet"], more].concat(),
            TOPICS,
        )
    };
    assert_eq!(code(&["fine"]), 0);
    assert_eq!(code(&["mutant-panics"]), 70, "also when the mutant is refuted, as it must be");
    assert_eq!(code(&[]), 70);
    let text = std::fs::read_to_string(folder.join("results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&text).unwrap();
    let verdicts: Vec<_> =
        results["claims"].as_array().unwrap().iter().map(|claim| &claim["verdict"]).collect();
    assert_eq!(verdicts, ["certified", "inconclusive", "certified", "certified"]);
    let error = results["claims"][1]["internal_error"].as_str().unwrap();
    assert!(error.contains("known case `two`: Number(2)"), "{error}");
}
