//! What the noise adds when the designs are Gaussian.
//!
//! For a row x of p standard normal entries ‖x‖ has a density proportional to rᵖ⁻¹exp(−r²/2), r > 0, so for odd p
//! E[1/‖x‖²] = E Zᵖ⁻³/E Zᵖ⁻¹. The moments are enclosed by the trapezoidal rule with step h = 1/4. On the strip of half-width
//! a = 2π/h, M ≤ exp(a²/2)·E(Z² + a²)ᵏ ≤ exp(a²/2)·2ᵏ((2k − 1)!! + a²ᵏ), which bounds the error for Z²ᵏ by
//! 4exp(−2π²/h²)·2ᵏ((2k − 1)!! + a²ᵏ). The terms beyond R = 24 add at most 2∫_R^∞ z²ᵏφ ≤ 4R²ᵏφ(R) for 2k ≤ 10.

use crate::calculus::{GaussianTrapezoid, normal_density};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal};
use crate::number::{Rational, Rung};
use num_traits::Zero;

/// Integration by parts: (p − 2)∫rᵖ⁻³exp(−r²/2)dr = ∫rᵖ⁻¹exp(−r²/2)dr.
pub(super) const GAUSSIAN_NOISE: Claim = Claim {
    id: "cl-gaussian-noise-term",
    statement: "for n = 1 and a Gaussian design, ν = E‖X⁺ξ‖² = σ²·E[1/‖x‖²] = σ²/(p − 2), which is nσ²/(p − n − 1)",
    hypotheses: "the p entries of X = xᵀ independent standard normal, p ≥ 3 odd and ≤ 11, ξ = ±σ, σ ≠ 0",
    source: "abstract (\"explicit forms\"); derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Row, S, |row| row.noise_is(row.parameters - 2)),
    witness: None,
    mutants: &[
        Mutant {
            id: "noise-over-p-minus-n",
            why_false: "the mean of the inverse of ‖x‖² is 1/(p − 2), not 1/(p − 1)",
            check: check!(Row, S, |row| row.noise_is::<S>(row.parameters - 1)),
            literal_reading: None,
        },
        Mutant {
            id: "inverse-of-the-mean",
            why_false: "E‖x‖² = p, but E[1/‖x‖²] > 1/p by Jensen",
            check: check!(Row, S, |row| row.noise_is::<S>(row.parameters)),
            literal_reading: None,
        },
    ],
};

/// A Gaussian design of one row.
#[derive(Debug)]
struct Row {
    /// p.
    parameters: usize,
    /// σ.
    noise: Rational,
}

impl Case for Row {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (parameters, noise) = (2 * draw.dim(1, 5) + 1, draw.entry());
        if noise.is_zero() { Err(Rejected("σ ≠ 0")) } else { Ok(Row { parameters, noise }) }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let row = |parameters| Row { parameters, noise: Rational::from(1) };
        vec![("three weights", row(3)), ("eleven weights", row(11))]
    }
}

impl Row {
    /// σ²·E[1/‖x‖²] = σ²/`divisor`.
    fn noise_is<S: Rung>(&self, divisor: usize) -> Compared<S> {
        let trapezoid = GaussianTrapezoid::new(&S::ratio(1, 4), 96);
        let half = (self.parameters - 1) / 2;
        let inverse = moment(&trapezoid, half - 1) / moment(&trapezoid, half);
        let variance = S::of(&self.noise).square();
        equal(&variance * inverse, &variance / S::count(divisor))
    }
}

/// E Z²ᵏ, enclosed; k ≤ 5.
fn moment<S: Rung>(trapezoid: &GaussianTrapezoid<S>, k: usize) -> S {
    let power = |x: &S| x.square().power(u32::try_from(k).expect("k ≤ 5"));
    let (strip, end) = (S::count(8) * S::pi(), S::count(24));
    let double_factorial = S::count((1..=k).map(|j| 2 * j - 1).product());
    let growth = S::count(1 << k) * (double_factorial + power(&strip));
    let analytic = S::count(4) * (-(strip.square() / S::count(2))).exp() * growth;
    let tail = S::count(4) * power(&end) * normal_density(&end);
    trapezoid.mean(power).widened(&(analytic + tail))
}
