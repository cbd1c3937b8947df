//! Products of `f32` and `f64` matrices.

use super::Product;
use crate::linalg::Matrix;
use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};

/// Products of so many multiplications take less time in a loop than faer needs to choose a kernel.
const TINY: usize = 128;

macro_rules! native {
    ($($float:ident),*) => {$(
        impl Product for $float {
            /// On one thread, since faer's results can depend on the number of threads.
            fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
                let (m, k, n) = (left.rows(), left.cols(), right.cols());
                let mut entries = vec![0.0; m * n];
                if m * k * n <= TINY {
                    for (i, sums) in entries.chunks_exact_mut(n.max(1)).enumerate() {
                        for (&l, row) in left.row(i).iter().zip((0..k).map(|at| right.row(at))) {
                            for (sum, &r) in sums.iter_mut().zip(row) {
                                *sum += l * r;
                            }
                        }
                    }
                } else {
                    matmul(
                        MatMut::from_row_major_slice_mut(&mut entries, m, n),
                        Accum::Replace,
                        MatRef::from_row_major_slice(left.entries(), m, k),
                        MatRef::from_row_major_slice(right.entries(), k, n),
                        1.0,
                        Par::Seq,
                    );
                }
                Matrix::from_entries(m, n, entries)
            }
        }
    )*};
}
native!(f32, f64);
