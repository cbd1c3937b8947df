//! Real powers of a symmetric positive semidefinite matrix, clusters and multiplicities included.

use super::bounds::{finite, is_positive, lower, magnitude, square, upper};
use super::root::fractional_powers;
use super::spectrum::Spectrum;
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Rational, Real, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::cmp::Ordering;

const NAME: &str = "the enclosure of a power of a matrix";

/// A^p (n × n) for every p, each for every symmetric positive semidefinite A whose lower triangle is within, positive definite if p < 0.
///
/// With the hint Q = ÛG^(1/2), Û orthogonal and ‖G − I‖ ≤ ε: Ã = Û·diag(d)·Ûᵀ is a matrix of known power, and for any diagonal f,
/// ‖Û·diag(f)·Ûᵀ − Q·diag(f)·Qᵀ‖ ≤ ‖f‖(2ε + ε²), since ‖G^(1/2) − I‖ ≤ ε.
pub(in crate::linalg) fn positive_powers<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    powers: &[Rational],
) -> Result<Vec<Matrix<Ball<B>>>, Obstacle> {
    square(matrix, "a power");
    finite(matrix.entries(), NAME)?;
    if let Some(found) = fractional_powers(matrix, powers) {
        return Ok(found);
    }
    let spectrum = Spectrum::of(matrix)?;
    powers.iter().map(|power| spectral_power(&spectrum, power)).collect()
}

fn spectral_power<const B: u32>(
    spectrum: &Spectrum<B>,
    power: &Rational,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = spectrum.vectors.rows();
    let Some(sign) = power.sign() else { return Err(Obstacle::NotFinite { algorithm: NAME }) };
    let least = spectrum.values.first().copied().unwrap_or(Ball::one());
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
    let hints: Vec<_> = spectrum.hints.iter().map(|d| Ball::exact(&d.mid().max(&floor))).collect();
    let exponent = Ball::of(power);
    let powers: Vec<_> = hints.iter().map(|d| d.pow(&exponent)).collect();
    let turned = upper(&(spectrum.defect * (Ball::count(2) + spectrum.defect)));
    let change = Change {
        distance: spectrum.distance(&hints),
        least,
        most: spectrum.size().max(&largest(hints.iter().copied())),
    };
    let reach = change.of_power(power) + turned * largest(powers.iter().map(magnitude));
    let weighted = Matrix::from_fn(size, size, |i, j| spectrum.vectors[(i, j)] * powers[j]);
    let result = &weighted * &spectrum.vectors.transpose();
    let scale = spectrum.scale.pow(&exponent);
    let result = result.map(|x| x.widened(&reach) * scale);
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
    /// A bound of ‖A^p − B^p‖, p ≠ 0; for p > 1, p·most^(p−1)·‖A − B‖, or three times that when p is no integer.
    ///
    /// For 1 < p < 2, t^p is c·∫x^(−p−1)(e^(−xt) − 1 + xt)dx with c = p(p − 1)/Γ(2 − p), and E(x) = e^(−xA) − e^(−xB) + x(A − B) is
    /// −∫₀ˣ(e^((s−x)A)(A − B)e^(−sB) − (A − B))ds, so ‖E(x)‖ ≤ x·min(2, x·most)·‖A − B‖, and the integral is p·2^(2−p)/Γ(3 − p) ≤ 3p times the
    /// rest. Integers, and beyond 2, by A^k·A^q − B^k·B^q = A^k(A^q − B^q) + (A^k − B^k)B^q.
    fn of_power(&self, power: &Rational) -> Ball<B> {
        let one = Rational::one();
        if *power < one {
            return self.of_small_power(power);
        }
        let whole = power.value().is_some_and(|value| *value.denom() == 1);
        let factor = if whole { power.clone() } else { power * Rational::from(3) };
        upper(&(Ball::of(&factor) * self.most.pow(&Ball::of(&(power - one))) * self.distance))
    }

    /// The same for p < 1.
    ///
    /// t^p is c·∫x^(−p−1)(1 − e^(−xt))dx with c > 0 for 0 < p < 1, and c·∫x^(−p−1)e^(−xt)dx for p < 0; as ‖e^(−xA) − e^(−xB)‖ ≤ x·e^(−ax)·‖A − B‖
    /// above a, the derivative at a bounds the change: |p|·a^(p−1)·‖A − B‖. Where a is 0 and p > 0, the bound is ‖A − B‖^p, since t^p
    /// is operator monotone (Bhatia, Matrix Analysis, X.1.1).
    fn of_small_power(&self, power: &Rational) -> Ball<B> {
        let slope = Ball::of(&power.abs())
            * self.least.pow(&Ball::of(&(power - Rational::one())))
            * self.distance;
        if power.sign() != Some(Ordering::Greater) {
            return upper(&slope);
        }
        let root = self.distance.pow(&Ball::of(power));
        if is_positive(&self.least) { upper(&slope.min(&root)) } else { upper(&root) }
    }
}
