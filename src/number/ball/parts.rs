//! Balls as limbs, for kernels that work on these.

use super::Ball;
use super::radius::Radius;
use crate::number::{Binary, Parts};

impl<const B: u32> Ball<B> {
    /// Sign, exponent and limbs of the centre, and the radius; nothing for the whole line.
    #[inline]
    pub fn parts(&self) -> Option<(Parts<'_>, f64)> {
        self.centre.parts::<B>().map(|centre| (centre, self.radius.get()))
    }

    /// The least `f64` ≥ |centre|, ∞ beyond the range, and the radius.
    #[inline]
    pub(crate) fn size_and_radius(&self) -> (f64, f64) {
        (self.centre.size_above(), self.radius.get())
    }

    /// A ball around all numbers within `spread` of ±(0.limbs + t)·2^exponent, where t is as in [`Binary::from_parts`]; the whole line
    /// where `spread` is infinite.
    ///
    /// # Panics
    /// When there are no bits, but sticky ones; when `spread` is negative or NaN.
    #[inline]
    pub fn from_parts(
        negative: bool,
        exponent: i64,
        limbs: &[u64],
        sticky: bool,
        spread: f64,
    ) -> Self {
        assert!(spread >= 0.0, "a spread of {spread}");
        let centre = Binary::of_window::<B>(negative, exponent, limbs, sticky);
        Self::around(centre, Radius::of_bound(spread))
    }
}
