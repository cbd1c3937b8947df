//! What one task does to the weights, whatever its design.

use super::sequence::{Sequence, Task};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, equal, identity};
use crate::linalg::Matrix;
use crate::number::Field;

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
