//! The factorizations of Cholesky, LDLᵀ and QR: the true factors, from approximate ones.

use super::bounds::{
    centres, exactly, exponent, finite, is_positive, magnitude, mirrored, power_of_two, square,
    with_unit_diagonal,
};
use super::near_identity::{self, lower_triangle};
use crate::linalg::{Matrix, eliminated};
use crate::number::{Ball, Mp, largest};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// The lower triangular L of positive diagonal with A = LLᵀ, for every symmetric A whose lower triangle is within.
///
/// For any lower triangular R, A = R⁻¹(RARᵀ)R⁻ᵀ: with R ≈ L⁻¹ the middle is near the identity, and L = R⁻¹·(its factor).
pub(in crate::linalg) fn cholesky<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    const NAME: &str = "the enclosure of a Cholesky factor";
    let size = square(matrix, "a Cholesky factorization");
    finite(matrix.entries(), NAME)?;
    let (scaled, powers) = with_unit_diagonal(&mirrored(matrix));
    let hint = centres(&scaled).cholesky()?;
    let inverse = inverse_hint(&hint).ok_or(Obstacle::NotPositiveDefinite { size })?;
    let middle = &(&inverse * &scaled) * &inverse.transpose();
    let near = near_identity::cholesky(&(&middle - &Matrix::identity(size)))?;
    let factor = &inverse_of(&inverse, &exactly(&hint))? * &near;
    let factor = Matrix::from_fn(size, size, |i, j| factor[(i, j)] * power_of_two::<B>(powers[i]));
    finite(factor.entries(), NAME)?;
    Ok(lower_triangle(&factor))
}

/// (L, d) with A = L·diag(d)·Lᵀ and a diagonal of 1 in L, for every symmetric A whose lower triangle is within.
///
/// For any unit lower triangular R, RARᵀ = M has the pivots of A: with R ≈ L⁻¹ and M ≈ diag(h), M/h = (I + F)(I + G) is near the identity, and
/// L = R⁻¹(I + F), dᵢ = hᵢ(1 + gᵢᵢ). A = DSD first, for the D that makes the pivots of S about 1.
pub(in crate::linalg) fn ldlt<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<(Matrix<Ball<B>>, Vec<Ball<B>>), Obstacle> {
    const NAME: &str = "the enclosure of factors LDLᵀ";
    let size = square(matrix, "the factors LDLᵀ");
    finite(matrix.entries(), NAME)?;
    let matrix = mirrored(matrix);
    let (hint, pivots) = eliminated(&centres(&matrix))?;
    let (hint, pivots) = (exactly(&hint), pivots.iter().map(Ball::exact).collect::<Vec<_>>());
    finite(hint.entries(), NAME)?;
    finite(&pivots, NAME)?;
    let powers: Vec<i32> = pivots.iter().map(|d| exponent(d).div_euclid(2)).collect();
    let scaled = |matrix: &Matrix<Ball<B>>, power: &dyn Fn(usize, usize) -> i32| {
        Matrix::from_fn(size, size, |i, j| matrix[(i, j)] * power_of_two::<B>(power(i, j)))
    };
    let hint = scaled(&hint, &|i, j| powers[j] - powers[i]);
    let unit = |i, j| if i == j { Ball::one() } else { Ball::zero() };
    let strict = |matrix: &Matrix<Ball<B>>, i, j| {
        if i > j { Ball::clone(&matrix[(i, j)]) } else { unit(i, j) }
    };
    let inverse = exactly(&centres(&hint).inverse()?);
    let inverse = Matrix::from_fn(size, size, |i, j| strict(&inverse, i, j));
    let middle =
        &(&inverse * &scaled(&matrix, &|i, j| -powers[i] - powers[j])) * &inverse.transpose();
    let pivots: Vec<_> = (0..size).map(|i| pivots[i] * power_of_two::<B>(-2 * powers[i])).collect();
    let difference = Matrix::from_fn(size, size, |i, j| middle[(i, j)] / pivots[j] - unit(i, j));
    let (near, stretch) = near_identity::unpivoted(&difference)?;
    let factor = scaled(&(&inverse_of(&inverse, &hint)? * &near), &|i, j| powers[i] - powers[j]);
    let factor = Matrix::from_fn(size, size, |i, j| strict(&factor, i, j));
    let values: Vec<_> =
        (0..size).map(|i| stretch[i] * pivots[i] * power_of_two::<B>(2 * powers[i])).collect();
    finite(factor.entries(), NAME)?;
    finite(&values, NAME)?;
    Ok((factor, values))
}

/// (Q, R) with A = QR and a positive diagonal of R, for every A (m × n), m ≥ n, within.
///
/// For any upper triangular S, AS = Q·(RS), and RS is the transposed Cholesky factor of (AS)ᵀAS: near the identity for
/// S ≈ R⁻¹.
pub(in crate::linalg) fn qr<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<(Matrix<Ball<B>>, Matrix<Ball<B>>), Obstacle> {
    const NAME: &str = "the enclosure of a QR factorization";
    let (m, n) = matrix.shape();
    assert!(m >= n, "a thin QR factorization of {m} × {n}, which has more columns than rows");
    finite(matrix.entries(), NAME)?;
    let powers: Vec<i32> =
        (0..n).map(|j| exponent(&largest((0..m).map(|i| magnitude(&matrix[(i, j)]))))).collect();
    let scaled = Matrix::from_fn(m, n, |i, j| matrix[(i, j)] * power_of_two::<B>(-powers[j]));
    let hint = centres(&scaled).qr()?.1.transpose();
    // Lower triangular, as the transposes are.
    let inverse = inverse_hint(&hint).ok_or(Obstacle::Singular { size: n })?;
    let nearly_q = &scaled * &inverse.transpose();
    let gram = &nearly_q.transpose() * &nearly_q;
    let near = near_identity::cholesky(&(&gram - &Matrix::identity(n)))
        .map_err(|_| Obstacle::Singular { size: n })?;
    let back = near_identity::inverse(&(&near - &Matrix::identity(n)))?;
    let q = &nearly_q * &back.transpose();
    let r = lower_triangle(&(&inverse_of(&inverse, &exactly(&hint))? * &near)).transpose();
    let r = Matrix::from_fn(n, n, |i, j| r[(i, j)] * power_of_two::<B>(powers[j]));
    finite(q.entries(), NAME)?;
    finite(r.entries(), NAME)?;
    Ok((q, r))
}

/// About the inverse of a lower triangular matrix; exactly triangular, and of positive diagonal, which fixes the signs.
fn inverse_hint<const B: u32>(hint: &Matrix<Mp<B>>) -> Option<Matrix<Ball<B>>> {
    let inverse = lower_triangle(&exactly(&hint.inverse().ok()?));
    (0..inverse.rows()).all(|i| is_positive(&inverse[(i, i)])).then_some(inverse)
}

/// R⁻¹ = H(I + N)⁻¹ for lower triangular R and H ≈ R⁻¹, where N = RH − I.
fn inverse_of<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    hint: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let difference = &(matrix * hint) - &Matrix::identity(matrix.rows());
    Ok(hint * &near_identity::inverse(&lower_triangle(&difference))?)
}
