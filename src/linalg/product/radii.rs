//! Radii of products of balls, by products of `f64` matrices that are rounded upwards afterwards.

use super::Shape;
use faer::linalg::matmul::matmul;
use faer::{Accum, Mat, MatRef, Par};

/// Centres and radii of a matrix of balls, as upper bounds in `f64`, row by row.
pub(super) struct Bounds {
    /// Bounds of the centres' absolute values, finite.
    sizes: Vec<f64>,
    /// The radii, finite.
    radii: Vec<f64>,
}

impl Bounds {
    /// Room for so many entries.
    pub(super) fn of(count: usize) -> Self {
        Bounds { sizes: Vec::with_capacity(count), radii: Vec::with_capacity(count) }
    }

    pub(super) fn push(&mut self, size: f64, radius: f64) {
        self.sizes.push(size);
        self.radii.push(radius);
    }

    fn is_exact(&self) -> bool {
        self.radii.iter().all(|&radius| radius == 0.0)
    }

    /// The least positive number here.
    fn least(&self) -> f64 {
        let positive = self.sizes.iter().chain(&self.radii).filter(|&&x| x > 0.0);
        positive.fold(f64::INFINITY, |least, &x| least.min(x))
    }
}

/// Bounds of how far products of balls reach from the products of their centres, row by row; `None` when all are exact.
///
/// |xy − cd| ≤ (|c| + r)s + |d|r for x within r of c, y within s of d. A sum of k terms in floats, in any order, is at
/// least (1 − γ) times the true one, γ = k·2⁻⁵³/(1 − k·2⁻⁵³), but for k products that underflow, each by at most 2⁻¹⁰⁷⁵.
pub(super) fn radii(left: &Bounds, right: &Bounds, Shape { m, k, n }: Shape) -> Option<Vec<f64>> {
    if left.is_exact() && right.is_exact() {
        return None;
    }
    let mut sums = Mat::zeros(n, m);
    let mut add = |left: &[f64], right: &[f64]| {
        // (LR)ᵀ by columns is LR by rows.
        let left = MatRef::from_column_major_slice(left, k, m).transpose();
        let right = MatRef::from_column_major_slice(right, n, k).transpose();
        matmul(sums.as_mut().transpose_mut(), Accum::Add, left, right, 1.0, Par::Seq);
    };
    if !right.is_exact() {
        let reach: Vec<f64> =
            left.sizes.iter().zip(&left.radii).map(|(&c, &r)| farthest(c, r)).collect();
        add(&reach, &right.radii);
    }
    if !left.is_exact() {
        add(&left.radii, &right.sizes);
    }
    let terms = 2.0 * k as f64 + 4.0;
    let may_underflow = left.least() * right.least() < f64::MIN_POSITIVE;
    let underflow = if may_underflow { f64::from_bits(1) * terms } else { 0.0 };
    // Without underflow a sum of 0 is exact.
    let raised = |sum: f64| match sum * (1.0 + terms * f64::EPSILON) + underflow {
        0.0 => 0.0,
        raised => raised.next_up(),
    };
    Some((0..m * n).map(|at| raised(sums[(at % n, at / n)])).collect())
}

/// A bound of c + r, exact without a radius.
fn farthest(c: f64, r: f64) -> f64 {
    if r == 0.0 { c } else { (c + r).next_up() }
}
