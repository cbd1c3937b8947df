//! Sums of powers of the errors.

use crate::linalg::Matrix;
use crate::number::{Field, sum};

/// ½‖outputs − targets‖², both C × m; summed over examples.
pub fn half_squares<S: Field>(outputs: &Matrix<S>, targets: &Matrix<S>) -> S {
    (outputs - targets).norm_squared() * S::ratio(1, 2)
}

/// ¼Σ(outputs − targets)⁴, entry by entry; both C × m; summed over examples.
pub fn quarter_fourth_powers<S: Field>(outputs: &Matrix<S>, targets: &Matrix<S>) -> S {
    sum((outputs - targets).entries().iter().map(|error| error.power(4))) * S::ratio(1, 4)
}
