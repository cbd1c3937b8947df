//! How the matrices are made.

use super::native::{Native, bell_shaped};
use super::{Input, Kernel, Problem, Random};
use crate::linalg::Matrix;

impl Input {
    /// The problem of this size for `kernel`; `None` when the kernel takes no such shape.
    ///
    /// It depends on the arguments alone, not on the machine: only sums, products and quotients of `f64` are used.
    pub fn problem<T: Native>(
        self,
        kernel: Kernel,
        size: usize,
        seed: u64,
        trial: u32,
    ) -> Option<Problem<T>> {
        let (m, n) = self.shape(size);
        if !kernel.takes(m, n) {
            return None;
        }
        let labels = [kernel.name(), self.name(), &size.to_string(), &trial.to_string()];
        let mut random = Random::of(seed, &labels);
        let plain = if kernel == Kernel::Cholesky {
            positive_definite(self, n, &mut random)
        } else {
            general(self, m, n, &mut random)
        };
        let mut matrix = if matches!(kernel, Kernel::SymmetricEigen | Kernel::Cholesky) {
            mirrored(&plain)
        } else if kernel == Kernel::Triangular {
            lower(&plain, self)
        } else {
            plain
        };
        // A place that every kernel reads.
        if self == Self::Nan && m > 0 {
            matrix[(m - 1, 0)] = f64::NAN;
        } else if self == Self::Infinity && m > 0 {
            matrix[(m - 1, 0)] = f64::INFINITY;
        }
        let right = kernel.right_shape(m, n).map_or_else(
            || Matrix::from_fn(0, 0, |_, _| 0.0),
            |(rows, cols)| bell_shaped(rows, cols, &mut random),
        );
        // The solution of a system then is of ordinary size.
        let right_too = self == Self::Denormal && kernel != Kernel::Product;
        let right = if right_too {
            right.map(|&x| T::nearest(denormal::<T>(x)))
        } else {
            right.map(|&x| T::nearest(x))
        };
        let matrix = if self == Self::Denormal {
            matrix.map(|&x| T::nearest(denormal::<T>(x)))
        } else if self == Self::Huge {
            let scale = power_of_two(T::LARGEST - 20);
            matrix.map(|&x| T::nearest(x * scale))
        } else {
            matrix.map(|&x| T::nearest(x))
        };
        Some(Problem { matrix, right })
    }
}

/// About 2⁸·x times the smallest positive number.
fn denormal<T: Native>(x: f64) -> f64 {
    // Exact: an integer of few bits times a power of two that f64 has.
    (x * 256.0).round() * power_of_two(T::SMALLEST)
}

fn power_of_two(exponent: i32) -> f64 {
    if exponent < -1022 {
        f64::from_bits(1 << (exponent + 1074))
    } else {
        f64::from_bits(u64::try_from(exponent + 1023).unwrap_or(0) << 52)
    }
}

/// The nearest f32, as an f64.
fn coarse(x: f64) -> f64 {
    f32::nearest(x).into()
}

fn general(input: Input, m: usize, n: usize, random: &mut Random) -> Matrix<f64> {
    match input {
        Input::Graded => {
            let mut matrix = bell_shaped(m, n, random);
            for i in 0..m {
                for j in 0..n {
                    matrix[(i, j)] *= grade(i, m);
                }
            }
            matrix
        }
        Input::Clustered => with_spectrum(n, random, |i| match i {
            0 => 2.0,
            1 => 1.0 + 1.0 / 262_144.0,
            _ => 1.0,
        }),
        Input::RankDeficient => {
            let rank = m.min(n) / 2;
            let left = Matrix::from_fn(m, rank, |_, _| random.integer(4));
            let right = Matrix::from_fn(rank, n, |_, _| random.integer(4));
            times(&left, &right)
        }
        Input::Hilbert => Matrix::from_fn(m, n, |i, j| 1.0 / (i + j + 1) as f64),
        Input::NearSingular => {
            let mut matrix = bell_shaped(m, n, random);
            for j in if m > 0 { 0..n } else { 0..0 } {
                let near = if m > 1 { matrix[(0, j)] } else { 0.0 };
                matrix[(m - 1, j)] = coarse(near + matrix[(m - 1, j)] / 65536.0);
            }
            matrix
        }
        Input::Jordan => Matrix::from_fn(m, n, |i, j| if j == i || j == i + 1 { 1.0 } else { 0.0 }),
        Input::Orthogonal => orthogonal(n, random).map(|&x| coarse(x)),
        Input::Zero | Input::Empty => Matrix::from_fn(m, n, |_, _| 0.0),
        Input::Gaussian
        | Input::Denormal
        | Input::Huge
        | Input::Nan
        | Input::Infinity
        | Input::Tall
        | Input::Wide => bell_shaped(m, n, random),
    }
}

fn positive_definite(input: Input, n: usize, random: &mut Random) -> Matrix<f64> {
    match input {
        Input::Graded => {
            let plain = positive_definite(Input::Gaussian, n, random);
            Matrix::from_fn(n, n, |i, j| {
                // Powers of two on both sides keep the matrix definite.
                let scale = |i: usize| power_of_two(exponent(40, i, n) - 20);
                plain[(i, j)] * scale(i) * scale(j)
            })
        }
        Input::RankDeficient => {
            let factor = Matrix::from_fn(n, n / 2, |_, _| random.integer(4));
            times(&factor, &factor.transpose())
        }
        Input::NearSingular => {
            with_spectrum(n, random, |i| if i == 0 { 1.0 / 65536.0 } else { 1.0 })
        }
        Input::Orthogonal => Matrix::from_fn(n, n, |i, j| if i == j { 1.0 } else { 0.0 }),
        Input::Clustered | Input::Hilbert | Input::Jordan | Input::Zero | Input::Empty => {
            general(input, n, n, random)
        }
        Input::Gaussian
        | Input::Denormal
        | Input::Huge
        | Input::Nan
        | Input::Infinity
        | Input::Tall
        | Input::Wide => {
            let factor = bell_shaped(n, n, random);
            let square = times(&factor, &factor.transpose());
            let shift = n as f64;
            Matrix::from_fn(n, n, |i, j| coarse(square[(i, j)] + if i == j { shift } else { 0.0 }))
        }
    }
}

/// From 2⁻⁴⁰ in the first row to 2⁴⁰ in the last.
fn grade(row: usize, rows: usize) -> f64 {
    power_of_two(exponent(80, row, rows.saturating_sub(1)) - 40)
}

/// ⌊span·part/whole⌋, or 0 of nothing.
fn exponent(span: usize, part: usize, whole: usize) -> i32 {
    i32::try_from((span * part).checked_div(whole).unwrap_or(0)).unwrap_or(0)
}

/// QᵀDQ for a random orthogonal Q, rounded, symmetric.
fn with_spectrum(n: usize, random: &mut Random, value: impl Fn(usize) -> f64) -> Matrix<f64> {
    let basis = orthogonal(n, random);
    let scaled = Matrix::from_fn(n, n, |i, j| value(i) * basis[(i, j)]);
    mirrored(&times(&basis.transpose(), &scaled).map(|&x| coarse(x)))
}

/// A product of two reflections with random axes.
fn orthogonal(n: usize, random: &mut Random) -> Matrix<f64> {
    let mut matrix = Matrix::from_fn(n, n, |i, j| if i == j { 1.0 } else { 0.0 });
    for _ in 0..2 {
        let axis: Vec<f64> = (0..n).map(|_| random.bell_shaped()).collect();
        let square: f64 = axis.iter().map(|x| x * x).sum();
        // An axis of 0 has no mirror.
        for i in if square > 0.0 { 0..n } else { 0..0 } {
            let along: f64 = axis.iter().zip(matrix.row(i)).map(|(a, x)| a * x).sum();
            for j in 0..n {
                matrix[(i, j)] -= 2.0 * along / square * axis[j];
            }
        }
    }
    matrix
}

/// The lower triangle above the diagonal too.
fn mirrored(matrix: &Matrix<f64>) -> Matrix<f64> {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i.max(j), i.min(j))])
}

/// The lower triangle; its diagonal outweighs its row unless the matrix is singular on purpose, since the solution grows
/// like 2ⁿ otherwise.
fn lower(matrix: &Matrix<f64>, input: Input) -> Matrix<f64> {
    let as_is = matches!(input, Input::RankDeficient | Input::Hilbert | Input::Zero);
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
        let entry = matrix[(i, j)];
        if i != j || as_is {
            return if i >= j { entry } else { 0.0 };
        }
        let row: f64 = matrix.row(i)[..i].iter().map(|x| x.abs()).sum();
        coarse(if entry < 0.0 { entry - row } else { entry + row })
    })
}

/// Sums in the order of the indices, on one thread, by the processor's basic operations.
fn times(left: &Matrix<f64>, right: &Matrix<f64>) -> Matrix<f64> {
    Matrix::from_fn(left.rows(), right.cols(), |i, j| {
        (0..left.cols()).map(|k| left[(i, k)] * right[(k, j)]).sum()
    })
}
