//! The convex dual of a deep linear network is lower than its primal.

use super::problem::{Interpolant, product};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, below, check, equal, identity};
use crate::linalg::Matrix;
use crate::number::{Field, Rung, sum};
use crate::obstacle::Obstacle;

/// sup‖ΛᵀXW₁⋯W_{L−2}w‖ over ‖W_l‖ ≤ t, ‖w‖ ≤ 1 is t^{L−2}‖ΛᵀX‖₂: products of matrices of rank one reach every direction.
pub(super) const LINEAR_GAP: Claim = Claim {
    id: "pdn-linear-gap",
    statement: "P = min Σ_j‖row_j(W_L)‖ over XW₁⋯W_L = Y, ‖W_l‖ ≤ t (l ≤ L−2), ‖col_j(W_{L−1})‖ ≤ 1, is t^{−(L−2)}‖Z‖_{S_{2/L}}: no network \
                that interpolates, scaled into the constraints, is below it, and one attains it; its dual \
                D = max tr(ΛᵀY) over t^{L−2}‖ΛᵀX‖₂ ≤ 1 is t^{−(L−2)}‖Z‖_*: no Λ scaled so is above it, and one attains it; for r ≥ 2 and L ≥ 3, D < P, \
                and P < r^{L/2−1}D unless all σᵢ are equal, then P = r^{L/2−1}D; for r = 1, P = D",
    hypotheses: "L ≥ 2, for L = 2 without the first constraint; t ∈ [½, 2); widths ≥ r; Y within the range of X",
    source: "abstract (a gap that is not 0); forms as remembered and derived here: Hölder for Schatten norms",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Interpolant, S, |case| {
        let values = case.gap::<S>();
        Ok(case
            .is_above::<S>(&values.primal)
            .and(case.attains_primal(&values.primal))
            .and(case.dual_attains(&values.dual)?)
            .and(case.dual_is_below(&values.dual)?)
            .and(case.compares(&values)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "no-gap-for-equal-values",
            "equal singular values have the largest gap of all, for r ≥ 2 and L ≥ 3",
            check!(Interpolant, S, |case| {
                let values = case.gap::<S>();
                if case.problem.is_flat() {
                    equal(values.primal, values.dual)
                } else {
                    below(values.dual, values.primal)
                }
            }),
        ),
        Mutant::new(
            "gap-of-two-layers",
            "for L = 2 both are the nuclear norm",
            identity!(Interpolant, S, |case| if case.problem.depth == 2 {
                below(case.problem.nuclear::<S>(), case.problem.energy::<S>())
            } else {
                Compared::nothing()
            }),
        ),
        Mutant::new(
            "half-the-exponent",
            "(Σσᵢ^{2/L})^{L/2} ≤ r^{L/2−1}Σσᵢ, with equality for equal values, where r^{(L−2)/4} is less",
            check!(Interpolant, S, |case| {
                let values = case.gap::<S>();
                at_most(values.primal, values.dual * case.rank_power::<S>(1, 2))
            }),
        ),
        Mutant::new(
            "largest-ratio-r-to-half-the-depth",
            "P/D ≤ r^{L/2−1}, so that r^{L/2} bounds it but is not attained",
            check!(Interpolant, S, |case| if case.problem.is_flat() {
                let values = case.gap::<S>();
                let rank = S::count(case.problem.rank());
                equal(values.primal, values.dual * case.rank_power::<S>(1, 1) * rank)
            } else {
                Compared::nothing()
            }),
        ),
    ],
};

struct Gap<S> {
    primal: S,
    dual: S,
}

impl Interpolant {
    /// t^{L−2}.
    fn scale<S: Field>(&self) -> S {
        S::of(&self.radius).power(u32::try_from(self.problem.depth - 2).expect("a small depth"))
    }

    /// The two formulas.
    fn gap<S: Rung>(&self) -> Gap<S> {
        let energy = self.problem.energy::<S>();
        let power = u32::try_from(self.problem.depth).expect("a small depth");
        Gap {
            primal: energy.sqrt().power(power) / self.scale::<S>(),
            dual: self.problem.nuclear::<S>() / self.scale::<S>(),
        }
    }

    /// r^{(L/2−1)·numerator/denominator}.
    fn rank_power<S: Rung>(&self, numerator: i64, denominator: u64) -> S {
        let depth = i64::try_from(self.problem.depth).expect("a small depth");
        S::count(self.problem.rank()).pow(&S::ratio((depth - 2) * numerator, 2 * denominator))
    }

    /// Σ_j‖row_j(W_L)‖ after the other layers have been scaled into their constraints, and W_L against them.
    fn cost<S: Rung>(&self, layers: &[Matrix<S>]) -> S {
        let (before, last) = layers.split_at(layers.len() - 2);
        let units = (0..last[1].rows()).map(|j| {
            let row = last[1].row(j);
            last[0].col(j).norm() * S::dot(row, row).sqrt()
        });
        let scaled: S = before.iter().fold(sum(units), |cost, w| cost * w.norm());
        scaled / self.scale::<S>()
    }

    /// P ≤ cost of a network.
    fn is_above<S: Rung>(&self, primal: &S) -> Compared<S> {
        let layers = self.wasteful::<S>();
        self.problem.is_solved_by(&product(&layers)).and(at_most(primal, self.cost(&layers)))
    }

    /// W₁⋯W_{L−2} = U diag(t)^{L−2} scaled to the constraints, W_{L−1} = I: a cost of P.
    fn attains_primal<S: Rung>(&self, primal: &S) -> Compared<S> {
        let (left, right) = self.problem.frames::<S>();
        let (depth, rank) = (self.problem.depth, self.problem.rank());
        let energy = self.problem.energy::<S>().sqrt();
        let roots = Matrix::diagonal(&self.problem.powers::<S>(1));
        let constrained = roots.scale(&(S::of(&self.radius) / &energy));
        let mut layers = vec![constrained; depth - 2];
        let undone = (energy / S::of(&self.radius)).power(u32::try_from(depth - 2).unwrap_or(0));
        let squares = Matrix::diagonal(&self.problem.powers::<S>(2)).scale(&undone);
        layers.push(Matrix::identity(rank));
        layers.push(&squares * &right.transpose());
        layers[0] = &left * &layers[0];
        let norms = layers[..depth - 2].iter().map(|w| equal(w.norm(), S::of(&self.radius)));
        let rows = (0..rank).map(|j| {
            let row = layers[depth - 1].row(j);
            S::dot(row, row).sqrt()
        });
        self.problem
            .is_solved_by(&product(&layers))
            .and(Compared::all(norms))
            .and(equal(sum(rows), primal))
    }

    /// Λ = (X⁺)ᵀUVᵀt^{−(L−2)} is feasible, with tr(ΛᵀY) = D.
    fn dual_attains<S: Rung>(&self, dual: &S) -> Result<Compared<S>, Obstacle> {
        let (left, right) = self.problem.frames::<S>();
        let polar = &left * &right.transpose();
        let multipliers = &self.problem.pseudo_inverse::<S>().transpose() * &polar;
        let multipliers = multipliers.scale(&(S::one() / self.scale::<S>()));
        let seen = &self.problem.inputs::<S>().transpose() * &multipliers;
        Ok(equal(seen.spectral_norm()? * self.scale::<S>(), S::one())
            .and(equal(multipliers.inner(&self.problem.targets()), dual)))
    }

    /// tr(ΛᵀY) ≤ D·t^{L−2}‖ΛᵀX‖₂.
    fn dual_is_below<S: Rung>(&self, dual: &S) -> Result<Compared<S>, Obstacle> {
        let multipliers = Matrix::<S>::of(&self.multipliers);
        let seen = &self.problem.inputs::<S>().transpose() * &multipliers;
        let norm = seen.spectral_norm()? * self.scale::<S>();
        let value = multipliers.inner(&self.problem.targets());
        Ok(if self.problem.is_scalar() {
            equal(S::abs(&value), norm * dual)
        } else {
            at_most(value, norm * dual)
        })
    }

    /// How P and D compare.
    fn compares<S: Rung>(&self, values: &Gap<S>) -> Compared<S> {
        let Gap { primal, dual } = values;
        let most = dual * self.rank_power::<S>(1, 1);
        let strict = self.problem.rank() > 1 && self.problem.depth > 2;
        let lower = if strict { below(dual, primal) } else { equal(dual, primal) };
        let upper = if strict && !self.problem.is_flat() {
            below(primal, most)
        } else {
            equal(primal, most)
        };
        lower.and(upper)
    }
}
