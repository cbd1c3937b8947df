//! Upper bounds of distances, in `f64` rounded upwards.

use crate::number::Binary;
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

/// An upper bound of a finite distance: at least 0, perhaps ∞, never NaN.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Radius(f64);

impl Radius {
    pub(super) const ZERO: Radius = Radius(0.0);
    pub(super) const ONE: Radius = Radius(1.0);
    pub(super) const INFINITE: Radius = Radius(f64::INFINITY);
    /// Above π.
    pub(super) const PI: Radius = Radius(std::f64::consts::PI.next_up());
    /// The least positive `f64`, 2⁻¹⁰⁷⁴.
    const LEAST: Radius = Radius(f64::from_bits(1));

    /// A bound of the real number ≥ 0 whose nearest `f64` is `nearest`.
    ///
    /// A real lies strictly below the next float above its nearest one. That covers underflow, since the next
    /// float above 0 is the least positive one, and overflow, since it is then ∞. NaN says nothing: ∞.
    #[inline]
    fn of_nearest(nearest: f64) -> Self {
        // The bits of floats ≥ 0 are in their order.
        if nearest < f64::INFINITY {
            Radius(f64::from_bits(nearest.to_bits() + 1))
        } else {
            Self::INFINITE
        }
    }

    /// A bound of a sum of `terms` terms ab + cd with a, b, c, d ≥ 0, for its value in `f64`, where a is itself a sum of two; nothing
    /// where that is 0, since products by 0 may be exact, nor where it is tiny, ∞ or NaN.
    ///
    /// Each term passes at most terms + 3 roundings, of relative size 2⁻⁵³ each, but for products that may lose 2⁻¹⁰⁷⁴ to underflow, far less.
    pub(super) fn of_sum(nearest: f64, terms: usize) -> Option<Self> {
        let raised = nearest * (1.0 + (terms as f64 + 5.0) * f64::EPSILON);
        (nearest > 1e-280 && raised < f64::INFINITY).then_some(Radius(raised.next_up()))
    }

    /// A number ≥ 0, whatever its sign bit.
    #[inline]
    pub(super) fn of_bound(bound: f64) -> Self {
        Radius(bound.abs())
    }

    /// A bound of |value|; ∞ for NaN.
    #[inline]
    pub(super) fn above(value: &Binary) -> Self {
        let outward = value.size_above();
        if outward.is_nan() { Self::INFINITE } else { Radius(outward) }
    }

    /// The same for a float of MPFR's.
    pub(super) fn above_float(value: &Float) -> Self {
        let outward = value.to_f64_round(Round::AwayZero).abs();
        if outward.is_nan() { Self::INFINITE } else { Radius(outward) }
    }

    /// A bound of |`nearest` − exact| for the nearest float of its precision to an exact value.
    ///
    /// With 2^(e−1) ≤ |nearest| < 2^e and p bits, half a unit in the last place is 2^(e−p−1). A value that
    /// underflows, to 0 or to the least MPFR float, is off by less than 2⁻¹⁰⁷⁴. Infinities are the caller's.
    #[inline]
    pub(super) fn of_rounding<const BITS: u32>(nearest: &Binary, direction: Ordering) -> Self {
        match (direction, nearest.exponent()) {
            (Ordering::Equal, _) => Self::ZERO,
            (_, Some(exponent)) => Self::power_of_two(i64::from(exponent) - i64::from(BITS) - 1),
            (_, None) => Self::LEAST,
        }
    }

    /// 2^exponent, rounded upwards to the range of `f64`.
    #[inline]
    pub(super) const fn power_of_two(exponent: i64) -> Self {
        match exponent {
            1024.. => Self::INFINITE,
            -1022..=1023 => Radius(f64::from_bits(((exponent + 1023).cast_unsigned()) << 52)),
            -1074..=-1023 => Radius(f64::from_bits(1 << (exponent + 1074))),
            _ => Self::LEAST,
        }
    }

    #[inline]
    pub(super) fn get(self) -> f64 {
        self.0
    }

    #[inline]
    pub(super) fn is_zero(self) -> bool {
        self.0 == 0.0
    }

    #[inline]
    pub(super) fn is_finite(self) -> bool {
        self.0.is_finite()
    }

    #[inline]
    pub(super) fn plus(self, rhs: Self) -> Self {
        if self.is_zero() {
            rhs
        } else if rhs.is_zero() {
            self
        } else {
            Self::of_nearest(self.0 + rhs.0)
        }
    }

    /// 0·∞ is 0, because ∞ stands for some finite distance too large for `f64`.
    #[inline]
    pub(super) fn times(self, rhs: Self) -> Self {
        if self.is_zero() || rhs.is_zero() { Self::ZERO } else { Self::of_nearest(self.0 * rhs.0) }
    }

    /// A bound of self / divisor for every divisor ≥ `low`, which is finite and at least 0; 0 divided by a positive
    /// number stays 0, even one too small for `f64`.
    pub(super) fn over(self, low: f64) -> Self {
        if self.is_zero() { self } else { Self::of_nearest(self.0 / low) }
    }

    /// Exact, but for the least bit of subnormal numbers.
    pub(super) fn half(self) -> Self {
        let half = self.0 * 0.5;
        if half * 2.0 == self.0 { Radius(half) } else { Self::of_nearest(half) }
    }

    pub(super) fn larger(self, rhs: Self) -> Self {
        if self.0 > rhs.0 { self } else { rhs }
    }

    pub(super) fn smaller(self, rhs: Self) -> Self {
        if self.0 < rhs.0 { self } else { rhs }
    }

    /// A bound of e^self − 1 when self ≤ 1/8, else nothing.
    ///
    /// e^t − 1 = t + t²(1/2 + t/6 + t²/24 + …) ≤ t + t² for t ≤ 1.
    pub(super) fn small_growth(self) -> Option<Self> {
        (self.0 <= 0.125).then(|| self.plus(self.times(self)))
    }

    /// A bound of √(1 − s²) for every s with |s| ≥ `low`, where 0 ≤ `low` ≤ 1; at most 1.
    ///
    /// `f64::sqrt` is correctly rounded (IEEE 754), so the next float above bounds it.
    pub(super) fn of_complement(low: f64) -> Self {
        let square = (low * low).next_down().max(0.0);
        let rest = (1.0 - square).next_up();
        Radius(rest.sqrt().next_up().min(1.0))
    }
}

/// A lower bound of |value| − radius, at least 0.
///
/// `size_below` is at most |value|, and the next float below a rounded difference is below the difference.
pub(super) fn distance_from_zero(value: &Binary, radius: Radius) -> f64 {
    let low = value.size_below();
    let low = if radius.is_zero() { low } else { (low - radius.0).next_down() };
    low.max(0.0)
}
