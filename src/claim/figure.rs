//! What a claim about a trajectory shows: its formula over time, beside the validated flow.

use super::caught::caught;
use super::check::{Case, Check};
use crate::calculus::{Velocity, trajectory};
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Reading};
use crate::obstacle::Obstacle;

/// What curves are made of: narrow enough that a plot depends on the mathematics alone.
pub type Plotted = Ball<128>;

/// Lines are drawn through so many points, and one more at the start.
const POINTS: usize = 60;

/// The flow is marked at so many times after the start.
const MARKS: usize = 12;

/// Curves over time.
pub struct Figure {
    /// The name of the case.
    pub case: &'static str,
    /// What the horizontal axis shows.
    pub time: &'static str,
    /// What the vertical axis shows.
    pub quantity: &'static str,
    /// What the lines are.
    pub line: &'static str,
    /// What the marks are.
    pub flow: &'static str,
    /// One a quantity.
    pub curves: Vec<Curve>,
}

/// One quantity: as claimed, and as found by the validated flow.
pub struct Curve {
    /// Its name.
    pub name: String,
    /// Times and values as claimed.
    pub line: Vec<[Reading; 2]>,
    /// Times and enclosures of the values found.
    pub flow: Vec<[Reading; 2]>,
}

/// A time, and the values of all quantities then.
pub type Row = (Plotted, Vec<Plotted>);

impl Check {
    /// With curves of a case, for the report.
    pub const fn with_figure(self, figure: fn() -> Result<Figure, Obstacle>) -> Self {
        Check { figure: Some(figure), ..self }
    }

    /// The curves; nothing when the check has none.
    ///
    /// # Errors
    /// Those of the flow, and [`Obstacle::Panicked`].
    pub fn figure(&self) -> Option<Result<Figure, Obstacle>> {
        self.figure.map(|figure| caught(figure).flatten())
    }
}

/// The known case of this name.
///
/// # Panics
/// When there is none.
pub fn known_case<C: Case>(name: &str) -> C {
    let found = C::known().into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no known case `{name}`")).1
}

/// What a formula says from 0 to `end`.
pub fn formula_rows(end: &Plotted, formula: impl Fn(&Plotted) -> Vec<Plotted>) -> Vec<Row> {
    let times = std::iter::once(Plotted::count(0)).chain(spaced(end, POINTS));
    times.map(|time| (time, formula(&time))).collect()
}

/// What is observed of the validated flow from `start`, up to `end`.
///
/// # Errors
/// As [`trajectory`].
pub fn flow_rows(
    velocity: &impl Velocity,
    start: &[Matrix<Plotted>],
    end: &Plotted,
    observed: impl Fn(&[Matrix<Plotted>]) -> Vec<Plotted>,
) -> Result<Vec<Row>, Obstacle> {
    let times: Vec<_> = spaced(end, MARKS).collect();
    let states = trajectory(velocity, start, &times)?.states;
    Ok(times.into_iter().zip(states).map(|(time, state)| (time, observed(&state))).collect())
}

/// The curve of each quantity.
pub fn curves(names: Vec<String>, line: &[Row], flow: &[Row]) -> Vec<Curve> {
    let column = |rows: &[Row], at: usize| {
        rows.iter().map(|(time, values)| [time.reading(), values[at].reading()]).collect()
    };
    let curve = |(at, name)| Curve { name, line: column(line, at), flow: column(flow, at) };
    names.into_iter().enumerate().map(curve).collect()
}

/// So many times, the last of which is `end`.
pub fn spaced(end: &Plotted, count: usize) -> impl Iterator<Item = Plotted> {
    (1..=count).map(move |at| end * Plotted::count(at) / Plotted::count(count))
}
