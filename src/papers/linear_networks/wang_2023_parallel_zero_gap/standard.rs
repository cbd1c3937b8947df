//! The least weight decay of a deep linear network that interpolates.

use super::problem::{Interpolant, half_norms, product};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, check, equal};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};

pub(super) const VALUE: Claim = Claim {
    id: "pdn-standard-value",
    statement: "every W₁, …, W_L with XW₁⋯W_L = Y has ½Σ‖W_l‖² ≥ (L/2)‖Z‖_{S_{2/L}}^{2/L} = (L/2)Σσᵢ^{2/L}, Z = X⁺Y, \
                with equality for the balanced factors of Z",
    hypotheses: "Y within the range of X, of any rank ≥ r; widths ≥ r; interpolating networks far from the balanced one and near it, \
                 also with W₁ beyond the range of Xᵀ",
    source: "the paper's value of the standard network (from memory); derived here: AM–GM and Hölder for Schatten norms",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Interpolant, S, |case| {
        let layers = case.layers::<S>();
        case.problem
            .is_solved_by(&product(&layers))
            .and(case.problem.is_as_said())
            .and(at_most(case.problem.value::<S>(), half_norms(&layers)))
    }),
    witness: Some(check!(Interpolant, S, |case| case.attains::<S>(&case.problem.value::<S>()))),
    mutants: &[
        Mutant::new(
            "power-of-the-nuclear-norm",
            "Σσᵢ^{2/L} > (Σσᵢ)^{2/L} for L ≥ 3 and r ≥ 2: a lower bound that nothing attains",
            check!(Interpolant, S, |case| {
                let problem = &case.problem;
                let power = S::of(&Rational::fraction(2, problem.depth as u64));
                let half = S::ratio(1, 2) * S::count(problem.depth);
                case.attains::<S>(&(problem.nuclear::<S>().pow(&power) * half))
            }),
        ),
        Mutant::new(
            "attained-by-widths-below-the-rank",
            "a product through fewer than r units has a lower rank than Z",
            check!(Interpolant, S, |case| case
                .problem
                .is_solved_by(&product(&case.narrowed::<S>()))),
        ),
        Mutant::new(
            "targets-instead-of-solution",
            "Y = XZ has the singular values of Z only if X keeps lengths",
            check!(Interpolant, S, |case| {
                let problem = &case.problem;
                let values = problem.targets::<S>().singular_values()?;
                let power = S::of(&Rational::fraction(2, problem.depth as u64));
                let terms = values[..problem.rank()].iter().map(|s| s.pow(&power));
                Ok(case.attains::<S>(&(sum(terms) * S::ratio(1, 2) * S::count(problem.depth))))
            }),
        ),
    ],
};

impl Interpolant {
    /// The balanced factors interpolate, at this value.
    fn attains<S: Rung>(&self, value: &S) -> Compared<S> {
        let balanced = self.balanced::<S>();
        self.problem.is_solved_by(&product(&balanced)).and(equal(half_norms(&balanced), value))
    }

    /// The balanced factors without their last mode, which pass through r − 1 units.
    fn narrowed<S: Rung>(&self) -> Vec<Matrix<S>> {
        let (left, right) = self.problem.frames::<S>();
        let kept = 0..self.problem.rank() - 1;
        let values = self.problem.values::<S>();
        let middle = Matrix::diagonal(&values[kept.clone()]);
        vec![left.columns(kept.clone()), middle, right.columns(kept).transpose()]
    }
}
