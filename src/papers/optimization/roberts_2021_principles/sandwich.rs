//! The ratio of depth to width bounds the fluctuations on both sides.

use super::linear::Deep;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, below, check};
use crate::number::{Real, sum};

/// A claim of its own, since an identity holds no inequality.
pub(super) const SANDWICH: Claim = Claim {
    id: "pdlt-deep-linear-variance-sandwich",
    statement: "act = identity, C_W = 1: 2Σ1/n_l < E K_L²/(E K_L)² − 1 < e^{2Σ1/n_l} − 1 for L ≥ 2",
    hypotheses: "as for pdlt-deep-linear-fluctuation-product, L ≥ 2 (for L = 1 the left side is attained)",
    source: "derived here: 1 + Σxₗ ≤ Π(1 + xₗ) ≤ e^{Σxₗ}",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Deep, S, |case| lies_between::<S>(case, &S::count(2), &S::count(2))),
    witness: None,
    mutants: &[
        Mutant::new(
            "exponent-halved",
            "every layer adds 2/n, and ln(1 + 2/n) exceeds 1/n for n ≥ 1",
            check!(Deep, S, |case| lies_between::<S>(case, &S::count(2), &S::one())),
        ),
        Mutant::new(
            "four-over-width",
            "to first order each layer adds 2/n",
            check!(Deep, S, |case| lies_between::<S>(case, &S::count(4), &S::count(2))),
        ),
    ],
};

/// lower·Σ1/n_l < relative variance < e^{upper·Σ1/n_l} − 1.
fn lies_between<S: Real>(case: &Deep, lower: &S, upper: &S) -> Compared<S> {
    let moments = case.0.moments(&S::one(), S::clone, i64::abs);
    let variance = moments.second / moments.first.square() - S::one();
    let ratio = sum(case.0.widths.iter().map(|&n| S::one() / S::count(n)));
    let top = (upper * &ratio).exp() - S::one();
    below(lower * ratio, variance.clone()).and(below(variance, top))
}
