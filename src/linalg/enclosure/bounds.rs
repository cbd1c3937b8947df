//! Bounds of norms, and matrices as a centre and what surrounds it.

use crate::linalg::Matrix;
use crate::number::{Ball, Field, Mp, Rational, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// The upper end, as a ball of radius 0.
pub(super) fn upper<const B: u32>(ball: &Ball<B>) -> Ball<B> {
    Ball::exact(&ball.ends().1)
}

/// The lower end, as a ball of radius 0.
pub(super) fn lower<const B: u32>(ball: &Ball<B>) -> Ball<B> {
    Ball::exact(&ball.ends().0)
}

/// The largest absolute value, as a ball of radius 0.
pub(super) fn magnitude<const B: u32>(ball: &Ball<B>) -> Ball<B> {
    upper(&ball.abs())
}

/// A bound of √x for x ≥ 0, also where the ball reaches below 0 by its rounding.
pub(super) fn root<const B: u32>(ball: &Ball<B>) -> Ball<B> {
    upper(&upper(ball).sqrt())
}

/// The part at or above 0 of a quantity that is never negative.
pub(super) fn at_least_zero<const B: u32>(ball: Ball<B>) -> Ball<B> {
    let (low, high) = ball.ends();
    if low >= Mp::zero() { ball } else { Ball::between(&Mp::zero(), &high.max(&Mp::zero())) }
}

/// Whether every number is proved to be > 0.
pub(super) fn is_positive<const B: u32>(ball: &Ball<B>) -> bool {
    ball.ends().0 > Mp::zero()
}

/// Bounds of Σⱼ|mᵢⱼ|, row by row.
pub(super) fn row_sums<const B: u32>(matrix: &Matrix<Ball<B>>) -> Vec<Ball<B>> {
    (0..matrix.rows()).map(|i| upper(&sum(matrix.row(i).iter().map(magnitude)))).collect()
}

/// A bound of the spectral norm: ‖M‖₂² ≤ ‖M‖₁‖M‖∞, and ‖M‖₂ ≤ ‖M‖_F.
pub(super) fn norm<const B: u32>(matrix: &Matrix<Ball<B>>) -> Ball<B> {
    let sizes = matrix.map(magnitude);
    let by_rows = largest(row_sums(&sizes));
    let by_columns = largest(row_sums(&sizes.transpose()));
    root(&(by_rows * by_columns)).min(&frobenius(&sizes))
}

/// A bound of the Frobenius norm.
pub(super) fn frobenius<const B: u32>(matrix: &Matrix<Ball<B>>) -> Ball<B> {
    root(&sum(matrix.entries().iter().map(|x| magnitude(x).square())))
}

/// Bounds of the Euclidean norms of the columns.
pub(super) fn column_norms<const B: u32>(matrix: &Matrix<Ball<B>>) -> Vec<Ball<B>> {
    let squares = matrix.map(|x| magnitude(x).square()).transpose();
    (0..squares.rows()).map(|j| root(&sum(squares.row(j).iter().copied()))).collect()
}

/// The centres in floats, where a hint is computed.
pub(super) fn centres<const B: u32>(matrix: &Matrix<Ball<B>>) -> Matrix<Mp<B>> {
    matrix.map(Ball::mid)
}

/// A hint as balls of radius 0.
pub(super) fn exactly<const B: u32>(hint: &Matrix<Mp<B>>) -> Matrix<Ball<B>> {
    hint.map(Ball::exact)
}

/// The balls of radius 0 at the centres, and a bound of the spectral norm of what is within the radii.
pub(super) fn split<const B: u32>(matrix: &Matrix<Ball<B>>) -> (Matrix<Ball<B>>, Ball<B>) {
    (matrix.map(Rung::centre), norm(&matrix.map(|x| x - x.centre())))
}

/// QᵀQ − I and a bound of its spectral norm, which must be below 1.
pub(super) fn defect<const B: u32>(hint: &Matrix<Ball<B>>) -> Result<Ball<B>, Obstacle> {
    let gram = &hint.transpose() * hint;
    let defect = norm(&(&gram - &Matrix::identity(hint.cols())));
    if is_positive(&(Ball::one() - defect)) {
        Ok(defect)
    } else {
        Err(Obstacle::TooWide { of: "an orthonormal basis" })
    }
}

/// 2^exponent, exactly.
pub(super) fn power_of_two<const B: u32>(exponent: i32) -> Ball<B> {
    Ball::of(&Rational::dyadic(1, exponent))
}

/// The least e with |x| < 2^e for every x of the ball; 0 for the ball {0}.
pub(super) fn exponent<const B: u32>(ball: &Ball<B>) -> i32 {
    magnitude(ball).reading().centre.get_exp().unwrap_or(0)
}

/// The matrix with entries below 1, and the power of two that restores it: radii keep off the ends of the range of `f64`.
///
/// # Errors
/// [`Obstacle::NotFinite`] when an entry is the whole line.
pub(super) fn scaled<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    algorithm: &'static str,
) -> Result<(Matrix<Ball<B>>, Ball<B>), Obstacle> {
    finite(matrix.entries(), algorithm)?;
    let exponent = exponent(&largest(matrix.entries().iter().map(magnitude)));
    Ok((matrix.scale(&power_of_two(-exponent)), power_of_two(exponent)))
}

/// A symmetric A as DSD with D = diag(2^powers), where the diagonal of S is between 1/4 and 1, but for zeros: (S, powers).
pub(super) fn with_unit_diagonal<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> (Matrix<Ball<B>>, Vec<i32>) {
    let powers: Vec<i32> =
        (0..matrix.rows()).map(|i| (exponent(&matrix[(i, i)]) + 1).div_euclid(2)).collect();
    let scaled = Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
        matrix[(i, j)] * power_of_two::<B>(-powers[i] - powers[j])
    });
    (scaled, powers)
}

/// Whether all are finite.
///
/// # Errors
/// [`Obstacle::NotFinite`] when one is the whole line.
pub(super) fn finite<const B: u32>(
    balls: &[Ball<B>],
    algorithm: &'static str,
) -> Result<(), Obstacle> {
    if balls.iter().all(|x| x.reading().is_finite()) {
        Ok(())
    } else {
        Err(Obstacle::NotFinite { algorithm })
    }
}

/// The rows of a square matrix.
pub(super) fn square<S>(matrix: &Matrix<S>, what: &str) -> usize {
    let (rows, cols) = matrix.shape();
    assert_eq!(rows, cols, "{what} of {rows} × {cols}, which is not square");
    rows
}

/// The symmetric matrix with this lower triangle.
pub(super) fn mirrored<const B: u32>(matrix: &Matrix<Ball<B>>) -> Matrix<Ball<B>> {
    let size = matrix.rows();
    Matrix::from_fn(size, size, |i, j| matrix[(i.max(j), i.min(j))])
}
