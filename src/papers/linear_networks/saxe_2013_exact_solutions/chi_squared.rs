//! Means over χ²ₙ, the law of n‖Wx‖²/‖x‖² for an n × n Gaussian W of variance 1/n.

use crate::calculus::{Jet, integral};
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// What is averaged.
#[derive(Clone, Copy)]
pub(super) enum Quantity {
    /// ln χ².
    Logarithm,
    /// (χ²)ᵖ, p = 1 or 2.
    Power(u32),
}

/// E of the quantity over χ²ₙ, from the density x^{n/2−1}e^{−x/2}/(2^{n/2}Γ(n/2)); an enclosure in rigorous rungs.
///
/// With x = e^y it is ∫ q(y) e^{ny/2 − e^y/2} dy over R, cut to [−L, M] with X = e^M ≥ 2n + 8. Left of it, |q| ≤ |y|, and
/// ∫ |y|e^{ny/2} = (2/n)(L + 2/n)e^{−nL/2}. Right of it, |q| ≤ x², and x^{n/2+1}e^{−x/4} falls from 2n + 4 on, so that
/// ∫ x^{n/2+1}e^{−x/2} dx ≤ 4X^{n/2+1}e^{−X/2}. Powers are bounded on the left by 1 ≤ |y|, as L ≥ 1.
///
/// # Errors
/// As of [`integral`].
pub(super) fn mean<S: Rung>(n: usize, quantity: Quantity) -> Result<S, Obstacle> {
    let bits = S::BITS as usize;
    let left = S::count((3 * bits / 2 + 16) / n + 2);
    let half = S::of(&(Rational::from(n) / Rational::from(2)));
    // The least whole M with e^M ≥ 3·BITS/2 + 16n: then (n/2 + 1)ln X is below 8n + BITS/20.
    let wanted = 3 * bits / 2 + 16 * n;
    let top = (0..64).find(|&m| f64::from(m).exp() > wanted as f64).unwrap_or(64);
    let right = S::of(&Rational::fraction(i64::from(top), 1));
    let integrand = |y: &Jet<S>| {
        let density = y.scale(&half).minus(&y.exp().scale(&S::ratio(1, 2))).exp();
        match quantity {
            Quantity::Logarithm => y.times(&density),
            Quantity::Power(p) => y.scale(&S::count(p as usize)).exp().times(&density),
        }
    };
    let middle = integral(integrand, &-&left, &right)?;
    let edge = right.exp();
    let left_tail = (S::one() / &half) * (&left + S::one() / &half) * (-(&half * &left)).exp();
    let right_tail = S::count(4) * edge.pow(&(&half + S::one())) * (-(edge * S::ratio(1, 2))).exp();
    Ok(middle.widened(&left_tail).widened(&right_tail) / (S::count(2).pow(&half) * gamma::<S>(n)))
}

/// Γ(n/2), from Γ(1) = 1 or Γ(1/2) = √π by Γ(x + 1) = xΓ(x).
fn gamma<S: Rung>(n: usize) -> S {
    let (start, first) = if n.is_multiple_of(2) { (2, S::one()) } else { (1, S::pi().sqrt()) };
    (start..n).step_by(2).fold(first, |product, k| product * S::ratio(1, 2) * S::count(k))
}

/// ψ(n/2), from ψ(1) = −γ or ψ(1/2) = −γ − 2 ln 2 by ψ(x + 1) = ψ(x) + 1/x.
pub(super) fn digamma<S: Rung>(n: usize) -> S {
    let start = if n.is_multiple_of(2) { 2 } else { 1 };
    let reciprocals = (start..n).step_by(2).map(|k| Rational::from(2) / Rational::from(k));
    let rational = S::of(&reciprocals.fold(Rational::zero(), |total, x| total + x));
    let at_half = if start == 1 { S::count(4).ln() } else { S::zero() };
    rational - euler::<S>() - at_half
}

/// Euler's γ by Euler and Maclaurin's sum of 1/k up to N = BITS/2 with m = BITS/8 Bernoulli numbers:
/// γ = Σ_{k≤N} 1/k − ln N − 1/(2N) + Σ_{k≤m} B₂ₖ/(2kN^{2k}) + R, where |R| is at most the next term, since 1/x is completely
/// monotone; that is below 2^{−1.2·BITS}.
fn euler<S: Rung>() -> S {
    let (terms, order) = (S::BITS as usize / 2, S::BITS as usize / 8);
    let n = Rational::from(terms);
    let harmonic =
        (1..=terms).fold(Rational::zero(), |total, k| total + Rational::one() / Rational::from(k));
    let bernoulli = bernoulli(2 * (order + 1));
    let square = n.square();
    let mut power = Rational::one();
    let mut corrections = (1..=order + 1).map(|k| {
        power *= &square;
        &bernoulli[2 * k] / &(Rational::from(2 * k) * &power)
    });
    let series = corrections.by_ref().take(order).fold(Rational::zero(), |total, x| total + x);
    let remainder = corrections.next().unwrap_or_else(Rational::zero);
    let exact = harmonic - Rational::one() / (Rational::from(2) * n) + series;
    (S::of(&exact) - S::count(terms).ln()).widened(&S::of(&remainder))
}

/// B₀, …, B_most, from Σ_{j≤k} C(k+1, j)Bⱼ = 0.
fn bernoulli(most: usize) -> Vec<Rational> {
    let mut numbers = vec![Rational::one()];
    for k in 1..=most {
        let mut binomial = Rational::one();
        let mut total = Rational::zero();
        for (j, number) in numbers.iter().enumerate() {
            total += &(&binomial * number);
            binomial = binomial * Rational::from(k + 1 - j) / Rational::from(j + 1);
        }
        numbers.push(-total / Rational::from(k + 1));
    }
    numbers
}
