//! The factorizations as methods of matrices.

use super::{Factor, Svd, SymmetricEigen};
use crate::linalg::{Definiteness, Matrix};
use crate::number::{Complex, Rational};
use crate::obstacle::Obstacle;
use std::ops::Range;

/// The methods of the same names of [`Factor`].
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

    /// See [`Factor::ldlt`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn ldlt(&self) -> Result<(Self, Vec<S>), Obstacle> {
        S::ldlt(self)
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

    /// See [`Factor::svd`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn svd(&self) -> Result<Svd<S>, Obstacle> {
        S::svd(self)
    }

    /// See [`Factor::singular_values`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn singular_values(&self) -> Result<Vec<S>, Obstacle> {
        S::singular_values(self)
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

    /// See [`Factor::eigenvalues`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn eigenvalues(&self) -> Result<Vec<S>, Obstacle> {
        S::eigenvalues(self)
    }

    /// See [`Factor::spectral_projector`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn spectral_projector(&self, range: Range<usize>) -> Result<Self, Obstacle> {
        S::spectral_projector(self, range)
    }

    /// See [`Factor::invariant_basis`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn invariant_basis(&self, range: Range<usize>) -> Result<Self, Obstacle> {
        S::invariant_basis(self, range)
    }

    /// See [`Factor::positive_powers`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn positive_powers(&self, powers: &[Rational]) -> Result<Vec<Self>, Obstacle> {
        S::positive_powers(self, powers)
    }

    /// A single one of [`Factor::positive_powers`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn positive_power(&self, power: &Rational) -> Result<Self, Obstacle> {
        let powers = S::positive_powers(self, std::slice::from_ref(power))?;
        Ok(powers.into_iter().next().expect("as many results as powers"))
    }

    /// See [`Factor::pseudo_inverse_of_rank`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn pseudo_inverse_of_rank(&self, rank: usize) -> Result<Self, Obstacle> {
        S::pseudo_inverse_of_rank(self, rank)
    }

    /// See [`Factor::determinant`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn determinant(&self) -> Result<S, Obstacle> {
        S::determinant(self)
    }

    /// See [`Factor::general_eigenvalues`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn general_eigenvalues(&self) -> Result<Vec<Complex<S>>, Obstacle> {
        S::general_eigenvalues(self)
    }

    /// See [`Factor::definiteness`].
    ///
    /// # Panics
    /// As there.
    pub fn definiteness(&self) -> Definiteness<S> {
        S::definiteness(self)
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

    /// The Moore–Penrose inverse (n × m) of an m × n matrix of full rank, see [`Factor::pseudo_inverse_of_rank`]. In
    /// balls the full rank is proved.
    ///
    /// # Errors
    /// As there.
    pub fn pseudo_inverse(&self) -> Result<Self, Obstacle> {
        S::pseudo_inverse_of_rank(self, self.rows().min(self.cols()))
    }

    /// The positive semidefinite root of a symmetric positive semidefinite matrix, see [`Factor::positive_powers`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// As there.
    pub fn positive_sqrt(&self) -> Result<Self, Obstacle> {
        self.positive_power(&Rational::fraction(1, 2))
    }
}
