//! The Moore–Penrose inverse of a matrix of a given rank.

use super::bounds::{centres, exactly, finite, is_positive, norm, scaled};
use super::system::solve;
use crate::linalg::Matrix;
use crate::number::Ball;
use crate::obstacle::Obstacle;
use num_traits::One;

/// A⁺ (n × m) for every A (m × n) of rank r within.
///
/// For X (n × r) and Y (m × r) with YᵀAX regular, an A of rank r is C·W⁻¹·F with C = AX, W = YᵀAX and F = YᵀA, of full rank each, so A⁺ = F⁺·W·C⁺.
/// With the hint A ≈ U·diag(s)·Vᵀ, X = V/s and Y = U/s make C ≈ U and F ≈ Vᵀ.
pub(in crate::linalg) fn pseudo_inverse_of_rank<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rank: usize,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    const NAME: &str = "the enclosure of a pseudo-inverse";
    let (m, n) = matrix.shape();
    assert!(rank <= m.min(n), "the rank {rank} of a {m} × {n} matrix");
    let (matrix, scale) = scaled(matrix, NAME)?;
    if rank == 0 {
        return Ok(Matrix::zeros(n, m));
    }
    let svd = centres(&matrix).svd()?;
    let values: Vec<_> = svd.values.iter().map(Ball::exact).collect();
    if !values[..rank].iter().all(is_positive) {
        return Err(Obstacle::Singular { size: rank });
    }
    let over_values = |basis: &Matrix<_>| {
        let basis = exactly(basis);
        Matrix::from_fn(basis.rows(), rank, |i, j| basis[(i, j)] / values[j])
    };
    let (x, y) = (over_values(&svd.right), over_values(&svd.left));
    let columns = &matrix * &x;
    let rows = &y.transpose() * &matrix;
    let middle = &y.transpose() * &columns;
    // Regular, or the formula does not hold: W = YᵀAV/s, and YᵀAV is near the identity, however graded W is.
    let near = &rows * &exactly(&svd.right).columns(0..rank);
    if !is_positive(&(Ball::one() - norm(&(&near - &Matrix::identity(rank))))) {
        return Err(Obstacle::Singular { size: rank });
    }
    let transposed = columns.transpose();
    let over_columns = solve(&(&transposed * &columns), &transposed)?;
    let over_rows = solve(&(&rows * &rows.transpose()), &rows)?.transpose();
    let result = (&over_rows * &(&middle * &over_columns)).map(|x| x / scale);
    finite(result.entries(), NAME)?;
    Ok(result)
}
