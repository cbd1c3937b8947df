//! The theory's own quantities as programs compute them, against certified values.
//!
//! Nothing is judged here: it is a table of how many digits each way of computing loses, and how often the sign is wrong.
//!
//! | file | holds |
//! |---|---|
//! | `nc1` | within-class variability after neural collapse, tr(Σ_W Σ_B⁺)/K |
//! | `spectral_norm` | the largest singular value, by SVD and by power iteration |
//! | `log_sum_exp` | ln Σ exp xᵢ, naive and shifted |

mod log_sum_exp;
mod nc1;
mod spectral_norm;

use super::{Native, Precise, Precision, Random};
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Rational, Real};
use num_traits::Zero;

/// How a way of computing a quantity fared.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What is computed.
    pub name: &'static str,
    /// How.
    pub method: &'static str,
    /// In which type.
    pub precision: Precision,
    /// Data sets with a certified value.
    pub sets: usize,
    /// Results of the wrong sign.
    pub wrong_sign: usize,
    /// Results that are NaN or infinite.
    pub not_finite: usize,
    /// Decimal digits lost in the median set, all of the type's where nothing is right.
    pub median_lost: f64,
    /// Decimal digits lost in the worst set.
    pub worst_lost: f64,
}

/// Data sets of each quantity.
const SETS: usize = 120;

/// All quantities; depends on the seed and the processor alone.
pub fn quantities(seed: u64) -> Vec<Quantity> {
    [nc1::rows(seed), spectral_norm::rows(seed), log_sum_exp::rows(seed)].concat()
}

/// One result beside the true value.
struct Outcome {
    computed: f64,
    truth: Precise,
}

/// A way of computing a quantity from data; none where it gives no number.
type Method<T> = (&'static str, fn(&Matrix<T>) -> Option<T>);

/// Every way, on all data sets with their true values.
fn rows_in<T: Native>(
    name: &'static str,
    methods: &[Method<T>],
    sets: &[(Matrix<f64>, Precise)],
) -> Vec<Quantity> {
    let row = |(method, compute): &Method<T>| {
        let outcome = |(data, truth): &(Matrix<f64>, _)| Outcome {
            computed: compute(&data.map(|&x| T::nearest(x))).map_or(f64::NAN, Into::into),
            truth: *truth,
        };
        summary::<T>(name, method, &sets.iter().map(outcome).collect::<Vec<_>>())
    };
    methods.iter().map(row).collect()
}

fn summary<T: Native>(name: &'static str, method: &'static str, outcomes: &[Outcome]) -> Quantity {
    let wrong = |outcome: &&Outcome| {
        outcome.computed.is_finite()
            && (outcome.computed < 0.0) != (outcome.truth < Precise::zero())
    };
    let mut lost: Vec<f64> = outcomes.iter().map(digits_lost::<T>).collect();
    lost.sort_by(f64::total_cmp);
    Quantity {
        name,
        method,
        precision: T::PRECISION,
        sets: outcomes.len(),
        wrong_sign: outcomes.iter().filter(wrong).count(),
        not_finite: outcomes.iter().filter(|outcome| !outcome.computed.is_finite()).count(),
        median_lost: lost.get(lost.len() / 2).copied().unwrap_or(0.0),
        worst_lost: lost.last().copied().unwrap_or(0.0),
    }
}

/// log₁₀ of the relative error in units of u: from 0 to all digits of the type.
fn digits_lost<T: Native>(outcome: &Outcome) -> f64 {
    let all = -T::PRECISION.unit().log10();
    if !outcome.computed.is_finite() {
        return all;
    }
    let error = (super::native::precise(outcome.computed) - outcome.truth).abs();
    let relative = (error / outcome.truth.abs()).float().to_f64();
    if relative.is_nan() { all } else { (relative.log10() + all).clamp(0.0, all) }
}

/// A finite number as a ball of radius 0.
fn enclosed(value: f64) -> Ball<256> {
    let exact = rug::Rational::from_f64(value).map_or(Rational::UNDEFINED, Rational::from);
    Ball::of(&exact)
}

/// The middle of a ball whose radius is below 2⁻⁶⁴ of it.
fn certified(ball: &Ball<256>) -> Option<Precise> {
    let reading = ball.reading();
    let far_below = reading.centre.to_f64().abs() / 2.0_f64.powi(64);
    (reading.is_finite() && reading.radius < far_below).then(|| Precise::rounded(&reading.centre))
}

fn streams(seed: u64, quantity: &str) -> impl Iterator<Item = (usize, Random)> {
    (0..SETS).map(move |set| (set, Random::of(seed, &[quantity, &set.to_string()])))
}
