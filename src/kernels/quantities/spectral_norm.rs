//! ‖A‖₂ by SVD and by power iteration.

use super::{Method, Quantity, rows_in, streams};
use crate::kernels::native::{Native, bell_shaped, precise};
use crate::linalg::Matrix;

const SIZE: usize = 12;
const NAME: &str = "spectral norm";

pub(super) fn rows(seed: u64) -> Vec<Quantity> {
    let data: Vec<_> =
        streams(seed, NAME).map(|(_, mut random)| bell_shaped(SIZE, SIZE, &mut random)).collect();
    // In 256 bits, not enclosed: a singular value is as accurate there as the type's own 200 bits beyond f64.
    let sets: Vec<_> = data
        .into_iter()
        .filter_map(|matrix| {
            let truth = *matrix.map(|&x| precise(x)).svd().ok()?.values.first()?;
            Some((matrix, truth))
        })
        .collect();
    [rows_in(NAME, &methods::<f32>(), &sets), rows_in(NAME, &methods::<f64>(), &sets)].concat()
}

fn methods<T: Native>() -> [Method<T>; 3] {
    [
        ("SVD", |a| a.svd().ok()?.values.first().copied()),
        ("power iteration, 10 steps", |a| Some(by_powers(a, 10))),
        ("power iteration, 100 steps", |a| Some(by_powers(a, 100))),
    ]
}

/// ‖Av‖ after `steps` times v ← AᵀAv/‖AᵀAv‖, from the vector of ones.
fn by_powers<T: Native>(matrix: &Matrix<T>, steps: usize) -> T {
    let transpose = matrix.transpose();
    let unit = |v: &Matrix<T>| {
        let length = v.norm();
        v.map(|&x| x / length)
    };
    let start = unit(&Matrix::ones(matrix.cols(), 1));
    let vector = (0..steps).fold(start, |v, _| unit(&transpose.times(&matrix.times(&v))));
    matrix.times(&vector).norm()
}
