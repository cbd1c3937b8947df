//! Closed forms of the expected error, of generalization and of forgetting.

use super::ensemble::{Designs, Ensemble, mean};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, equal, identity};
use crate::number::{Field, sum};

/// Degree: squares of the entries of w*ₜ and of σ, with constant coefficients.
pub(super) const EXPECTED_ERROR: Claim = Claim {
    id: "cl-expected-error-closed-form",
    statement: "E Lᵢ(wₜ) = rᵗ‖w*ᵢ‖² + (1 − r)·Σ_{s ≤ t} rᵗ⁻ˢ·Dₛᵢ + ν(1 − rᵗ)/(1 − r), ν = nσ², for all t, i ≤ T",
    hypotheses: "coordinate ensemble, p > n",
    source: "abstract (\"explicit forms\"), with Gaussian designs and ν = nσ²/(p − n − 1); re-derived here for any designs with EΠ = (n/p)I",
    kind: Kind::Equality,
    method: Method::Identity { degree: 2 },
    check: identity!(Ensemble, S, |case| errors_are(
        case,
        Designs::Independent,
        &Formula::of(case)
    )),
    witness: None,
    mutants: &[
        Mutant {
            id: "ratio-n-over-p",
            why_false: "what survives a task is the part outside its row space, of dimension p − n and not n",
            check: identity!(Ensemble, S, |case| {
                let ratio = S::one() - case.ratio::<S>();
                errors_are(case, Designs::Independent, &Formula { ratio, ..Formula::of(case) })
            }),
            literal_reading: None,
        },
        Mutant {
            id: "exponent-one-more",
            why_false: "the last task is not yet forgotten: its term has the factor r⁰",
            check: identity!(Ensemble, S, |case| {
                errors_are(case, Designs::Independent, &Formula { lag: 1, ..Formula::of(case) })
            }),
            literal_reading: None,
        },
        Mutant {
            id: "noise-over-p-minus-n",
            why_false: "with orthonormal rows ‖X⁺ξ‖² = ‖ξ‖²; even for Gaussian rows the mean of tr (XXᵀ)⁻¹ is n/(p − n − 1)",
            check: identity!(Ensemble, S, |case| {
                let formula = Formula::<S>::of(case);
                let noise = formula.noise / S::count(case.parameters() - case.examples);
                errors_are(case, Designs::Independent, &Formula { noise, ..Formula::of(case) })
            }),
            literal_reading: None,
        },
        Mutant {
            id: "noise-of-one-task",
            why_false: "each task adds its own noise, and the sum 1 + r + … + rᵗ⁻¹ is (1 − rᵗ)/(1 − r)",
            check: identity!(Ensemble, S, |case| {
                let formula = Formula::<S>::of(case);
                let noise = formula.noise * (S::one() - formula.ratio);
                errors_are(case, Designs::Independent, &Formula { noise, ..Formula::of(case) })
            }),
            literal_reading: None,
        },
        Mutant {
            id: "one-design-for-all-tasks",
            why_false: "a repeated design is refitted whole: nothing of the earlier tasks survives in its row space, all outside",
            check: identity!(Ensemble, S, |case| errors_are(
                case,
                Designs::Repeated,
                &Formula::of(case)
            )),
            literal_reading: None,
        },
    ],
};

/// Degree: as above.
pub(super) const FORGETTING: Claim = Claim {
    id: "cl-forgetting-formula",
    statement: "F_T = the mean over i < T of (r^T − rⁱ)‖w*ᵢ‖² + (1 − r)[Σ_{t ≤ T} r^(T−t)·Dₜᵢ − Σ_{t ≤ i} rⁱ⁻ᵗ·Dₜᵢ] + ν(rⁱ − r^T)/(1 − r), \
        ν = nσ²; G_T = the mean over i ≤ T of r^T‖w*ᵢ‖² + (1 − r)·Σ_{t ≤ T} r^(T−t)·Dₜᵢ + ν(1 − r^T)/(1 − r)",
    hypotheses: "coordinate ensemble, p > n, T ≥ 2",
    source: "abstract (\"explicit forms\"); re-derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 2 },
    check: identity!(Ensemble, S, |case| {
        forgetting_is(case, &Terms::TRUE).and(generalization_is(case))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "second-sum-omitted",
            why_false: "wᵢ already carries the tasks before i, which w_T cannot forget anew (T ≥ 3: at T = 2 that sum is 0)",
            check: identity!(Ensemble, S, |case| forgetting_is(
                case,
                &Terms { second_sum: 0, ..Terms::TRUE }
            )),
            literal_reading: None,
        },
        Mutant {
            id: "noise-reduces-forgetting",
            why_false: "later tasks add noise, so with σ ≠ 0 that term is positive",
            check: identity!(Ensemble, S, |case| forgetting_is(
                case,
                &Terms { noise_sign: -1, ..Terms::TRUE }
            )),
            literal_reading: None,
        },
        Mutant {
            id: "exponent-before-the-task",
            why_false: "wᵢ has been through i tasks, not i − 1",
            check: identity!(Ensemble, S, |case| forgetting_is(
                case,
                &Terms { fewer: 1, ..Terms::TRUE }
            )),
            literal_reading: None,
        },
    ],
};

/// The closed form of E Lᵢ(wₜ), with what mutants change.
struct Formula<S> {
    /// r.
    ratio: S,
    /// ν.
    noise: S,
    /// Added to the exponent t − s.
    lag: u32,
}

impl<S: Field> Formula<S> {
    fn of(case: &Ensemble) -> Self {
        let noise = S::count(case.examples) * S::of(&case.noise).square();
        Formula { ratio: case.ratio(), noise, lag: 0 }
    }

    fn error(&self, case: &Ensemble, t: usize, i: usize) -> S {
        let Formula { ratio, noise, lag } = self;
        let power = |exponent: usize| power(ratio, exponent);
        let terms =
            (1..=t).map(|s| power(t - s) * ratio.power(*lag) * case.distance::<S>(s - 1, i));
        let fresh = S::one() - ratio;
        power(t) * case.size::<S>(i) + &fresh * sum(terms) + noise * (S::one() - power(t)) / &fresh
    }
}

fn power<S: Field>(ratio: &S, exponent: usize) -> S {
    ratio.power(u32::try_from(exponent).expect("few tasks"))
}

fn errors_are<S: Field>(case: &Ensemble, designs: Designs, formula: &Formula<S>) -> Compared<S> {
    let errors = case.errors::<S>(designs);
    let tasks = errors.cols();
    let pairs = (1..=tasks).flat_map(|t| (0..tasks).map(move |i| (t, i)));
    Compared::all(pairs.map(|(t, i)| equal(&errors[(t, i)], formula.error(case, t, i))))
}

fn generalization_is<S: Field>(case: &Ensemble) -> Compared<S> {
    let (errors, formula) = (case.errors::<S>(Designs::Independent), Formula::<S>::of(case));
    let tasks = errors.cols();
    let claimed = (0..tasks).map(|i| formula.error(case, tasks, i));
    equal(mean(errors.row(tasks).to_vec()), mean(claimed.collect()))
}

/// What mutants change in the formula of F_T.
struct Terms {
    /// The factor of Σ_{t ≤ i}.
    second_sum: i64,
    /// The factor of the noise term.
    noise_sign: i64,
    /// Taken off the exponent i of rⁱ.
    fewer: usize,
}

impl Terms {
    const TRUE: Terms = Terms { second_sum: 1, noise_sign: 1, fewer: 0 };
}

/// Compared as errors before and after, which do not cancel.
fn forgetting_is<S: Field>(case: &Ensemble, terms: &Terms) -> Compared<S> {
    let errors = case.errors::<S>(Designs::Independent);
    let tasks = errors.cols();
    let after_all = mean((1..tasks).map(|i| errors[(tasks, i - 1)].clone()).collect());
    let when_fitted = mean((1..tasks).map(|i| errors[(i, i - 1)].clone()).collect());
    let Formula { ratio, noise, lag: _ } = Formula::<S>::of(case);
    let fresh = S::one() - &ratio;
    let claimed = (1..tasks).map(|i| {
        let before = power(&ratio, i - terms.fewer);
        let after = power(&ratio, tasks);
        let blend = |end: usize| {
            sum((1..=end).map(|t| power(&ratio, end - t) * case.distance::<S>(t - 1, i - 1)))
        };
        let pulled = blend(tasks) - S::ratio(terms.second_sum, 1) * blend(i);
        let shaken = S::ratio(terms.noise_sign, 1) * &noise * (&before - &after) / &fresh;
        (after - before) * case.size::<S>(i - 1) + &fresh * pulled + shaken
    });
    equal(after_all, when_fitted + mean(claimed.collect()))
}
