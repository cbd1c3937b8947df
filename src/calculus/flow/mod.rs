//! Solutions of differential equations, by Taylor series: enclosed in rigorous rungs.

use super::program::Program;
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;

mod enclosed;
mod frame;
mod plain;
mod proved;
mod schedule;
mod solution;

/// A right-hand side, written once for all number types.
///
/// It is called with a type that writes formulas down, so that it may not decide by the readings of the state. Its
/// constants are rationals and what is made of them. A number known as a ball only belongs to the state, at rest.
pub trait Velocity {
    /// y′ at y, in the shapes of y.
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>>;
}

/// A function of the weights of a network, written once for all number types, as [`Velocity`].
pub trait Loss {
    /// The loss at these weights, one matrix per layer.
    fn at<T: Real>(&self, weights: &[Matrix<T>]) -> T;
}

/// The gradient flow of a loss: W′ = −∂loss/∂W, by reverse mode.
#[derive(Clone, Debug)]
pub struct Descent<L>(pub L);

impl<L: Loss> Velocity for Descent<L> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let loss = Program::of_matrices(state, |weights| vec![self.0.at(weights)]);
        let gradient: Vec<T> = loss.gradient(&flat(state)).iter().map(|x| -x).collect();
        shaped(&gradient, state)
    }
}

/// A solution at the times asked for, and in between.
#[derive(Clone, Debug)]
pub struct Trajectory<S> {
    /// The state at each time, in the shapes of the start.
    pub states: Vec<Vec<Matrix<S>>>,
    /// Neighbouring spans of time, from 0 to the last time.
    pub pieces: Vec<Piece<S>>,
}

/// A span of time.
#[derive(Clone, Debug)]
pub struct Piece<S> {
    /// Where it begins.
    pub from: Rational,
    /// Where it ends.
    pub to: Rational,
    /// In rigorous rungs, balls that contain the solution all the time; in floats the solution at the end.
    pub states: Vec<Matrix<S>>,
}

/// y(time) of y′ = velocity(y), y(0) = start, for an analytic velocity; backwards for a time below 0.
///
/// Taylor series of an order near 3/8 BITS, in rigorous rungs 1/2, in steps that are as long as the last term is below the roundoff of the largest entry.
/// In rigorous rungs an enclosure of all solutions from within the start, which are proved to exist: see [`trajectory`].
/// In floats errors are some units of that roundoff a step, and grow with the flow, as its own do; beyond 960 bits the terms
/// left out are of 2⁻⁹⁶⁰.
///
/// # Errors
/// As [`trajectory`].
///
/// # Panics
/// When the velocity differs in shape from the state.
pub fn flow<S: Rung>(
    velocity: &impl Velocity,
    start: &[Matrix<S>],
    time: &S,
) -> Result<Vec<Matrix<S>>, Obstacle> {
    let mut reached = trajectory(velocity, start, std::slice::from_ref(time))?.states;
    Ok(reached.pop().expect("one state a time"))
}

/// The solution of y′ = velocity(y), y(0) = start, at several times, each beyond the one before.
///
/// In rigorous rungs, per step: a box that every solution stays in, by a fixed-point test of its Taylor series of low
/// order; a series of high order at the centre, with Lagrange's remainder in that box; and for what the start
/// leaves open, the mean value form, in a frame that is turned along (Lohner's method), so that errors grow as the flow's own
/// and not by wrapping. A time that is a ball costs its radius times the velocity.
///
/// # Errors
/// [`Obstacle::Stopped`] where no further step could be made or proved: near a pole, at a kink of |x|, or when the
/// enclosure has become too wide.
///
/// # Panics
/// When the velocity differs in shape from the state, or a time lies before the one before it.
pub fn trajectory<S: Rung>(
    velocity: &impl Velocity,
    start: &[Matrix<S>],
    times: &[S],
) -> Result<Trajectory<S>, Obstacle> {
    let program = Program::of_matrices(start, |state| {
        let velocity = velocity.at(state);
        let shapes = |all: &[Matrix<_>]| all.iter().map(Matrix::shape).collect::<Vec<_>>();
        assert_eq!(shapes(&velocity), shapes(state), "the shapes of a velocity and its state");
        flat(&velocity)
    });
    let found = along(&program, &flat(start), times)?;
    let in_shape = |flat: Vec<S>| shaped(&flat, start);
    Ok(Trajectory {
        states: found.states.into_iter().map(in_shape).collect(),
        pieces: found
            .pieces
            .into_iter()
            .map(|(from, to, state)| Piece { from, to, states: in_shape(state) })
            .collect(),
    })
}

/// A trajectory as lists of numbers.
struct Found<S> {
    states: Vec<Vec<S>>,
    pieces: Vec<(Rational, Rational, Vec<S>)>,
}

/// Apart from the velocity, so that it is compiled once per number type.
fn along<S: Rung>(program: &Program, start: &[S], times: &[S]) -> Result<Found<S>, Obstacle> {
    if S::RIGOROUS {
        enclosed::along(program, start, times)
    } else {
        plain::along(program, start, times)
    }
}

/// All entries, matrix by matrix, row by row.
pub(super) fn flat<T: Clone>(matrices: &[Matrix<T>]) -> Vec<T> {
    matrices.iter().flat_map(|m| m.entries().iter().cloned()).collect()
}

/// Matrices of these shapes with these entries.
pub(super) fn shaped<T: Clone, U>(entries: &[T], shapes: &[Matrix<U>]) -> Vec<Matrix<T>> {
    let mut rest = entries.iter();
    let mut matrix = |shape: &Matrix<U>| {
        Matrix::from_fn(shape.rows(), shape.cols(), |_, _| {
            rest.next().expect("as many entries as the shapes have").clone()
        })
    };
    shapes.iter().map(&mut matrix).collect()
}
