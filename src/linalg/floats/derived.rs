//! What follows from a factorization in floats.

use super::{general_eigen, lu, svd, symmetric_eigen};
use crate::linalg::{Definiteness, Matrix, SymmetricEigen, eliminated, is_odd};
use crate::number::{Complex, Rational, Real, Rung, largest};
use crate::obstacle::Obstacle;
use faer::traits::RealField;
use std::cmp::Ordering;
use std::ops::Range;

/// Matrices of so few rows take less time in a loop than faer needs to choose a kernel.
const SMALL: usize = 8;

/// By the signs of the pivots, of a Cholesky factor for large matrices, and of the least eigenvalue.
pub(in crate::linalg) fn definiteness<S: Rung + RealField>(matrix: &Matrix<S>) -> Definiteness<S> {
    let size = matrix.rows();
    let is_definite = if size <= SMALL && size == matrix.cols() {
        has_positive_pivots(matrix)
    } else {
        matrix.cholesky().is_ok()
    };
    if is_definite {
        return Definiteness::Definite;
    }
    match matrix.symmetric_eigen() {
        Ok(eigen) if eigen.values.first().is_some_and(|x| x.reading().is_negative()) => {
            Definiteness::Indefinite { witness: eigen.vectors.col(0) }
        }
        Ok(_) | Err(_) => Definiteness::Undecided,
    }
}

/// Whether LDLᵀ has positive pivots only; reads the lower triangle.
fn has_positive_pivots<S: RealField>(matrix: &Matrix<S>) -> bool {
    let size = matrix.rows();
    let mut left = matrix.clone();
    for k in 0..size {
        let pivot = left[(k, k)].clone();
        // NaN is no pivot.
        if !(pivot > S::zero_impl() && S::is_finite_impl(&pivot)) {
            return false;
        }
        let inverse = S::recip_impl(&pivot);
        for i in k + 1..size {
            let factor = left[(i, k)].clone() * inverse.clone();
            for j in k + 1..=i {
                left[(i, j)] = left[(i, j)].clone() - factor.clone() * left[(j, k)].clone();
            }
        }
    }
    true
}

/// The product of the pivots.
pub(in crate::linalg) fn determinant<S: RealField>(matrix: &Matrix<S>) -> Result<S, Obstacle> {
    match lu(matrix) {
        Ok(factors) => {
            let size = matrix.rows();
            let product =
                (0..size).fold(S::one_impl(), |product, i| product * factors.upper[(i, i)].clone());
            Ok(if is_odd(&factors.order) { S::zero_impl() - product } else { product })
        }
        Err(Obstacle::Singular { .. }) => Ok(S::zero_impl()),
        Err(obstacle) => Err(obstacle),
    }
}

/// Without the vectors.
pub(in crate::linalg) fn eigenvalues<S: RealField>(matrix: &Matrix<S>) -> Result<Vec<S>, Obstacle> {
    Ok(symmetric_eigen(matrix)?.values)
}

/// Without the vectors.
pub(in crate::linalg) fn singular_values<S: RealField>(
    matrix: &Matrix<S>,
) -> Result<Vec<S>, Obstacle> {
    Ok(svd(matrix)?.values)
}

/// Without the vectors.
pub(in crate::linalg) fn general_eigenvalues<S: RealField>(
    matrix: &Matrix<S>,
) -> Result<Vec<Complex<S>>, Obstacle> {
    let eigen = general_eigen(matrix)?;
    Ok(eigen.re.into_iter().zip(eigen.im).map(|(re, im)| Complex { re, im }).collect())
}

/// XXᵀ for the eigenvectors X.
pub(in crate::linalg) fn spectral_projector<S: Rung>(
    matrix: &Matrix<S>,
    range: Range<usize>,
) -> Result<Matrix<S>, Obstacle> {
    let basis = matrix.symmetric_eigen()?.vectors.columns(range);
    Ok(&basis * &basis.transpose())
}

/// The eigenvectors.
pub(in crate::linalg) fn invariant_basis<S: Rung>(
    matrix: &Matrix<S>,
    range: Range<usize>,
) -> Result<Matrix<S>, Obstacle> {
    Ok(matrix.symmetric_eigen()?.vectors.columns(range))
}

/// By elimination without pivoting.
pub(in crate::linalg) fn ldlt<S: Rung>(
    matrix: &Matrix<S>,
) -> Result<(Matrix<S>, Vec<S>), Obstacle> {
    const BEYOND: Obstacle = Obstacle::NotFinite { algorithm: "LDLᵀ" };
    let (lower, pivots) = eliminated(matrix)?;
    let finite = |x: &S| x.reading().is_finite();
    if lower.entries().iter().chain(&pivots).all(finite) {
        Ok((lower, pivots))
    } else {
        Err(BEYOND)
    }
}

/// Q·diag(λ^p)·Qᵀ for every p, where eigenvalues below 0 by roundoff count as 0.
pub(in crate::linalg) fn positive_powers<S: Rung>(
    matrix: &Matrix<S>,
    powers: &[Rational],
) -> Result<Vec<Matrix<S>>, Obstacle> {
    let eigen = matrix.symmetric_eigen()?;
    powers.iter().map(|power| spectral_power(&eigen, power)).collect()
}

fn spectral_power<S: Rung>(
    eigen: &SymmetricEigen<S>,
    power: &Rational,
) -> Result<Matrix<S>, Obstacle> {
    let size = eigen.values.len();
    let sign = power.sign().ok_or(Obstacle::NotFinite { algorithm: "a power" })?;
    let scale = largest(eigen.values.iter().map(Real::abs));
    let roundoff = scale * S::of(&Rational::dyadic(1, -S::BITS.cast_signed() / 2));
    let least = eigen.values.first().cloned().unwrap_or(S::one());
    if (&least + &roundoff).reading().is_negative()
        || sign == Ordering::Less && !least.reading().is_positive()
    {
        return Err(Obstacle::NotPositiveDefinite { size });
    }
    let power = S::of(power);
    let powers: Vec<_> = eigen.values.iter().map(|x| x.max(&S::zero()).pow(&power)).collect();
    let scaled = Matrix::from_fn(size, size, |i, j| &eigen.vectors[(i, j)] * &powers[j]);
    Ok(scaled.times_transpose_of(&eigen.vectors))
}

/// Σᵢ vᵢuᵢᵀ/σᵢ over the first `rank` singular values.
pub(in crate::linalg) fn pseudo_inverse_of_rank<S: Rung>(
    matrix: &Matrix<S>,
    rank: usize,
) -> Result<Matrix<S>, Obstacle> {
    let (m, n) = matrix.shape();
    assert!(rank <= m.min(n), "the rank {rank} of a {m} × {n} matrix");
    let svd = matrix.svd()?;
    if !svd.values[..rank].iter().all(|x| x.reading().is_positive()) {
        return Err(Obstacle::Singular { size: rank });
    }
    let right = Matrix::from_fn(n, rank, |i, j| &svd.right[(i, j)] / &svd.values[j]);
    Ok(&right * &svd.left.columns(0..rank).transpose())
}
