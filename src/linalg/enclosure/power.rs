//! Real powers of a symmetric positive semidefinite matrix, clusters and multiplicities included.

use super::bounds::{finite, is_positive, lower, magnitude, upper};
use super::spectrum::Spectrum;
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Rational, Real, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::cmp::Ordering;

const NAME: &str = "the enclosure of a power of a matrix";

/// A^p (n × n) for every symmetric positive semidefinite A whose lower triangle is within, positive definite if p < 0.
///
/// With the hint Q = ÛG^(1/2), Û orthogonal and ‖G − I‖ ≤ ε: Ã = Û·diag(d)·Ûᵀ is a matrix of known power, and for any diagonal f,
/// ‖Û·diag(f)·Ûᵀ − Q·diag(f)·Qᵀ‖ ≤ ‖f‖(2ε + ε²), since ‖G^(1/2) − I‖ ≤ ε.
pub(in crate::linalg) fn positive_power<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    power: &Rational,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = matrix.rows();
    let spectrum = Spectrum::of(matrix)?;
    let Some(sign) = power.sign() else { return Err(Obstacle::NotFinite { algorithm: NAME }) };
    let least = spectrum.values.first().cloned().unwrap_or(Ball::one());
    let least = lower(&least).max(&Ball::zero());
    if spectrum.values.first().is_some_and(|x| x.reading().is_negative())
        || sign == Ordering::Less && !is_positive(&least)
    {
        return Err(Obstacle::NotPositiveDefinite { size });
    }
    if sign == Ordering::Equal {
        return Ok(Matrix::identity(size));
    }
    // Values at or above the least one, so that Ã is as positive as A.
    let floor = least.mid();
    let hints: Vec<_> =
        spectrum.hints.iter().map(|d| Ball::exact(&d.mid().max(&floor))).collect();
    let exponent = Ball::of(power);
    let powers: Vec<_> = hints.iter().map(|d| d.pow(&exponent)).collect();
    let turned = upper(&(&spectrum.defect * (Ball::count(2) + &spectrum.defect)));
    let change = Change {
        distance: spectrum.distance(&hints),
        least,
        most: spectrum.size().max(&largest(hints.iter().cloned())),
    };
    let change = change.of_power(power).ok_or(Obstacle::TooWide { of: "a large power" })?;
    let reach = change + turned * largest(powers.iter().map(magnitude));
    let weighted = Matrix::from_fn(size, size, |i, j| &spectrum.vectors[(i, j)] * &powers[j]);
    let result = &weighted * &spectrum.vectors.transpose();
    let scale = spectrum.scale.pow(&exponent);
    let result = result.map(|x| x.widened(&reach) * &scale);
    finite(result.entries(), NAME)?;
    Ok(result)
}

/// What is known of two positive semidefinite matrices A and B.
struct Change<const B: u32> {
    /// A bound of ‖A − B‖.
    distance: Ball<B>,
    /// A lower bound of the eigenvalues of both.
    least: Ball<B>,
    /// A bound of ‖A‖ and ‖B‖.
    most: Ball<B>,
}

impl<const B: u32> Change<B> {
    /// A bound of ‖A^p − B^p‖, p ≠ 0.
    ///
    /// For p = k + q, A^p − B^p = A^k(A^q − B^q) + (A^k − B^k)B^q and ‖A^k − B^k‖ ≤ k·most^(k−1)·‖A − B‖.
    fn of_power(&self, power: &Rational) -> Option<Ball<B>> {
        if *power < Rational::one() {
            return Some(self.of_small_power(power));
        }
        let whole = power.value()?.clone().floor();
        let rest = power - Rational::from(whole.clone());
        let count = whole.numer().to_u32()?;
        let by_rest = self.most.pow(&Ball::of(&rest));
        let by_whole = Ball::of(&Rational::from(whole)) * self.most.power(count - 1);
        let mut bound = by_whole * &self.distance * by_rest;
        if !rest.is_zero() {
            bound += &(self.most.power(count) * self.of_small_power(&rest));
        }
        Some(upper(&bound))
    }

    /// The same for p < 1.
    ///
    /// t^p is c·∫x^(−p−1)(1 − e^(−xt))dx with c > 0 for 0 < p < 1, and c·∫x^(−p−1)e^(−xt)dx for p < 0; as ‖e^(−xA) − e^(−xB)‖ ≤ x·e^(−ax)·‖A − B‖
    /// above a, the derivative at a bounds the change: |p|·a^(p−1)·‖A − B‖. Where a is 0 and p > 0, the bound is ‖A − B‖^p, since t^p
    /// is operator monotone (Bhatia, Matrix Analysis, X.1.1).
    fn of_small_power(&self, power: &Rational) -> Ball<B> {
        let slope = Ball::of(&power.abs())
            * self.least.pow(&Ball::of(&(power - Rational::one())))
            * &self.distance;
        if power.sign() != Some(Ordering::Greater) {
            return upper(&slope);
        }
        let root = self.distance.pow(&Ball::of(power));
        if is_positive(&self.least) { upper(&slope.min(&root)) } else { upper(&root) }
    }
}
