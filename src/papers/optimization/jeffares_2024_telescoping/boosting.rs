//! Gradient boosting with trees obeys the same recursion.

use super::smoother::Order;
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};

/// S_T has degree T ≤ 4 in the entries drawn, S_T y degree 5.
pub(super) const BOOSTING: Claim = Claim {
    id: "gbt-is-telescoping",
    statement: "boosting with trees, fₜ₊₁ = fₜ + γ·(mean residual of the leaf), f₀ = 0, gives f_T = S_T y with \
        Sₜ₊₁ = Sₜ + γKₜ(I − Sₜ), Kₜ[i, j] = 1/|leaf| for i, j in one leaf of tree t, else 0; Kₜ² = Kₜ = Kₜᵀ",
    hypotheses: "any trees, so also such as depend on the data; random ones of up to 3 leaves, N ≤ 6, T ≤ 4, and in a known case the best \
        stumps for N = 12, T = 6; loss ½‖f − y‖²",
    source: "abstract (gradient boosting); derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 5 },
    check: identity!(Boosting, S, |case| {
        case.smooths::<S>(Norm::Leaf, Order::GramFirst).and(case.projects())
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "normalised-by-all-examples",
            "a leaf predicts the mean over itself, not over all",
            identity!(Boosting, S, |case| case.smooths::<S>(Norm::All, Order::GramFirst)),
        ),
        Mutant::new(
            "residuals-not-refitted",
            "each tree is fitted to what the ones before have left",
            identity!(Boosting, S, |case| case.smooths::<S>(Norm::Leaf, Order::Sum)),
        ),
        Mutant::new(
            "factors-reversed",
            "the last tree acts last: the other order gives Sᵀ",
            identity!(Boosting, S, |case| case.smooths::<S>(Norm::Leaf, Order::GramLast)),
        ),
        Mutant::new(
            "smoother-symmetric",
            "a product of projections that do not commute is not symmetric",
            identity!(Boosting, S, |case| {
                let smoother = case.smoother::<S>(Norm::Leaf, Order::GramFirst);
                equal(smoother.transpose(), smoother)
            }),
        ),
    ],
};

/// Trees on points of a line, in order.
#[derive(Debug)]
struct Boosting {
    /// The leaf of every point, tree by tree.
    leaves: Vec<Vec<usize>>,
    /// y.
    targets: Matrix<Rational>,
    /// γ.
    rate: Rational,
}

impl Case for Boosting {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (examples, trees) = (draw.dim(2, 6), draw.dim(1, 4));
        let mut tree = || {
            let [low, high] = [(); 2].map(|()| draw.dim(1, examples));
            (0..examples).map(|i| usize::from(i >= low) + usize::from(i >= high)).collect()
        };
        let leaves = (0..trees).map(|_| tree()).collect();
        Ok(Boosting { leaves, targets: draw.vector(examples), rate: draw.entry() })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |numerator| Rational::fraction(numerator, 3);
        let targets = [5, 1, -4, 2, 9, 9, -3, 0, 7, -8, 2, 6].map(number).to_vec();
        let single = Boosting {
            leaves: vec![vec![0]],
            targets: Matrix::column(vec![number(5)]),
            rate: Rational::fraction(1, 2),
        };
        let best = Boosting::of_best_stumps(Matrix::column(targets), Rational::fraction(1, 2), 6);
        vec![("the best stumps, 12 points", best), ("one point", single)]
    }
}

/// What a Gram matrix is divided by.
#[derive(Clone, Copy)]
enum Norm {
    Leaf,
    All,
}

impl Boosting {
    /// Trees of one cut, each with the least squared error for the residuals that it meets.
    fn of_best_stumps(targets: Matrix<Rational>, rate: Rational, trees: usize) -> Self {
        let mut boosting = Boosting { leaves: Vec::new(), targets, rate };
        let examples = boosting.targets.rows();
        for _ in 0..trees {
            let residuals = &boosting.targets - &boosting.predictions();
            let gain = |cut: usize| {
                let square = |part: &[Rational]| {
                    sum(part.iter().cloned()).square() / Rational::from(part.len())
                };
                let (left, right) = residuals.entries().split_at(cut);
                square(left) + square(right)
            };
            let better = |best: usize, cut: usize| if gain(cut) > gain(best) { cut } else { best };
            let cut = (1..examples).reduce(better).expect("two points at least");
            boosting.leaves.push((0..examples).map(|i| usize::from(i >= cut)).collect());
        }
        boosting
    }

    /// f_T, by the mean residual of every leaf.
    fn predictions<S: Field>(&self) -> Matrix<S> {
        let (targets, rate) = (Matrix::<S>::of(&self.targets), S::of(&self.rate));
        let start = Matrix::zeros(targets.rows(), 1);
        self.leaves.iter().fold(start, |outputs, leaves| {
            let residuals = &targets - &outputs;
            let mean = |leaf: usize| {
                let members: Vec<usize> =
                    (0..leaves.len()).filter(|&j| leaves[j] == leaf).collect();
                sum(members.iter().map(|&j| residuals[(j, 0)].clone())) / S::count(members.len())
            };
            Matrix::from_fn(targets.rows(), 1, |i, _| &outputs[(i, 0)] + &rate * mean(leaves[i]))
        })
    }

    fn smoother<S: Field>(&self, norm: Norm, order: Order) -> Matrix<S> {
        let examples = self.targets.rows();
        self.leaves.iter().fold(Matrix::zeros(examples, examples), |smoother, leaves| {
            order.next(&smoother, &gram(leaves, norm).scale(&S::of(&self.rate)))
        })
    }

    fn smooths<S: Field>(&self, norm: Norm, order: Order) -> Compared<S> {
        let smoother = self.smoother::<S>(norm, order);
        equal(self.predictions(), &smoother * &Matrix::of(&self.targets))
    }

    /// Kₜ² = Kₜ = Kₜᵀ.
    fn projects<S: Field>(&self) -> Compared<S> {
        Compared::all(self.leaves.iter().map(|leaves| {
            let gram = gram::<S>(leaves, Norm::Leaf);
            equal(&gram * &gram, &gram).and(equal(gram.transpose(), gram))
        }))
    }
}

/// K of a tree.
fn gram<S: Field>(leaves: &[usize], norm: Norm) -> Matrix<S> {
    Matrix::from_fn(leaves.len(), leaves.len(), |i, j| {
        if leaves[i] != leaves[j] {
            return S::zero();
        }
        let members = leaves.iter().filter(|&&leaf| leaf == leaves[i]).count();
        let size = match norm {
            Norm::Leaf => members,
            Norm::All => leaves.len(),
        };
        S::one() / S::count(size)
    })
}
