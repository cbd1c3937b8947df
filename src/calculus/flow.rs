//! Solutions of differential equations, by extrapolation.

use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::One;
use rug::Float;

/// Equal parts that the time may be cut into.
const MOST_PARTS: usize = 1024;

/// Where a flow arrives.
#[derive(Clone, Debug)]
pub struct Endpoint<S> {
    /// The matrices, in the shapes of the start.
    pub state: Vec<Matrix<S>>,
    /// An estimate, not a bound, of the largest absolute error of an entry: what the last extrapolation changed, added up.
    pub error: S,
}

/// A right-hand side.
type Velocity<'a, S> = &'a dyn Fn(&[Matrix<S>]) -> Vec<Matrix<S>>;

/// y(time) of y′ = velocity(y), y(0) = start, for a smooth velocity.
///
/// Gragg's modified midpoint rule with even numbers of steps, whose error is a series in h², extrapolated to h = 0: order
/// 2m with m = 2 + BITS/12. The numbers of steps follow 1/(2j − 1), for which the weights of the extrapolation add up to
/// less than 4 in size, so that what is lost is a modest multiple of the roundoff: per part of the time about the most
/// steps of a row, 1.5m², times the unit roundoff of the largest entry. Errors grow with the flow, as its own do.
///
/// # Errors
/// [`Obstacle::NoEnclosure`] in rigorous rungs: the remainder is estimated, not enclosed.
/// [`Obstacle::NotConverged`] when 1024 equal parts of the time are too long for the order.
///
/// # Panics
/// When the velocity differs in shape from the state.
pub fn flow<S: Rung>(
    velocity: impl Fn(&[Matrix<S>]) -> Vec<Matrix<S>>,
    start: &[Matrix<S>],
    time: &S,
) -> Result<Endpoint<S>, Obstacle> {
    flow_of(&velocity, start, time)
}

/// `dyn`, so that it is compiled once per number type and not once per velocity.
fn flow_of<S: Rung>(
    velocity: Velocity<'_, S>,
    start: &[Matrix<S>],
    time: &S,
) -> Result<Endpoint<S>, Obstacle> {
    if S::RIGOROUS {
        return Err(Obstacle::NoEnclosure { of: "a flow" });
    }
    let rule = Extrapolation::<S>::of_order(2 + S::BITS as usize / 12);
    let mut reached = Endpoint { state: start.to_vec(), error: S::zero() };
    let (mut parts, mut done) = (1, 0);
    while done < parts {
        let part = rule.step(velocity, &reached.state, &(time / S::count(parts)));
        if rule.suffices(&part) {
            reached = Endpoint { state: part.state, error: reached.error + part.error };
            done += 1;
        } else if parts == MOST_PARTS {
            return Err(Obstacle::NotConverged { algorithm: "flow", steps: MOST_PARTS });
        } else {
            (parts, done) = (2 * parts, 2 * done);
        }
    }
    Ok(reached)
}

/// A linear combination of midpoint rules of different numbers of steps.
struct Extrapolation<S> {
    /// Even, rising.
    steps: Vec<usize>,
    /// Of all rows.
    weights: Vec<S>,
    /// Of all rows but the coarsest: one order lower, for the estimate of the error.
    lower: Vec<S>,
}

impl<S: Rung> Extrapolation<S> {
    fn of_order(rows: usize) -> Self {
        let mut steps: Vec<usize> = Vec::with_capacity(rows);
        for row in (1..=rows).rev() {
            let wanted = (3 * rows * rows).div_ceil(4 * (2 * row - 1));
            let least = steps.last().map_or(1, |last| last / 2 + 1);
            steps.push(2 * wanted.max(least));
        }
        let lower = [vec![S::zero()], weights(&steps[1..])].concat();
        Extrapolation { weights: weights(&steps), lower, steps }
    }

    /// One part of the time.
    fn step(&self, velocity: Velocity<'_, S>, start: &[Matrix<S>], time: &S) -> Endpoint<S> {
        let slope = velocity(start);
        let rows: Vec<_> =
            self.steps.iter().map(|&n| midpoint(velocity, start, &slope, time, n)).collect();
        let state = combined(&rows, &self.weights);
        let lower = combined(&rows, &self.lower);
        let change = state.iter().zip(&lower).map(|(a, b)| (a - b).max_abs());
        let error = change.fold(S::zero(), |top, x| top.max(&x));
        Endpoint { state, error }
    }

    /// Whether the error is of the size of what n midpoint steps lose by rounding: n/2 roundoffs a row, at weights
    /// below 4 in sum, in both extrapolations: 4n.
    fn suffices(&self, part: &Endpoint<S>) -> bool {
        let most = self.steps.last().copied().unwrap_or(0);
        let size = part.state.iter().map(|m| m.max_abs().reading().magnitude());
        let scale = size.fold(Float::new(64), |top, x| top.max(&x));
        let allowed = Float::with_val(64, scale * (4 * most)) >> S::BITS;
        let error = part.error.reading();
        error.is_finite() && error.magnitude() <= allowed
    }
}

/// The value at 0 of the polynomial in x that interpolates at xⱼ = 1/nⱼ² is Σ wⱼyⱼ, wⱼ = ∏_{i≠j} nⱼ²/(nⱼ² − nᵢ²).
fn weights<S: Field>(steps: &[usize]) -> Vec<S> {
    let squares: Vec<_> = steps.iter().map(|&n| Rational::from(n * n)).collect();
    let weight = |own: &Rational| {
        let others = squares.iter().filter(|other| *other != own);
        others.fold(Rational::one(), |product, other| product * (own / &(own - other)))
    };
    squares.iter().map(|own| S::of(&weight(own))).collect()
}

/// Σⱼ weightⱼ·rowⱼ.
fn combined<S: Field>(rows: &[Vec<Matrix<S>>], weights: &[S]) -> Vec<Matrix<S>> {
    let entry = |at: usize, i: usize, j: usize| {
        sum(rows.iter().zip(weights).map(|(row, weight)| &row[at][(i, j)] * weight))
    };
    let matrix = |(at, shape): (usize, &Matrix<S>)| {
        Matrix::from_fn(shape.rows(), shape.cols(), |i, j| entry(at, i, j))
    };
    rows.first().map_or_else(Vec::new, |row| row.iter().enumerate().map(matrix).collect())
}

/// Gragg's rule: a step of Euler's, then y₊ = y₋ + 2h·velocity(y).
fn midpoint<S: Field>(
    velocity: Velocity<'_, S>,
    start: &[Matrix<S>],
    slope: &[Matrix<S>],
    time: &S,
    steps: usize,
) -> Vec<Matrix<S>> {
    let h = time / S::count(steps);
    let twice = &h + &h;
    let moved = |from: &[Matrix<S>], by: &[Matrix<S>], h: &S| -> Vec<Matrix<S>> {
        from.iter().zip(by).map(|(y, v)| y.zip(v, |y, v| y + &(v * h))).collect()
    };
    let (mut before, mut now) = (start.to_vec(), moved(start, slope, &h));
    for _ in 1..steps {
        let next = moved(&before, &velocity(&now), &twice);
        before = std::mem::replace(&mut now, next);
    }
    now
}
