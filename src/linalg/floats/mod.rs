//! The factorizations of floats, by faer.
//!
//! On one thread, since faer's results can depend on their number. faer takes NaN without complaint in places, so that
//! what goes in and what comes out is checked for finiteness here.

use super::{Matrix, Svd, SymmetricEigen};
use crate::obstacle::Obstacle;
use faer::diag::Diag;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt::factor as llt;
use faer::linalg::evd::{self, ComputeEigenvectors};
use faer::linalg::householder;
use faer::linalg::lu::partial_pivoting::{factor, solve as triangular};
use faer::linalg::qr::no_pivoting::factor as householder_qr;
use faer::linalg::svd::{self as singular, ComputeSvdVectors};
use faer::perm::Perm;
use faer::traits::RealField;
use faer::{Conj, Mat, Par, Spec};
use std::cmp::Ordering;

mod derived;
mod general;

pub(super) use derived::{
    definiteness, determinant, eigenvalues, general_eigenvalues, invariant_basis, ldlt,
    positive_powers, pseudo_inverse_of_rank, singular_values, spectral_projector,
};
pub(super) use general::general_eigen;

/// The threads faer may use.
const THREADS: Par = Par::Seq;

/// A (m × n), m ≥ n → Q (m × n), R (n × n).
pub(super) fn qr<S: RealField>(matrix: &Matrix<S>) -> Result<(Matrix<S>, Matrix<S>), Obstacle> {
    let (m, n) = matrix.shape();
    assert!(m >= n, "a thin QR factorization of {m} × {n}, which has more columns than rows");
    let mut factors = to_faer(matrix, "QR")?;
    let block = householder_qr::recommended_block_size::<S>(m, n);
    let mut coefficients = Mat::zeros(block, n);
    let scratch = householder_qr::qr_in_place_scratch::<S>(m, n, block, THREADS, Spec::default());
    householder_qr::qr_in_place(
        factors.as_mut(),
        coefficients.as_mut(),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    );
    let mut q = Mat::identity(m, n);
    let scratch = householder::apply_block_householder_sequence_on_the_left_in_place_scratch::<S>(
        m, block, n,
    );
    householder::apply_block_householder_sequence_on_the_left_in_place_with_conj(
        factors.as_ref(),
        coefficients.as_ref(),
        Conj::No,
        q.as_mut(),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
    );
    let turned = |j: usize| factors[(j, j)] < S::zero_impl();
    let signed = |x: &S, turn: bool| if turn { S::zero_impl() - x.clone() } else { x.clone() };
    let r = Mat::from_fn(n, n, |i, j| {
        if i <= j { signed(&factors[(i, j)], turned(i)) } else { S::zero_impl() }
    });
    let q = Mat::from_fn(m, n, |i, j| signed(&q[(i, j)], turned(j)));
    Ok((from_faer(&q, "QR")?, from_faer(&r, "QR")?))
}

/// A (n × n) → L (n × n).
pub(super) fn cholesky<S: RealField>(matrix: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
    let size = square(matrix, "a Cholesky factorization");
    let mut lower = to_faer(matrix, "Cholesky")?;
    let scratch = llt::cholesky_in_place_scratch::<S>(size, THREADS, Spec::default());
    llt::cholesky_in_place(
        lower.as_mut(),
        llt::LltRegularization::default(),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    )
    .map_err(|_| Obstacle::NotPositiveDefinite { size })?;
    let entry = |i, j| if i >= j { lower[(i, j)].clone() } else { S::zero_impl() };
    from_faer(&Mat::from_fn(size, size, entry), "Cholesky")
}

/// A (n × n), B (n × k) → X (n × k).
pub(super) fn solve<S: RealField>(
    matrix: &Matrix<S>,
    rhs: &Matrix<S>,
) -> Result<Matrix<S>, Obstacle> {
    let size = square(matrix, "a linear system");
    assert_eq!(rhs.rows(), size, "a system of {size} rows and {} right-hand sides", rhs.rows());
    let (factors, rows) = lu_in_one(matrix)?;
    let mut solution = to_faer(rhs, "LU")?;
    // L and U share one matrix: a triangular solve reads its own triangle only.
    let scratch = triangular::solve_in_place_scratch::<usize, S>(size, rhs.cols(), THREADS);
    triangular::solve_in_place(
        factors.as_ref(),
        factors.as_ref(),
        rows.as_ref(),
        solution.as_mut(),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
    );
    from_faer(&solution, "LU")
}

/// PA = LU.
pub(super) struct Lu<S> {
    /// L (n × n), of diagonal 1.
    pub(super) lower: Matrix<S>,
    /// U (n × n), of no zero on the diagonal.
    pub(super) upper: Matrix<S>,
    /// Row i of PA is row `order[i]` of A.
    pub(super) order: Vec<usize>,
}

/// A (n × n) → L, U, P.
pub(super) fn lu<S: RealField>(matrix: &Matrix<S>) -> Result<Lu<S>, Obstacle> {
    let size = square(matrix, "an LU factorization");
    let (factors, rows) = lu_in_one(matrix)?;
    let entry = |i: usize, j: usize| factors[(i, j)].clone();
    let lower = |i, j| match usize::cmp(&i, &j) {
        Ordering::Greater => entry(i, j),
        Ordering::Equal => S::one_impl(),
        Ordering::Less => S::zero_impl(),
    };
    Ok(Lu {
        lower: from_faer(&Mat::from_fn(size, size, lower), "LU")?,
        upper: Matrix::from_fn(
            size,
            size,
            |i, j| if i <= j { entry(i, j) } else { S::zero_impl() },
        ),
        order: rows.arrays().0.to_vec(),
    })
}

/// L and U in one matrix, with P.
fn lu_in_one<S: RealField>(matrix: &Matrix<S>) -> Result<(Mat<S>, Perm<usize>), Obstacle> {
    let size = matrix.rows();
    let mut factors = to_faer(matrix, "LU")?;
    let (mut rows, mut rows_back) = (vec![0_usize; size], vec![0_usize; size]);
    let scratch = factor::lu_in_place_scratch::<usize, S>(size, size, THREADS, Spec::default());
    factor::lu_in_place(
        factors.as_mut(),
        &mut rows,
        &mut rows_back,
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    );
    if (0..size).any(|i| factors[(i, i)] == S::zero_impl()) {
        return Err(Obstacle::Singular { size });
    }
    let rows = Perm::new_checked(rows.into(), rows_back.into(), size);
    Ok((factors, rows))
}

/// A (m × n) → U (m × k), σ, V (n × k), k = min(m, n).
///
/// faer's iteration may not end on matrices of deficient rank, in high precision. It does on one that is a few roundoffs away and
/// has no zeros to trip over, whose decomposition is as good.
pub(super) fn svd<S: RealField>(matrix: &Matrix<S>) -> Result<Svd<S>, Obstacle> {
    let mut result = svd_once(matrix);
    for units in [4.0, 64.0] {
        if result.is_ok() {
            break;
        }
        result = svd_once(&shaken(matrix, units)).or(result);
    }
    result
}

/// Every entry changed by up to so many roundoffs of the largest one, always in the same way.
fn shaken<S: RealField>(matrix: &Matrix<S>, units: f64) -> Matrix<S> {
    let larger = |top: S, x: &S| if S::abs_impl(x) > top { S::abs_impl(x) } else { top };
    let size = matrix.entries().iter().fold(S::zero_impl(), larger);
    let step = size * S::epsilon_impl() * S::from_f64_impl(units / 64.0);
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
        let part = (i * 37 + j * 101 + i * j * 11 + 17) % 127;
        matrix[(i, j)].clone() + step.clone() * S::from_f64_impl(part as f64 - 63.0)
    })
}

fn svd_once<S: RealField>(matrix: &Matrix<S>) -> Result<Svd<S>, Obstacle> {
    const NAME: &str = "SVD";
    let (m, n) = matrix.shape();
    let thin = ComputeSvdVectors::Thin;
    let mut values = Diag::zeros(m.min(n));
    let (mut left, mut right) = (Mat::zeros(m, m.min(n)), Mat::zeros(n, m.min(n)));
    let scratch = singular::svd_scratch::<S>(m, n, thin, thin, THREADS, Spec::default());
    singular::svd(
        to_faer(matrix, NAME)?.as_ref(),
        values.as_mut(),
        Some(left.as_mut()),
        Some(right.as_mut()),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    )
    .map_err(|_| Obstacle::NotConverged { algorithm: NAME, steps: 30 * m.max(n) })?;
    let values = finite(values.column_vector().iter().cloned().collect(), NAME)?;
    Ok(Svd { left: from_faer(&left, NAME)?, values, right: from_faer(&right, NAME)? })
}

/// A (n × n), symmetric → λ ascending, Q (n × n).
pub(super) fn symmetric_eigen<S: RealField>(
    matrix: &Matrix<S>,
) -> Result<SymmetricEigen<S>, Obstacle> {
    const NAME: &str = "symmetric eigen";
    let size = square(matrix, "a symmetric eigendecomposition");
    let mut values = Diag::zeros(size);
    let mut vectors = Mat::zeros(size, size);
    let scratch = evd::self_adjoint_evd_scratch::<S>(
        size,
        ComputeEigenvectors::Yes,
        THREADS,
        Spec::default(),
    );
    evd::self_adjoint_evd(
        to_faer(matrix, NAME)?.as_ref(),
        values.as_mut(),
        Some(vectors.as_mut()),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    )
    .map_err(|_| Obstacle::NotConverged { algorithm: NAME, steps: 30 * size })?;
    let values = finite(values.column_vector().iter().cloned().collect(), NAME)?;
    Ok(SymmetricEigen { values, vectors: from_faer(&vectors, NAME)? })
}

fn square<S>(matrix: &Matrix<S>, what: &str) -> usize {
    let (rows, cols) = matrix.shape();
    assert_eq!(rows, cols, "{what} of {rows} × {cols}, which is not square");
    rows
}

fn to_faer<S: RealField>(matrix: &Matrix<S>, algorithm: &'static str) -> Result<Mat<S>, Obstacle> {
    if !matrix.entries().iter().all(S::is_finite_impl) {
        return Err(Obstacle::NotFinite { algorithm });
    }
    Ok(Mat::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i, j)].clone()))
}

fn from_faer<S: RealField>(
    matrix: &Mat<S>,
    algorithm: &'static str,
) -> Result<Matrix<S>, Obstacle> {
    let entry = |i, j| matrix[(i, j)].clone();
    let entries = Matrix::from_fn(matrix.nrows(), matrix.ncols(), entry);
    if entries.entries().iter().all(S::is_finite_impl) {
        Ok(entries)
    } else {
        Err(Obstacle::NotFinite { algorithm })
    }
}

fn finite<S: RealField>(values: Vec<S>, algorithm: &'static str) -> Result<Vec<S>, Obstacle> {
    if values.iter().all(S::is_finite_impl) {
        Ok(values)
    } else {
        Err(Obstacle::NotFinite { algorithm })
    }
}
