//! Rows and columns scaled by powers of two, so that graded matrices are as good as others.

use super::bounds::{exponent, power_of_two};
use crate::linalg::Matrix;
use crate::number::{Ball, Field};

/// Rounds of fitting; most matrices are done after one.
const ROUNDS: usize = 16;

/// A = diag(2^rows)·S·diag(2^cols).
pub(super) struct Balance<const B: u32> {
    pub(super) rows: Vec<i32>,
    /// S, whose entries differ in size as little as rows and columns can be scaled.
    pub(super) matrix: Matrix<Ball<B>>,
    pub(super) cols: Vec<i32>,
}

impl<const B: u32> Balance<B> {
    /// Two ways, the more plausible one first: without the entries that look like roundoff, and with them.
    pub(super) fn candidates(matrix: &Matrix<Ball<B>>) -> [Self; 2] {
        let known = |x: &Ball<B>| x.reading().excludes_zero();
        let exponents = matrix.map(|x| known(x).then(|| f64::from(exponent(x))));
        [without_noise(&exponents, f64::from(B) / 2.0), exponents]
            .map(|exponents| Self::fitted(matrix, &exponents))
    }

    /// The powers that fit the exponents best, in least squares (Curtis and Reid, 1972), by turns. The largest entry of a row is
    /// no measure: one large column would hide all that is in the others.
    fn fitted(matrix: &Matrix<Ball<B>>, exponents: &Matrix<Option<f64>>) -> Self {
        let transposed = exponents.transpose();
        let top = exponents.entries().iter().flatten().fold(f64::NEG_INFINITY, |a, b| a.max(*b));
        // A row of zeros is scaled as the largest entry: what bounds it is as small as the matrix is.
        let top = if top.is_finite() { top } else { 0.0 };
        let mut cols = vec![0.0; matrix.cols()];
        let mut rows = means(exponents, &cols, top);
        for _ in 0..ROUNDS {
            cols = means(&transposed, &rows, 0.0);
            rows = means(exponents, &cols, top);
        }
        let (rows, cols) = (powers(&rows), powers(&cols));
        let scaled = Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
            matrix[(i, j)] * power_of_two::<B>(-rows[i] - cols[j])
        });
        Balance { rows, matrix: scaled, cols }
    }
}

/// Without the entries that are so many bits below the largest of their row, and of their column: roundoff has no scale.
fn without_noise(exponents: &Matrix<Option<f64>>, bits: f64) -> Matrix<Option<f64>> {
    let tops = |m: &Matrix<Option<f64>>| -> Vec<f64> {
        let top = |i| m.row(i).iter().flatten().fold(f64::NEG_INFINITY, |a: f64, b| a.max(*b));
        (0..m.rows()).map(top).collect()
    };
    let (rows, cols) = (tops(exponents), tops(&exponents.transpose()));
    Matrix::from_fn(exponents.rows(), exponents.cols(), |i, j| {
        exponents[(i, j)].filter(|e| e + bits > rows[i].min(cols[j]))
    })
}

/// The mean of eᵢⱼ − cⱼ, row by row, over the entries that are known not to be 0.
fn means(exponents: &Matrix<Option<f64>>, cols: &[f64], empty: f64) -> Vec<f64> {
    let mean = |row: &[Option<f64>]| {
        let known = row.iter().zip(cols).filter_map(|(e, c)| e.map(|e| e - c));
        let (count, total) = known.fold((0.0, 0.0), |(n, sum), x| (n + 1.0, sum + x));
        if count > 0.0 { total / count } else { empty }
    };
    (0..exponents.rows()).map(|i| mean(exponents.row(i))).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "means of exponents, which are i32")]
fn powers(means: &[f64]) -> Vec<i32> {
    means.iter().map(|mean| mean.round() as i32).collect()
}
