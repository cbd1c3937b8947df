//! The matrix exponential, by scaling and squaring.

use super::Matrix;
use crate::number::{Rational, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// A matrix is scaled below 2 to this before its series is summed.
const SCALED_EXPONENT: i32 = -3;
/// Beyond 2 to this a matrix has no exponential here.
const LARGEST_EXPONENT: i32 = 64;

impl<S: Rung> Matrix<S> {
    /// e^A (n × n) for a square A: an enclosure in balls; in floats to about 2^s·n roundoffs of ‖e^A‖ for normal A, ‖A‖ < 2^s.
    ///
    /// e^A = (e^(A/2^s))^(2^s) with ‖A/2^s‖∞ ≤ θ = 1/8, and the terms of the series beyond the Kth are at most θ^(K+1)/(K+1)!/(1 − θ) in any entry.
    ///
    /// # Errors
    /// [`Obstacle::NotFinite`] for an infinity or NaN, in A or in the result, and when A exceeds 2⁶⁴.
    ///
    /// # Panics
    /// When A is not square.
    pub fn exponential(&self) -> Result<Self, Obstacle> {
        const BEYOND: Obstacle = Obstacle::NotFinite { algorithm: "the exponential of a matrix" };
        let (size, cols) = self.shape();
        assert_eq!(size, cols, "the exponential of {size} × {cols}, which is not square");
        let norm = largest((0..size).map(|i| sum(self.row(i).iter().map(Real::abs)))).reading();
        if !norm.is_finite() {
            return Err(BEYOND);
        }
        let exponent = norm.magnitude().get_exp().unwrap_or(SCALED_EXPONENT);
        if exponent > LARGEST_EXPONENT {
            return Err(BEYOND);
        }
        let halvings = (exponent - SCALED_EXPONENT).max(0);
        let scaled = self.scale(&S::of(&Rational::dyadic(1, -halvings)));
        let result = (0..halvings).fold(series(&scaled), |root, _| &root * &root);
        let finite = result.entries().iter().all(|x| x.reading().is_finite());
        if finite { Ok(result) } else { Err(BEYOND) }
    }
}

/// Σₖ Aᵏ/k! for ‖A‖∞ ≤ 2^SCALED_EXPONENT, by Horner's rule.
fn series<S: Rung>(matrix: &Matrix<S>) -> Matrix<S> {
    let theta = S::of(&Rational::dyadic(1, SCALED_EXPONENT));
    let enough = Rational::dyadic(1, -S::BITS.cast_signed() - 8);
    let (mut terms, mut next) = (0, Rational::one());
    while next > enough {
        terms += 1;
        next = next * Rational::dyadic(1, SCALED_EXPONENT) / Rational::from(terms);
    }
    // The first term that is left out is `next` at most, and each after it less than θ times the one before.
    let rest = S::of(&next) / (S::one() - theta);
    let identity = Matrix::<S>::identity(matrix.rows());
    let horner = |sum: Matrix<S>, k: usize| &identity + &(matrix * &sum).map(|x| x / S::count(k));
    let total = (1..terms).rev().fold(identity.clone(), horner);
    total.map(|x| x.widened(&rest))
}
