//! Convolutions over a circle.

use crate::linalg::Matrix;
use crate::number::Field;

/// The convolution with a filter w of n entries: C(w) (n × n) with C(w)ᵢⱼ = w[(i − j) mod n].
pub fn circulant<S: Field>(filter: &[S]) -> Matrix<S> {
    let n = filter.len();
    Matrix::from_fn(n, n, |i, j| filter[(i + n - j) % n].clone())
}
