//! Determinants, of the sign proved where the matrix is regular.

use super::balance::Balance;
use super::bounds::{
    centres, exactly, exponent, finite, frobenius, is_positive, magnitude, power_of_two, square,
};
use super::near_identity::lower_triangle;
use super::singular::singular_values;
use crate::linalg::{Matrix, floats, is_odd};
use crate::number::{Ball, Field, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

const NAME: &str = "the enclosure of a determinant";

/// det A for every A within.
///
/// For triangular X and Y near the inverses of the factors of PA = LU, B = X·PA·Y is near the identity, and det A = ±det B / ∏xᵢᵢyᵢᵢ. Where
/// that fails, |det A| = ∏σᵢ still bounds it.
pub(in crate::linalg) fn determinant<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Ball<B>, Obstacle> {
    square(matrix, "the determinant");
    finite(matrix.entries(), NAME)?;
    let result = Balance::candidates(matrix).iter().find_map(by_factors);
    let result = if let Some(result) = result {
        result
    } else {
        let sizes = singular_values(matrix)?;
        let bound = sizes.iter().fold(Scaled::one(), Scaled::times);
        let bound = bound.restored().ok_or(Obstacle::NotFinite { algorithm: NAME })?;
        Ball::zero().widened(&bound)
    };
    finite(std::slice::from_ref(&result), NAME)?;
    Ok(result)
}

fn by_factors<const B: u32>(balance: &Balance<B>) -> Option<Ball<B>> {
    let matrix = &balance.matrix;
    let size = matrix.rows();
    let factors = floats::lu(&centres(matrix)).ok()?;
    let over_lower = lower_triangle(&exactly(&factors.lower.inverse().ok()?));
    let over_upper = lower_triangle(&exactly(&factors.upper.inverse().ok()?).transpose());
    let permuted = Matrix::from_fn(size, size, |i, j| matrix[(factors.order[i], j)]);
    let near = &(&over_lower * &permuted) * &over_upper.transpose();
    let near = near_identity_determinant(&(&near - &Matrix::identity(size)))?;
    let diagonal = (0..size).fold(Scaled::one(), |product, i| {
        product.times(&over_lower[(i, i)]).times(&over_upper[(i, i)])
    });
    let powers = balance.rows.iter().chain(&balance.cols).map(|&power| i64::from(power));
    let determinant =
        Scaled { mantissa: near / diagonal.mantissa, power: powers.sum::<i64>() - diagonal.power };
    let determinant = determinant.restored()?;
    Some(if is_odd(&factors.order) { -determinant } else { determinant })
}

/// A product as mantissa·2^power: the determinants of large matrices, and what they are made of, may leave the range of radii,
/// so that a product step by step would be as wide as it is small.
struct Scaled<const B: u32> {
    /// Below 1, and at least about 1/4, unless it is 0.
    mantissa: Ball<B>,
    power: i64,
}

impl<const B: u32> Scaled<B> {
    fn one() -> Self {
        Scaled { mantissa: Ball::one(), power: 0 }
    }

    fn times(self, factor: &Ball<B>) -> Self {
        let own = exponent(factor);
        let product = self.mantissa * (factor * power_of_two::<B>(-own));
        let both = exponent(&product);
        Scaled {
            mantissa: product * power_of_two::<B>(-both),
            power: self.power + i64::from(own) + i64::from(both),
        }
    }

    /// The number itself, nothing when it is beyond all radii; one below them is in a ball around 0.
    fn restored(&self) -> Option<Ball<B>> {
        const MOST: i64 = 1 << 20;
        let power = i32::try_from(self.power.clamp(-MOST, MOST)).ok()?;
        let nearest = self.mantissa * power_of_two::<B>(power);
        if self.power > MOST {
            None
        } else if self.power < -MOST {
            Some(Ball::zero().widened(&magnitude(&nearest)))
        } else {
            Some(nearest)
        }
    }
}

/// det(I + E): log det(I + E) = tr E + Σ_{k≥2} ±tr(Eᵏ)/k with |tr Eᵏ| ≤ ηᵏ for η = ‖E‖_F < 1, and Σ_{k≥2} ηᵏ/k ≤ η²/(2(1 − η)).
fn near_identity_determinant<const B: u32>(difference: &Matrix<Ball<B>>) -> Option<Ball<B>> {
    let norm = frobenius(difference);
    let room = Ball::one() - norm;
    is_positive(&room).then(|| {
        let rest = norm.square() / (room * Ball::count(2));
        difference.trace().widened(&rest).exp()
    })
}

#[cfg(test)]
mod tests {
    use super::{Scaled, near_identity_determinant};
    use crate::linalg::{Matrix, determinant};
    use crate::number::{Ball, Field, Rational, Real};

    /// For E = ±I/k and others as large, det(I + E) is off e^(tr E) by the second order.
    #[test]
    fn determinants_near_the_identity_hold_the_second_order() {
        for seed in 0..60_i64 {
            let entry = |i, j| {
                let part = if i == j { 1 + seed % 2 * 2 } else { (seed * (i + 2 * j) % 5) - 2 };
                Rational::fraction(if seed % 3 == 0 { -part } else { part }, 16)
            };
            let exact = Matrix::from_fn(2, 2, |i, j| entry(i64::from(i == 1), i64::from(j == 1)));
            let found = near_identity_determinant(&Matrix::<Ball<128>>::of(&exact));
            let truth = determinant(&(&exact + &Matrix::identity(2)));
            let outside = (found.expect("below 1") - Ball::of(&truth)).reading().excludes_zero();
            assert!(!outside, "{truth} is out of the ball, seed {seed}");
        }
    }

    /// 10⁻⁴⁰⁰ is below all radii, and its quotient with 10⁻³⁹⁹ is known to a few roundoffs all the same.
    #[test]
    fn products_beyond_the_range_of_radii_stay_narrow() {
        let power = |base: &str, count: usize| {
            (0..count).fold(Scaled::<256>::one(), |product, _| product.times(&Ball::decimal(base)))
        };
        for base in ["0.1", "-0.1", "1e-40", "1e40", "10"] {
            let (one, other) = (power(base, 400), power(base, 399));
            let scaled =
                Scaled { mantissa: one.mantissa / other.mantissa, power: one.power - other.power };
            let quotient = scaled.restored().expect("about 10") / Ball::decimal(base);
            let error = (quotient - Ball::ratio(1, 1)).abs().reading();
            assert!(!error.excludes_zero(), "{error:?}");
            assert!(error.magnitude() < 2_f64.powi(-240), "{error:?}");
        }
        assert!(power("1e40", 10_000).restored().is_none());
        let least = power("1e-40", 10_000).restored().expect("about 0").reading();
        assert!(!least.excludes_zero() && least.radius < 1e-300);
    }
}
