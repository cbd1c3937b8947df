//! Forward operators with a known singular value decomposition.

use crate::claim::{Draw, squares_tape};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};

/// A = U diag(σ)Vᵀ, exact.
#[derive(Clone, Debug)]
pub(super) struct Operator {
    /// Orthogonal, m × m: U is its first n columns.
    pub(super) left: Matrix<Rational>,
    /// V, orthogonal, n × n.
    pub(super) right: Matrix<Rational>,
    /// σ, in no order.
    pub(super) values: Vec<Rational>,
}

impl Operator {
    /// Singular values in [1/4, 2).
    pub(super) fn draw(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Self {
        let values = (0..cols).map(|_| draw.between("0.25", "2")).collect();
        Operator { left: draw.orthogonal(rows), right: draw.orthogonal(cols), values }
    }

    /// That depends on its dimensions and singular values alone.
    pub(super) fn hand_picked(rows: usize, values: &[Rational]) -> Self {
        let tape: Vec<u64> = squares_tape(100, 7, 97);
        let drawn = Operator::draw(&mut Draw::replay(&tape), rows, values.len());
        Operator { values: values.to_vec(), ..drawn }
    }

    pub(super) fn rows(&self) -> usize {
        self.left.rows()
    }

    pub(super) fn cols(&self) -> usize {
        self.right.rows()
    }

    /// U (m × n).
    pub(super) fn frame(&self) -> Matrix<Rational> {
        self.left.columns(0..self.cols())
    }

    /// Σ vᵢ·gain(σᵢ)·uᵢᵀ (n × m).
    pub(super) fn filtered<S: Field>(&self, gain: impl Fn(&S) -> S) -> Matrix<S> {
        let gains: Vec<S> = self.values.iter().map(|value| gain(&S::of(value))).collect();
        let left = Matrix::of(&self.frame().transpose());
        &(&Matrix::of(&self.right) * &Matrix::diagonal(&gains)) * &left
    }

    /// A (m × n).
    pub(super) fn exact(&self) -> Matrix<Rational> {
        &(&self.frame() * &Matrix::diagonal(&self.values)) * &self.right.transpose()
    }

    /// A (m × n).
    pub(super) fn matrix<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.exact())
    }

    /// The place of the least singular value.
    pub(super) fn last(&self) -> usize {
        let at = 0..self.values.len();
        at.reduce(|a, b| if self.values[b] < self.values[a] { b } else { a }).expect("n ≥ 1")
    }

    /// σ_min and σ_max.
    pub(super) fn extremes(&self) -> [Rational; 2] {
        let least = self.values[self.last()].clone();
        let most = self.values.iter().fold(&least, |top, x| if x > top { x } else { top });
        [least.clone(), most.clone()]
    }
}
