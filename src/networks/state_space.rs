//! Linear state spaces in discrete time.

use super::states;
use crate::linalg::Matrix;
use crate::number::{Field, Rational};

/// x_t = A x_{t−1} + B u_t, y_t = C x_t.
#[derive(Clone, Debug)]
pub struct StateSpace<S> {
    /// A (n × n).
    pub transition: Matrix<S>,
    /// B (n × q).
    pub input: Matrix<S>,
    /// C (r × n).
    pub output: Matrix<S>,
}

impl<S: Field> StateSpace<S> {
    /// The same in number type `S`; see [`Field::of`] for how exact.
    pub fn of(source: &StateSpace<Rational>) -> Self {
        StateSpace {
            transition: Matrix::of(&source.transition),
            input: Matrix::of(&source.input),
            output: Matrix::of(&source.output),
        }
    }

    /// y₁, …, y_T (r × 1) for u₁, …, u_T (q × 1), from x₀ = `start` (n × 1).
    pub fn outputs(&self, inputs: &[Matrix<S>], start: &Matrix<S>) -> Vec<Matrix<S>> {
        let drives: Vec<_> = inputs.iter().map(|u| self.input.times(u)).collect();
        let states = states(&self.transition, &drives, start);
        states.iter().map(|x| self.output.times(x)).collect()
    }

    /// x = 0 (n × 1).
    pub fn rest(&self) -> Matrix<S> {
        Matrix::zeros(self.transition.rows(), 1)
    }

    /// C Aʲ B (r × q) for j < `length`.
    pub fn kernel(&self, length: usize) -> Vec<Matrix<S>> {
        let next = |x: &Matrix<S>| Some(self.transition.times(x));
        let impulses = std::iter::successors(Some(self.input.clone()), next);
        impulses.take(length).map(|x| self.output.times(&x)).collect()
    }
}
