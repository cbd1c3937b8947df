//! Determinants, of the sign proved where the matrix is regular.

use super::balance::Balance;
use super::bounds::{centres, exactly, finite, frobenius, is_positive, power_of_two, square};
use super::near_identity::lower_triangle;
use super::singular::singular_values;
use crate::linalg::{Matrix, floats, is_odd};
use crate::number::{Ball, Field, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

const NAME: &str = "the enclosure of a determinant";

/// det A for every A within.
///
/// For triangular X and Y near the inverses of the factors of PA = LU, B = X·PA·Y is near the identity, and det A = ±det B / ∏xᵢᵢyᵢᵢ. Where
/// that fails, |det A| = ∏σᵢ still bounds it.
pub(in crate::linalg) fn determinant<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Ball<B>, Obstacle> {
    square(matrix, "the determinant");
    finite(matrix.entries(), NAME)?;
    let balanced = Balance::candidates(matrix).into_iter().find_map(|balance| {
        let powers = balance.rows.iter().chain(&balance.cols);
        let power = powers.fold(0, |sum: i32, power| sum.saturating_add(*power));
        Some(by_factors(&balance.matrix)? * power_of_two::<B>(power))
    });
    let result = if let Some(result) = balanced {
        result
    } else {
        let sizes = singular_values(matrix)?;
        Ball::zero().widened(&sizes.iter().fold(Ball::one(), |product, x| product * x))
    };
    finite(std::slice::from_ref(&result), NAME)?;
    Ok(result)
}

fn by_factors<const B: u32>(matrix: &Matrix<Ball<B>>) -> Option<Ball<B>> {
    let size = matrix.rows();
    let factors = floats::lu(&centres(matrix)).ok()?;
    let over_lower = lower_triangle(&exactly(&factors.lower.inverse().ok()?));
    let over_upper = lower_triangle(&exactly(&factors.upper.inverse().ok()?).transpose());
    let permuted = Matrix::from_fn(size, size, |i, j| matrix[(factors.order[i], j)].clone());
    let near = &(&over_lower * &permuted) * &over_upper.transpose();
    let near = near_identity_determinant(&(&near - &Matrix::identity(size)))?;
    let diagonal = (0..size)
        .fold(Ball::one(), |product, i| product * &over_lower[(i, i)] * &over_upper[(i, i)]);
    let determinant = near / diagonal;
    Some(if is_odd(&factors.order) { -determinant } else { determinant })
}

/// det(I + E): log det(I + E) = tr E + Σ_{k≥2} ±tr(Eᵏ)/k with |tr Eᵏ| ≤ ηᵏ for η = ‖E‖_F < 1, and Σ_{k≥2} ηᵏ/k ≤ η²/(2(1 − η)).
fn near_identity_determinant<const B: u32>(difference: &Matrix<Ball<B>>) -> Option<Ball<B>> {
    let norm = frobenius(difference);
    let room = Ball::one() - &norm;
    is_positive(&room).then(|| {
        let rest = norm.square() / (room * Ball::count(2));
        difference.trace().widened(&rest).exp()
    })
}
