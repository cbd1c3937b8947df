//! The elementary functions.
//!
//! Narrow balls: the centre's value, correctly rounded by MPFR, and a bound of the derivative over the ball. Wide balls:
//! the values at the ends, rounded outwards, since all but sine and cosine are monotone.

use super::radius::{Radius, distance_from_zero};
use super::{Ball, nearest};
use crate::number::{Binary, Real, Rounded};
use rug::Float;
use rug::float::{Constant, Round};
use rug::ops::Pow;
use std::cmp::Ordering;

/// Beyond 2 to this, an angle is not reduced: its sine is anything in [−1, 1].
const LARGEST_ANGLE_EXPONENT: i32 = 1 << 14;

impl<const B: u32> Real for Ball<B> {
    /// The whole line where the ball reaches below 0; finite where its lower end is 0, exactly.
    ///
    /// |√x − √c| = |x − c| / (√x + √c) ≤ r / 2√(c − r). `f64::sqrt` is correctly rounded (IEEE 754).
    fn sqrt(&self) -> Self {
        if !self.is_at_least_zero() {
            return Self::whole_line();
        }
        if !self.is_narrow() {
            return self.monotone(|x, round| Float::with_val_round(B, x.sqrt_ref(), round).0);
        }
        let low = distance_from_zero(&self.centre, self.radius);
        let spread = self.radius.over(2.0 * low.sqrt().next_down().max(0.0));
        Self::around(self.centre.square_root::<B>(), spread).raised()
    }

    /// The whole line on overflow. |e^x − e^c| ≤ e^c(e^r − 1).
    fn exp(&self) -> Self {
        match self.radius.small_growth() {
            Some(growth) => {
                Self::around_relative(nearest::<B, _>(self.float().exp_ref()), growth).raised()
            }
            None => self.monotone(|x, round| Float::with_val_round(B, x.exp_ref(), round).0),
        }
    }

    /// The whole line where the ball reaches 0. |ln x − ln c| ≤ r / (c − r).
    fn ln(&self) -> Self {
        if !self.is_positive() {
            return Self::whole_line();
        }
        if !self.is_narrow() {
            return self.monotone(|x, round| Float::with_val_round(B, x.ln_ref(), round).0);
        }
        let spread = self.radius.over(distance_from_zero(&self.centre, self.radius));
        Self::around(nearest::<B, _>(self.float().ln_ref()), spread)
    }

    /// |tanh x − tanh c| ≤ r·sech²(m) for the m of the ball that is nearest to 0.
    fn tanh(&self) -> Self {
        if self.radius.small_growth().is_none() {
            let tanh = |x: &Float, round| Float::with_val_round(B, x.tanh_ref(), round).0;
            return self.monotone(tanh).clipped();
        }
        let mut spread = self.radius;
        if !spread.is_zero() {
            let mut slope = Float::with_val(53, distance_from_zero(&self.centre, self.radius));
            slope.sech_round(Round::Up);
            spread = spread.times(Radius::above_float(&slope)).times(Radius::above_float(&slope));
        }
        Self::around(nearest::<B, _>(self.float().tanh_ref()), spread).clipped()
    }

    fn sin(&self) -> Self {
        self.wave(|centre| nearest::<B, _>(centre.sin_ref()))
    }

    fn cos(&self) -> Self {
        self.wave(|centre| nearest::<B, _>(centre.cos_ref()))
    }

    /// The whole line where the base reaches below 0, or reaches 0 and the exponent below 0.
    ///
    /// x^y = c^d·e^u with |u| = |y ln x − d ln c| ≤ |d|l + s(|ln c| + l) =: t and l = r/(c − r) ≥ |ln x − ln c|,
    /// so |x^y − c^d| ≤ c^d(e^t − 1). Wide balls: x^y is monotone in x and in y, so its extremes lie at the corners.
    fn pow(&self, exponent: &Self) -> Self {
        if !self.is_at_least_zero() || !exponent.is_finite() {
            return Self::whole_line();
        }
        if self.is_narrow()
            && let Some(growth) = self.exponent_spread(exponent).small_growth()
        {
            let power = nearest::<B, _>((&self.float()).pow(&exponent.float()));
            return Self::around_relative(power, growth).raised();
        }
        self.corners(exponent, |x, y, round| Float::with_val_round(B, x.pow(y), round).0)
    }

    /// Exact where the ball does not reach across 0.
    fn abs(&self) -> Self {
        if !self.is_finite() || self.is_at_least_zero() {
            return *self;
        }
        if self.excludes_zero() {
            return self.opposite();
        }
        let far = if self.centre < 0.0 { -self.low(B) } else { self.high(B) };
        Self::hull(&Float::new(B), &far)
    }

    fn max(&self, other: &Self) -> Self {
        if !self.is_finite() || !other.is_finite() {
            return Self::whole_line();
        }
        let reach = self.radius.plus(other.radius).get();
        let (gap, direction) = self.centre.minus::<B>(&other.centre);
        if gap.is_zero() && direction == Ordering::Equal {
            let radius = self.radius.larger(other.radius);
            return Ball { centre: self.centre, radius };
        }
        // Rounding is monotone and keeps the reach, which has fewer bits than a centre.
        if gap > reach || gap == reach && direction != Ordering::Greater {
            return *self;
        }
        if gap < -reach || gap == -reach && direction != Ordering::Less {
            return *other;
        }
        // Guard bits, since overlapping balls may be as narrow as the last place of their centres.
        let low = self.low(B + 64).max(&other.low(B + 64));
        let high = self.high(B + 64).max(&other.high(B + 64));
        Self::hull(&low, &high)
    }

    fn pi() -> Self {
        Self::around(nearest::<B, _>(Constant::Pi), Radius::ZERO)
    }
}

impl<const B: u32> Ball<B> {
    /// The hull of an increasing function's values at the ends.
    fn monotone(&self, function: impl Fn(&Float, Round) -> Float) -> Self {
        let low = function(&self.low(B), Round::Down);
        let high = function(&self.high(B), Round::Up);
        Self::hull(&low, &high)
    }

    /// A bound of |y ln x − d ln c| over both balls.
    fn exponent_spread(&self, exponent: &Self) -> Radius {
        let base = self.radius.over(distance_from_zero(&self.centre, self.radius));
        let by_base = Radius::above(&exponent.centre).times(base);
        if exponent.radius.is_zero() {
            return by_base;
        }
        let logarithm = Float::with_val_round(53, self.float().ln_ref(), Round::AwayZero).0;
        by_base.plus(exponent.radius.times(Radius::above_float(&logarithm).plus(base)))
    }

    /// Sine or cosine f, from an enclosure of its value at the centre.
    ///
    /// |f(x) − f(c)| ≤ r|f′(c)| + r²/2 and ≤ r, with |f′(c)| = √(1 − f(c)²).
    fn wave(&self, at: impl Fn(&Float) -> Rounded) -> Self {
        if !self.is_finite() {
            return Self::whole_line();
        }
        if self.radius > Radius::PI
            || self.centre.exponent().is_some_and(|e| e > LARGEST_ANGLE_EXPONENT)
        {
            return Ball { centre: Binary::ZERO, radius: Radius::ONE };
        }
        let mut value = Self::around(at(&self.float()), Radius::ZERO);
        let slope = Radius::of_complement(distance_from_zero(&value.centre, value.radius).min(1.0));
        let slope = slope.plus(self.radius.half()).smaller(Radius::ONE);
        value.radius = value.radius.plus(self.radius.times(slope));
        value.clipped()
    }
}
