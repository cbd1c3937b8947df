//! Structure that stays rational, so that identities about it are checked exactly.
//!
//! Elimination works over any field; in floats it has no pivoting for size, so use [`super::Factor`] there.

use super::Matrix;
use crate::number::Rational;
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

mod definiteness;
mod ldlt;
mod rank;

pub use definiteness::definiteness;
pub(super) use ldlt::eliminated;
pub use ldlt::ldlt;
pub use rank::{pseudo_inverse, rank};

/// (I + A)⁻¹(I − A) for the skew part A = M − Mᵀ of a square M: an exactly orthogonal matrix.
///
/// It never has the eigenvalue −1; flip the sign of a column for the rest of the orthogonal group.
pub fn cayley(seed: &Matrix<Rational>) -> Matrix<Rational> {
    let skew = seed - &seed.transpose();
    let identity = Matrix::identity(seed.rows());
    solve_exactly(&(&identity + &skew), &(&identity - &skew))
        .expect("I + A has no kernel: xᵀ(I + A)x = ‖x‖² for skew A")
}

/// MMᵀ + I, of the size of M's rows: exactly positive definite.
pub fn positive_definite(seed: &Matrix<Rational>) -> Matrix<Rational> {
    &(seed * &seed.transpose()) + &Matrix::identity(seed.rows())
}

/// Every row of |seed| + 1 divided by its sum: exactly row-stochastic with positive entries.
pub fn stochastic(seed: &Matrix<Rational>) -> Matrix<Rational> {
    let positive = seed.map(|x| x.abs() + Rational::one());
    let totals: Vec<_> =
        (0..seed.rows()).map(|i| crate::number::sum(positive.row(i).iter().cloned())).collect();
    Matrix::from_fn(seed.rows(), seed.cols(), |i, j| &positive[(i, j)] / &totals[i])
}

/// The X with `matrix · X = rhs`, by elimination.
///
/// # Errors
/// [`Obstacle::Singular`] when the matrix is exactly singular.
///
/// # Panics
/// When the matrix is not square, or the rows of `rhs` are not as many.
pub fn solve_exactly(
    matrix: &Matrix<Rational>,
    rhs: &Matrix<Rational>,
) -> Result<Matrix<Rational>, Obstacle> {
    let size = matrix.rows();
    assert_eq!(matrix.cols(), size, "a system of {} × {}", size, matrix.cols());
    assert_eq!(rhs.rows(), size, "a system of {size} rows and {} right-hand sides", rhs.rows());
    let mut rows: Vec<Vec<Rational>> =
        (0..size).map(|i| [matrix.row(i), rhs.row(i)].concat()).collect();
    for at in 0..size {
        let pivot = (at..size).find(|&i| !rows[i][at].is_zero());
        rows.swap(at, pivot.ok_or(Obstacle::Singular { size })?);
        let lead = Rational::one() / &rows[at][at];
        let scaled: Vec<_> = rows[at].iter().map(|x| x * &lead).collect();
        for (i, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != at) {
            debug_assert_ne!(i, at);
            subtract(row, &scaled, at);
        }
        rows[at] = scaled;
    }
    Ok(Matrix::from_fn(size, rhs.cols(), |i, j| rows[i][size + j].clone()))
}

/// The determinant of a square matrix, by elimination; 1 for the empty matrix.
///
/// # Panics
/// When the matrix is not square.
pub fn determinant(matrix: &Matrix<Rational>) -> Rational {
    let size = matrix.rows();
    assert_eq!(matrix.cols(), size, "the determinant of {} × {}", size, matrix.cols());
    let mut rows: Vec<Vec<Rational>> = (0..size).map(|i| matrix.row(i).to_vec()).collect();
    let mut product = Rational::one();
    for at in 0..size {
        let Some(pivot) = (at..size).find(|&i| !rows[i][at].is_zero()) else {
            return Rational::zero();
        };
        if pivot != at {
            rows.swap(at, pivot);
            product = -product;
        }
        product *= &rows[at][at];
        let lead = Rational::one() / &rows[at][at];
        let scaled: Vec<_> = rows[at].iter().map(|x| x * &lead).collect();
        for row in rows.iter_mut().skip(at + 1) {
            subtract(row, &scaled, at);
        }
    }
    product
}

/// `row − row[at]·scaled`, where `scaled[at]` = 1, so that `row[at]` becomes 0.
fn subtract(row: &mut [Rational], scaled: &[Rational], at: usize) {
    let factor = row[at].clone();
    if factor.is_zero() {
        return;
    }
    for (x, s) in row.iter_mut().zip(scaled) {
        *x -= &(&factor * s);
    }
}
