//! Rows and columns scaled by powers of two, so that graded matrices are as good as others.

use super::bounds::{exponent, power_of_two};
use crate::linalg::Matrix;
use crate::number::Ball;
use num_traits::Zero;

/// A = diag(2^rows)·S·diag(2^cols).
pub(super) struct Balance<const B: u32> {
    pub(super) rows: Vec<i32>,
    /// S, with entries at most 1, and at least 1/2 in every row and column that is not 0, but for some rows.
    pub(super) matrix: Matrix<Ball<B>>,
    pub(super) cols: Vec<i32>,
}

impl<const B: u32> Balance<B> {
    /// Rows first, then columns.
    pub(super) fn of(matrix: &Matrix<Ball<B>>) -> Self {
        let exponents = matrix.map(|x| (!x.is_zero()).then(|| exponent(x)));
        // A row of zeros is scaled as the largest one: what bounds it is as small as the matrix is.
        let most = |row: &[Option<i32>]| row.iter().filter_map(|e| *e).max();
        let largest = most(exponents.entries()).unwrap_or(0);
        let rows: Vec<i32> =
            (0..matrix.rows()).map(|i| most(exponents.row(i)).unwrap_or(largest)).collect();
        let cols: Vec<i32> = (0..matrix.cols())
            .map(|j| {
                let of = |i: usize| exponents[(i, j)].map(|e| e - rows[i]);
                (0..matrix.rows()).filter_map(of).max().unwrap_or(0)
            })
            .collect();
        let scaled = Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
            &matrix[(i, j)] * power_of_two::<B>(-rows[i] - cols[j])
        });
        Balance { rows, matrix: scaled, cols }
    }
}
