//! Radii of products of balls, by products of `f64` matrices that are rounded upwards afterwards.

use super::Shape;
use super::scratch::Scratch;
use crate::number::Ball;
use faer::linalg::matmul::matmul;
use faer::traits::pulp::Arch;
use faer::{Accum, MatMut, MatRef, Par};

/// Centres and radii of a matrix of balls, as upper bounds in `f64`, row by row.
pub(super) struct Bounds {
    /// Bounds of the centres' absolute values, finite.
    sizes: Scratch,
    /// The radii, finite.
    radii: Scratch,
}

impl Bounds {
    /// Nothing where a centre or radius is beyond `f64`.
    pub(super) fn of<const B: u32>(balls: &[Ball<B>]) -> Option<Self> {
        let mut bounds =
            Bounds { sizes: Scratch::of(balls.len()), radii: Scratch::of(balls.len()) };
        let (sizes, radii) = (&mut *bounds.sizes, &mut *bounds.radii);
        for (at, ball) in balls.iter().enumerate() {
            (sizes[at], radii[at]) = ball.size_and_radius();
        }
        let finite = |numbers: &[f64]| numbers.iter().all(|number| number.is_finite());
        (finite(sizes) && finite(radii)).then_some(bounds)
    }

    fn is_exact(&self) -> bool {
        self.radii.iter().all(|&radius| radius == 0.0)
    }

    /// The least positive number here.
    fn least(&self) -> f64 {
        let least = |least: f64, &x: &f64| if 0.0 < x && x < least { x } else { least };
        self.radii.iter().fold(self.sizes.iter().fold(f64::INFINITY, least), least)
    }
}

/// Bounds of how far products of balls reach from the products of their centres, row by row; `None` when all are exact.
///
/// |xy − cd| ≤ (|c| + r)s + |d|r for x within r of c, y within s of d. A sum of k terms in floats, in any order, is at
/// least (1 − γ) times the true one, γ = k·2⁻⁵³/(1 − k·2⁻⁵³), but for k products that underflow, each by at most 2⁻¹⁰⁷⁵.
pub(super) fn radii(left: &Bounds, right: &Bounds, Shape { m, k, n }: Shape) -> Option<Scratch> {
    if left.is_exact() && right.is_exact() {
        return None;
    }
    let mut sums = Scratch::of(m * n);
    let mut accum = Accum::Replace;
    let mut add = |left: &[f64], right: &[f64]| {
        let left = MatRef::from_row_major_slice(left, m, k);
        let right = MatRef::from_row_major_slice(right, k, n);
        let to = MatMut::from_row_major_slice_mut(&mut sums, m, n);
        matmul(to, accum, left, right, 1.0, Par::Seq);
        accum = Accum::Add;
    };
    if !right.is_exact() {
        let mut reach = Scratch::of(m * k);
        for (at, reach) in reach.iter_mut().enumerate() {
            *reach = farthest(left.sizes[at], left.radii[at]);
        }
        add(&reach, &right.radii);
    }
    if !left.is_exact() {
        add(&left.radii, &right.sizes);
    }
    let factor = 1.0 + (2.0 * k as f64 + 4.0) * f64::EPSILON;
    let may_underflow = left.least() * right.least() < f64::MIN_POSITIVE;
    let underflow = if may_underflow { f64::from_bits(1) * (2.0 * k as f64 + 4.0) } else { 0.0 };
    Arch::new().dispatch(|| {
        for sum in sums.iter_mut() {
            // Without underflow a sum of 0 is exact.
            let raised = *sum * factor + underflow;
            *sum = if raised == 0.0 { 0.0 } else { raised.next_up() };
        }
    });
    Some(sums)
}

/// A bound of c + r, exact without a radius.
#[inline]
fn farthest(c: f64, r: f64) -> f64 {
    if r == 0.0 { c } else { (c + r).next_up() }
}
