//! One matrix product per number type.

use super::Matrix;
use crate::number::Field;
use faer::linalg::matmul::matmul;
use faer::{Accum, Mat, Par};

/// How matrices of a number type are multiplied.
pub trait Product: Sized {
    /// `left · right`, (m × k)·(k × n) → m × n; the shapes are already known to fit.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self>;
}

macro_rules! native {
    ($($float:ident),*) => {$(
        impl Product for $float {
            /// faer's kernel on one thread, since its results can depend on the number of threads.
            fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
                let mut result = Mat::zeros(left.rows(), right.cols());
                let faer = |m: &Matrix<$float>| Mat::from_fn(m.rows(), m.cols(), |i, j| m[(i, j)]);
                let (left, right) = (faer(left), faer(right));
                matmul(&mut result, Accum::Replace, &left, &right, 1.0, Par::Seq);
                Matrix::from_fn(left.nrows(), right.ncols(), |i, j| result[(i, j)])
            }
        }
    )*};
}
native!(f32, f64);

impl<S: Field> Matrix<S> {
    /// The product entry by entry, as dot products of rows and columns.
    pub(crate) fn times_by_dots(&self, right: &Self) -> Self {
        let columns = right.transpose();
        Matrix::from_fn(self.rows(), right.cols(), |i, j| S::dot(self.row(i), columns.row(j)))
    }
}
