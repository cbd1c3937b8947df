//! QR and Cholesky.

use super::{Defect, Measure, Scale, absolute};
use crate::kernels::{Kernel, Precise};
use crate::linalg::Matrix;

const HOUSEHOLDER: &str = "Higham, Theorem 19.4 and (19.13), their constant taken as 4";

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        kernel: Kernel::Qr,
        name: "|A − QR| by columns",
        bound: "4mk·(1 + √k), k = min(m, n)",
        source: HOUSEHOLDER,
    },
    Measure {
        kernel: Kernel::Qr,
        name: "‖A − QR‖ / ‖A‖",
        bound: "4mk·(1 + √k)",
        source: HOUSEHOLDER,
    },
    Measure {
        kernel: Kernel::Qr, name: "‖QᵀQ − I‖", bound: "8mk·√k", source: HOUSEHOLDER
    },
    Measure {
        kernel: Kernel::Cholesky,
        name: "|A − LLᵀ| / |L||Lᵀ|",
        bound: "γₙ₊₅",
        source: "Higham, Theorem 10.3, with reciprocals: derived here",
    },
    Measure {
        kernel: Kernel::Cholesky,
        name: "‖A − LLᵀ‖ / ‖A‖",
        bound: "γₙ₊₅·√n",
        source: "from Theorem 10.3: ‖|L||Lᵀ|‖ ≤ ‖L‖² = tr(LLᵀ) ≤ √n·‖LLᵀ‖",
    },
];

type Mat = Matrix<Precise>;

pub(super) fn qr(scale: &Scale, a: &Mat, q: &Mat, r: &Mat) -> Vec<Defect> {
    let error = a - &q.times(r);
    let (m, k) = (a.rows() as f64, a.rows().min(a.cols()) as f64);
    let bound = 4.0 * m * k * (1.0 + k.sqrt());
    vec![
        Defect {
            measure: "|A − QR| by columns",
            error: scale.columnwise(&error, |j| a.col(j).norm()),
            bound,
        },
        Defect {
            measure: "‖A − QR‖ / ‖A‖", error: scale.normwise(&error, a.norm()), bound
        },
        Defect {
            measure: "‖QᵀQ − I‖",
            error: scale.orthogonality(q),
            bound: 8.0 * m * k * k.sqrt(),
        },
    ]
}

pub(super) fn cholesky(scale: &Scale, a: &Mat, l: &Mat) -> Vec<Defect> {
    let error = a - &l.times(&l.transpose());
    let size = absolute(l).times(&absolute(&l.transpose()));
    // Two roundings more in each of l and l: faer multiplies by 1/√d, rounded twice, where the theorem divides by √d.
    let bound = scale.gamma(a.rows() + 5);
    vec![
        Defect {
            measure: "|A − LLᵀ| / |L||Lᵀ|", error: scale.entrywise(&error, &size), bound
        },
        Defect {
            measure: "‖A − LLᵀ‖ / ‖A‖",
            error: scale.normwise(&error, a.norm() + scale.floors(&error)),
            bound: bound * (a.rows() as f64).sqrt(),
        },
    ]
}
