//! Fractional powers of a well-conditioned positive definite matrix, by a root that is refined and then raised back.

use super::bounds::{centres, exactly, mirrored};
use super::pivots;
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Mp, Rational, Rung, sum};

/// Larger matrices are left to their eigenvectors.
const LARGEST: usize = 8;

/// Higher roots take more products than eigenvectors.
const HIGHEST: u32 = 6;

/// Each refinement gains 53 bits less those of the condition number.
const MOST_REFINEMENTS: usize = 16;

/// From this condition number on, eigenvectors in `f64` gain few bits.
const STEEP: f64 = 1e8;

/// From modes in full precision, one refinement would do but for their own roundoff.
const STEEP_REFINEMENTS: usize = 2;

/// More than the roundoff of some dozen operations in `f64`.
const SLACK: f64 = 1e-14;

/// A^p for all these p, each between 0 and 1, for every symmetric A whose lower triangle is within; nothing where that is not proved.
///
/// Let X be symmetric with X ≥ x₀ > 0, a common denominator q of the p, and ‖X^q − A‖ ≤ δ for all A. If x₁^q + δ ≤ x₀^q, both X^q
/// and A are at least x₁^q, where the derivative of t^p is at most p·x₁^(pq−q): so ‖X^(pq) − A^p‖ ≤ p·x₁^(pq−q)·δ.
pub(super) fn fractional_powers<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    powers: &[Rational],
) -> Option<Vec<Matrix<Ball<B>>>> {
    if !(1..=LARGEST).contains(&matrix.rows()) {
        return None;
    }
    let fractions: Vec<(u32, u32)> = powers.iter().map(proper).collect::<Option<_>>()?;
    let root = (1..=HIGHEST).find(|q| fractions.iter().all(|(_, bottom)| q % bottom == 0))?;
    let matrix = mirrored(matrix);
    let (x, least) = approximate(&matrix, root)?;
    let x = exactly(&x);
    let floor = Ball::exact(&Mp::of(&Rational::exact(0.9 * least)));
    let floor = Matrix::identity(x.rows()).scale(&floor);
    if !pivots::are_positive(&(&x - &floor)) {
        return None;
    }
    // x₀ is about 0.9·least, and x₁ less.
    let (x0, x1) = (0.9 * least * (1.0 - SLACK), 0.85 * least);
    let raised = powers_of(&x, root);
    let distance = symmetric_norm(&(&raised[raised.len() - 1] - &matrix))?;
    let exponent = root.cast_signed();
    let (high, low) = (x0.powi(exponent) * (1.0 - SLACK), x1.powi(exponent) * (1.0 + SLACK));
    if !(low > 1e-290 && high < 1e290 && (low + distance) * (1.0 + SLACK) <= high) {
        return None;
    }
    let power = |&(top, bottom): &(u32, u32)| {
        let whole = top * (root / bottom);
        let slope = f64::from(top) / f64::from(bottom) / x1.powi((root - whole).cast_signed());
        let reach = Ball::exact(&Mp::of(&Rational::exact(slope * distance * (1.0 + SLACK))));
        // A distance of 0 is exact; any other keeps its relative roundoff, but for underflow.
        let is_safe = distance == 0.0 || slope * distance > 1e-290;
        is_safe.then(|| raised[whole as usize - 1].map(|entry| entry.widened(&reach)))
    };
    fractions.iter().map(power).collect()
}

/// Numerator and denominator of a fraction between 0 and 1.
fn proper(power: &Rational) -> Option<(u32, u32)> {
    let value = power.value()?;
    let (top, bottom) = (value.numer().to_u32()?, value.denom().to_u32()?);
    (0 < top && top < bottom).then_some((top, bottom))
}

/// X, X², … up to X^most of a symmetric X: as they are symmetric, too, half of their entries will do.
fn powers_of<S: Field>(x: &Matrix<S>, most: u32) -> Vec<Matrix<S>> {
    let size = x.rows();
    let mut powers = vec![x.clone()];
    for _ in 1..most {
        let last = &powers[powers.len() - 1];
        let mut next = Matrix::zeros(size, size);
        for i in 0..size {
            for j in 0..=i {
                let entry = S::dot(last.row(i), x.row(j));
                next[(j, i)] = entry.clone();
                next[(i, j)] = entry;
            }
        }
        powers.push(next);
    }
    powers
}

/// About A^(1/q), exactly symmetric, for the centre A, and its least eigenvalue.
fn approximate<const B: u32>(matrix: &Matrix<Ball<B>>, root: u32) -> Option<(Matrix<Mp<B>>, f64)> {
    let size = matrix.rows();
    let mut coarse = Matrix::zeros(size, size);
    for i in 0..size {
        for j in 0..size {
            coarse[(i, j)] = matrix[(i, j)].nearby()?.0;
        }
    }
    let centre = centres(matrix);
    match Modes::of(&coarse, root).filter(|modes| !modes.are_steep(root)) {
        Some(modes) => Some((refined(&centre, &modes, root)?, modes.roots[0])),
        None => steep(&centre, root),
    }
}

/// The root from modes in `f64`, refined as long as that gains.
fn refined<const B: u32>(
    centre: &Matrix<Mp<B>>,
    modes: &Modes<f64>,
    root: u32,
) -> Option<Matrix<Mp<B>>> {
    let mut x = symmetric(&modes.whole(), 0);
    let exponent =
        |m: &Matrix<Mp<B>>| m.entries().iter().filter_map(|x| x.binary().exponent()).max();
    let roundoff = exponent(centre)? - B.cast_signed();
    let mut last: Option<i32> = None;
    for _ in 0..MOST_REFINEMENTS {
        let residual = centre - &powers_of(&x, root)[root as usize - 1];
        let gains = |&exponent: &i32| last.is_none_or(|last| exponent < last);
        let Some(exponent) = exponent(&residual).filter(gains) else { break };
        let change = modes.change(&residual.map(|x| near(x, -exponent)));
        if !change.entries().iter().all(|x| x.is_finite()) {
            return None;
        }
        x = &x + &symmetric(&change, exponent);
        // The next gain is like the last one.
        if last.is_some_and(|last| exponent - (last - exponent) < roundoff - 8) {
            break;
        }
        last = Some(exponent);
    }
    Some(x)
}

/// The root of a matrix whose least eigenvalue is little more than the roundoff of the largest one in `f64`, or less: from
/// modes in full precision, which takes longer.
fn steep<const B: u32>(centre: &Matrix<Mp<B>>, root: u32) -> Option<(Matrix<Mp<B>>, f64)> {
    let modes = Modes::of(centre, root)?;
    let mut x = lower_mirrored(&modes.whole());
    for _ in 0..STEEP_REFINEMENTS {
        let residual = centre - &powers_of(&x, root)[root as usize - 1];
        x = &x + &lower_mirrored(&modes.change(&residual));
    }
    Some((x, modes.roots[0].nearby()?.0))
}

/// Eigenvectors of A, and eigenvalues of A^(1/q).
struct Modes<S> {
    basis: Matrix<S>,
    back: Matrix<S>,
    /// Ascending.
    roots: Vec<S>,
    /// Σ xᵢᵏxⱼ^(q−1−k) over k < q.
    divisors: Matrix<S>,
}

impl<S: Rung> Modes<S> {
    /// Nothing unless all eigenvalues are positive.
    fn of(matrix: &Matrix<S>, root: u32) -> Option<Self> {
        let eigen = matrix.symmetric_eigen().ok()?;
        eigen.values.first().filter(|least| least.reading().is_positive())?;
        let power = S::ratio(1, u64::from(root));
        let roots: Vec<S> = eigen.values.iter().map(|x| x.pow(&power)).collect();
        let divisors = Matrix::from_fn(roots.len(), roots.len(), |i, j| {
            sum((0..root).map(|k| roots[i].power(k) * roots[j].power(root - 1 - k)))
        });
        let back = eigen.vectors.transpose();
        Some(Modes { basis: eigen.vectors, back, roots, divisors })
    }

    /// The matrix of these eigenvectors and eigenvalues.
    fn whole(&self) -> Matrix<S> {
        let size = self.roots.len();
        &Matrix::from_fn(size, size, |i, j| &self.basis[(i, j)] * &self.roots[j]) * &self.back
    }

    /// X + E is better than X when Σ XᵏEX^(q−1−k) = A − X^q over k < q: in a basis of eigenvectors, of eigenvalues x, Eᵢⱼ is
    /// (A − X^q)ᵢⱼ divided by Σ xᵢᵏxⱼ^(q−1−k). Basis and division in `f64` will do, unless A is steep.
    fn change(&self, residual: &Matrix<S>) -> Matrix<S> {
        let turned = &(&self.back * residual) * &self.basis;
        &(&self.basis * &turned.zip(&self.divisors, |r, d| r / d)) * &self.back
    }
}

impl Modes<f64> {
    /// Whether a refinement with these would gain few bits.
    fn are_steep(&self, root: u32) -> bool {
        let spread = self.roots[self.roots.len() - 1] / self.roots[0];
        spread.powi(root.cast_signed()) > STEEP
    }
}

/// About x·2^shift.
fn near<const B: u32>(x: &Mp<B>, shift: i32) -> f64 {
    let Some(parts) = x.parts() else { return f64::NAN };
    let Some(&top) = parts.limbs.last() else { return 0.0 };
    let size = top as f64 * 2_f64.powi(parts.exponent + shift - 64);
    if parts.negative { -size } else { size }
}

/// The lower triangle, mirrored.
fn lower_mirrored<const B: u32>(matrix: &Matrix<Mp<B>>) -> Matrix<Mp<B>> {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i.max(j), i.min(j))])
}

/// The lower triangle times 2^exponent, mirrored.
fn symmetric<const B: u32>(matrix: &Matrix<f64>, exponent: i32) -> Matrix<Mp<B>> {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
        Mp::of_double(matrix[(i.max(j), i.min(j))], exponent)
    })
}

/// A bound of the spectral norm of every symmetric matrix within: the largest sum of a row's absolute values.
fn symmetric_norm<const B: u32>(matrix: &Matrix<Ball<B>>) -> Option<f64> {
    let mut largest: f64 = 0.0;
    for i in 0..matrix.rows() {
        let sizes: Option<Vec<f64>> = matrix
            .row(i)
            .iter()
            .map(|x| x.nearby().map(|(centre, distance)| centre.abs() + distance))
            .collect();
        largest = largest.max(sum(sizes?) * (1.0 + SLACK));
    }
    Some(largest)
}
