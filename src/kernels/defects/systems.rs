//! Products, LU, linear systems, least squares.
//!
//! faer multiplies by the reciprocal of a pivot where the theorems divide: one rounding more for each triangle.

use super::{Defect, Measure, Scale, absolute};
use crate::kernels::native::precise;
use crate::kernels::{Kernel, Precise};
use crate::linalg::Matrix;
use crate::number::{Real, sum};

const fn measure(
    kernel: Kernel,
    name: &'static str,
    bound: &'static str,
    source: &'static str,
) -> Measure {
    Measure { kernel, name, bound, source }
}

pub(super) const MEASURES: &[Measure] = &[
    measure(Kernel::Product, "|C − AB| / |A||B|", "γₖ, k = columns of A", "Higham, (3.13)"),
    measure(Kernel::Product, "‖C − AB‖ / ‖A‖‖B‖", "γₖ", "from (3.13)"),
    measure(Kernel::Lu, "|PA − LU| / |L||U|", "γₙ₊₁", "Higham, Theorem 9.3, with reciprocals"),
    measure(Kernel::Lu, "‖PA − LU‖ / ‖A‖", "γₙ₊₁·‖|L||U|‖/‖A‖", "from Theorem 9.3"),
    measure(
        Kernel::Solve,
        "|B − AX| / Pᵀ|L||U||X|",
        "γ₃ₙ₊₂",
        "Higham, Theorem 9.4, with reciprocals",
    ),
    measure(Kernel::Solve, "‖B − AX‖ / (‖A‖‖X‖ + ‖B‖)", "γ₃ₙ₊₂·‖|L||U|‖/‖A‖", "from Theorem 9.4"),
    measure(
        Kernel::Triangular,
        "|B − TX| / |T||X|",
        "γₙ₊₁",
        "Higham, Theorem 8.5, with reciprocals",
    ),
    measure(Kernel::Triangular, "‖B − TX‖ / ‖T‖‖X‖", "γₙ₊₁", "from Theorem 8.5"),
    measure(
        Kernel::LeastSquares,
        "|Aᵀr| by columns",
        "8mn·(1 + √n)",
        "derived here from Higham, Theorem 20.3, its constant taken as 4",
    ),
    measure(
        Kernel::LeastSquares,
        "‖Aᵀr‖ / ‖A‖(‖A‖‖X‖ + ‖B‖)",
        "8mn·(1 + √n)",
        "derived here from Higham, Theorem 20.3, its constant taken as 4",
    ),
];

type Mat = Matrix<Precise>;

pub(super) fn product(scale: &Scale, a: &Mat, b: &Mat, c: &Mat) -> Vec<Defect> {
    let error = c - &a.times(b);
    let bound = scale.gamma(a.cols());
    let size = absolute(a).times(&absolute(b));
    vec![
        Defect { measure: "|C − AB| / |A||B|", error: scale.entrywise(&error, &size), bound },
        Defect {
            measure: "‖C − AB‖ / ‖A‖‖B‖",
            // ‖τ‖ over all entries is less than one τ more for each.
            error: scale.normwise(&error, a.norm() * b.norm() + scale.floors(&error)),
            bound,
        },
    ]
}

/// |L||U|, and how much larger than A it is in norm.
fn growth(scale: &Scale, a: &Mat, l: &Mat, u: &Mat) -> (Mat, f64) {
    let size = absolute(l).times(&absolute(u));
    let factor = (size.norm() / (a.norm() + scale.floor)).float().to_f64();
    (size, factor.max(1.0))
}

/// The rows of A in the order that `rows` names; a row that A does not have is NaN.
fn permuted(a: &Mat, rows: &Mat) -> Mat {
    let missing = precise(f64::NAN);
    let row = |row: &Precise| (0..a.rows()).find(|&i| precise(i as f64) == *row);
    let from: Vec<_> = rows.entries().iter().map(row).collect();
    Matrix::from_fn(a.rows(), a.cols(), |i, j| from[i].map_or(missing, |row| a[(row, j)]))
}

pub(super) fn lu(scale: &Scale, a: &Mat, l: &Mat, u: &Mat, rows: &Mat) -> Vec<Defect> {
    let error = &permuted(a, rows) - &l.times(u);
    let (size, growth) = growth(scale, a, l, u);
    let bound = scale.gamma(a.rows() + 1);
    vec![
        Defect { measure: "|PA − LU| / |L||U|", error: scale.entrywise(&error, &size), bound },
        Defect {
            measure: "‖PA − LU‖ / ‖A‖",
            error: scale.normwise(&error, a.norm() + scale.floors(&error)),
            bound: bound * growth,
        },
    ]
}

pub(super) fn solve(scale: &Scale, a: &Mat, b: &Mat, x: &Mat, factors: &[&Mat; 3]) -> Vec<Defect> {
    let [l, u, rows] = *factors;
    let residual = b - &a.times(x);
    let (_, growth) = growth(scale, a, l, u);
    let size = absolute(l).times(&absolute(u).times(&absolute(x)));
    let bound = scale.gamma(3 * a.rows() + 2);
    vec![
        Defect {
            measure: "|B − AX| / Pᵀ|L||U||X|",
            error: scale.entrywise(&permuted(&residual, rows), &size),
            bound,
        },
        Defect {
            measure: "‖B − AX‖ / (‖A‖‖X‖ + ‖B‖)",
            error: scale.normwise(&residual, a.norm() * x.norm() + b.norm()),
            bound: bound * growth,
        },
    ]
}

pub(super) fn triangular(scale: &Scale, t: &Mat, b: &Mat, x: &Mat) -> Vec<Defect> {
    let residual = b - &t.times(x);
    let bound = scale.gamma(t.rows() + 1);
    let size = absolute(t).times(&absolute(x));
    vec![
        Defect { measure: "|B − TX| / |T||X|", error: scale.entrywise(&residual, &size), bound },
        Defect {
            measure: "‖B − TX‖ / ‖T‖‖X‖",
            error: scale.normwise(&residual, t.norm() * x.norm() + scale.floors(&residual)),
            bound,
        },
    ]
}

/// With X the exact solution for A + ΔA, B + ΔB and r = B − AX: (aⱼ + Δaⱼ)ᵀ(r + ΔB − ΔA·X) = 0, so that to first order
/// |aⱼᵀr| ≤ ‖Δaⱼ‖‖r‖ + ‖aⱼ‖(‖ΔB‖ + Σₖ‖Δaₖ‖|xₖ|) ≤ γ‖aⱼ‖(‖r‖ + ‖B‖ + Σₖ‖aₖ‖|xₖ|), and ‖r‖ is at most the rest.
pub(super) fn least_squares(scale: &Scale, a: &Mat, b: &Mat, x: &Mat) -> Vec<Defect> {
    let residual = b - &a.times(x);
    let gradient = a.transpose().times(&residual);
    let bound = 8.0 * (a.rows() * a.cols()) as f64 * (1.0 + (a.cols() as f64).sqrt());
    let lengths: Vec<Precise> = (0..a.cols()).map(|j| a.col(j).norm()).collect();
    let reach: Vec<Precise> = (0..x.cols())
        .map(|j| sum((0..a.cols()).map(|k| lengths[k] * x[(k, j)].abs())) + b.col(j).norm())
        .collect();
    let size = Matrix::from_fn(gradient.rows(), gradient.cols(), |i, j| lengths[i] * reach[j]);
    // The products with τ are what underflow adds in r, seen through aⱼ.
    let size = Matrix::from_fn(size.rows(), size.cols(), |i, j| {
        size[(i, j)] + (lengths[i] + reach[j]) * scale.floor
    });
    let norm = a.norm();
    let reach = norm * x.norm() + b.norm();
    vec![
        Defect {
            measure: "|Aᵀr| by columns",
            error: scale.bare_entrywise(&gradient, &size),
            bound,
        },
        Defect {
            measure: "‖Aᵀr‖ / ‖A‖(‖A‖‖X‖ + ‖B‖)",
            error: scale.bare(gradient.norm(), norm * reach + (norm + reach) * scale.floor),
            bound,
        },
    ]
}
