//! A = LDLᵀ without pivoting, over any field.

use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;

/// (L, d) with A = L·diag(d)·Lᵀ for a symmetric A (n × n) whose leading minors are regular: L is lower triangular, of
/// diagonal 1. Reads the lower triangle of A only; both are unique.
///
/// # Errors
/// [`Obstacle::Singular`] when a leading minor, of 1 to n rows, is exactly singular.
///
/// # Panics
/// When A is not square.
pub fn ldlt(matrix: &Matrix<Rational>) -> Result<(Matrix<Rational>, Vec<Rational>), Obstacle> {
    eliminated(matrix)
}

/// The same in any field, where a minor is singular when its last pivot is 0 as it comes out.
///
/// Row by row, for cᵢⱼ = lᵢⱼdⱼ: cᵢⱼ = aᵢⱼ − Σ_{k<j}cᵢₖlⱼₖ, and dᵢ = aᵢᵢ − Σ_{k<i}cᵢₖlᵢₖ.
pub(in crate::linalg) fn eliminated<S: Field>(
    matrix: &Matrix<S>,
) -> Result<(Matrix<S>, Vec<S>), Obstacle> {
    let (size, cols) = matrix.shape();
    assert_eq!(size, cols, "the factors LDLᵀ of {size} × {cols}, which is not square");
    let mut lower: Vec<Vec<S>> = Vec::with_capacity(size);
    let mut pivots: Vec<S> = Vec::with_capacity(size);
    for i in 0..size {
        let mut products: Vec<S> = Vec::with_capacity(i);
        for j in 0..i {
            let known = S::dot(&products, &lower[j]);
            products.push(&matrix[(i, j)] - known);
        }
        let row: Vec<S> = products.iter().zip(&pivots).map(|(c, d)| c / d).collect();
        let pivot = &matrix[(i, i)] - S::dot(&products, &row);
        if pivot.is_zero() {
            return Err(Obstacle::Singular { size: i + 1 });
        }
        pivots.push(pivot);
        lower.push(row);
    }
    let entry = |i: usize, j: usize| match j.cmp(&i) {
        std::cmp::Ordering::Less => lower[i][j].clone(),
        std::cmp::Ordering::Equal => S::one(),
        std::cmp::Ordering::Greater => S::zero(),
    };
    Ok((Matrix::from_fn(size, size, entry), pivots))
}
