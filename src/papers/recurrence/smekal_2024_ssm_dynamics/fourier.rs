//! Discrete Fourier transforms by their definition.

use crate::number::{Complex, Field, Real};
use num_traits::Zero;

/// e^{−2πik/P} for k < P.
pub(super) fn roots<S: Real>(period: usize) -> Vec<Complex<S>> {
    let angle = |k: usize| -(S::count(2 * k) * S::pi() / S::count(period));
    (0..period).map(|k| Complex::unit(&angle(k))).collect()
}

/// Σ_t x_t e^{−2πikt/P} for k < P, of at most P numbers, as if followed by zeros.
pub(super) fn transform<S: Real>(values: &[S], period: usize) -> Vec<Complex<S>> {
    assert!(values.len() <= period, "{} numbers in a period of {period}", values.len());
    let roots = roots::<S>(period);
    let at = |k: usize| {
        let term = |(t, x): (usize, &S)| &roots[k * t % period] * Complex::real(x.clone());
        values.iter().enumerate().map(term).fold(Complex::zero(), |sum, x| sum + x)
    };
    (0..period).map(at).collect()
}

/// The numbers whose transform this is.
pub(super) fn inverse<S: Real>(transform: &[Complex<S>]) -> Vec<Complex<S>> {
    let period = transform.len();
    let roots = roots::<S>(period);
    let at = |t: usize| {
        let term = |(k, x): (usize, &Complex<S>)| roots[k * t % period].conjugate() * x;
        let sum = transform.iter().enumerate().map(term).fold(Complex::zero(), |sum, x| sum + x);
        sum / Complex::count(period)
    };
    (0..period).map(at).collect()
}

/// All real parts, then all imaginary parts.
pub(super) fn parts<S: Field>(numbers: &[Complex<S>]) -> Vec<S> {
    let re = numbers.iter().map(|x| x.re.clone());
    re.chain(numbers.iter().map(|x| x.im.clone())).collect()
}
