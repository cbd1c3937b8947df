//! Linear recurrences.

use crate::linalg::Matrix;
use crate::number::Field;

/// h₁, …, h_T of h_t = A h_{t−1} + u_t from h₀ = `start`, for A (n × n) and drives u₁, …, u_T; all are n × k.
///
/// # Panics
/// When the shapes do not fit.
pub fn states<S: Field>(
    transition: &Matrix<S>,
    drives: &[Matrix<S>],
    start: &Matrix<S>,
) -> Vec<Matrix<S>> {
    let next = |state: &mut Matrix<S>, drive: &Matrix<S>| {
        *state = &transition.times(state) + drive;
        Some(state.clone())
    };
    drives.iter().scan(start.clone(), next).collect()
}
