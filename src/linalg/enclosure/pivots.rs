//! Direct proofs that a symmetric matrix is positive definite, by an elimination whose pivots are positive.

use crate::linalg::Matrix;
use crate::number::{Ball, Field, Rung};

/// Larger matrices are left to products, which lose less by the radii.
const MOST_BY_BALLS: usize = 16;

/// Beyond, the bound of the roundoff needs another derivation.
const MOST_BY_FLOATS: usize = 1024;

/// Traces between the inverse and this keep underflow below any roundoff of the trace.
const FAR: f64 = 1e100;

/// Whether every symmetric matrix with a lower triangle within has positive pivots, in `f64` or else in balls.
pub(super) fn are_positive<const B: u32>(matrix: &Matrix<Ball<B>>) -> bool {
    in_floats(matrix) || matrix.rows() <= MOST_BY_BALLS && in_balls(matrix)
}

/// A Cholesky factor in `f64` of C − sI, where C is near A.
///
/// A computed factor has LLᵀ = C − sI + E with |E| ≤ γ|L||Lᵀ|, γ ≈ (n + 1)u, so that ‖E‖ ≤ γ‖L‖² ≤ γ·tr(C)/(1 − γ) in the Frobenius norm of L; the
/// differences cᵢᵢ − s err by u·tr(C) at most. So A ≥ s − ‖A − C‖ − ‖E‖ − u·tr(C) is positive for s = ‖A − C‖ + 4(n + 4)u·tr(C).
fn in_floats<const B: u32>(matrix: &Matrix<Ball<B>>) -> bool {
    let size = matrix.rows();
    if size > MOST_BY_FLOATS {
        return false;
    }
    let mut lower = vec![0.0; size * size];
    let mut distances = vec![0.0; size];
    let mut trace = 0.0;
    for i in 0..size {
        for j in 0..=i {
            let Some((centre, distance)) = matrix[(i, j)].nearby() else { return false };
            lower[i * size + j] = centre;
            distances[i] += distance;
            if i == j {
                trace += centre;
            } else {
                distances[j] += distance;
            }
        }
    }
    // NaN is not within.
    if !(1.0 / FAR..FAR).contains(&trace) {
        return false;
    }
    let unit = 2.0 * f64::EPSILON * (size + 4) as f64;
    let shift = distances.iter().copied().fold(unit * trace, f64::max);
    let shift = (shift + unit * trace) * (1.0 + unit);
    for i in 0..size {
        let (above, row) = lower.split_at_mut(i * size);
        for j in 0..i {
            let of = &above[j * size..=j * size + j];
            let sum = row[..j].iter().zip(of).fold(row[j], |sum, (x, y)| sum - x * y);
            row[j] = sum / of[j];
        }
        let pivot = row[..i].iter().fold(row[i] - shift, |sum, x| sum - x * x);
        // NaN is no pivot.
        if !(pivot > 0.0 && pivot < f64::INFINITY) {
            return false;
        }
        row[i] = pivot.sqrt();
    }
    true
}

/// LDLᵀ in balls: its pivots enclose those of every matrix within.
fn in_balls<const B: u32>(matrix: &Matrix<Ball<B>>) -> bool {
    let size = matrix.rows();
    let mut left = matrix.clone();
    for k in 0..size {
        if !left[(k, k)].reading().is_positive() {
            return false;
        }
        for i in k + 1..size {
            let factor = left[(i, k)] / left[(k, k)];
            for j in k + 1..=i {
                let part = factor * left[(j, k)];
                left[(i, j)] -= &part;
            }
        }
    }
    true
}
