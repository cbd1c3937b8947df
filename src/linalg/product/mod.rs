//! Matrix products, each number type by its fastest exact or rounded method.
//!
//! | file | holds |
//! |---|---|
//! | `native` | `f32` and `f64`: loops for tiny matrices, faer's kernels for the others |

use super::Matrix;
use crate::number::Field;

mod native;

/// How matrices of a number type are multiplied.
pub trait Product: Sized {
    /// `left · right`, (m × k)·(k × n) → m × n; the shapes are already known to fit.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self>;
}

impl<S: Field> Matrix<S> {
    /// The product entry by entry, as dot products of rows and columns.
    pub(crate) fn times_by_dots(&self, right: &Self) -> Self {
        let columns = right.transpose();
        Matrix::from_fn(self.rows(), right.cols(), |i, j| S::dot(self.row(i), columns.row(j)))
    }
}
