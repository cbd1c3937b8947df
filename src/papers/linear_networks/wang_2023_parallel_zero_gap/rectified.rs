//! Three rectified layers on inputs of rank 1: duality is strong for targets of one direction only.

use super::problem::half_norms;
use super::rectified_network::{Rectified, outputs};
use crate::claim::{
    Claim, Compared, Erratum, Kind, Method, Mutant, at_most, below, check, equal, rounds_to,
};
use crate::linalg::Matrix;
use crate::number::{Rung, sum};

/// Lower bound: with p = (aᵀW₁)₊, q = (−aᵀW₁)₊, unit j gives c₊(p·v_j)₊ + c₋(q·v_j)₊, and for unit vectors e, f along y₊, y₋ with ⟨e, f⟩ ≤ 0
/// ‖y₊‖/‖p‖ + ‖y₋‖/‖q‖ = Σ⟨r_j, ξ_je + η_jf⟩ ≤ Σ‖r_j‖, as ξ², η² ≥ 0 add up to 1 at most; and ‖p‖² + ‖q‖² ≤ t²α².
pub(super) const RANK_ONE: Claim = Claim {
    id: "pdn-relu3-rank1",
    statement: "X = caᵀ, Y = c₊y₊ᵀ + c₋y₋ᵀ, α = ‖a‖, network ((XW₁)₊W₂)₊W₃: P = min Σ_j‖row_j(W₃)‖ over interpolating networks with ‖W₁‖ ≤ t, \
                ‖col_j(W₂)‖ ≤ 1, and its dual D = max tr(ΛᵀY) over ‖Λᵀ((XW₁)₊w)₊‖ ≤ 1 for all ‖W₁‖ ≤ t, ‖w‖ ≤ 1: D = (‖y₊‖ + ‖y₋‖)/(tα), attained; \
                P = D if y₋ is a positive multiple of y₊, P = (‖y₊‖^{2/3} + ‖y₋‖^{2/3})^{3/2}/(tα) > D if ⟨y₊, y₋⟩ ≤ 0: no network is below P, and one \
                attains it; min ½Σ‖W_l‖² = (3/2)(tP)^{2/3}",
    hypotheses: "c of both signs; a, y₊, y₋ ≠ 0; hidden widths ≥ 2; K = 1 (where one of the two cases holds) or K = 2",
    source: "the paper says that strong duality holds for data of rank 1; this is what holds for the dual as reconstructed here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Rectified, S, |case| case
        .is_above::<S>()
        .and(case.attains())
        .and(case.dual_attains())
        .and(case.dual_is_below())
        .and(case.compares())
        .and(case.is_quoted())),
    witness: None,
    mutants: &[
        Mutant {
            id: "strong-duality-for-every-rank-1",
            why_false: "targets of opposite directions on the two sides of 0 need units of their own, which share the norm of W₁",
            check: check!(Rectified, S, |case| equal(
                case.total::<S>(&case.primal()),
                case.total::<S>(&case.dual())
            )),
            literal_reading: Some(Erratum {
                reading: "the three-layer rectified network has no duality gap whenever the data matrix has rank 1",
                true_form: "it has none if the targets on both sides of 0 have one direction (y₋ a positive multiple of y₊, as for one-sided c); \
                            for ⟨y₊, y₋⟩ ≤ 0 the gap is (‖y₊‖^{2/3} + ‖y₋‖^{2/3})^{3/2} against ‖y₊‖ + ‖y₋‖, a factor √2 at y₊ = −y₋",
                caveat: "refuted for the dual as reconstructed here, with ‖W₁‖ ≤ t and ‖col_j(W₂)‖ ≤ 1; the paper's own theorem, which was not \
                         available, may suppose one-sided data or normalise otherwise",
            }),
        },
        Mutant::new(
            "dual-of-two-thirds-norm",
            "a multiplier is bounded on each side of 0 alone: the dual sees the sum of the norms",
            check!(Rectified, S, |case| equal(case.dual_value::<S>(), case.two_thirds::<S>())),
        ),
    ],
};

impl Rectified {
    /// ‖y₊‖ and ‖y₋‖.
    fn sizes<S: Rung>(&self) -> [S; 2] {
        self.ends::<S>().map(|end| end.norm())
    }

    /// tα.
    fn reach<S: Rung>(&self) -> S {
        S::of(&self.radius) * self.direction::<S>().norm()
    }

    /// D.
    fn dual<S: Rung>(&self) -> S {
        sum(self.sizes::<S>()) / self.reach::<S>()
    }

    /// (‖y₊‖^{2/3} + ‖y₋‖^{2/3})^{3/2}/(tα).
    fn two_thirds<S: Rung>(&self) -> S {
        let powers = self.sizes::<S>().map(|size| size.pow(&S::ratio(2, 3)));
        sum(powers).pow(&S::ratio(3, 2)) / self.reach::<S>()
    }

    /// P.
    fn primal<S: Rung>(&self) -> S {
        if self.is_opposed() { self.two_thirds() } else { self.dual() }
    }

    /// (3/2)(t·value)^{2/3}.
    fn total<S: Rung>(&self, value: &S) -> S {
        (S::of(&self.radius) * value).pow(&S::ratio(2, 3)) * S::ratio(3, 2)
    }

    fn interpolates<S: Rung>(&self, layers: &[Matrix<S>]) -> Compared<S> {
        equal(outputs(&self.inputs(), layers), self.targets())
    }

    /// An interpolating network, scaled into the constraints, costs P at least; and its weight decay is bounded too.
    fn is_above<S: Rung>(&self) -> Compared<S> {
        let layers: Vec<Matrix<S>> = self.layers.iter().map(Matrix::of).collect();
        let units = unit_norms(&layers).into_iter().map(|[column, row]| column * row);
        let cost = sum(units) * layers[0].norm() / S::of(&self.radius);
        self.interpolates(&layers)
            .and(at_most(self.primal::<S>(), cost))
            .and(at_most(self.total::<S>(&self.primal()), half_norms(&layers)))
    }

    /// W₁ = ta(√share₊, −√share₋)/α, and what follows it.
    fn best<S: Rung>(&self) -> Vec<Matrix<S>> {
        let [plus, minus] = self.ends::<S>();
        let sizes = self.sizes::<S>();
        let weights = if self.is_opposed() {
            sizes.clone().map(|size| size.pow(&S::ratio(2, 3)))
        } else {
            sizes.clone()
        };
        let total = sum(weights.clone());
        let [above, below] = weights.map(|weight| (weight / &total).sqrt());
        let row = Matrix::from_rows(&[vec![above.clone(), -&below]]);
        let unit = S::of(&self.radius) / self.direction::<S>().norm();
        let first = (&self.direction() * &row).scale(&unit);
        let reach = self.reach::<S>();
        let zero = S::zero;
        if self.is_opposed() {
            let last = plus
                .map(|x| x / (&reach * &above))
                .beside(&minus.map(|x| x / (&reach * &below)))
                .transpose();
            return vec![first, Matrix::identity(2), last];
        }
        let second = Matrix::from_rows(&[vec![above, zero()], vec![below, zero()]]);
        let row = plus.map(|x| x / &sizes[0] * self.dual::<S>());
        vec![first, second, row.beside(&row.map(|_| zero())).transpose()]
    }

    /// The best network keeps the constraints and costs P; its layers, rescaled, have the least weight decay.
    fn attains<S: Rung>(&self) -> Compared<S> {
        let layers = self.best::<S>();
        let norms = unit_norms(&layers);
        let cost: S = sum(norms.iter().map(|[_, row]| row.clone()));
        let used = norms.iter().filter(|[_, row]| !row.is_zero());
        let within = used.map(|[column, _]| equal(column, S::one()));
        let third = S::ratio(1, 3);
        let radius = S::of(&self.radius);
        // Of k²t² + 2P/k the least, at k³ = P/t².
        let k = (&cost / radius.square()).pow(&third);
        let parts = [k.square() * radius.square(), &cost / &k, &cost / &k];
        self.interpolates(&layers)
            .and(equal(layers[0].norm(), radius))
            .and(Compared::all(within))
            .and(equal(&cost, self.primal::<S>()))
            .and(equal(sum(parts) * S::ratio(1, 2), self.total::<S>(&self.primal())))
            .and(equal(half_norms(&rescaled(&layers, &k)), self.total::<S>(&self.primal())))
    }

    /// Λ = c₊eᵀ/(tα‖c₊‖²) + c₋fᵀ/(tα‖c₋‖²), e and f the directions of y₊ and y₋.
    fn best_multipliers<S: Rung>(&self) -> Matrix<S> {
        let (sides, ends, reach) = (self.sides::<S>(), self.ends::<S>(), self.reach::<S>());
        let part = |side: &Matrix<S>, end: &Matrix<S>| {
            let scale = S::one() / (side.norm_squared() * end.norm() * &reach);
            (side * &end.transpose()).scale(&scale)
        };
        &part(&sides[0], &ends[0]) + &part(&sides[1], &ends[1])
    }

    /// tr(ΛᵀY) of it.
    fn dual_value<S: Rung>(&self) -> S {
        self.best_multipliers::<S>().inner(&self.targets())
    }

    /// ‖Λᵀ((XW₁)₊w)₊‖.
    fn response<S: Rung>(&self, multipliers: &Matrix<S>, unit: &[Matrix<S>]) -> S {
        (&multipliers.transpose() * &outputs(&self.inputs(), unit)).norm()
    }

    /// It is feasible, by one unit tried, and by those along ±a, and has the value D.
    fn dual_attains<S: Rung>(&self) -> Compared<S> {
        let multipliers = self.best_multipliers::<S>();
        let probe: Vec<Matrix<S>> = self.probe.iter().map(Matrix::of).collect();
        let bound = probe[0].norm() * probe[1].norm() / S::of(&self.radius);
        let extreme =
            self.extremes().map(|unit| equal(self.response(&multipliers, &unit), S::one()));
        equal(self.dual_value::<S>(), self.dual::<S>())
            .and(at_most(self.response(&multipliers, &probe), bound))
            .and(Compared::all(extreme))
    }

    /// W₁ = ±ta/α, w = 1.
    fn extremes<S: Rung>(&self) -> [Vec<Matrix<S>>; 2] {
        let unit = S::of(&self.radius) / self.direction::<S>().norm();
        let along = self.direction::<S>().scale(&unit);
        [along.clone(), -&along].map(|first| vec![first, Matrix::ones(1, 1)])
    }

    /// tr(ΛᵀY) ≤ D for any Λ, scaled by its response to units along ±a.
    fn dual_is_below<S: Rung>(&self) -> Compared<S> {
        let multipliers = Matrix::<S>::of(&self.multipliers);
        let [above, below] = self.extremes().map(|unit| self.response(&multipliers, &unit));
        at_most(multipliers.inner(&self.targets()), above.max(&below) * self.dual::<S>())
    }

    fn compares<S: Rung>(&self) -> Compared<S> {
        if self.is_opposed() {
            below(self.dual::<S>(), self.primal::<S>())
        } else {
            Compared::nothing()
        }
    }

    fn is_quoted<S: Rung>(&self) -> Compared<S> {
        let total = self.total::<S>(&self.primal());
        self.quoted.map_or(Compared::nothing(), |text| rounds_to(&total, text))
    }
}

/// ‖col_j(W₂)‖ and ‖row_j(W₃)‖ of every unit.
fn unit_norms<S: Rung>(layers: &[Matrix<S>]) -> Vec<[S; 2]> {
    let row = |j| S::dot(layers[2].row(j), layers[2].row(j)).sqrt();
    (0..layers[2].rows()).map(|j| [layers[1].col(j).norm(), row(j)]).collect()
}

/// kW₁, and every unit's column and row of one norm, over √k.
fn rescaled<S: Rung>(layers: &[Matrix<S>], k: &S) -> Vec<Matrix<S>> {
    let scale: Vec<S> = unit_norms(layers).iter().map(|[_, row]| (row / k).sqrt()).collect();
    let second = &layers[1] * &Matrix::diagonal(&scale);
    let third = Matrix::from_fn(layers[2].rows(), layers[2].cols(), |j, o| {
        let x = &layers[2][(j, o)];
        if x.is_zero() { S::zero() } else { x / (&scale[j] * k) }
    });
    vec![layers[0].scale(k), second, third]
}
