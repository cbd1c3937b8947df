//! The curves of trajectories.

use super::{FigureResult, PointResult, Results, SETTINGS, html, judged};
use theoremcheck::claim::{
    Case, Claim, Entry, Kind, Method, Paper, Topic, Verdict, check, entries, equal,
};
use theoremcheck::papers;

/// Claims whose lines are bounds, which the marks stay below.
const BOUNDS: [&str; 1] = ["residual-flow-stays-and-decays"];

/// Every figure, with its claim's id.
fn figures() -> Vec<(&'static str, FigureResult)> {
    let drawn = |entry: Entry| {
        let figure = entry.claim.check.figure()?;
        assert_eq!(entry.claim.kind, Kind::Trajectory, "{}", entry.address());
        let figure = figure.unwrap_or_else(|obstacle| panic!("{}: {obstacle}", entry.address()));
        Some((entry.claim.id, FigureResult::of(&figure)))
    };
    entries(papers::TOPICS).into_iter().filter_map(drawn).collect()
}

/// What the line says at a time, between its points.
fn on_line(line: &[PointResult], time: f64) -> f64 {
    let at = line.windows(2).find(|pair| pair[0].at.0 <= time && time <= pair[1].at.0);
    let pair = at.unwrap_or_else(|| &line[line.len() - 2..]);
    let part = (time - pair[0].at.0) / (pair[1].at.0 - pair[0].at.0);
    pair[0].value.0 + part * (pair[1].value.0 - pair[0].value.0)
}

#[test]
fn marks_lie_on_their_lines_or_below_their_bounds() {
    let figures = figures();
    assert!(figures.len() >= 8, "{} figures", figures.len());
    for (id, figure) in &figures {
        for curve in &figure.curves {
            assert!(curve.line.len() > 40 && curve.flow.len() > 8, "{id}");
            let values = || curve.line.iter().chain(&curve.flow).map(|point| point.value.0);
            let range = values().fold(0.0, f64::max) - values().fold(0.0, f64::min);
            for PointResult { at, value, radius_log2 } in &curve.flow {
                // A flow enclosed in 128 bits, and far narrower than a mark.
                assert!(radius_log2.is_some_and(|bits| bits < -40), "{id}: {radius_log2:?}");
                let line = on_line(&curve.line, at.0);
                if BOUNDS.contains(id) {
                    assert!(value.0 <= line && value.0 > 0.0, "{id}: {} above {line}", value.0);
                } else {
                    // Between its points a line is straight: off by a hundredth of the plot at most.
                    let off = (value.0 - line).abs();
                    assert!(
                        off <= range / 100.0,
                        "{id}, {}: {} at {}, not {line}",
                        curve.name,
                        value.0,
                        at.0
                    );
                }
            }
        }
    }
}

#[test]
fn curves_move() {
    for (id, figure) in figures() {
        let values =
            || figure.curves.iter().flat_map(|curve| &curve.flow).map(|point| point.value.0);
        let (least, most) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        assert!(most - least > 0.02 * most.abs().max(least.abs()), "{id}: from {least} to {most}");
    }
}

#[derive(Debug)]
struct One;

impl Case for One {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        vec![("one", One)]
    }
}

static TOY: Paper = Paper {
    number: 1000,
    slug: "toy-2026-curve",
    title: "A curve that cannot be drawn",
    authors: &["A. Uthor"],
    year: 2026,
    venue: "nowhere",
    notation: "none",
    claims: &[Claim {
        id: "one",
        statement: "1 = 1",
        hypotheses: "none",
        source: "derived here",
        kind: Kind::Trajectory,
        method: Method::Enclosure,
        check: check!(One, S, |_one| equal(S::one(), S::one())).with_figure(|| panic!("no curve")),
        witness: None,
        mutants: &[],
    }],
};

static TOYS: &[&Topic] = &[&Topic { name: "toys", papers: &[&TOY] }];

#[test]
fn a_curve_that_cannot_be_drawn_is_told_and_ends_nothing() {
    let results = Results::of(judged(&entries(TOYS), SETTINGS, || ()), SETTINGS);
    let judgement = &results.claims[0].judgement;
    assert_eq!(judgement.verdict, Verdict::Certified);
    assert!(judgement.no_figure.as_ref().is_some_and(|why| why.contains("no curve")));
    let page = html(&results);
    assert!(page.contains("The curves could not be drawn:") && page.contains("no curve"));
}
