//! The matrix exponential, by scaling and squaring.

use super::Matrix;
use crate::number::{Rational, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// A matrix is scaled below 2 to this before its series is summed.
const SCALED_EXPONENT: i32 = -3;
/// Beyond 2 to this a matrix has no exponential here.
const LARGEST_EXPONENT: i32 = 64;

/// Beyond this nothing is taken off the diagonal: e^32 and e^−32 are far from the ends of the range of `f32` and of radii.
const LARGEST_SHIFT: f64 = 32.0;
const BEYOND: Obstacle = Obstacle::NotFinite { algorithm: "the exponential of a matrix" };

impl<S: Rung> Matrix<S> {
    /// e^A (n × n) for a square A: an enclosure in balls; in floats to about 2^s·n roundoffs of ‖e^A‖ for normal A, ‖A‖ < 2^s.
    ///
    /// e^A = e^μ·e^(A − μI) for the mean μ of the diagonal, where that is the smaller matrix and |μ| ≤ 32; and e^A = (e^(A/2^s))^(2^s) with ‖A/2^s‖∞ ≤ θ = 1/8,
    /// where the terms of the series beyond the Kth are at most θ^(K+1)/(K+1)!/(1 − θ) in any entry.
    ///
    /// # Errors
    /// [`Obstacle::NotFinite`] for an infinity or NaN, in A or in the result, and when A exceeds 2⁶⁴.
    ///
    /// # Panics
    /// When A is not square.
    pub fn exponential(&self) -> Result<Self, Obstacle> {
        let (size, cols) = self.shape();
        assert_eq!(size, cols, "the exponential of {size} × {cols}, which is not square");
        let plain = exponent(self)?;
        let mean = (self.trace() / S::count(size.max(1))).centre();
        let shifted = self - &Self::identity(size).scale(&mean);
        let result = match exponent(&shifted) {
            Ok(smaller) if smaller < plain && mean.reading().magnitude() <= LARGEST_SHIFT => {
                squared(&shifted, smaller).scale(&mean.exp())
            }
            Ok(_) | Err(_) => squared(self, plain),
        };
        let finite = result.entries().iter().all(|x| x.reading().is_finite());
        if finite { Ok(result) } else { Err(BEYOND) }
    }
}

/// An e with ‖A‖∞ < 2^e.
fn exponent<S: Rung>(matrix: &Matrix<S>) -> Result<i32, Obstacle> {
    let sums = (0..matrix.rows()).map(|i| sum(matrix.row(i).iter().map(Real::abs)));
    let norm = largest(sums).reading();
    let exponent = norm.magnitude().get_exp().unwrap_or(SCALED_EXPONENT);
    if norm.is_finite() && exponent <= LARGEST_EXPONENT { Ok(exponent) } else { Err(BEYOND) }
}

/// (e^(A/2^s))^(2^s) for ‖A‖∞ < 2^exponent.
fn squared<S: Rung>(matrix: &Matrix<S>, exponent: i32) -> Matrix<S> {
    let halvings = (exponent - SCALED_EXPONENT).max(0);
    let scaled = matrix.scale(&S::of(&Rational::dyadic(1, -halvings)));
    (0..halvings).fold(series(&scaled), |root, _| &root * &root)
}

/// e^A for ‖A‖∞ ≤ 2^SCALED_EXPONENT, with as many terms as the precision asks for.
fn series<S: Rung>(matrix: &Matrix<S>) -> Matrix<S> {
    let enough = Rational::dyadic(1, -S::BITS.cast_signed() - 8);
    let (mut terms, mut next) = (0, Rational::one());
    while next > enough {
        terms += 1;
        next = largest_term(&next, terms);
    }
    partial_series(matrix, terms)
}

/// θ^k/k!, from θ^(k−1)/(k − 1)!.
fn largest_term(before: &Rational, k: usize) -> Rational {
    before * Rational::dyadic(1, SCALED_EXPONENT) / Rational::from(k)
}

/// e^A for ‖A‖∞ ≤ 2^SCALED_EXPONENT from Σₖ Aᵏ/k!, k < terms, by Horner's rule.
fn partial_series<S: Rung>(matrix: &Matrix<S>, terms: usize) -> Matrix<S> {
    let theta = S::of(&Rational::dyadic(1, SCALED_EXPONENT));
    let next = (1..=terms).fold(Rational::one(), |term, k| largest_term(&term, k));
    // The first term that is left out is `next` at most, and each after it less than θ times the one before.
    let rest = S::of(&next) / (S::one() - theta);
    let identity = Matrix::<S>::identity(matrix.rows());
    let horner = |sum: Matrix<S>, k: usize| &identity + &(matrix * &sum).map(|x| x / S::count(k));
    let total = (1..terms).rev().fold(identity.clone(), horner);
    total.map(|x| x.widened(&rest))
}

#[cfg(test)]
mod tests {
    use super::partial_series;
    use crate::linalg::Matrix;
    use crate::number::{Ball, Field, Real};

    /// With so few terms that the remainder is more than roundoff, at the ends of the interval it holds for.
    #[test]
    fn few_terms_of_an_exponential_hold_the_rest() {
        for terms in 1..12_usize {
            for x in [Ball::<128>::ratio(1, 8), Ball::ratio(-1, 8), Ball::ratio(1, 11)] {
                let found = partial_series(&Matrix::column(vec![x]), terms)[(0, 0)];
                let error = (found - x.exp()).reading();
                assert!(!error.excludes_zero(), "{terms} terms: {found:?}");
                assert!(error.radius < 8_f64.powf(1.0 - terms as f64), "{error:?}");
            }
        }
    }
}
