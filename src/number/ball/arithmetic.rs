//! The four operations, dot products and powers.

use super::radius::{Radius, distance_from_zero};
use super::{Ball, nearest};
use crate::number::Binary;
use rug::Float;
use rug::float::Round;
use rug::ops::Pow;

/// Balls whose radii exceed this part of the centre multiply by their ends.
const WIDE: Radius = Radius::power_of_two(-10);

impl<const B: u32> Ball<B> {
    #[inline]
    pub(super) fn plus(&self, rhs: &Self) -> Self {
        Self::around(self.centre.plus::<B>(&rhs.centre), self.radius.plus(rhs.radius))
    }

    #[inline]
    pub(super) fn minus(&self, rhs: &Self) -> Self {
        Self::around(self.centre.minus::<B>(&rhs.centre), self.radius.plus(rhs.radius))
    }

    #[inline]
    pub(super) fn opposite(&self) -> Self {
        Ball { centre: self.centre.opposite(), radius: self.radius }
    }

    /// |xy − cd| = |c(y−d) + d(x−c) + (x−c)(y−d)| ≤ |c|s + |d|r + rs for x within r of c, y within s of d.
    ///
    /// That bound is attained on one side only: where both balls are wide, the ends are tighter and keep the sign.
    #[inline]
    pub(super) fn times(&self, rhs: &Self) -> Self {
        let product = self.centre.times::<B>(&rhs.centre);
        let (r, s) = (self.radius, rhs.radius);
        if r.is_zero() && s.is_zero() {
            return Self::around(product, Radius::ZERO);
        }
        let (c, d) = (Radius::above(&self.centre), Radius::above(&rhs.centre));
        if r > c.times(WIDE) && s > d.times(WIDE) {
            return self.corners(rhs, |x, y, round| Float::with_val_round(B, x * y, round).0);
        }
        Self::around(product, c.plus(r).times(s).plus(d.times(r)))
    }

    #[inline]
    fn product_spread(&self, rhs: &Self) -> Radius {
        let (r, s) = (self.radius, rhs.radius);
        if r.is_zero() && s.is_zero() {
            return Radius::ZERO;
        }
        let (c, d) = (Radius::above(&self.centre), Radius::above(&rhs.centre));
        c.plus(r).times(s).plus(d.times(r))
    }

    /// |x/y − c/d| = |(x−c) − (c/d)(y−d)| / |y| ≤ (r + |c/d|s) / (|d| − s) for x within r of c, y within s of d.
    pub(super) fn over(&self, rhs: &Self) -> Self {
        if !rhs.excludes_zero() {
            return Self::whole_line();
        }
        if !rhs.is_narrow() {
            return self.corners(rhs, |x, y, round| Float::with_val_round(B, x / y, round).0);
        }
        Self::around_by_size(self.centre.over::<B>(&rhs.centre), |quotient, rounding| {
            let size = Radius::above(quotient).plus(rounding);
            let spread = self.radius.plus(size.times(rhs.radius));
            spread.over(distance_from_zero(&rhs.centre, rhs.radius))
        })
    }

    /// One rounding for the centre, of the exact sum of exact products; Σ(|c|s + |d|r + rs) for the radius. Where an exponent is too large
    /// for that, every operation encloses.
    pub(super) fn dot_product(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let terms = left.iter().zip(right);
        let centres = terms.clone().map(|(l, r)| (&l.centre, &r.centre));
        let Some(centre) = Binary::dot::<B>(centres) else {
            return terms.fold(Self::exactly(Binary::ZERO), |sum, (l, r)| sum.plus(&l.times(r)));
        };
        Self::around(centre, Self::dot_spread(left, right))
    }

    /// Σ(|c|s + |d|r + rs), rounded upwards once where all is finite and not 0.
    fn dot_spread(left: &[Self], right: &[Self]) -> Radius {
        let mut nearest = 0.0;
        for at in 0..left.len() {
            let (l, r) = (&left[at], &right[at]);
            let (by, of) = (l.radius.get(), r.radius.get());
            if by != 0.0 || of != 0.0 {
                let (c, d) = (l.centre.size_above(), r.centre.size_above());
                nearest += (c + by) * of + d * by;
            }
        }
        let terms = left.iter().zip(right);
        Radius::of_sum(nearest, left.len()).unwrap_or_else(|| {
            terms.fold(Radius::ZERO, |sum, (l, r)| sum.plus(l.product_spread(r)))
        })
    }

    /// |xⁿ − cⁿ| ≤ |c|ⁿ((1 + r/|c|)ⁿ − 1) ≤ |c|ⁿ(e^(nr/|c|) − 1); wide balls by their ends, even powers never below 0.
    pub(super) fn integer_power(&self, exponent: u32) -> Self {
        match exponent {
            0 => return Self::exactly(Binary::ONE),
            1 => return *self,
            _ => {}
        }
        if !self.is_finite() {
            return Self::whole_line();
        }
        let growth = self
            .radius
            .over(distance_from_zero(&self.centre, Radius::ZERO))
            .times(Radius::above(&Binary::exact_double(f64::from(exponent))))
            .small_growth();
        if let Some(growth) = growth {
            let power = match exponent {
                2 => self.centre.times::<B>(&self.centre),
                _ => nearest::<B, _>((&self.float()).pow(exponent)),
            };
            let power = Self::around_relative(power, growth);
            return if exponent.is_multiple_of(2) { power.raised() } else { power };
        }
        let (low, high) = (self.low(B), self.high(B));
        let (low, high) = if !exponent.is_multiple_of(2) || low >= 0 {
            (low, high)
        } else if high <= 0 {
            (-high, -low)
        } else {
            let far = -low;
            (Float::new(B), far.max(&high))
        };
        let low = Float::with_val_round(B, (&low).pow(exponent), Round::Down).0;
        let high = Float::with_val_round(B, (&high).pow(exponent), Round::Up).0;
        Self::hull(&low, &high)
    }
}
