//! Norms that are functions of the singular values.

use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;

impl<S: Rung> Matrix<S> {
    /// σ₁, the norm that Euclidean lengths induce.
    ///
    /// # Errors
    /// As [`super::Factor::singular_values`].
    pub fn spectral_norm(&self) -> Result<S, Obstacle> {
        Ok(self.singular_values()?.first().cloned().unwrap_or(S::zero()))
    }

    /// Σσᵢ.
    ///
    /// # Errors
    /// As [`super::Factor::singular_values`].
    pub fn nuclear_norm(&self) -> Result<S, Obstacle> {
        Ok(sum(self.singular_values()?))
    }

    /// (Σσᵢ^p)^(1/p), a norm for p ≥ 1.
    ///
    /// # Errors
    /// As [`super::Factor::singular_values`].
    ///
    /// # Panics
    /// When p < 1, or is undefined.
    pub fn schatten_norm(&self, power: &Rational) -> Result<S, Obstacle> {
        let one = Rational::from(1);
        assert!(*power >= one, "the Schatten norm for p = {power}, below 1");
        let values = self.singular_values()?;
        // Scaled, as powers of large and small numbers leave the range of floats.
        let exponent = values.first().and_then(|x| x.reading().centre.get_exp()).unwrap_or(0);
        let (scale, back) = (Rational::dyadic(1, exponent), Rational::dyadic(1, -exponent));
        let (p, back) = (S::of(power), S::of(&back));
        let total = sum(values.iter().map(|x| (x * &back).max(&S::zero()).pow(&p)));
        Ok(total.pow(&S::of(&(&one / power))) * S::of(&scale))
    }

    /// σ₁/σₖ, k = min(m, n).
    ///
    /// # Errors
    /// As [`super::Factor::singular_values`]; [`Obstacle::Singular`] when σₖ is 0, or may be.
    pub fn condition_number(&self) -> Result<S, Obstacle> {
        let values = self.singular_values()?;
        match (values.first(), values.last()) {
            (Some(most), Some(least)) if least.reading().is_positive() => Ok(most / least),
            _ => Err(Obstacle::Singular { size: values.len() }),
        }
    }

    /// The largest absolute value of an eigenvalue of a square matrix; 0 for the empty matrix.
    ///
    /// # Errors
    /// As [`super::Factor::general_eigenvalues`].
    ///
    /// # Panics
    /// When the matrix is not square.
    pub fn spectral_radius(&self) -> Result<S, Obstacle> {
        let sizes = self.general_eigenvalues()?.into_iter().map(|value| value.abs());
        Ok(crate::number::largest(sizes))
    }
}
