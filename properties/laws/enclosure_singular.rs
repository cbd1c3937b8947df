//! Enclosures of singular values and vectors, norms and pseudo-inverses, against matrices of known singular values.

use crate::spectra::{
    Exact, Spread, along, enclose, fail, largest, orthogonal, sizes, spreads, values,
};
use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::Obstacle;
use theoremcheck::linalg::{Matrix, pseudo_inverse};
use theoremcheck::number::{Ball, Field, Rational, sum};

/// Units of n(u + spread)σ₁ that a singular value's radius may take: the roundoff of the hint's U and V, and of the products.
const UNITS: u32 = 64;

/// Orthogonal U (m × m) and V (n × n), the singular values in descending order, and the radii of the balls.
#[derive(Clone, Debug)]
struct Known {
    left: Exact,
    right: Exact,
    values: Vec<Rational>,
    spread: Spread,
}

fn known(most: usize) -> impl Strategy<Value = Known> {
    (1..=most, 1..=most)
        .prop_flat_map(|(m, n)| (orthogonal(m), orthogonal(n), sizes(values(m.min(n))), spreads()))
        .prop_map(|(left, right, values, spread)| Known { left, right, values, spread })
}

impl Known {
    fn matrix(&self) -> Exact {
        let k = self.values.len();
        let scaled = &self.left.columns(0..k) * &Matrix::diagonal(&self.values);
        &scaled * &self.right.columns(0..k).transpose()
    }

    fn balls<const B: u32>(&self) -> Matrix<Ball<B>> {
        self.spread.around(&self.matrix(), |_, _| largest(&self.values))
    }

    fn longest(&self) -> usize {
        self.left.rows().max(self.right.rows())
    }

    fn allowed<const B: u32>(&self, size: &Rational) -> Rational {
        self.spread.allowance::<B>(UNITS, self.longest(), size)
    }

    /// What a quantity may be off by that changes by `slope` where the matrix changes by 1, and is of this size.
    fn allowed_by<const B: u32>(&self, slope: &Rational, size: &Rational) -> Rational {
        self.allowed::<B>(&largest(&self.values)) * slope + self.allowed::<B>(size)
    }

    /// The least distance of two singular values, or of one and 0 where its vectors depend on it.
    fn gap(&self) -> Rational {
        let pairs = self.values.windows(2).map(|pair| &pair[0] - &pair[1]);
        let last = self.values.last().cloned();
        pairs.chain(last).fold(largest(&self.values), |a, b| if a < b { a } else { b })
    }
}

fn values_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let found = case.balls::<B>().singular_values().map_err(|o| fail(&o))?;
    prop_assert!(found.iter().all(|x| x.reading().is_at_least_zero()), "{found:?} reach below 0");
    enclose(&found, &case.values, &case.allowed::<B>(&largest(&case.values)))
}

fn vectors_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let gap = case.gap();
    match case.balls::<B>().svd() {
        Ok(found) => {
            prop_assert!(!gap.is_zero(), "repeated singular values have no vectors of their own");
            let one = Rational::one();
            let allowed = case.allowed_by::<B>(&(&one / gap), &one);
            for j in 0..case.values.len() {
                let (u, v) = (case.left.col(j), case.right.col(j));
                let (left, right) = (found.left.col(j), found.right.col(j));
                // The same sign for both.
                let (u, v) = if along(&left, &u) { (u, v) } else { (-&u, -&v) };
                enclose(left.entries(), u.entries(), &allowed)?;
                enclose(right.entries(), v.entries(), &allowed)?;
            }
            enclose(&found.values, &case.values, &case.allowed::<B>(&largest(&case.values)))
        }
        Err(
            Obstacle::NotSeparated { .. } | Obstacle::TooWide { .. } | Obstacle::Singular { .. },
        ) => {
            let hopeless = gap.is_zero()
                || case.allowed_by::<B>(&(Rational::one() / &gap), &Rational::one())
                    > Rational::fraction(1, 8);
            prop_assert!(hopeless, "a gap of {gap} is wide enough");
            Ok(())
        }
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

fn norms_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let matrix = case.balls::<B>();
    let size = largest(&case.values);
    let total = sum(case.values.iter().cloned());
    let spectral = matrix.spectral_norm().map_err(|o| fail(&o))?;
    enclose([&spectral], [&size], &case.allowed::<B>(&size))?;
    let nuclear = matrix.nuclear_norm().map_err(|o| fail(&o))?;
    let count = Rational::from(case.values.len());
    enclose([&nuclear], [&total], &case.allowed::<B>(&(&size * &count)))?;
    let schatten = matrix.schatten_norm(&Rational::one()).map_err(|o| fail(&o))?;
    enclose([&schatten], [&total], &case.allowed::<B>(&(&size * &count)))?;
    // (Σσ²)^(1/2) is the Frobenius norm.
    let schatten = matrix.schatten_norm(&Rational::from(2)).map_err(|o| fail(&o))?;
    let squares = sum(case.values.iter().map(|x| x * x));
    let found = if size.is_zero() { schatten } else { schatten * schatten };
    if squares < Rational::dyadic(1, 900) && squares > Rational::dyadic(1, -600) {
        enclose(
            [&found],
            [&squares],
            &case.allowed::<B>(&(&size * &size * count * Rational::from(4))),
        )?;
    }
    let (Some(least), Ok(condition)) = (case.values.last(), matrix.condition_number()) else {
        return Ok(());
    };
    prop_assert!(!least.is_zero(), "{condition:?} for a singular matrix");
    let truth = &size / least;
    // κ = σ₁/σₖ changes by at most (1 + κ)/σₖ, while that is a small part of it.
    enclose([&condition], [&truth], &case.allowed_by::<B>(&(&truth / least), &(&truth * &truth)))
}

fn pseudo_inverses_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let rank = case.values.iter().filter(|x| !x.is_zero()).count();
    let truth = pseudo_inverse(&case.matrix());
    if rank < case.values.len() {
        let refused = case.balls::<B>().pseudo_inverse_of_rank(rank + 1);
        prop_assert!(refused.is_err(), "σ = 0 counts for the rank in {refused:?}");
    }
    match case.balls::<B>().pseudo_inverse_of_rank(rank) {
        Ok(found) => {
            let Some(least) = rank.checked_sub(1).map(|k| &case.values[k]) else {
                return enclose(found.entries(), truth.entries(), &Rational::zero());
            };
            // ‖A⁺ − B⁺‖ is about ‖A − B‖/σ², up to (1 − ‖A − B‖/σ)⁻² of it, for each of the three factors.
            let slope = Rational::from(4) / (least * least);
            let allowed = case.allowed_by::<B>(&slope, &(Rational::one() / least));
            enclose(found.entries(), truth.entries(), &allowed)
        }
        Err(Obstacle::Singular { .. }) => {
            let least = &case.values[rank - 1];
            let share = case.allowed::<B>(&largest(&case.values)) / least;
            prop_assert!(share > Rational::fraction(1, 8), "σ = {least} is far enough from 0");
            Ok(())
        }
        // 1/σ beyond the range of the radii.
        Err(Obstacle::NotFinite { .. }) if B > 128 => Ok(()),
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

laws! { 24 or 100_000 cases;
    singular_values_of_balls_are_enclosed: known(5) => |case| {
        values_are_enclosed::<128>(&case)?;
        values_are_enclosed::<256>(&case)
    };
    singular_vectors_of_balls_are_enclosed: known(4) => |case| {
        vectors_are_enclosed::<128>(&case)?;
        vectors_are_enclosed::<256>(&case)
    };
    norms_of_balls_are_enclosed: known(4) => |case| norms_are_enclosed::<128>(&case);
    pseudo_inverses_of_a_given_rank_are_enclosed: known(4) => |case| {
        pseudo_inverses_are_enclosed::<128>(&case)?;
        pseudo_inverses_are_enclosed::<256>(&case)
    };
}

/// σ = 1, 2·10⁻³⁰, 10⁻³⁰ at 128 bits: 2²⁸ roundoffs are left of the least.
#[test]
fn pseudo_inverses_of_two_small_singular_values_beside_a_large_one_are_enclosed() {
    let over_seven =
        |rows: [[i64; 3]; 3]| Matrix::from_fn(3, 3, |i, j| Rational::fraction(rows[i][j], 7));
    let case = Known {
        left: over_seven([[-3, -6, 2], [-2, 3, 6], [6, -2, 3]]),
        right: over_seven([[-6, 2, 3], [2, -3, 6], [-3, -6, -2]]),
        values: ["1", "2e-30", "1e-30"].map(|x| x.parse().expect("a decimal")).to_vec(),
        spread: Spread::none(),
    };
    pseudo_inverses_are_enclosed::<128>(&case).expect("enclosed");
}
