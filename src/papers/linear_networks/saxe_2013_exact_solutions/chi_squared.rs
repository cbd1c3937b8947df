//! Means over χ²ₙ, the law of n‖Wx‖²/‖x‖² for an n × n Gaussian W of variance 1/n.

use crate::calculus::{Jet, integral};
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::sync::LazyLock;

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
/// Up to 1 by [`head`]; up to X = e^M by quadrature in y = ln x, where it is ∫ q(y)e^{ny/2 − e^y/2} dy. Beyond, q ≤ x², and
/// x^{n/2+1}e^{−x/4} falls from 2n + 4 on, so that ∫ x^{n/2+1}e^{−x/2} dx ≤ 4X^{n/2+1}e^{−X/2}.
///
/// # Errors
/// As of [`integral`].
pub(super) fn mean<S: Rung>(n: usize, quantity: Quantity) -> Result<S, Obstacle> {
    let half = S::of(&(Rational::from(n) / Rational::from(2)));
    // The least whole M with e^M ≥ 3·BITS/2 + 16n: then (n/2 + 1)ln X is below 8n + BITS/20.
    let wanted = f64::from(S::BITS) * 1.5 + 16.0 * n as f64;
    let top = (0..64).find(|&m| f64::from(m).exp() > wanted).unwrap_or(64);
    let last = S::of(&Rational::fraction(i64::from(top), 1));
    let integrand = |y: &Jet<S>| {
        let density = y.scale(&half).minus(&y.exp().scale(&S::ratio(1, 2))).exp();
        match quantity {
            Quantity::Logarithm => y.times(&density),
            Quantity::Power(p) => y.scale(&S::count(p as usize)).exp().times(&density),
        }
    };
    let body = integral(integrand, &S::zero(), &last)?;
    let edge = last.exp();
    let tail = S::count(4) * edge.pow(&(&half + S::one())) * (-(edge * S::ratio(1, 2))).exp();
    let total = head::<S>(n, quantity) + body.widened(&tail);
    Ok(total / (S::count(2).pow(&half) * gamma::<S>(n)))
}

/// ∫ q(x)x^{n/2−1}e^{−x/2} dx over [0, 1], by the series of e^{−x/2}: ∫ x^{a−1} = 1/a and ∫ x^{a−1}ln x = −1/a² with
/// a = k + n/2 (+ p). It alternates and falls, so that what is left out is at most the next term, below 2^−BITS.
fn head<S: Rung>(n: usize, quantity: Quantity) -> S {
    let half = Rational::fraction(-1, 2);
    let mut coefficient = Rational::one();
    let mut terms = (0..).map(|k| {
        let exponent = Rational::from(k) + Rational::from(n) / Rational::from(2);
        let term = match quantity {
            Quantity::Logarithm => -&coefficient / exponent.square(),
            Quantity::Power(p) => &coefficient / &(exponent + Rational::from(p as usize)),
        };
        coefficient = &coefficient * &half / Rational::from(k + 1);
        term
    });
    let kept = S::BITS as usize / 4 + 8;
    let sum = terms.by_ref().take(kept).fold(S::zero(), |total, term| total + S::of(&term));
    let next = terms.next().unwrap_or_else(Rational::zero);
    sum.widened(&S::of(&next))
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
    let square = n.square();
    let mut power = Rational::one();
    let mut corrections = (1..=order + 1).map(|k| {
        power *= &square;
        &BERNOULLI[2 * k] / &(Rational::from(2 * k) * &power)
    });
    let series = corrections.by_ref().take(order).fold(Rational::zero(), |total, x| total + x);
    let remainder = corrections.next().unwrap_or_else(Rational::zero);
    let exact = harmonic - Rational::one() / (Rational::from(2) * n) + series;
    (S::of(&exact) - S::count(terms).ln()).widened(&S::of(&remainder))
}

/// The order at most: of 512 bits, and one more.
const MOST_BERNOULLI: usize = 2 * (512 / 8 + 1);

/// B₀, B₁, …, from Σ_{j≤k} C(k+1, j)Bⱼ = 0.
static BERNOULLI: LazyLock<Vec<Rational>> = LazyLock::new(|| {
    let mut numbers = vec![Rational::one()];
    for k in 1..=MOST_BERNOULLI {
        let mut binomial = Rational::one();
        let mut total = Rational::zero();
        for (j, number) in numbers.iter().enumerate() {
            total += &(&binomial * number);
            binomial = binomial * Rational::from(k + 1 - j) / Rational::from(j + 1);
        }
        numbers.push(-total / Rational::from(k + 1));
    }
    numbers
});
