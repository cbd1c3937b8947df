//! Integrals of smooth functions over an interval.

use super::Jet;
use crate::number::Rung;
use crate::obstacle::Obstacle;
use rug::Float;

/// Bits of the roundoff that are left to the remainders, of the order of what the sums lose themselves.
const SLACK_BITS: u32 = 6;

/// Panels that an integral may take.
const MOST_PANELS: usize = 4096;

/// ∫ f over [low, high], by Taylor series at the middle of panels that are halved until they suffice.
///
/// An enclosure in rigorous rungs, for an f that is smooth on the whole interval: the remainder of a panel is bounded
/// by the next coefficient, enclosed on the whole panel. In floats the next coefficient at the middle stands for it, and
/// the error is some units of the roundoff of ∫|f|.
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
    let mut panels = vec![(start, end)];
    let (mut taken, mut scale) = (0, Float::new(64));
    while let Some((left, right)) = panels.pop() {
        taken += 1;
        if taken > MOST_PANELS {
            return Err(Obstacle::NotConverged { algorithm: "integral", steps: MOST_PANELS });
        }
        let panel = Panel::of(f, &left, &right);
        scale = scale.max(&panel.height);
        if panel.suffices(&scale, &width) {
            total += &panel.value();
        } else {
            let middle = ((&left + &right) * S::ratio(1, 2)).centre();
            panels.push((middle.clone(), right));
            panels.push((left, middle));
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

/// The Taylor sum over one panel and a bound of what it leaves out.
struct Panel<S> {
    sum: S,
    remainder: S,
    width: S,
    /// |f| at the middle.
    height: Float,
}

impl<S: Rung> Panel<S> {
    fn of(f: &dyn Fn(&Jet<S>) -> Jet<S>, left: &S, right: &S) -> Self {
        let order = usize::try_from(S::BITS / 4).unwrap_or(0).max(10);
        let middle = ((left + right) * S::ratio(1, 2)).centre();
        let (below, above) = (left - &middle, right - &middle);
        let series = f(&Jet::variable(middle.clone(), order));
        let height = series.coefficients()[0].reading().magnitude();
        let (mut sum, mut below_power, mut above_power) = (S::zero(), S::one(), S::one());
        for (k, coefficient) in series.coefficients().iter().take(order).enumerate() {
            below_power *= &below;
            above_power *= &above;
            sum += &(coefficient * (&above_power - &below_power) / S::count(k + 1));
        }
        // |∫ c(ξ)(x − m)ⁿ| ≤ max|c|·(|a − m|ⁿ⁺¹ + |b − m|ⁿ⁺¹)/(n + 1), with ξ anywhere in the panel.
        let reach = below.abs().max(&above.abs());
        let everywhere = middle.widened(&reach);
        let next = if S::RIGOROUS { f(&Jet::variable(everywhere, order)) } else { series };
        let powers = (&below_power * below).abs() + (&above_power * above).abs();
        let remainder = next.coefficients()[order].abs() * powers / S::count(order + 1);
        Panel { sum, remainder, width: right - left, height }
    }

    /// Whether the remainder is this panel's share of the roundoff of ∫|f|, for |f| of size `scale`.
    fn suffices(&self, scale: &Float, width: &Float) -> bool {
        let allowed = Float::with_val(64, scale * width) >> (S::BITS - SLACK_BITS);
        let share = self.width.reading().magnitude() / width;
        let remainder = self.remainder.reading();
        // Nor need it be smaller than what the sum has lost already.
        let lost = Float::with_val(64, self.sum.reading().radius);
        remainder.is_finite() && remainder.magnitude() <= lost.max(&(allowed * share))
    }

    fn value(&self) -> S {
        self.sum.widened(&self.remainder)
    }
}
