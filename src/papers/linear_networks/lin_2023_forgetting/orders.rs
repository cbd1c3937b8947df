//! The order of the tasks.

use super::ensemble::{Designs, Ensemble, mean};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};
use num_traits::Zero;

/// Degree: squares of the entries of w*ₜ.
pub(super) const ORDER_EFFECT: Claim = Claim {
    id: "order-effect",
    statement: "for two tasks G₂ = ½[r²(‖w*₁‖² + ‖w*₂‖²) + (1 − r²)D₁₂] in both orders, and F₂(1→2) − F₂(2→1) = −r(1 − r)(‖w*₁‖² − ‖w*₂‖²); \
        for three, 3G₃(i→j→k) = r³Σ‖w*ₜ‖² + (1 − r)(r²Sᵢ + rSⱼ + Sₖ) with Sₜ = Σₛ Dₛₜ, in all six orders, so G₃ depends on the order unless S₁ = S₂ = S₃",
    hypotheses: "coordinate ensemble, p > n, σ = 0",
    source: "abstract (task ordering); derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 2 },
    check: identity!(ThreeTasks, S, |case| two_in_either_order(case).and(three_in_any_order(case))),
    witness: None,
    mutants: &[
        Mutant {
            id: "order-free-forgetting",
            why_false: "only the first task is forgotten, and the larger it is, the more negative the term −r(1 − r)‖w*₁‖²",
            check: identity!(ThreeTasks, S, |case| {
                equal(
                    case.in_order(&[0, 1]).forgetting::<S>(),
                    case.in_order(&[1, 0]).forgetting::<S>(),
                )
            }),
            literal_reading: None,
        },
        Mutant {
            id: "order-free-generalization-of-three",
            why_false: "the last task weighs most, so it is best to end with the one nearest to the others",
            check: identity!(ThreeTasks, S, |case| {
                let reversed = case.in_order(&[2, 1, 0]);
                equal(case.0.generalization::<S>(), reversed.generalization::<S>())
            }),
            literal_reading: None,
        },
    ],
};

/// Three tasks without noise.
#[derive(Debug)]
struct ThreeTasks(Ensemble);

impl Case for ThreeTasks {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (parameters, examples) = *draw.pick(&[(2, 1), (3, 1), (3, 2), (4, 1), (4, 3)]);
        let truths = (0..3).map(|_| draw.vector(parameters)).collect();
        Ok(ThreeTasks(Ensemble { examples, truths, noise: Rational::zero() }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |truths: [[i64; 4]; 3]| {
            let truths =
                truths.map(|x| Matrix::column(x.map(|x| Rational::fraction(x, 1)).to_vec()));
            ThreeTasks(Ensemble { examples: 2, truths: truths.to_vec(), noise: Rational::zero() })
        };
        vec![
            ("an outlier last", case([[1, 0, 0, 0], [1, 1, 0, 0], [0, -3, 2, 1]])),
            ("orthogonal tasks of one size", case([[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0]])),
        ]
    }
}

impl ThreeTasks {
    /// These of the tasks, in this order.
    fn in_order(&self, order: &[usize]) -> Ensemble {
        let truths = order.iter().map(|&t| self.0.truths[t].clone()).collect();
        Ensemble { truths, ..self.0.clone() }
    }
}

impl Ensemble {
    /// G_T.
    fn generalization<S: Field>(&self) -> S {
        let errors = self.errors::<S>(Designs::Independent);
        mean(errors.row(errors.cols()).to_vec())
    }

    /// F₂, of two tasks.
    fn forgetting<S: Field>(&self) -> S {
        let errors = self.errors::<S>(Designs::Independent);
        &errors[(2, 0)] - &errors[(1, 0)]
    }
}

fn two_in_either_order<S: Field>(case: &ThreeTasks) -> Compared<S> {
    let ratio = case.0.ratio::<S>();
    let sizes = [case.0.size::<S>(0), case.0.size(1)];
    let distance = case.0.distance::<S>(0, 1);
    let squared = ratio.square();
    let claimed =
        (&squared * (&sizes[0] + &sizes[1]) + (S::one() - &squared) * distance) * S::ratio(1, 2);
    let change = -(&ratio * (S::one() - &ratio) * (&sizes[0] - &sizes[1]));
    let [there, back] = [[0, 1], [1, 0]].map(|order| case.in_order(&order));
    equal(there.generalization::<S>(), &claimed)
        .and(equal(back.generalization::<S>(), &claimed))
        .and(equal(there.forgetting::<S>(), back.forgetting::<S>() + change))
}

fn three_in_any_order<S: Field>(case: &ThreeTasks) -> Compared<S> {
    let ratio = case.0.ratio::<S>();
    let sizes = sum((0..3).map(|t| case.0.size::<S>(t)));
    let apart = |t: usize| sum((0..3).map(|s| case.0.distance::<S>(s, t)));
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    Compared::all(orders.map(|order| {
        let [i, j, k] = order.map(apart);
        let pulled = ratio.square() * i + &ratio * j + k;
        let claimed = ratio.power(3) * &sizes + (S::one() - &ratio) * pulled;
        equal(S::count(3) * case.in_order(&order).generalization::<S>(), claimed)
    }))
}
