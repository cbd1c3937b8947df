//! All singular values of a rectangular matrix, and the vectors of separated ones.

use super::bounds::{
    at_least_zero, centres, column_norms, defect, exactly, finite, is_positive, lower, magnitude,
    norm, root, scaled, split, upper,
};
use crate::linalg::{Matrix, Svd};
use crate::number::{Ball, Field, Mp, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::cmp::Ordering;

const NAME: &str = "the enclosure of singular values";

/// σ₁ ≥ … ≥ σₖ of every m × n matrix within, k = min(m, n); one that may be 0 is in [0, ε].
pub(in crate::linalg) fn singular_values<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Vec<Ball<B>>, Obstacle> {
    Singular::of(matrix)?.restored()
}

/// A = U·diag(σ)·Vᵀ for every A within; the signs are those of the hint.
pub(in crate::linalg) fn svd<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Svd<Ball<B>>, Obstacle> {
    let singular = Singular::of(matrix)?;
    let leaks = singular.leaks()?;
    let left = enclosed(&singular.left, &leaks)?;
    let right = enclosed(&singular.right, &leaks)?;
    Ok(Svd { left, values: singular.restored()?, right })
}

/// The columns divided by their lengths, each entry within √2 times the sine of the angle.
fn enclosed<const B: u32>(
    hint: &Matrix<Ball<B>>,
    leaks: &[Ball<B>],
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let root = Ball::count(2).sqrt();
    let lengths: Vec<_> = (0..hint.cols()).map(|j| hint.col(j).norm()).collect();
    let mut reaches = Vec::with_capacity(leaks.len());
    for (leak, length) in leaks.iter().zip(&lengths) {
        let sine = leak / lower(length);
        if !is_positive(&(Ball::one() - sine)) {
            return Err(Obstacle::TooWide { of: "a singular vector" });
        }
        reaches.push(sine * root);
    }
    Ok(Matrix::from_fn(hint.rows(), hint.cols(), |i, j| {
        (hint[(i, j)] / lengths[j]).widened(&reaches[j])
    }))
}

/// The singular values of a matrix after scaling, and what proves them.
struct Singular<const B: u32> {
    /// The power of two that all was divided by.
    scale: Ball<B>,
    /// The centre M of the matrix (m × n).
    centre: Matrix<Ball<B>>,
    /// A bound of the distance of any matrix within from M.
    spread: Ball<B>,
    /// U (m × k), of radius 0: the hint.
    left: Matrix<Ball<B>>,
    /// s ≥ 0, of radius 0, descending.
    hints: Vec<Ball<B>>,
    /// V (n × k), of radius 0.
    right: Matrix<Ball<B>>,
    /// σ₁ ≥ … ≥ σₖ.
    values: Vec<Ball<B>>,
}

impl<const B: u32> Singular<B> {
    /// For any U and V of k columns, σᵢ(U·diag(s)·Vᵀ) = θᵢsᵢ, with θᵢ between the least and the largest √(αβ) for eigenvalues α
    /// of UᵀU and β of VᵀV (Ostrowski); and |σᵢ(A) − σᵢ(C)| ≤ ‖A − C‖ (Weyl).
    fn of(matrix: &Matrix<Ball<B>>) -> Result<Self, Obstacle> {
        let (matrix, scale) = scaled(matrix, NAME)?;
        let (centre, spread) = split(&matrix);
        let svd = centres(&centre).svd()?;
        let (left, right) = (exactly(&svd.left), exactly(&svd.right));
        let mut hints: Vec<_> = svd.values.iter().map(|s| s.max(&Mp::zero())).collect();
        hints.sort_by(|a, b| b.partial_cmp(a).unwrap_or(Ordering::Equal));
        let hints: Vec<_> = hints.iter().map(Ball::exact).collect();
        let one = Ball::one();
        let stretch = (one.widened(&defect(&left)?) * one.widened(&defect(&right)?)).sqrt();
        let restored = &weighted(&left, &hints) * &right.transpose();
        let distance = norm(&(&centre - &restored)) + spread;
        let values =
            hints.iter().map(|s| at_least_zero((s * stretch).widened(&distance))).collect();
        Ok(Singular { scale, centre, spread, left, hints, right, values })
    }

    fn restored(&self) -> Result<Vec<Ball<B>>, Obstacle> {
        // The rounding of a radius may reach below 0 again.
        let values: Vec<_> = self.values.iter().map(|x| at_least_zero(x * self.scale)).collect();
        finite(&values, NAME)?;
        Ok(values)
    }

    /// Bounds of √(‖U⊥ᵀuⱼ‖² + ‖V⊥ᵀvⱼ‖²), where U⊥ and V⊥ hold the singular vectors of all values but σⱼ.
    ///
    /// For a = ûᵢᵀuⱼ, b = v̂ᵢᵀvⱼ, r = Avⱼ − sⱼuⱼ and t = Aᵀuⱼ − sⱼvⱼ: ûᵢᵀr = σᵢb − sⱼa and v̂ᵢᵀt = σᵢa − sⱼb, so (σᵢ − sⱼ)(a + b) = ûᵢᵀr + v̂ᵢᵀt and
    /// (σᵢ + sⱼ)(b − a) = ûᵢᵀr − v̂ᵢᵀt, hence a² + b² ≤ ((ûᵢᵀr)² + (v̂ᵢᵀt)²) / (σᵢ − sⱼ)². A vector beyond the kth belongs to σᵢ = 0.
    /// And sⱼ·ûⱼᵀuⱼ = σⱼ·v̂ⱼᵀvⱼ − ûⱼᵀr > 0 when the right side is: u and v then have consistent signs.
    fn leaks(&self) -> Result<Vec<Ball<B>>, Obstacle> {
        let image = &self.centre * &self.right;
        let back = &self.centre.transpose() * &self.left;
        let over_left = column_norms(&(&image - &weighted(&self.left, &self.hints)));
        let over_right = column_norms(&(&back - &weighted(&self.right, &self.hints)));
        let (lefts, rights) = (column_norms(&self.left), column_norms(&self.right));
        (0..self.hints.len())
            .map(|j| {
                let r = over_left[j] + self.spread * rights[j];
                let t = over_right[j] + self.spread * lefts[j];
                let both = root(&(r.square() + t.square()));
                let leak = match self.gap(j)? {
                    Some(gap) => upper(&(both / gap)),
                    None => Ball::zero(),
                };
                let length = self.right.col(j).norm_squared();
                let along = (length - leak.square()).sqrt();
                if is_positive(&(self.values[j] * along - r)) {
                    Ok(leak)
                } else {
                    Err(Obstacle::Singular { size: self.hints.len() })
                }
            })
            .collect()
    }

    /// The distance of sⱼ from all other singular values, and from 0 when the matrix is not square; none without others.
    fn gap(&self, j: usize) -> Result<Option<Ball<B>>, Obstacle> {
        let values = &self.values;
        let above = j.checked_sub(1).map(|i| (i, values[i] - self.hints[j]));
        let below = values.get(j + 1).map(|value| (j + 1, self.hints[j] - value));
        let (m, n) = self.centre.shape();
        let zero = (m != n).then(|| (j + 1, self.hints[j]));
        let mut least: Option<Ball<B>> = None;
        for (i, gap) in above.into_iter().chain(below).chain(zero) {
            let gap = lower(&gap);
            if !is_positive(&gap) {
                let other = values.get(i).copied().unwrap_or(Ball::zero());
                let distance = magnitude(&((values[j] - other) * self.scale)).reading().to_f64();
                let (low, high) = (i.min(j), i.max(j));
                return Err(Obstacle::NotSeparated { of: "singular values", low, high, distance });
            }
            least = Some(least.map_or(gap, |least| least.min(&gap)));
        }
        Ok(least)
    }
}

/// M·diag(weights).
fn weighted<const B: u32>(matrix: &Matrix<Ball<B>>, weights: &[Ball<B>]) -> Matrix<Ball<B>> {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i, j)] * weights[j])
}
