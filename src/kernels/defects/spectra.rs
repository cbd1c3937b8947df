//! SVD, eigenvalues, pseudo-inverse.
//!
//! No theorem names the constants of these. The bounds are customary: LAPACK's own tests accept 30·n·ε = 60·n·u. Relative
//! accuracy of each value is promised by no such algorithm, so that errors are by columns, and beside the largest value.

use super::{Defect, Measure, Scale, largest_entry, largest_of};
use crate::kernels::{Kernel, Precise};
use crate::linalg::Matrix;
use crate::number::{Real, sum};

const CUSTOMARY: &str = "customary, as in LAPACK's tests";

const fn measure(kernel: Kernel, name: &'static str, bound: &'static str) -> Measure {
    Measure { kernel, name, bound, source: CUSTOMARY }
}

pub(super) const MEASURES: &[Measure] = &[
    measure(Kernel::Svd, "|AV − UΣ| by columns", "60·max(m, n)"),
    measure(Kernel::Svd, "‖A − UΣVᵀ‖ / ‖A‖", "60·max(m, n)"),
    measure(Kernel::Svd, "‖UᵀU − I‖, ‖VᵀV − I‖", "60·max(m, n)"),
    measure(Kernel::Svd, "|σ − exact| / σ₁, size ≤ 16", "60·max(m, n)"),
    measure(Kernel::SymmetricEigen, "|AQ − QΛ| by columns", "60·n"),
    measure(Kernel::SymmetricEigen, "‖AQ − QΛ‖ / ‖A‖", "60·n"),
    measure(Kernel::SymmetricEigen, "‖QᵀQ − I‖", "60·n"),
    measure(Kernel::SymmetricEigen, "|λ − exact| / ‖A‖, size ≤ 16", "60·n"),
    measure(Kernel::Eigen, "‖Av − λv‖ / ‖A‖‖v‖ by pairs", "60·n"),
    Measure {
        kernel: Kernel::Eigen,
        name: "|Σλ − tr A| / ‖A‖",
        bound: "60·n√n",
        source: "derived here: λ are those of A + ΔA, and |tr ΔA| ≤ √n‖ΔA‖",
    },
    Measure {
        kernel: Kernel::Eigen,
        name: "|Σλ² − tr A²| / ‖A‖²",
        bound: "120·n",
        source: "derived here: tr(A + ΔA)² − tr A² = 2·tr(A·ΔA) + …, |tr(A·ΔA)| ≤ ‖A‖‖ΔA‖",
    },
    Measure {
        kernel: Kernel::PseudoInverse,
        name: "‖AXA − A‖ / ‖A‖²‖X‖",
        bound: "240·max(m, n)",
        source: "derived here from the SVD's bound and faer's tolerance",
    },
    Measure {
        kernel: Kernel::PseudoInverse,
        name: "‖XAX − X‖ / ‖X‖²‖A‖",
        bound: "240·max(m, n)",
        source: "derived here from the SVD's bound and faer's tolerance",
    },
];

/// Up to this size, values are compared with those in 256 bits; beyond it that takes too long.
const REFERENCE: usize = 16;

type Mat = Matrix<Precise>;

fn times_diagonal(matrix: &Mat, values: &Mat) -> Mat {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i, j)] * values[(j, 0)])
}

/// The largest difference of two lists, divided by `size`; ∞ if there is no reference.
fn from_reference(
    scale: &Scale,
    values: &Mat,
    reference: Option<Vec<Precise>>,
    size: Precise,
) -> f64 {
    let Some(reference) = reference else { return f64::INFINITY };
    let error = &Matrix::column(reference) - values;
    scale.relative(largest_entry(&error), size)
}

pub(super) fn svd(scale: &Scale, a: &Mat, u: &Mat, values: &Mat, v: &Mat) -> Vec<Defect> {
    let bound = 60.0 * a.rows().max(a.cols()) as f64;
    let norm = a.norm();
    let scaled = times_diagonal(u, values);
    let error = a - &scaled.times(&v.transpose());
    let by_columns = &a.times(v) - &scaled;
    let mut defects = vec![
        Defect {
            measure: "|AV − UΣ| by columns",
            error: scale.columnwise(&by_columns, |_| norm),
            bound,
        },
        Defect {
            measure: "‖A − UΣVᵀ‖ / ‖A‖", error: scale.normwise(&error, norm), bound
        },
        Defect {
            measure: "‖UᵀU − I‖, ‖VᵀV − I‖",
            error: scale.orthogonality(u).max(scale.orthogonality(v)),
            bound,
        },
    ];
    if a.rows().max(a.cols()) <= REFERENCE {
        let reference = a.svd().ok().map(|svd| svd.values);
        let size = largest_entry(values);
        defects.push(Defect {
            measure: "|σ − exact| / σ₁, size ≤ 16",
            error: from_reference(scale, values, reference, size),
            bound,
        });
    }
    defects
}

pub(super) fn symmetric(scale: &Scale, a: &Mat, values: &Mat, q: &Mat) -> Vec<Defect> {
    let bound = 60.0 * a.rows() as f64;
    let norm = a.norm();
    let error = &a.times(q) - &times_diagonal(q, values);
    let mut defects = vec![
        Defect {
            measure: "|AQ − QΛ| by columns",
            error: scale.columnwise(&error, |_| norm),
            bound,
        },
        Defect {
            measure: "‖AQ − QΛ‖ / ‖A‖", error: scale.normwise(&error, norm), bound
        },
        Defect { measure: "‖QᵀQ − I‖", error: scale.orthogonality(q), bound },
    ];
    if a.rows() <= REFERENCE {
        let reference = a.symmetric_eigen().ok().map(|eigen| eigen.values);
        defects.push(Defect {
            measure: "|λ − exact| / ‖A‖, size ≤ 16",
            error: from_reference(scale, values, reference, norm),
            bound,
        });
    }
    defects
}

pub(super) fn general(scale: &Scale, a: &Mat, real: &Mat, imaginary: &Mat, v: &Mat) -> Vec<Defect> {
    let n = a.rows();
    let norm = a.norm();
    let image = a.times(v);
    let mut residuals = Vec::new();
    let mut j = 0;
    while j < n {
        let (re, im) = (real[(j, 0)], imaginary[(j, 0)]);
        let width = if num_traits::Zero::is_zero(&im) || j + 1 == n { 1 } else { 2 };
        // (A − λ)(x + iy) = 0 by its real and imaginary parts.
        let (x, ax) = (v.col(j), image.col(j));
        let (y, ay) = if width == 2 {
            (v.col(j + 1), image.col(j + 1))
        } else {
            (Matrix::zeros(n, 1), Matrix::zeros(n, 1))
        };
        let first = &ax - &(&x.scale(&re) - &y.scale(&im));
        let second = &ay - &(&y.scale(&re) + &x.scale(&im));
        let error = first.stacked(&second).norm();
        let length = x.stacked(&y).norm();
        let found = if num_traits::Zero::is_zero(&length) {
            f64::INFINITY
        } else {
            scale.relative(error / length, norm)
        };
        residuals.push(found);
        j += width;
    }
    let trace = sum(real.entries().iter().copied()) - a.trace();
    let squares = real.norm_squared() - imaginary.norm_squared() - a.times(a).trace();
    vec![
        Defect {
            measure: "‖Av − λv‖ / ‖A‖‖v‖ by pairs",
            error: largest_of(&residuals),
            bound: 60.0 * n as f64,
        },
        Defect {
            measure: "|Σλ − tr A| / ‖A‖",
            error: scale.relative(trace.abs(), norm),
            bound: 60.0 * n as f64 * (n as f64).sqrt(),
        },
        Defect {
            measure: "|Σλ² − tr A²| / ‖A‖²",
            error: scale.bare(squares.abs(), norm * norm + norm * scale.floor),
            bound: 120.0 * n as f64,
        },
    ]
}

/// With A = Â + E for the Â that the returned SVD is exact for, X = Â⁺ up to rounding: XAX − X = XEX, and AXA − A is
/// E, EXÂ, ÂXE and the values below the tolerance max(m, n)·ε·σ₁, each at most p(m, n)·u·‖A‖²‖X‖.
pub(super) fn pseudo_inverse(scale: &Scale, a: &Mat, x: &Mat) -> Vec<Defect> {
    let bound = 240.0 * a.rows().max(a.cols()) as f64;
    let (norm, inverse_norm) = (a.norm(), x.norm());
    let first = &a.times(x).times(a) - a;
    let second = &x.times(a).times(x) - x;
    let reach = norm * inverse_norm;
    vec![
        Defect {
            measure: "‖AXA − A‖ / ‖A‖²‖X‖",
            error: scale.bare(first.norm(), norm * reach + (norm + reach) * scale.floor),
            bound,
        },
        Defect {
            measure: "‖XAX − X‖ / ‖X‖²‖A‖",
            error: scale
                .bare(second.norm(), inverse_norm * reach + (inverse_norm + reach) * scale.floor),
            bound,
        },
    ]
}
