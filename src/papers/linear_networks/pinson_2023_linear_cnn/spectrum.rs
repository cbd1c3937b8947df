//! Signals given by the sizes and angles of their Fourier coefficients.

use crate::claim::{Draw, Rejected};
use crate::linalg::Matrix;
use crate::number::{Complex, Field, Rational, Real, sum};
use num_traits::One;

/// Fourier coefficients z_k of a real signal, z_{n−k} the conjugate of z_k: no two of the first ⌊n/2⌋ + 1 are of one size.
#[derive(Debug)]
pub(super) struct Spectrum {
    /// |z_k|, k = 0..⌊n/2⌋.
    pub(super) sizes: Vec<Rational>,
    /// z_k/|z_k|.
    angles: Vec<[Rational; 2]>,
    /// n.
    length: usize,
}

impl Spectrum {
    pub(super) fn drawn(draw: &mut Draw<'_>, length: usize) -> Result<Self, Rejected> {
        let half = length / 2;
        let sizes: Vec<_> = (0..=half).map(|_| draw.between("0.5", "2")).collect();
        let differ = |k: usize| sizes[..k].iter().all(|size| *size != sizes[k]);
        if !(0..=half).all(differ) {
            return Err(Rejected("frequencies of one size"));
        }
        let is_real = |k: usize| k == 0 || 2 * k == length;
        let mut angle = |k| if is_real(k) { sign(draw) } else { on_the_circle(&draw.entry()) };
        let angles = (0..=half).map(&mut angle).collect();
        Ok(Spectrum { sizes, angles, length })
    }

    /// Of positive coefficients z_k, k = 0..⌊n/2⌋.
    pub(super) fn positive(sizes: Vec<Rational>, length: usize) -> Self {
        let angles = sizes.iter().map(|_| [Rational::one(), Rational::from(0)]).collect();
        Spectrum { sizes, angles, length }
    }

    /// n.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// The place of z_k, or of its conjugate, among the first ⌊n/2⌋ + 1.
    pub(super) fn place(&self, k: usize) -> usize {
        k.min(self.length - k)
    }

    /// |z_k|, k = 0..n − 1.
    pub(super) fn all_sizes<T: Real>(&self) -> Vec<T> {
        (0..self.length).map(|k| T::of(&self.sizes[self.place(k)])).collect()
    }

    /// z_k/|z_k|, k = 0..n − 1.
    pub(super) fn directions<T: Real>(&self) -> Vec<Complex<T>> {
        let direction = |k: usize| {
            let [re, im] = &self.angles[self.place(k)];
            let z = Complex { re: T::of(re), im: T::of(im) };
            if 2 * k > self.length { z.conjugate() } else { z }
        };
        (0..self.length).map(direction).collect()
    }

    /// The largest |z_k|.
    pub(super) fn greatest(&self) -> &Rational {
        let larger = |a, b| if a > b { a } else { b };
        self.sizes.iter().reduce(larger).expect("at least one frequency")
    }
}

/// 1 or −1.
fn sign(draw: &mut Draw<'_>) -> [Rational; 2] {
    [Rational::from(1) - Rational::from(2 * draw.dim(0, 1)), Rational::from(0)]
}

/// A rational point of the circle.
fn on_the_circle(slope: &Rational) -> [Rational; 2] {
    let (one, square) = (Rational::one(), slope.square());
    [(&one - &square) / (&one + &square), (slope + slope) / (&one + &square)]
}

/// e^{sign·2πij/n}, j = 0..n − 1.
fn roots_of_unity<T: Real>(length: usize, sign: i64) -> Vec<Complex<T>> {
    let angle = |j: usize| T::pi() * T::ratio(2 * sign, length as u64) * T::count(j);
    (0..length).map(|j| Complex::unit(&angle(j))).collect()
}

/// The real parts of factor·Σ_k z_k e^{sign·2πikm/n}, m = 0..n − 1, as a row.
pub(super) fn transform<T: Real>(z: &[Complex<T>], sign: i64, factor: &T) -> Matrix<T> {
    let (n, roots) = (z.len(), roots_of_unity::<T>(z.len(), sign));
    Matrix::from_fn(1, n, |_, m| {
        let terms = z.iter().enumerate().map(|(k, z)| (z * &roots[k * m % n]).re);
        sum(terms) * factor
    })
}

/// factor·Σ_m row_m·e^{sign·2πikm/n}, k = 0..n − 1.
pub(super) fn coefficients<T: Real>(row: &[T], sign: i64, factor: &T) -> Vec<Complex<T>> {
    let (n, roots) = (row.len(), roots_of_unity::<T>(row.len(), sign));
    let coefficient = |k: usize| {
        let part = |pick: fn(&Complex<T>) -> &T| {
            sum(row.iter().enumerate().map(|(m, x)| pick(&roots[k * m % n]) * x)) * factor
        };
        Complex { re: part(|z| &z.re), im: part(|z| &z.im) }
    };
    (0..n).map(coefficient).collect()
}

/// (w, V) with λ_k = √(u_k√n) and G_k = u_k·direction_k/λ_k.
pub(super) fn layers<T: Real>(strengths: &[T], directions: &[Complex<T>]) -> Vec<Matrix<T>> {
    let n = T::count(strengths.len());
    let responses: Vec<T> = strengths.iter().map(|u| (u * n.sqrt()).sqrt()).collect();
    let filter: Vec<_> = responses.iter().map(|x| Complex::real(x.clone())).collect();
    let readout: Vec<_> = strengths
        .iter()
        .zip(&responses)
        .zip(directions)
        .map(|((u, response), z)| Complex { re: u / response * &z.re, im: u / response * &z.im })
        .collect();
    let one = T::one();
    vec![transform(&filter, 1, &(&one / &n)), transform(&readout, -1, &(one / n.sqrt()))]
}

/// u_k = |G_kλ_k| of (w, V).
pub(super) fn strengths<T: Real>(layers: &[Matrix<T>]) -> Vec<T> {
    let (filter, readout) = (layers[0].entries(), layers[1].entries());
    let unit = T::one() / T::count(filter.len()).sqrt();
    let responses = coefficients(filter, -1, &T::one());
    let gains = coefficients(readout, 1, &unit);
    responses.iter().zip(&gains).map(|(response, gain)| (response * gain).abs()).collect()
}
