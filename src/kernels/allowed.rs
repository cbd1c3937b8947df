//! The reviewed table: what faer's kernels may do.
//!
//! An entry is a statement about faer 0.24, with its reason. Lower a limit or remove an anomaly as soon as a run says that
//! it is not needed; raise or add one only when you know why.

use super::anomaly::Kind;
use super::verdict::{Allowed, Known, Limit, Occurs};
use super::{Input, Kernel};

/// What faer 0.24 is allowed.
pub const FAER: Allowed = Allowed { limits: LIMITS, known: KNOWN };

const fn limit(kernel: Kernel, measure: &'static str, log2: i32) -> Limit {
    Limit { kernel, measure, log2 }
}

/// Errors on inputs without a wrong value, at sizes to 128, in units of u.
const LIMITS: &[Limit] = &[
    limit(Kernel::Product, "|C − AB| / |A||B|", 6),
    limit(Kernel::Product, "‖C − AB‖ / ‖A‖‖B‖", 3),
    limit(Kernel::Lu, "|PA − LU| / |L||U|", 6),
    limit(Kernel::Lu, "‖PA − LU‖ / ‖A‖", 6),
    limit(Kernel::Solve, "|B − AX| / Pᵀ|L||U||X|", 6),
    limit(Kernel::Solve, "‖B − AX‖ / (‖A‖‖X‖ + ‖B‖)", 4),
    limit(Kernel::Triangular, "|B − TX| / |T||X|", 5),
    limit(Kernel::Triangular, "‖B − TX‖ / ‖T‖‖X‖", 3),
    limit(Kernel::LeastSquares, "|Aᵀr| by columns", 4),
    limit(Kernel::LeastSquares, "‖Aᵀr‖ / ‖A‖(‖A‖‖X‖ + ‖B‖)", 3),
    // What is left of a column below 16·(m − row)·ε of its norm is taken as 0: up to 32·m units.
    limit(Kernel::Qr, "|A − QR| by columns", 13),
    limit(Kernel::Qr, "‖A − QR‖ / ‖A‖", 12),
    limit(Kernel::Qr, "‖QᵀQ − I‖", 9),
    limit(Kernel::Cholesky, "|A − LLᵀ| / |L||Lᵀ|", 6),
    limit(Kernel::Cholesky, "‖A − LLᵀ‖ / ‖A‖", 5),
    limit(Kernel::Svd, "|AV − UΣ| by columns", 8),
    limit(Kernel::Svd, "‖A − UΣVᵀ‖ / ‖A‖", 10),
    limit(Kernel::Svd, "‖UᵀU − I‖, ‖VᵀV − I‖", 11),
    limit(Kernel::Svd, "|σ − exact| / σ₁, size ≤ 16", 7),
    limit(Kernel::SymmetricEigen, "|AQ − QΛ| by columns", 8),
    limit(Kernel::SymmetricEigen, "‖AQ − QΛ‖ / ‖A‖", 9),
    limit(Kernel::SymmetricEigen, "‖QᵀQ − I‖", 11),
    limit(Kernel::SymmetricEigen, "|λ − exact| / ‖A‖, size ≤ 16", 7),
    limit(Kernel::Eigen, "‖Av − λv‖ / ‖A‖‖v‖ by pairs", 9),
    limit(Kernel::Eigen, "|Σλ − tr A| / ‖A‖", 8),
    limit(Kernel::Eigen, "|Σλ² − tr A²| / ‖A‖²", 8),
    limit(Kernel::PseudoInverse, "‖AXA − A‖ / ‖A‖²‖X‖", 6),
    limit(Kernel::PseudoInverse, "‖XAX − X‖ / ‖X‖²‖A‖", 5),
];

const fn known(
    kernel: Kernel,
    kind: Kind,
    inputs: &'static [Input],
    occurs: Occurs,
    reason: &'static str,
) -> Known {
    Known { kernel, kind, inputs, log2: None, occurs, reason }
}

/// Of every kernel: a library may divide a sum among threads, and where it begins to depends on the machine.
const fn by_threads(kernel: Kernel) -> Known {
    known(
        kernel,
        Kind::ThreadDependent,
        &Input::ALL,
        Occurs::Perhaps,
        "sums are divided among threads (machine-dependent): use Par::Seq where bits matter",
    )
}

const SUBNORMAL: &str = "a norm below the smallest normal number is taken as 0: scale the matrix";
const BELOW: &str = "goes wrong below the smallest normal number: scale the matrix";
const RECIPROCAL: &str = "multiplies by 1/pivot, which overflows: scale the matrix";
const SQUARES: &str = "squares overflow above the root of the largest number: scale the matrix";

const KNOWN: &[Known] = &[
    by_threads(Kernel::Product),
    by_threads(Kernel::Qr),
    by_threads(Kernel::Cholesky),
    by_threads(Kernel::Lu),
    by_threads(Kernel::Solve),
    by_threads(Kernel::Triangular),
    by_threads(Kernel::LeastSquares),
    by_threads(Kernel::Svd),
    by_threads(Kernel::SymmetricEigen),
    by_threads(Kernel::Eigen),
    by_threads(Kernel::PseudoInverse),
    known(Kernel::Qr, Kind::WrongValue, &[Input::Denormal], Occurs::Always, SUBNORMAL),
    known(
        Kernel::Lu,
        Kind::NotFinite,
        &[Input::RankDeficient, Input::Zero],
        Occurs::Always,
        "a pivot of 0 is inverted, and 0·(1/0) is NaN: look at the factors before you use them",
    ),
    known(Kernel::Lu, Kind::NotFinite, &[Input::Denormal], Occurs::Always, RECIPROCAL),
    known(Kernel::Solve, Kind::NotFinite, &[Input::Denormal], Occurs::Always, RECIPROCAL),
    known(Kernel::Triangular, Kind::NotFinite, &[Input::Denormal], Occurs::Always, RECIPROCAL),
    known(Kernel::LeastSquares, Kind::NotFinite, &[Input::Denormal], Occurs::Always, RECIPROCAL),
    known(Kernel::Svd, Kind::WrongValue, &[Input::Denormal], Occurs::Always, SUBNORMAL),
    known(Kernel::Svd, Kind::Refused, &[Input::Huge], Occurs::Always, SQUARES),
    known(
        Kernel::SymmetricEigen,
        Kind::Panic,
        &[Input::Empty],
        Occurs::Perhaps,
        "n − 1 of n = 0, in builds that check for overflow: test for empty matrices",
    ),
    known(Kernel::SymmetricEigen, Kind::WrongValue, &[Input::Denormal], Occurs::Always, BELOW),
    known(Kernel::SymmetricEigen, Kind::Refused, &[Input::Denormal], Occurs::Always, BELOW),
    known(
        Kernel::SymmetricEigen,
        Kind::NanAsSuccess,
        &[Input::Nan, Input::Infinity],
        Occurs::Always,
        "Ok with NaN inside, where SVD and eigen refuse: look at what comes back",
    ),
    known(
        Kernel::Eigen,
        Kind::NotFinite,
        &[Input::Jordan],
        Occurs::Always,
        "vectors of a defective eigenvalue grow beyond the largest number",
    ),
    Known {
        kernel: Kernel::Eigen,
        kind: Kind::WrongValue,
        inputs: &[Input::Orthogonal],
        log2: Some(34),
        occurs: Occurs::Always,
        reason: "vectors of a pair of conjugates close to other eigenvalues lose half their digits",
    },
    known(
        Kernel::Eigen,
        Kind::NotFinite,
        &[Input::Orthogonal],
        Occurs::Perhaps,
        "equal eigenvalues: a vector above the others in the triangle divides by 0",
    ),
    known(
        Kernel::Eigen,
        Kind::WrongValue,
        &[Input::RankDeficient],
        Occurs::Perhaps,
        "a double λ comes as a pair of conjugates with imaginary part 0, so that its first column is 0",
    ),
    known(
        Kernel::Eigen,
        Kind::NotFinite,
        &[Input::RankDeficient],
        Occurs::Perhaps,
        "the same pair of conjugates, and a vector above it in the triangle divides by 0",
    ),
    known(Kernel::Eigen, Kind::WrongValue, &[Input::Denormal], Occurs::Always, BELOW),
    known(Kernel::Eigen, Kind::NotFinite, &[Input::Denormal], Occurs::Perhaps, BELOW),
    known(Kernel::Eigen, Kind::WrongValue, &[Input::Huge], Occurs::Always, SQUARES),
    known(Kernel::Eigen, Kind::NotFinite, &[Input::Huge], Occurs::Always, SQUARES),
    known(
        Kernel::PseudoInverse,
        Kind::WrongValue,
        &[Input::Denormal],
        Occurs::Always,
        "σ come as 0, so that A⁺, which would overflow, comes as 0",
    ),
    known(Kernel::PseudoInverse, Kind::Refused, &[Input::Huge], Occurs::Always, SQUARES),
];
