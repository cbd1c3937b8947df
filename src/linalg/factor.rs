//! Factorizations and linear systems, one trait for all rungs.

use super::{Matrix, enclosure, floats};
use crate::number::{Ball, Field, Mp};
use crate::obstacle::Obstacle;

/// A = U·diag(σ)·Vᵀ for an m × n matrix A, with k = min(m, n).
#[derive(Clone, Debug)]
pub struct Svd<S> {
    /// U (m × k), with orthonormal columns.
    pub left: Matrix<S>,
    /// σ₁ ≥ … ≥ σₖ ≥ 0.
    pub values: Vec<S>,
    /// V (n × k), with orthonormal columns.
    pub right: Matrix<S>,
}

/// A = Q·diag(λ)·Qᵀ for a symmetric n × n matrix A.
#[derive(Clone, Debug)]
pub struct SymmetricEigen<S> {
    /// λ₁ ≤ … ≤ λₙ.
    pub values: Vec<S>,
    /// Q (n × n), orthogonal; column j belongs to λⱼ.
    pub vectors: Matrix<S>,
}

/// A number type with factorizations: floats of any precision through faer, on one thread, backward stable.
///
/// Balls have `solve` only, as an enclosure verified after the fact; for the others they give
/// [`Obstacle::NoEnclosure`].
pub trait Factor: Field {
    /// (Q, R) with A = QR for an A (m × n), m ≥ n: Q (m × n) with orthonormal columns, R (n × n) upper triangular,
    /// its diagonal of any sign.
    ///
    /// # Errors
    /// [`Obstacle::NotFinite`] for an infinity or NaN, in A or in the result; [`Obstacle::NoEnclosure`] in balls.
    ///
    /// # Panics
    /// When m < n.
    fn qr(_matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Matrix<Self>), Obstacle> {
        Err(Obstacle::NoEnclosure { of: "a QR factorization" })
    }

    /// The lower triangular L (n × n), of positive diagonal, with A = LLᵀ; reads the lower triangle of A only.
    ///
    /// # Errors
    /// [`Obstacle::NotPositiveDefinite`] when a pivot is not positive; [`Obstacle::NotFinite`] and
    /// [`Obstacle::NoEnclosure`] as [`Factor::qr`].
    ///
    /// # Panics
    /// When A is not square.
    fn cholesky(_matrix: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
        Err(Obstacle::NoEnclosure { of: "a Cholesky factor" })
    }

    /// The X (n × k) with A·X = B, for an A (n × n) and a B (n × k): by LU with partial pivoting in floats; in balls
    /// an enclosure of the solutions of all systems within.
    ///
    /// # Errors
    /// [`Obstacle::Singular`] when a pivot is exactly 0 in floats, when regularity cannot be proved in balls;
    /// [`Obstacle::NotFinite`] for an infinity or NaN in A or B.
    ///
    /// # Panics
    /// When A is not square, or B has not as many rows.
    fn solve(matrix: &Matrix<Self>, rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle>;

    /// The thin singular value decomposition of an A (m × n).
    ///
    /// # Errors
    /// [`Obstacle::NotConverged`] when the iteration does not end; [`Obstacle::NotFinite`] and
    /// [`Obstacle::NoEnclosure`] as [`Factor::qr`].
    fn svd(_matrix: &Matrix<Self>) -> Result<Svd<Self>, Obstacle> {
        Err(Obstacle::NoEnclosure { of: "a singular value decomposition" })
    }

    /// Eigenvalues and eigenvectors of a symmetric A (n × n); reads the lower triangle of A only.
    ///
    /// # Errors
    /// As [`Factor::svd`].
    ///
    /// # Panics
    /// When A is not square.
    fn symmetric_eigen(_matrix: &Matrix<Self>) -> Result<SymmetricEigen<Self>, Obstacle> {
        Err(Obstacle::NoEnclosure { of: "eigenvalues" })
    }
}

macro_rules! through_faer {
    ($([$($generics:tt)*] $Float:ty),*) => {$(
        impl<$($generics)*> Factor for $Float {
            fn qr(matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Matrix<Self>), Obstacle> {
                floats::qr(matrix)
            }
            fn cholesky(matrix: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
                floats::cholesky(matrix)
            }
            fn solve(matrix: &Matrix<Self>, rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
                floats::solve(matrix, rhs)
            }
            fn svd(matrix: &Matrix<Self>) -> Result<Svd<Self>, Obstacle> {
                floats::svd(matrix)
            }
            fn symmetric_eigen(matrix: &Matrix<Self>) -> Result<SymmetricEigen<Self>, Obstacle> {
                floats::symmetric_eigen(matrix)
            }
        }
    )*};
}
through_faer!([] f32, [] f64, [const B: u32] Mp<B>);

impl<const B: u32> Factor for Ball<B> {
    fn solve(matrix: &Matrix<Self>, rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
        enclosure::solve(matrix, rhs)
    }
}

impl<S: Factor> Matrix<S> {
    /// See [`Factor::qr`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn qr(&self) -> Result<(Self, Self), Obstacle> {
        S::qr(self)
    }

    /// See [`Factor::cholesky`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn cholesky(&self) -> Result<Self, Obstacle> {
        S::cholesky(self)
    }

    /// See [`Factor::solve`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn solve(&self, rhs: &Self) -> Result<Self, Obstacle> {
        S::solve(self, rhs)
    }

    /// The inverse, as [`Factor::solve`] of the identity.
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// When the matrix is not square.
    pub fn inverse(&self) -> Result<Self, Obstacle> {
        S::solve(self, &Self::identity(self.rows()))
    }

    /// The Moore–Penrose inverse (n × m) of an m × n matrix of full rank, by the normal equations: Aᵀ(AAᵀ)⁻¹ for
    /// m ≤ n, (AᵀA)⁻¹Aᵀ for m > n. An enclosure in balls; in floats the error grows with the condition squared.
    ///
    /// # Errors
    /// As [`Factor::solve`]; [`Obstacle::Singular`] also when the rank is not full.
    pub fn pseudo_inverse(&self) -> Result<Self, Obstacle> {
        let transpose = self.transpose();
        if self.rows() <= self.cols() {
            Ok((self * &transpose).solve(self)?.transpose())
        } else {
            (&transpose * self).solve(&transpose)
        }
    }

    /// See [`Factor::svd`].
    ///
    /// # Errors
    /// As there.
    pub fn svd(&self) -> Result<Svd<S>, Obstacle> {
        S::svd(self)
    }

    /// See [`Factor::symmetric_eigen`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn symmetric_eigen(&self) -> Result<SymmetricEigen<S>, Obstacle> {
        S::symmetric_eigen(self)
    }
}
