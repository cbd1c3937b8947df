//! What one task does to the weights, whatever its design.

use super::sequence::{Sequence, Task};
use crate::calculus::gradient;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, equal, identity, vanishes};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::number::{Dual, Field};

/// Degree: over ∏ₛ det(XₛXₛᵀ), s ≤ t, of degree 2nt, the entries of wₜ have numerators of degree ≤ 2nt + 1; squared,
/// both sides are ≤ 4nt + 2 over the squared denominator. Here n ≤ 5 with t ≤ 2, or n ≤ 3 with t ≤ 3.
pub(super) const PROJECTION_IDENTITY: Claim = Claim {
    id: "cl-projection-identity",
    statement: "wₜ − w*ᵢ = (I − Πₜ)(wₜ₋₁ − w*ᵢ) + [Πₜ(w*ₜ − w*ᵢ) + Xₜ⁺ξₜ] and ‖wₜ − w*ᵢ‖² is the sum of the squared norms of \
        these two terms, for all t, i ≤ T; wₜ interpolates task t, and ‖u − wₜ₋₁‖² = ‖u − wₜ‖² + ‖wₜ − wₜ₋₁‖² for every other \
        interpolator u, so wₜ is the one closest to wₜ₋₁; Xₜ⁺ satisfies Penrose's four conditions",
    hypotheses: "p > n; the rows of every Xₜ are independent",
    source: "setting of the paper; proved here (Πₜ is an orthogonal projection)",
    kind: Kind::Equality,
    method: Method::Identity { degree: 42 },
    check: identity!(Sequence, S, |case| {
        let tasks = case.tasks::<S>();
        let pseudo_inverse = |task: &Task<S>| task.inverse.clone();
        decomposes(&tasks, &case.weights(), &pseudo_inverse, &two_terms)
            .and(is_closest(case))
            .and(Compared::all(tasks.iter().map(penrose)))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "transpose-for-pseudo-inverse",
            why_false: "XᵀX is no projection unless the rows of X are orthonormal, so the two terms are not orthogonal",
            check: identity!(Sequence, S, |case| {
                let transpose = |task: &Task<S>| task.design.transpose();
                decomposes(&case.tasks(), &case.weights(), &transpose, &two_terms)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "three-term-pythagoras",
            why_false: "Πₜ(w*ₜ − w*ᵢ) and Xₜ⁺ξₜ lie in the same row space and need not be orthogonal",
            check: identity!(Sequence, S, |case| {
                let pseudo_inverse = |task: &Task<S>| task.inverse.clone();
                decomposes(&case.tasks(), &case.weights(), &pseudo_inverse, &three_terms)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "minimum-norm-interpolator",
            why_false: "the interpolator of least norm forgets wₜ₋₁ altogether; from t = 2 on, it is not the closest",
            check: identity!(Sequence, S, |case| {
                let tasks = case.tasks::<S>();
                let weights: Vec<_> = case.weights().into_iter().take(1).collect();
                let least = tasks.iter().map(|task| &task.inverse * &task.targets());
                let weights: Vec<_> = weights.into_iter().chain(least).collect();
                let pseudo_inverse = |task: &Task<S>| task.inverse.clone();
                decomposes(&tasks, &weights, &pseudo_inverse, &two_terms)
            }),
            literal_reading: None,
        },
    ],
};

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

/// The squared norm that the parts (I − Πₜ)(…), Πₜ(…) and Xₜ⁺ξₜ should have together.
type Squares<'a, S> = &'a dyn Fn(&Matrix<S>, &Matrix<S>, &Matrix<S>) -> S;

fn two_terms<S: Field>(kept: &Matrix<S>, pulled: &Matrix<S>, shaken: &Matrix<S>) -> S {
    kept.norm_squared() + (pulled + shaken).norm_squared()
}

fn three_terms<S: Field>(kept: &Matrix<S>, pulled: &Matrix<S>, shaken: &Matrix<S>) -> S {
    kept.norm_squared() + pulled.norm_squared() + shaken.norm_squared()
}

/// The decomposition of wₜ − w*ᵢ and of its squared norm, for all t and i, with `inverse` as Xₜ⁺.
fn decomposes<S: Field>(
    tasks: &[Task<S>],
    weights: &[Matrix<S>],
    inverse: &dyn Fn(&Task<S>) -> Matrix<S>,
    squares: Squares<'_, S>,
) -> Compared<S> {
    let pairs = tasks.iter().zip(weights.windows(2));
    let pairs =
        pairs.flat_map(|(task, around)| tasks.iter().map(move |other| (task, around, other)));
    Compared::all(pairs.map(|(task, around, Task { truth, .. })| {
        let inverse = inverse(task);
        let projected = |x: &Matrix<S>| &inverse * &(&task.design * x);
        let before = &around[0] - truth;
        let after = &around[1] - truth;
        let kept = &before - &projected(&before);
        let pulled = projected(&(&task.truth - truth));
        let shaken = &inverse * &task.noise;
        let total = &(&kept + &pulled) + &shaken;
        let norm = squares(&kept, &pulled, &shaken);
        equal(&after, &total).and(equal(after.norm_squared(), norm))
    }))
}

fn is_closest<S: Field>(case: &Sequence) -> Compared<S> {
    let weights = case.weights::<S>();
    let tasks = case.tasks::<S>();
    Compared::all(tasks.iter().zip(weights.windows(2)).map(|(task, around)| {
        let other = task.fitted_from(&case.elsewhere());
        let legs = (&other - &around[1]).norm_squared() + (&around[1] - &around[0]).norm_squared();
        equal(&task.design * &around[1], task.targets())
            .and(equal((&other - &around[0]).norm_squared(), legs))
    }))
}

fn penrose<S: Field>(task: &Task<S>) -> Compared<S> {
    let (design, inverse) = (&task.design, &task.inverse);
    let (left, right) = (design * inverse, inverse * design);
    equal(&left * design, design)
        .and(equal(&right * inverse, inverse))
        .and(equal(left.transpose(), left))
        .and(equal(right.transpose(), right))
}

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
        let loss = |w: &[Matrix<Dual<S>>]| half_squares(&design.times(&w[0]), &targets);
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

fn constant<S: Field>(x: &S) -> Dual<S> {
    Dual::constant(x.clone())
}
