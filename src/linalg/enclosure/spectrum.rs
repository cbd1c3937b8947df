//! All eigenvalues of a symmetric matrix, clusters and multiplicities included.

use super::bounds::{
    centres, defect, exactly, finite, is_positive, lower, magnitude, mirrored, norm, scaled, split,
    square, upper,
};
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Mp, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::One;
use std::cmp::Ordering;

const NAME: &str = "the enclosure of eigenvalues";

/// λ₁ ≤ … ≤ λₙ of every symmetric matrix whose lower triangle is within.
pub(in crate::linalg) fn eigenvalues<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Vec<Ball<B>>, Obstacle> {
    let spectrum = Spectrum::of(matrix)?;
    let values: Vec<_> = spectrum.values.iter().map(|x| x * spectrum.scale).collect();
    finite(&values, NAME)?;
    Ok(values)
}

/// The eigenvalues of a symmetric matrix after scaling, and what proves them.
pub(super) struct Spectrum<const B: u32> {
    /// The power of two that all was divided by.
    pub(super) scale: Ball<B>,
    /// Q (n × n), of radius 0: the hint.
    pub(super) vectors: Matrix<Ball<B>>,
    /// d, of radius 0: column j of Q belongs to about dⱼ. Ascending, but for roundoff.
    pub(super) hints: Vec<Ball<B>>,
    /// A bound of ‖QᵀQ − I‖.
    pub(super) defect: Ball<B>,
    /// AQ − Q·diag(d) at the centre of A.
    pub(super) residual: Matrix<Ball<B>>,
    /// A bound of the distance of any matrix within from the centre of A.
    pub(super) spread: Ball<B>,
    /// λ₁ ≤ … ≤ λₙ.
    pub(super) values: Vec<Ball<B>>,
}

impl<const B: u32> Spectrum<B> {
    /// With G = QᵀQ, λₖ(QᵀMQ) = θₖλₖ(M) for a θₖ between the least and the largest eigenvalue of G (Ostrowski); and
    /// |λₖ(A) − λₖ(M)| ≤ ‖A − M‖ (Weyl), for the centre M of A.
    pub(super) fn of(matrix: &Matrix<Ball<B>>) -> Result<Self, Obstacle> {
        square(matrix, "a symmetric eigendecomposition");
        let (matrix, scale) = scaled(&mirrored(matrix), NAME)?;
        let (centre, spread) = split(&matrix);
        let vectors = exactly(&centres(&centre).symmetric_eigen()?.vectors);
        let defect = defect(&vectors)?;
        let image = &centre * &vectors;
        let nearly_diagonal = &vectors.transpose() * &image;
        let stretch = Ball::one().widened(&defect);
        let values = nearly_diagonal_eigenvalues(&nearly_diagonal)
            .iter()
            .map(|x| (x / stretch).widened(&spread))
            .collect();
        let hints: Vec<_> = (0..matrix.rows()).map(|i| nearly_diagonal[(i, i)].centre()).collect();
        let residual = Matrix::from_fn(image.rows(), image.cols(), |i, j| {
            image[(i, j)] - vectors[(i, j)] * hints[j]
        });
        Ok(Spectrum { scale, vectors, hints, defect, residual, spread, values })
    }

    /// A bound of ‖A − Û·diag(f)·Ûᵀ‖, where Û = Q(QᵀQ)^(−1/2) is the orthogonal matrix nearest to the hint.
    ///
    /// For the defect ε and the residual R, M − QDQᵀ = RQᵀ + M(I − QQᵀ), where ‖I − QQᵀ‖ = ‖I − QᵀQ‖ as Q is square; and Q = Û + (a part of norm ≤ ε).
    pub(super) fn distance(&self, other: &[Ball<B>]) -> Ball<B> {
        let defect = &self.defect;
        let size = self.size();
        let largest_hint = largest(self.hints.iter().map(magnitude));
        let by_residual = norm(&self.residual) * (Ball::one() + defect) + size * defect;
        let by_turning = largest_hint * defect * (Ball::count(2) + defect);
        let by_values = largest(self.hints.iter().zip(other).map(|(d, f)| magnitude(&(d - f))));
        upper(&(by_residual + by_turning + by_values + self.spread))
    }

    /// A bound of ‖A‖.
    pub(super) fn size(&self) -> Ball<B> {
        largest(self.values.iter().map(magnitude))
    }
}

/// The eigenvalues, ascending, of a symmetric T with a small part outside of the diagonal.
///
/// With rᵢ = Σ_{j≠i}|tᵢⱼ|, the matrix diag(r) ∓ (T − diag(t)) is diagonally dominant, so positive semidefinite: λₖ(T) lies
/// between the kth smallest of tᵢᵢ − rᵢ and the kth smallest of tᵢᵢ + rᵢ.
fn nearly_diagonal_eigenvalues<const B: u32>(matrix: &Matrix<Ball<B>>) -> Vec<Ball<B>> {
    let mut rows: Vec<_> = (0..matrix.rows()).map(|i| Row::of(matrix, i)).collect();
    rows.sort_by(|a, b| ascending(&a.low, &b.low));
    let mut highs: Vec<_> = rows.iter().map(|row| row.high).collect();
    highs.sort_by(ascending);
    let enclosure = |rank: usize| {
        let (row, high) = (&rows[rank], &highs[rank]);
        let below = rank.checked_sub(1).map(|k| &highs[k]);
        row.separated(below, rows.get(rank + 1).map(|next| &next.low))
            .unwrap_or_else(|| Ball::between(&row.low, high))
    };
    (0..rows.len()).map(enclosure).collect()
}

/// The order of finite numbers.
fn ascending<const B: u32>(left: &Mp<B>, right: &Mp<B>) -> Ordering {
    left.partial_cmp(right).unwrap_or(Ordering::Equal)
}

/// One row of a nearly diagonal matrix.
struct Row<const B: u32> {
    diagonal: Ball<B>,
    /// r, a bound of the sum of the absolute values outside of the diagonal.
    sum: Ball<B>,
    /// A bound of the largest of them.
    largest: Ball<B>,
    /// A bound of tᵢᵢ − rᵢ.
    low: Mp<B>,
    /// A bound of tᵢᵢ + rᵢ.
    high: Mp<B>,
}

impl<const B: u32> Row<B> {
    fn of(matrix: &Matrix<Ball<B>>, i: usize) -> Self {
        let others = || (0..matrix.cols()).filter(|&j| j != i).map(|j| magnitude(&matrix[(i, j)]));
        let diagonal = matrix[(i, i)];
        let sum = upper(&sum(others()));
        let (low, high) = diagonal.widened(&sum).ends();
        Row { diagonal, sum, largest: upper(&largest(others())), low, high }
    }

    /// A narrower enclosure of this row's eigenvalue, when [tᵢᵢ − rᵢ, tᵢᵢ + rᵢ] is above `below`, the largest end of as many
    /// intervals as come before it, and below `above`, the least end of all others.
    ///
    /// diag(r) stays dominant for rᵢ = Σⱼ|tᵢⱼ|xⱼ/xᵢ with any x > 0. With xᵢ = 1/δ, all others 1 and δ = 2·maxⱼ|tᵢⱼ|/gap ≤ 1, rᵢ
    /// shrinks to δrᵢ, and the others grow by at most gap/2: the order of the intervals is kept, and |λ − tᵢᵢ| ≤ δrᵢ.
    fn separated(&self, below: Option<&Mp<B>>, above: Option<&Mp<B>>) -> Option<Ball<B>> {
        let from_below = below.map(|end| lower(&(Ball::exact(&self.low) - Ball::exact(end))));
        let to_above = above.map(|end| lower(&(Ball::exact(end) - Ball::exact(&self.high))));
        let gap = match (from_below, to_above) {
            (Some(one), Some(other)) => one.min(&other),
            (Some(gap), None) | (None, Some(gap)) => gap,
            (None, None) => return None,
        };
        let share = upper(&((self.largest + self.largest) / gap));
        (is_positive(&gap) && is_positive(&(Ball::one() - share)))
            .then(|| self.diagonal.widened(&(share * self.sum)))
    }
}

#[cfg(test)]
mod tests {
    use super::nearly_diagonal_eigenvalues;
    use crate::linalg::{Matrix, cayley};
    use crate::number::{Ball, Field, Rational};

    /// QΛQᵀ for turns so large that what is outside of the diagonal matters, as no hint of an eigensolver makes it.
    #[test]
    fn eigenvalues_are_within_though_the_matrix_is_hardly_diagonal() {
        for turn in 1..60 {
            let seed = Matrix::from_fn(3, 3, |i, j| {
                Rational::fraction(i64::from(i > j) + i64::from(i > j + 1), 4 * turn)
            });
            let q = cayley(&seed);
            for values in [[1, 1, 1], [1, 1, 2], [1, 2, 2], [1, 2, 3], [1, 5, 100], [-50, 0, 1]] {
                let values = values.map(|x| Rational::fraction(x, 1));
                let matrix = &(&q * &Matrix::diagonal(&values)) * &q.transpose();
                let found = nearly_diagonal_eigenvalues(&Matrix::<Ball<128>>::of(&matrix));
                for (ball, value) in found.iter().zip(&values) {
                    let outside = (ball - Ball::of(value)).reading().excludes_zero();
                    assert!(!outside, "{ball:?} lacks {value}, turned by 1/{turn}");
                }
            }
        }
    }
}
