//! With two tasks and no noise, forgetting may be negative.

use super::ensemble::{Designs, Ensemble};
use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, below, equal, identity,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use num_traits::Zero;

/// Degree: w*₂ = w*₁ + s·Ow*₁ with O = (I + A)⁻¹(I − A): over det(I + A), of degree p ≤ 5, numerators of degree ≤ p + 2;
/// squared, ≤ 2p + 4.
pub(super) const FORGETTING_CAN_BE_NEGATIVE: Claim = Claim {
    id: "forgetting-can-be-negative",
    statement: "F₂ = (1 − r)(a − r·b) with a = ‖w*₂ − w*₁‖² and b = ‖w*₁‖²; so F₂ < 0 exactly if a < r·b (for equal tasks F₂ = −r(1 − r)b), \
        F₂ increases with a, and F₂ → 0 as p → ∞ with n fixed (r → 1)",
    hypotheses: "coordinate ensemble, p > n, T = 2, σ = 0, w*₁ ≠ 0",
    source: "abstract (task similarity, overparameterization); re-derived here",
    kind: Kind::Structure,
    method: Method::Identity { degree: 14 },
    check: identity!(TwoTasks, S, |case| {
        let [before, after] = case.errors::<S>();
        equal(after, before + case.formula::<S>())
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "never-negative",
            why_false: "a second task close to the first teaches more of the first: a < r·b",
            check: identity!(TwoTasks, S, |case| {
                let [before, after] = case.errors::<S>();
                at_most(before, after)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "threshold-without-r",
            why_false: "for r·b < a < b the second task already does more harm than good",
            check: identity!(TwoTasks, S, |case| {
                let [before, after] = case.errors::<S>();
                if case.0.distance::<Rational>(0, 1) < case.0.size::<Rational>(0) {
                    below(after, before)
                } else {
                    at_most(before, after)
                }
            }),
            literal_reading: None,
        },
        Mutant {
            id: "decreasing-in-width",
            why_false: "F₂ = (n/p)(a − b + (n/p)b) is least at p = 2nb/(b − a) and rises to 0 beyond",
            check: identity!(TwoTasks, S, |case| {
                at_most(case.padded().forgetting::<S>(), case.forgetting::<S>())
            }),
            literal_reading: None,
        },
    ],
};

/// Two tasks of which the second is off by ‖w*₂ − w*₁‖² = s²‖w*₁‖².
#[derive(Debug)]
struct TwoTasks(Ensemble);

impl Case for TwoTasks {
    /// s² in (0, r), (r, 1) or (1, 2), for r between 3/5 and 4/5.
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (parameters, examples) = *draw.pick(&[(3, 1), (4, 1), (5, 1), (5, 2)]);
        let (low, high) = *draw.pick(&[("0.1", "0.77"), ("0.9", "0.99"), ("1.01", "1.41")]);
        let first = draw.vector(parameters);
        let turned = (&draw.orthogonal(parameters) * &first).scale(&draw.between(low, high));
        TwoTasks::new(examples, first.clone(), &first + &turned)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |first: [i64; 3], second: [i64; 3]| {
            let column = |x: [i64; 3]| Matrix::column(x.map(|x| Rational::fraction(x, 1)).to_vec());
            TwoTasks::new(1, column(first), column(second)).expect("the first is not 0")
        };
        vec![
            ("equal tasks", case([1, 2, 2], [1, 2, 2])),
            ("opposite tasks", case([1, 2, 2], [-1, -2, -2])),
            ("no truth in the second", case([1, 2, 2], [0, 0, 0])),
            ("at the threshold, a = r·b", case([1, 1, 1], [0, 0, 1])),
            ("between the thresholds", case([2, 2, 2], [0, -1, 1])),
        ]
    }
}

impl TwoTasks {
    fn new(
        examples: usize,
        first: Matrix<Rational>,
        second: Matrix<Rational>,
    ) -> Result<Self, Rejected> {
        if first.norm_squared().is_zero() {
            return Err(Rejected("w*₁ ≠ 0"));
        }
        Ok(TwoTasks(Ensemble { examples, truths: vec![first, second], noise: Rational::zero() }))
    }

    /// E L₁(w₁) and E L₁(w₂).
    fn errors<S: Field>(&self) -> [S; 2] {
        let errors = self.0.errors::<S>(Designs::Independent);
        [1, 2].map(|t| errors[(t, 0)].clone())
    }

    /// F₂.
    fn forgetting<S: Field>(&self) -> S {
        let [before, after] = self.errors::<S>();
        after - before
    }

    /// (1 − r)(a − r·b).
    fn formula<S: Field>(&self) -> S {
        let ratio = self.0.ratio::<S>();
        (S::one() - &ratio) * (self.0.distance::<S>(0, 1) - &ratio * self.0.size::<S>(0))
    }

    /// The same tasks with one more weight, which is 0 in both.
    fn padded(&self) -> Self {
        let zero = Matrix::zeros(1, 1);
        let truths = self.0.truths.iter().map(|truth| truth.stacked(&zero)).collect();
        TwoTasks(Ensemble { truths, ..self.0.clone() })
    }
}
