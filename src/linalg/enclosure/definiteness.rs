//! Certificates that a symmetric matrix is positive definite, or not even semidefinite.

use super::bounds::{
    centres, exactly, finite, is_positive, mirrored, norm, power_of_two, split, square,
    with_unit_diagonal,
};
use super::pivots;
use crate::linalg::{Definiteness, Matrix};
use crate::number::{Ball, Field, Rung, largest};

/// Bits that an approximate Cholesky factor may lose, besides those of its sums.
const LOST_BITS: i32 = 10;

/// What holds for every symmetric matrix whose lower triangle is within, by its pivots, or else by a factor that is verified: A = DSD for S of unit diagonal, which suits graded
/// matrices, or else for D = I, which suits radii and zeros that are not graded.
pub(in crate::linalg) fn definiteness<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Definiteness<Ball<B>> {
    let size = square(matrix, "a test of definiteness");
    if size == 0 {
        return Definiteness::Definite;
    }
    if finite(matrix.entries(), "definiteness").is_err() {
        return Definiteness::Undecided;
    }
    if pivots::are_positive(matrix) {
        return Definiteness::Definite;
    }
    let matrix = mirrored(matrix);
    let (scaled, powers) = with_unit_diagonal(&matrix);
    if is_definite(&scaled) || is_definite(&matrix) {
        return Definiteness::Definite;
    }
    witness(&scaled, &powers)
        .or_else(|| witness(&matrix, &vec![0; size]))
        .map_or(Definiteness::Undecided, |witness| Definiteness::Indefinite { witness })
}

/// LLᵀ is positive semidefinite for any L, so that λ₁(A) ≥ s − ‖M − sI − LLᵀ‖ − ‖A − M‖ for the centre M: L is a factor of
/// M − sI, with a shift s above the roundoff (Rump).
fn is_definite<const B: u32>(matrix: &Matrix<Ball<B>>) -> bool {
    let size = matrix.rows();
    let (centre, spread) = split(matrix);
    let diagonal = largest((0..size).map(|i| centre[(i, i)]));
    let unit = diagonal * power_of_two::<B>(LOST_BITS - B.cast_signed());
    let shift = (spread + spread + Ball::count(size) * unit).centre();
    let shifted = &centre - &Matrix::identity(size).scale(&shift);
    centres(&shifted).cholesky().is_ok_and(|factor| {
        let factor = exactly(&factor);
        let error = norm(&(&shifted - &(&factor * &factor.transpose())));
        is_positive(&(shift - error - spread))
    })
}

/// An x with xᵀAx < 0, A = DSD with D = diag(2^powers): D⁻¹v for an eigenvector v of the centre of S.
fn witness<const B: u32>(scaled: &Matrix<Ball<B>>, powers: &[i32]) -> Option<Matrix<Ball<B>>> {
    let vector = exactly(&centres(scaled).symmetric_eigen().ok()?.vectors).col(0);
    let form = &vector.transpose() * &(scaled * &vector);
    form[(0, 0)].reading().is_negative().then(|| {
        Matrix::from_fn(powers.len(), 1, |i, _| vector[(i, 0)] * power_of_two::<B>(-powers[i]))
    })
}
