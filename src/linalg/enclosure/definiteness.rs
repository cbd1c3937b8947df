//! Certificates that a symmetric matrix is positive definite, or not even semidefinite.

use super::bounds::{
    centres, exactly, finite, is_positive, mirrored, norm, power_of_two, split, square,
    with_unit_diagonal,
};
use crate::linalg::{Definiteness, Matrix};
use crate::number::{Ball, Field, Rung};

/// Bits that an approximate Cholesky factor may lose, besides those of its sums.
const LOST_BITS: i32 = 10;

/// What holds for every symmetric matrix whose lower triangle is within.
///
/// LLᵀ is positive semidefinite for any L, so that λ₁(A) ≥ s − ‖M − sI − LLᵀ‖ − ‖A − M‖ for the centre M: L is a factor of
/// M − sI, with a shift s above the roundoff (Rump). A witness is an eigenvector of the centre, and its quadratic form a negative ball.
pub(in crate::linalg) fn definiteness<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Definiteness<Ball<B>> {
    let size = square(matrix, "a test of definiteness");
    if finite(matrix.entries(), "definiteness").is_err() {
        return Definiteness::Undecided;
    }
    if size == 0 {
        return Definiteness::Definite;
    }
    let (scaled, powers) = with_unit_diagonal(&mirrored(matrix));
    let (centre, spread) = split(&scaled);
    let unit = power_of_two::<B>(LOST_BITS - B.cast_signed());
    let shift = (&spread + &spread + Ball::count(size) * unit).centre();
    let shifted = &centre - &Matrix::identity(size).scale(&shift);
    if let Ok(factor) = centres(&shifted).cholesky() {
        let factor = exactly(&factor);
        let error = norm(&(&shifted - &(&factor * &factor.transpose())));
        if is_positive(&(shift - error - spread)) {
            return Definiteness::Definite;
        }
    }
    // A = DSD for the scaled S and D = diag(2^powers). Where a diagonal entry is 0, scaling may hide the witness.
    witness(&scaled, &powers)
        .or_else(|| witness(&mirrored(matrix), &vec![0; size]))
        .map_or(Definiteness::Undecided, |witness| Definiteness::Indefinite { witness })
}

/// An x with xᵀAx < 0, A = DSD with D = diag(2^powers): D⁻¹v for an eigenvector v of S.
fn witness<const B: u32>(scaled: &Matrix<Ball<B>>, powers: &[i32]) -> Option<Matrix<Ball<B>>> {
    let vector = exactly(&centres(scaled).symmetric_eigen().ok()?.vectors).col(0);
    let form = &vector.transpose() * &(scaled * &vector);
    form[(0, 0)].reading().is_negative().then(|| {
        Matrix::from_fn(powers.len(), 1, |i, _| &vector[(i, 0)] * power_of_two::<B>(-powers[i]))
    })
}
