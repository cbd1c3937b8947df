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

    /// Bounds of centre + radius, exact without a radius.
    fn reach(&self) -> Scratch {
        let mut reach = Scratch::of(self.sizes.len());
        let (sizes, radii) = (&*self.sizes, &*self.radii);
        let to = &mut *reach;
        Arch::new().dispatch(|| {
            for at in 0..sizes.len().min(radii.len()).min(to.len()) {
                let (c, r) = (sizes[at], radii[at]);
                to[at] = if r == 0.0 { c } else { (c + r).next_up() };
            }
        });
        reach
    }

    /// The least positive number here, or ∞.
    fn least(&self) -> f64 {
        least(&self.sizes).min(least(&self.radii))
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
        add(&left.reach(), &right.radii);
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

/// The least positive one of numbers ≥ 0, or ∞.
fn least(numbers: &[f64]) -> f64 {
    Arch::new().dispatch(|| {
        // The bits of positive floats are in their order, and 0 wraps to the greatest.
        let before = |x: &f64| x.to_bits().wrapping_sub(1);
        let least = numbers.iter().map(before).min().unwrap_or(u64::MAX);
        f64::from_bits(least.saturating_add(1).min(f64::INFINITY.to_bits()))
    })
}
