//! Factorizations, spectra and linear systems, one trait for all rungs.

use super::{Definiteness, Matrix, enclosure, floats};
use crate::number::{Ball, Complex, Field, Mp, Rational};
use crate::obstacle::Obstacle;
use std::ops::Range;

mod methods;
mod norms;

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

/// A number type with factorizations: floats of any precision through faer, on one thread, backward stable; balls by
/// enclosures verified after the fact, for every matrix within.
///
/// What reads a symmetric matrix reads its lower triangle only, and in balls speaks of the symmetric matrices within.
///
/// # Errors
/// All give [`Obstacle::NotFinite`] for an infinity or NaN, in A or in the result, and in floats
/// [`Obstacle::NotConverged`] when an iteration does not end. In balls [`Obstacle::Singular`],
/// [`Obstacle::NotPositiveDefinite`] and [`Obstacle::NotSeparated`] also say that the opposite could not be proved, and
/// [`Obstacle::TooWide`] that the balls of A, or the roundoff, are too wide for any answer.
///
/// # Panics
/// All that ask for a square A panic when it is not.
pub trait Factor: Field {
    /// (Q, R) with A = QR for an A (m × n), m ≥ n: Q (m × n) with orthonormal columns, R (n × n) upper triangular, its
    /// diagonal at or above 0; in balls above 0, so that both are unique.
    ///
    /// # Errors
    /// In balls [`Obstacle::Singular`] when the rank may be below n.
    ///
    /// # Panics
    /// When m < n.
    fn qr(matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Matrix<Self>), Obstacle>;

    /// The lower triangular L (n × n), of positive diagonal, with A = LLᵀ, for a symmetric A.
    ///
    /// # Errors
    /// [`Obstacle::NotPositiveDefinite`] when A is not, or may not be.
    fn cholesky(matrix: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle>;

    /// (L, d) with A = L·diag(d)·Lᵀ for a symmetric A (n × n), definite or not, whose leading minors are regular: L is
    /// lower triangular, of diagonal 1. Without pivoting, so that in floats it is stable for definite A only.
    ///
    /// # Errors
    /// [`Obstacle::Singular`] when a leading minor is singular, or may be.
    fn ldlt(matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Vec<Self>), Obstacle>;

    /// The X (n × k) with A·X = B, for an A (n × n) and a B (n × k): by LU with partial pivoting in floats; in balls
    /// an enclosure of the solutions of all systems within.
    ///
    /// # Errors
    /// [`Obstacle::Singular`] when a pivot is exactly 0 in floats, when regularity cannot be proved in balls.
    ///
    /// # Panics
    /// When A is not square, or B has not as many rows.
    fn solve(matrix: &Matrix<Self>, rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle>;

    /// The thin singular value decomposition of an A (m × n).
    ///
    /// In balls the signs of the vectors are a choice, the same for u and v.
    ///
    /// # Errors
    /// In balls [`Obstacle::NotSeparated`] when two singular values may be equal, [`Obstacle::Singular`] when one may be
    /// 0: their vectors are then not determined, see [`Factor::singular_values`].
    fn svd(matrix: &Matrix<Self>) -> Result<Svd<Self>, Obstacle>;

    /// σ₁ ≥ … ≥ σₖ ≥ 0 of an A (m × n), k = min(m, n), of any rank; in balls one that may be 0 is in [0, ε].
    ///
    /// # Errors
    /// As all.
    fn singular_values(matrix: &Matrix<Self>) -> Result<Vec<Self>, Obstacle>;

    /// Eigenvalues and eigenvectors of a symmetric A (n × n); each λₖ in order, the signs of the vectors a choice.
    ///
    /// # Errors
    /// In balls [`Obstacle::NotSeparated`] when two eigenvalues may be equal, since their vectors are then not determined:
    /// see [`Factor::eigenvalues`] and [`Factor::spectral_projector`].
    fn symmetric_eigen(matrix: &Matrix<Self>) -> Result<SymmetricEigen<Self>, Obstacle>;

    /// λ₁ ≤ … ≤ λₙ of a symmetric A (n × n), clusters and multiplicities included.
    ///
    /// # Errors
    /// As all.
    fn eigenvalues(matrix: &Matrix<Self>) -> Result<Vec<Self>, Obstacle>;

    /// The orthogonal projector (n × n) onto the eigenvectors of the eigenvalues in `range`, counted from 0 in ascending
    /// order, of a symmetric A (n × n). Unique also for a cluster, as long as the range holds all of it.
    ///
    /// # Errors
    /// In balls [`Obstacle::NotSeparated`] when an eigenvalue of the range may equal one outside.
    ///
    /// # Panics
    /// When A is not square, or the range is not within 0..n.
    fn spectral_projector(
        matrix: &Matrix<Self>,
        range: Range<usize>,
    ) -> Result<Matrix<Self>, Obstacle>;

    /// Orthonormal vectors (n × k) that span the eigenvectors of the k eigenvalues in `range`, counted from 0 in ascending
    /// order, of a symmetric A (n × n). Which ones is a choice; in balls, for every A within some such vectors are within.
    ///
    /// # Errors
    /// As [`Factor::spectral_projector`].
    ///
    /// # Panics
    /// As there.
    fn invariant_basis(
        matrix: &Matrix<Self>,
        range: Range<usize>,
    ) -> Result<Matrix<Self>, Obstacle>;

    /// A^p (n × n) of a symmetric positive semidefinite A, for every p of `powers`, which share what can be shared; A⁰ = I.
    /// Unique also for clusters of eigenvalues.
    ///
    /// In balls: for every positive semidefinite A within; in floats eigenvalues below 0 by roundoff count as 0.
    ///
    /// # Errors
    /// [`Obstacle::NotPositiveDefinite`] when no A within is semidefinite, and for p < 0 when A may not be definite.
    fn positive_powers(
        matrix: &Matrix<Self>,
        powers: &[Rational],
    ) -> Result<Vec<Matrix<Self>>, Obstacle>;

    /// Whether a symmetric A (n × n) is positive definite; in balls a proof, in floats what the roundoff shows.
    fn definiteness(matrix: &Matrix<Self>) -> Definiteness<Self>;

    /// The Moore–Penrose inverse (n × m) of an A (m × n), under the hypothesis that A has this rank: in balls, for every
    /// A of this rank within. The hypothesis σ_{rank+1} = 0 is the caller's, and no ball can prove it.
    ///
    /// # Errors
    /// [`Obstacle::Singular`] when σ_rank is 0, or may be.
    ///
    /// # Panics
    /// When `rank` exceeds min(m, n).
    fn pseudo_inverse_of_rank(matrix: &Matrix<Self>, rank: usize)
    -> Result<Matrix<Self>, Obstacle>;

    /// det A of a square A; in balls a singular A gives a ball around 0, of radius ∏σᵢ.
    ///
    /// # Errors
    /// As all.
    fn determinant(matrix: &Matrix<Self>) -> Result<Self, Obstacle>;

    /// The n eigenvalues of a real A (n × n), with multiplicity, in no particular order.
    ///
    /// In balls each is a box: for every A within, the eigenvalues can be numbered so that each is in its box. Those that
    /// may coincide share one box; one that is alone and near the real axis is real, exactly.
    ///
    /// # Errors
    /// In balls [`Obstacle::Singular`] when the eigenvectors are no basis, or hardly one.
    fn general_eigenvalues(matrix: &Matrix<Self>) -> Result<Vec<Complex<Self>>, Obstacle>;
}

/// Implements [`Factor`] by functions of the same names.
macro_rules! factor {
    ($module:ident for $([$($generics:tt)*] $Type:ty),*) => {$(
        impl<$($generics)*> Factor for $Type {
            fn qr(matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Matrix<Self>), Obstacle> {
                $module::qr(matrix)
            }
            fn cholesky(matrix: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
                $module::cholesky(matrix)
            }
            fn ldlt(matrix: &Matrix<Self>) -> Result<(Matrix<Self>, Vec<Self>), Obstacle> {
                $module::ldlt(matrix)
            }
            fn solve(matrix: &Matrix<Self>, rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
                $module::solve(matrix, rhs)
            }
            fn svd(matrix: &Matrix<Self>) -> Result<Svd<Self>, Obstacle> {
                $module::svd(matrix)
            }
            fn singular_values(matrix: &Matrix<Self>) -> Result<Vec<Self>, Obstacle> {
                $module::singular_values(matrix)
            }
            fn symmetric_eigen(matrix: &Matrix<Self>) -> Result<SymmetricEigen<Self>, Obstacle> {
                $module::symmetric_eigen(matrix)
            }
            fn eigenvalues(matrix: &Matrix<Self>) -> Result<Vec<Self>, Obstacle> {
                $module::eigenvalues(matrix)
            }
            fn spectral_projector(
                matrix: &Matrix<Self>,
                range: Range<usize>,
            ) -> Result<Matrix<Self>, Obstacle> {
                $module::spectral_projector(matrix, range)
            }
            fn invariant_basis(
                matrix: &Matrix<Self>,
                range: Range<usize>,
            ) -> Result<Matrix<Self>, Obstacle> {
                $module::invariant_basis(matrix, range)
            }
            fn positive_powers(
                matrix: &Matrix<Self>,
                powers: &[Rational],
            ) -> Result<Vec<Matrix<Self>>, Obstacle> {
                $module::positive_powers(matrix, powers)
            }
            fn definiteness(matrix: &Matrix<Self>) -> Definiteness<Self> {
                $module::definiteness(matrix)
            }
            fn pseudo_inverse_of_rank(
                matrix: &Matrix<Self>,
                rank: usize,
            ) -> Result<Matrix<Self>, Obstacle> {
                $module::pseudo_inverse_of_rank(matrix, rank)
            }
            fn determinant(matrix: &Matrix<Self>) -> Result<Self, Obstacle> {
                $module::determinant(matrix)
            }
            fn general_eigenvalues(matrix: &Matrix<Self>) -> Result<Vec<Complex<Self>>, Obstacle> {
                $module::general_eigenvalues(matrix)
            }
        }
    )*};
}
factor!(floats for [] f32, [] f64, [const B: u32] Mp<B>);
factor!(enclosure for [const B: u32] Ball<B>);
