//! Gradient descent on one task reaches the closest interpolator, at a rate.

use super::sequence::{Sequence, Task};
use crate::calculus::gradient;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, identity, vanishes};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::number::{Field, Traced};

/// On the row space I − ηXᵀX contracts squared norms by 1 − ησ²(2 − ησ²) for each singular value σ, and
/// 1/‖X⁺‖² ≤ σ² ≤ ‖X‖² in Frobenius norms.
pub(super) const GRADIENT_DESCENT_LIMIT: Claim = Claim {
    id: "cl-gradient-descent-limit",
    statement: "k steps of size η down the gradient of ½‖X_Tw − y_T‖² from w_{T−1} end at distance² ≤ ρᵏ‖w_{T−1} − w_T‖² from w_T, \
        ρ = 1 − η(2 − η‖X_T‖²)/‖X_T⁺‖² < 1 in Frobenius norms, for k = 1, 2, 4; with equality if n = 1",
    hypotheses: "0 < η < 2/‖X_T‖² (Frobenius norm); p > n; the rows of every Xₜ are independent",
    source: "setting of the paper (\"w_t is the limit of gradient descent\"); the rate is derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: identity!(Sequence, S, |case| {
        let (last, step) = (last_task::<S>(case), step_size::<S>(case));
        let rate = contraction(&last, &step);
        contracts(case, &step, &rate, &limit(case))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "step-beyond-two-over-norm-squared",
            why_false: "a step of 3n/‖X‖² is ≥ 3/σ² for the largest singular value σ, whose component doubles at least",
            check: identity!(Sequence, S, |case| {
                let last = last_task::<S>(case);
                let step = S::count(3 * last.design.rows()) / last.design.norm_squared();
                contracts(case, &step, &S::one(), &limit(case))
            }),
            literal_reading: None,
        },
        Mutant {
            id: "limit-of-least-norm",
            why_false: "gradient descent never leaves w_{T−1} plus the row space, so it keeps what w_{T−1} has in the kernel",
            check: identity!(Sequence, S, |case| {
                let (last, step) = (last_task::<S>(case), step_size::<S>(case));
                let rate = contraction(&last, &step);
                contracts(case, &step, &rate, &(&last.inverse * &last.targets()))
            }),
            literal_reading: None,
        },
    ],
};
fn last_task<S: Field>(case: &Sequence) -> Task<S> {
    case.tasks().pop().expect("at least one task")
}

/// w_T.
fn limit<S: Field>(case: &Sequence) -> Matrix<S> {
    case.weights().pop().expect("w₀ at least")
}

fn step_size<S: Field>(case: &Sequence) -> S {
    case.relative_step::<S>() / last_task::<S>(case).design.norm_squared()
}

/// ρ, by which squared distances fall per step at least.
fn contraction<S: Field>(task: &Task<S>, step: &S) -> S {
    let room = S::ratio(2, 1) - step * task.design.norm_squared();
    S::one() - step * room / task.inverse.norm_squared()
}

/// The squared distance to `limit` falls by `rate` per step at least, exactly so if n = 1.
fn contracts<S: Field>(case: &Sequence, step: &S, rate: &S, limit: &Matrix<S>) -> Compared<S> {
    let task = last_task::<S>(case);
    let (design, targets) = (task.design.map(constant), task.targets().map(constant));
    let descended = |weights: &Matrix<S>| {
        let loss = |w: &[Matrix<Traced<S>>]| half_squares(&design.times(&w[0]), &targets);
        let slopes = gradient(std::slice::from_ref(weights), loss);
        weights - &slopes[0].scale(step)
    };
    let weights = case.weights::<S>();
    let start = &weights[weights.len() - 2];
    let distance = (start - limit).norm_squared();
    let path = std::iter::successors(Some(start.clone()), |at| Some(descended(at)));
    let path: Vec<_> = path.take(5).collect();
    Compared::all([1, 2, 4].map(|k| {
        let left = (&path[k] - limit).norm_squared();
        let right = (0..k).fold(distance.clone(), |distance, _| distance * rate);
        if design.rows() == 1 { vanishes(left - right, &distance) } else { at_most(left, right) }
    }))
}

fn constant<S: Field>(x: &S) -> Traced<S> {
    Traced::constant(x.clone())
}
