//! How far an answer is from what it should be, in units of the unit roundoff u.
//!
//! Everything here is in 256 bits, from the very matrices that the kernel was given and returned, so that the
//! measurement errs by less than 2⁻¹⁹⁰ of a unit in `f64`.
//!
//! | file | holds |
//! |---|---|
//! | `systems` | product, LU, linear systems, least squares |
//! | `factors` | QR, Cholesky |
//! | `spectra` | SVD, eigenvalues, pseudo-inverse |

mod factors;
mod spectra;
mod systems;

use super::native::precisely;
use super::{Answer, Kernel, Native, Precise, Precision, Problem};
use crate::linalg::Matrix;
use crate::number::{Field, Real, largest};
use num_traits::Zero;

/// One error of an answer, with what theory allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Defect {
    /// What is measured; |·| by entries or columns, ‖·‖ in the Frobenius norm.
    pub measure: &'static str,
    /// In units of u; ∞ where something is that should be 0.
    pub error: f64,
    /// The a-priori bound for this problem, in units of u.
    pub bound: f64,
}

/// A measure: its name, where its bound comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The kernel.
    pub kernel: Kernel,
    /// The name, as in [`Defect::measure`].
    pub name: &'static str,
    /// The bound's formula, in units of u.
    pub bound: &'static str,
    /// Where the bound comes from.
    pub source: &'static str,
}

/// The measures of all kernels.
pub const MEASURES: &[&[Measure]] = &[systems::MEASURES, factors::MEASURES, spectra::MEASURES];

/// All errors of a finite answer of the right shapes.
pub fn defects<T: Native>(kernel: Kernel, problem: &Problem<T>, answer: &Answer<T>) -> Vec<Defect> {
    let scale = Scale::of(T::PRECISION);
    let a = precisely(&problem.matrix);
    let b = precisely(&problem.right);
    let answer: Vec<_> = answer.iter().map(precisely).collect();
    match (kernel, answer.as_slice()) {
        (Kernel::Product, [c]) => systems::product(&scale, &a, &b, c),
        (Kernel::Lu, [l, u, rows]) => systems::lu(&scale, &a, l, u, rows),
        (Kernel::Solve, [x, l, u, rows]) => systems::solve(&scale, &a, &b, x, &[l, u, rows]),
        (Kernel::Triangular, [x]) => systems::triangular(&scale, &a, &b, x),
        (Kernel::LeastSquares, [x]) => systems::least_squares(&scale, &a, &b, x),
        (Kernel::Qr, [q, r]) => factors::qr(&scale, &a, q, r),
        (Kernel::Cholesky, [l]) => factors::cholesky(&scale, &a, l),
        (Kernel::Svd, [u, values, v]) => spectra::svd(&scale, &a, u, values, v),
        (Kernel::SymmetricEigen, [values, q]) => spectra::symmetric(&scale, &a, values, q),
        (Kernel::Eigen, [real, imaginary, v]) => spectra::general(&scale, &a, real, imaginary, v),
        (Kernel::PseudoInverse, [x]) => spectra::pseudo_inverse(&scale, &a, x),
        _ => Vec::new(),
    }
}

/// Whether singular values descend and are ≥ 0, or eigenvalues of a symmetric matrix ascend; true of other kernels.
pub(super) fn in_order<T: Native>(kernel: Kernel, answer: &Answer<T>) -> bool {
    let values = |matrix: &Matrix<T>| matrix.entries().iter().map(|&x| x.into()).collect();
    match (kernel, answer.as_slice()) {
        (Kernel::Svd, [_, sigma, _]) => {
            let sigma: Vec<f64> = values(sigma);
            sigma.windows(2).all(|pair| pair[0] >= pair[1]) && sigma.iter().all(|&x| x >= 0.0)
        }
        (Kernel::SymmetricEigen, [lambda, _]) => {
            let lambda: Vec<f64> = values(lambda);
            lambda.windows(2).all(|pair| pair[0] <= pair[1])
        }
        _ => true,
    }
}

/// The type's unit and its smallest normal number.
struct Scale {
    unit: f64,
    floor: Precise,
}

impl Scale {
    fn of(precision: Precision) -> Self {
        Scale { unit: precision.unit(), floor: precision.smallest_normal() }
    }

    /// error ÷ (u·(size + τ)): the smallest normal number τ stands for what underflow adds.
    fn relative(&self, error: Precise, size: Precise) -> f64 {
        (error / (size + self.floor)).float().to_f64() / self.unit
    }

    /// error ÷ (u·size), 0 ÷ 0 being 0: for sizes that hold what underflow adds already.
    fn bare(&self, error: Precise, size: Precise) -> f64 {
        if error.is_zero() { 0.0 } else { (error / size).float().to_f64() / self.unit }
    }

    /// The largest |error| ÷ (u·size) of the entries.
    fn bare_entrywise(&self, error: &Matrix<Precise>, size: &Matrix<Precise>) -> f64 {
        largest_of(error.zip(size, |e, s| self.bare(e.abs(), *s)).entries())
    }

    /// τ for each entry of a matrix, which underflow may add to its norm.
    fn floors(&self, matrix: &Matrix<Precise>) -> Precise {
        self.floor * Precise::count(matrix.rows() * matrix.cols())
    }

    /// The largest |error| ÷ (u·(size + τ)) of the entries.
    fn entrywise(&self, error: &Matrix<Precise>, size: &Matrix<Precise>) -> f64 {
        largest_of(error.zip(size, |e, s| self.relative(e.abs(), *s)).entries())
    }

    /// ‖error‖ ÷ (u·(size + τ)).
    fn normwise(&self, error: &Matrix<Precise>, size: Precise) -> f64 {
        self.relative(error.norm(), size)
    }

    /// The largest ‖eⱼ‖ ÷ (u·(sizeⱼ + τ)) of the columns.
    fn columnwise(&self, error: &Matrix<Precise>, size: impl Fn(usize) -> Precise) -> f64 {
        let columns = (0..error.cols()).map(|j| self.relative(error.col(j).norm(), size(j)));
        largest_of(&columns.collect::<Vec<_>>())
    }

    /// ‖QᵀQ − I‖ ÷ u.
    fn orthogonality(&self, q: &Matrix<Precise>) -> f64 {
        let error = &q.transpose().times(q) - &Matrix::identity(q.cols());
        error.norm().float().to_f64() / self.unit
    }

    /// γₖ ÷ u = k/(1 − ku), Higham §3.1.
    fn gamma(&self, k: usize) -> f64 {
        let k = k as f64;
        let room = 1.0 - k * self.unit;
        if room > 0.0 { k / room } else { f64::INFINITY }
    }
}

/// The largest, NaN taken as ∞: an error that cannot be told is none that is allowed.
fn largest_of(errors: &[f64]) -> f64 {
    errors.iter().fold(0.0, |top, &e| if e.is_nan() { f64::INFINITY } else { f64::max(top, e) })
}

fn absolute(matrix: &Matrix<Precise>) -> Matrix<Precise> {
    matrix.map(Real::abs)
}

fn largest_entry(matrix: &Matrix<Precise>) -> Precise {
    largest(matrix.entries().iter().map(Real::abs))
}
