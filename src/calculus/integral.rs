//! Integrals of smooth functions over an interval.

use super::Jet;
use crate::number::Rung;
use crate::obstacle::Obstacle;
use rug::Float;

/// Bits of the roundoff that are left to the remainders, of the order of what the sums lose themselves.
const SLACK_BITS: u32 = 6;

/// What a remainder may always be: 2¹⁶ times the least radius of a ball, 2⁻¹⁰⁷⁴, which all of them have in the end.
const LEAST_EXPONENT: i32 = -1058;

/// Panels that an integral may take.
const MOST_PANELS: usize = 4096;

/// ∫ f over [low, high], by Taylor series at the middle of panels that are halved until they suffice.
///
/// An enclosure in rigorous rungs, of a radius near the roundoff of ∫|f|, but near 2⁻¹⁰⁵⁰ at least, for an f that is smooth on the whole interval: the remainder of a panel is bounded
/// by the next coefficient, enclosed on the whole panel. In floats the last two coefficients at the middle stand for it,
/// and the error is some units of the roundoff of ∫|f|.
///
/// # Errors
/// [`Obstacle::NotConverged`] when 4096 panels do not suffice, as at a singularity.
pub fn integral<S: Rung>(f: impl Fn(&Jet<S>) -> Jet<S>, low: &S, high: &S) -> Result<S, Obstacle> {
    integral_of(&f, low, high)
}

/// `dyn`, so that it is compiled once per number type and not once per integrand.
fn integral_of<S: Rung>(f: &dyn Fn(&Jet<S>) -> Jet<S>, low: &S, high: &S) -> Result<S, Obstacle> {
    let (start, end) = (low.centre(), high.centre());
    // What the radii of the ends may add: their width times f on them.
    let mut total = edge(f, high, &end) - edge(f, low, &start);
    let width = (&end - &start).reading().magnitude();
    if width.is_zero() {
        return Ok(total);
    }
    let mut panels = vec![Panel::new(start, end)];
    let (mut taken, mut scale) = (0, Float::new(64));
    while let Some(panel) = panels.pop() {
        taken += 1;
        if taken > MOST_PANELS {
            return Err(Obstacle::NotConverged { algorithm: "integral", steps: MOST_PANELS });
        }
        scale = scale.max(&panel.height(f));
        match panel.value(f, &Float::with_val(64, &scale * &width), &width) {
            Some(value) => total += &value,
            None => panels.extend(panel.halves()),
        }
    }
    Ok(total)
}

/// ∫ f from the centre of a ball to any of its points.
fn edge<S: Rung>(f: &dyn Fn(&Jet<S>) -> Jet<S>, end: &S, centre: &S) -> S {
    let reach = end - centre;
    if reach.is_zero() {
        return S::zero();
    }
    reach * &f(&Jet::variable(end.clone(), 1)).coefficients()[0]
}

/// A part of the interval, between numbers without radius.
struct Panel<S> {
    left: S,
    middle: S,
    right: S,
}

impl<S: Rung> Panel<S> {
    fn new(left: S, right: S) -> Self {
        let middle = ((&left + &right) * S::ratio(1, 2)).centre();
        Panel { left, middle, right }
    }

    /// The right half first, so that the left one is taken next.
    fn halves(self) -> [Self; 2] {
        let (left, right) =
            (Panel::new(self.left, self.middle.clone()), Panel::new(self.middle, self.right));
        [right, left]
    }

    /// |f| at the middle.
    fn height(&self, f: &dyn Fn(&Jet<S>) -> Jet<S>) -> Float {
        f(&Jet::variable(self.middle.clone(), 1)).coefficients()[0].reading().magnitude()
    }

    /// ∫ f over the panel, unless the remainder exceeds its share of the roundoff of `size` = ∫|f| over `width`.
    fn value(&self, f: &dyn Fn(&Jet<S>) -> Jet<S>, size: &Float, width: &Float) -> Option<S> {
        let order = usize::try_from(S::BITS / 4).unwrap_or(0).max(10);
        let (below, above) = (&self.left - &self.middle, &self.right - &self.middle);
        let at_middle = || f(&Jet::variable(self.middle.clone(), order));
        let ends = [&below, &above];
        let (series, remainder) = if S::RIGOROUS {
            let reach = below.abs().max(&above.abs());
            let everywhere = f(&Jet::variable(self.middle.widened(&reach), order));
            (None, remainder(&everywhere, order, ends))
        } else {
            let series = at_middle();
            // Two terms, since every other one vanishes at the middle of a symmetric function.
            let left_out =
                remainder(&series, order, ends).max(&remainder(&series, order - 1, ends));
            (Some(series), left_out)
        };
        let bound = remainder.reading().magnitude();
        // The sum is not worth its time when the remainder is far off.
        let least = Float::with_val(64, Float::i_exp(1, LEAST_EXPONENT));
        let far_off = Float::with_val(64, size >> (S::BITS / 2)).max(&least);
        if !bound.is_finite() || bound > far_off {
            return None;
        }
        let sum = taylor_sum(&series.unwrap_or_else(at_middle), order, ends);
        let share = (&self.right - &self.left).reading().magnitude() / width;
        let allowed = Float::with_val(64, size >> (S::BITS - SLACK_BITS)) * share;
        // Nor need the remainder be smaller than what the sum has lost already.
        let lost = Float::with_val(64, sum.reading().radius);
        (bound <= allowed.max(&lost).max(&least)).then(|| sum.widened(&remainder))
    }
}

/// Σ cₖ(bᵏ⁺¹ − aᵏ⁺¹)/(k + 1) over k < order, for ends a and b relative to the middle.
fn taylor_sum<S: Rung>(series: &Jet<S>, order: usize, [below, above]: [&S; 2]) -> S {
    let (mut sum, mut below_power, mut above_power) = (S::zero(), S::one(), S::one());
    for (k, coefficient) in series.coefficients().iter().take(order).enumerate() {
        below_power *= below;
        above_power *= above;
        sum += &(coefficient * (&above_power - &below_power) / S::count(k + 1));
    }
    sum
}

/// |∫ c(ξ)(x − m)ⁿ dx| ≤ max|c|·(|a|ⁿ⁺¹ + |b|ⁿ⁺¹)/(n + 1), with ξ anywhere in the panel; a and b relative to m.
fn remainder<S: Rung>(series: &Jet<S>, order: usize, ends: [&S; 2]) -> S {
    let exponent = u32::try_from(order + 1).expect("a small order");
    let powers = ends.map(|end| end.abs().power(exponent));
    series.coefficients()[order].abs() * (&powers[0] + &powers[1]) / S::count(order + 1)
}
