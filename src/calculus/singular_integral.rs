//! Integrals from an end where the integrand is infinite, or not smooth.

use super::{Jet, integral};
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::One;

/// Halvings of the part that is integrated term by term.
const MOST_HALVINGS: u32 = 64;

/// Bits of the roundoff that are left to the remainder.
const SLACK_BITS: u32 = 6;

/// What makes an integrand singular at 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Singularity {
    /// x^exponent, exponent > −1.
    Power(Rational),
    /// x^exponent·ln x, exponent > −1.
    PowerTimesLogarithm(Rational),
}

impl Singularity {
    fn exponent(&self) -> &Rational {
        match self {
            Self::Power(exponent) | Self::PowerTimesLogarithm(exponent) => exponent,
        }
    }

    fn jet<S: Rung>(&self, x: &Jet<S>) -> Jet<S> {
        let power = x.pow(&S::of(self.exponent()));
        match self {
            Self::Power(_) => power,
            Self::PowerTimesLogarithm(_) => power.times(&x.ln()),
        }
    }

    /// ∫ x^k·self from 0 to c: c^s/s, and c^s(ln c/s − 1/s²), with s = exponent + k + 1. Of one sign below 1.
    fn moment<S: Rung>(&self, k: usize, c: &S) -> S {
        let s = S::of(&(self.exponent() + Rational::from(k) + Rational::one()));
        let power = c.pow(&s) / &s;
        match self {
            Self::Power(_) => power,
            Self::PowerTimesLogarithm(_) => power * (c.ln() - S::one() / s),
        }
    }
}

/// ∫ singularity(x)·g(x) dx from 0 to `end` > 0, for a g that is smooth on all of [0, end], 0 included.
///
/// Near 0, g is replaced by its Taylor series there, whose terms are integrated in closed form; in rigorous rungs Lagrange's
/// remainder is enclosed. The rest is an [`integral()`]. A singularity at another end is moved there by the caller, and an infinite
/// range too: ∫ e^(−λt)·g(e^(−t)) dt from 0 to ∞ is ∫ x^(λ − 1)·g(x) dx from 0 to 1.
///
/// # Errors
/// [`Obstacle::NotConverged`] when the series of g does not converge near 0, or as [`integral()`]; [`Obstacle::TooWide`] when
/// `end` is not proved to be positive.
///
/// # Panics
/// When the exponent is −1 or less.
pub fn singular_integral<S: Rung>(
    singularity: &Singularity,
    g: impl Fn(&Jet<S>) -> Jet<S>,
    end: &S,
) -> Result<S, Obstacle> {
    let exponent = singularity.exponent();
    assert!(*exponent > -Rational::one(), "x^({exponent}) has no integral from 0");
    if !end.reading().is_positive() {
        return Err(Obstacle::TooWide { of: "the end of an integral" });
    }
    let (near, from) = at_zero(singularity, &g, end)?;
    let far = integral(|x| singularity.jet(x).times(&g(x)), &from, end)?;
    Ok(near + far)
}

/// The integral up to some power of 2, at most 1 and about `end` at most, and that power.
fn at_zero<S: Rung>(
    singularity: &Singularity,
    g: &dyn Fn(&Jet<S>) -> Jet<S>,
    end: &S,
) -> Result<(S, S), Obstacle> {
    let order = usize::try_from(S::BITS / 4).unwrap_or(0).max(10);
    let series = g(&Jet::variable(S::zero(), order));
    let half = S::ratio(1, 2);
    let mut reach = S::one();
    for _ in 0..MOST_HALVINGS {
        if !(end.centre() - &reach).reading().is_at_least_zero() {
            reach *= &half;
            continue;
        }
        let terms = series.coefficients().iter().take(order).enumerate();
        let terms: Vec<S> = terms.map(|(k, c)| c * singularity.moment(k, &reach)).collect();
        let left_out =
            |coefficient: &S, k: usize| coefficient.abs() * singularity.moment(k, &reach).abs();
        let remainder = if S::RIGOROUS {
            let middle = &reach * &half;
            let everywhere = g(&Jet::variable(middle.widened(&middle), order));
            left_out(&everywhere.coefficients()[order], order)
        } else {
            let last = series.coefficients();
            left_out(&last[order], order).max(&left_out(&last[order - 1], order - 1))
        };
        let size = crate::number::largest(terms.iter().map(Real::abs)).reading().magnitude();
        let bound = remainder.reading().magnitude();
        if bound.is_finite() && bound <= size >> (S::BITS - SLACK_BITS) {
            let total = terms.into_iter().rev().fold(S::zero(), |total, term| total + term);
            return Ok((total.widened(&remainder), reach));
        }
        reach *= &half;
    }
    Err(Obstacle::NotConverged { algorithm: "singular_integral", steps: MOST_HALVINGS as usize })
}
