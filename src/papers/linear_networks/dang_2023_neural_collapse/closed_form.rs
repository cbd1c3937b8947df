//! One layer and cross-entropy: the least value in closed form, by the conditions of a convex problem.

use super::setting::{Setting, centred_frame, drawn, moved};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
};
use crate::linalg::Matrix;
use crate::losses::cross_entropy;
use crate::number::{Field, Rational, Rung};
use num_traits::One;

/// That ∂CE/∂Z = −√(λ_Wλ_H)P with P the polar factor of Z makes Z a minimum of the convex CE(Z) + √(λ_Wλ_H)‖Z‖_*, which
/// bounds F from below: ½λ_W‖W‖² + ½λ_H‖H‖² ≥ √(λ_Wλ_H)‖WH‖_*.
pub(super) const CLOSED_FORM: Claim = Claim {
    id: "nc-ce-m1-closed-form",
    statement: "F = CE(WH) + ½λ_W‖W‖² + ½λ_H‖H‖², CE the mean over samples, q = √(nλ_Wλ_H), P = (I − J/K) ⊗ 1_nᵀ/√n. If Kq < 1: \
                F ≥ F* = ln(1+(K−1)e^{−α}) + (K−1)qα with α = ln(1/q − K + 1) > 0, equality at a WH = Z = α(I − J/K) ⊗ 1_nᵀ = α√n P, \
                where ∂CE/∂Z = −√(λ_Wλ_H) P; PPᵀ is a projector. If Kq > 1: F ≥ ln K = F(0, 0), and at Z = 0, ∂CE/∂Z = −(1/(K√n)) P with \
                1/(K√n) < √(λ_Wλ_H)",
    hypotheses: "balanced: n_k = n; no bias; λ_W, λ_H > 0; K ≥ 2; d ≥ K−1 for equality; all W, H for the bound, far from the \
                 minimiser and near it",
    source: "abstract (cross-entropy); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Single, S, |case| case.is_above::<S>().and(case.is_optimal::<S>())),
    witness: Some(check!(Single, S, |case| {
        let alpha = case.learns().then(|| case.alpha::<S>());
        equal(case.value_at(alpha.as_ref()), case.least_value::<S>())
    })),
    mutants: &[
        Mutant::new(
            "logarithm-of-1-over-q-alone",
            "at the minimum e^α + K − 1 = 1/q",
            check!(Single, S, |case| if case.learns() {
                case.is_least_at::<S>(&(-case.load::<S>().ln() - case.others::<S>()))
            } else {
                Compared::nothing()
            }),
        ),
        Mutant::new(
            "learned-for-q-below-1",
            "for Kq > 1 and q < 1 the zero point is lower",
            check!(Single, S, |case| if !case.learns() && case.load_squared() < Rational::one() {
                case.is_least_at::<S>(&case.alpha())
            } else {
                Compared::nothing()
            }),
        ),
        Mutant::new(
            "load-without-n",
            "n samples of a class push the same direction n times",
            check!(Single, S, |case| {
                let decays = case.setting.product_of_decays();
                if decays >= Rational::one() / case.classes_squared() {
                    return Compared::nothing();
                }
                case.is_least_at::<S>(&(S::one() / S::of(&decays).sqrt() - case.others::<S>()).ln())
            }),
        ),
    ],
};

/// A balanced setting of one layer, and a point of it: start + scale·noise.
#[derive(Debug)]
struct Single {
    setting: Setting,
    noise: Vec<Matrix<Rational>>,
    scale: Rational,
    near: bool,
}

impl Case for Single {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, count) = (draw.dim(2, 4), draw.dim(1, 3));
        let width = draw.dim(classes - 1, 4);
        let mut setting = Setting::draw(draw, vec![count; classes], vec![width]);
        setting.decays = (0..2).map(|_| draw.log_uniform("1e-2", "1")).collect();
        let noise = setting.noise(draw);
        let (near, power) = (draw.chance(1, 2), i32::try_from(draw.dim(0, 3)).expect("below 4"));
        let case = Single { setting, noise, scale: Rational::dyadic(1, -power), near };
        if case.load_squared() * case.classes_squared() == Rational::one() {
            return Err(Rejected("Kq ≠ 1"));
        }
        Ok(case)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let near = |counts: &[usize], width: usize, decays: &[&str]| {
            let setting = Setting::known(counts, &[width], decays);
            let noise = drawn(|draw| setting.noise(draw));
            Single { setting, noise, scale: Rational::dyadic(1, -4), near: true }
        };
        vec![
            ("one sample of each of two classes, width 1", near(&[1, 1], 1, &["0.1", "0.2"])),
            ("K = 2, n = 1, Kq = 1.5", near(&[1, 1], 2, &["0.75", "0.75"])),
            ("irises, balanced", near(&[50; 3], 2, &["1e-3", "5e-3"])),
            ("K = 6, n = 1, decays 1e-2", near(&[1; 6], 5, &["1e-2", "1e-2"])),
            ("K = 8, n = 3", near(&[3; 8], 9, &["1e-2", "1e-3"])),
        ]
    }
}

impl Single {
    /// q² = nλ_Wλ_H.
    fn load_squared(&self) -> Rational {
        Rational::from(self.setting.counts[0]) * self.setting.product_of_decays()
    }

    fn classes_squared(&self) -> Rational {
        Rational::from(self.setting.classes()).square()
    }

    /// Whether Kq < 1.
    fn learns(&self) -> bool {
        self.load_squared() * self.classes_squared() < Rational::one()
    }

    /// q.
    fn load<S: Rung>(&self) -> S {
        S::of(&self.load_squared()).sqrt()
    }

    /// K − 1.
    fn others<S: Field>(&self) -> S {
        S::count(self.setting.classes() - 1)
    }

    /// ln(1/q − K + 1).
    fn alpha<S: Rung>(&self) -> S {
        (S::one() / self.load::<S>() - self.others::<S>()).ln()
    }

    /// F*, or ln K.
    fn least_value<S: Rung>(&self) -> S {
        if !self.learns() {
            return S::count(self.setting.classes()).ln();
        }
        let (alpha, others) = (self.alpha::<S>(), self.others::<S>());
        let misfit = (S::one() + &others * (-&alpha).exp()).ln();
        misfit + others * self.load::<S>() * alpha
    }

    /// P = (I − J/K) ⊗ 1ᵀ/√n (K × N).
    fn polar<S: Rung>(&self) -> Matrix<S> {
        let simplex = Matrix::<S>::simplex(self.setting.classes());
        let size = S::count(self.setting.counts[0]).sqrt();
        simplex.times(&self.setting.targets()).scale(&(S::one() / size))
    }

    /// H, W of least penalty with WH = α√n P, for α ≥ 0; for α < 0, by the other sign of W.
    fn network<S: Rung>(&self, alpha: &S) -> Vec<Matrix<S>> {
        let left = centred_frame::<S>(self.setting.classes());
        let size = S::count(self.setting.counts[0]).sqrt();
        let right = self.setting.targets::<S>().transpose().times(&left);
        let right = right.scale(&(S::one() / &size));
        let root = (alpha.abs() * size).sqrt();
        let mut factors = self.setting.network(&left, &right, &vec![root; left.cols()]);
        if alpha.reading().is_negative() {
            factors[1] = -&factors[1];
        }
        factors
    }

    /// F at the network of α; at 0 for none.
    fn value_at<S: Rung>(&self, alpha: Option<&S>) -> S {
        let factors = alpha.map_or_else(|| self.setting.zeros(), |alpha| self.network(alpha));
        self.setting.cross_entropy(&factors)
    }

    /// F at the point is at least the least value.
    fn is_above<S: Rung>(&self) -> Compared<S> {
        let alpha = if self.near && self.learns() { self.alpha() } else { S::zero() };
        let point = moved(&self.network(&alpha), &self.noise, &self.scale);
        at_most(self.least_value::<S>(), self.setting.cross_entropy(&point))
    }

    /// The conditions of the convex problem at Z, where P is the polar factor of Z, or any for Z = 0.
    fn is_optimal<S: Rung>(&self) -> Compared<S> {
        let polar = self.polar::<S>();
        let size = S::count(self.setting.counts[0]).sqrt();
        let alpha = if self.learns() { self.alpha() } else { S::zero() };
        let logits = polar.scale(&(&alpha * &size));
        let slope = self.slope_at(&logits);
        let projector = polar.times(&polar.transpose());
        let pull = self.setting.strength::<S>();
        let of_zero = S::one() / (size * S::count(self.setting.classes()));
        let (push, side) = if self.learns() {
            (&pull, below(S::zero(), alpha))
        } else {
            (&of_zero, below(&of_zero, &pull))
        };
        equal(-&slope, polar.scale(push))
            .and(equal(projector.times(&projector), projector))
            .and(side)
    }

    /// ∂CE/∂Z, sample by sample.
    fn slope_at<S: Rung>(&self, logits: &Matrix<S>) -> Matrix<S> {
        let labels = self.setting.labels();
        let columns: Vec<_> = labels
            .iter()
            .enumerate()
            .map(|(i, &label)| {
                let loss = |at: &[Matrix<_>]| cross_entropy(&at[0], &[label]);
                gradient(&[logits.col(i)], loss).remove(0)
            })
            .collect();
        let samples = S::count(labels.len());
        Matrix::from_fn(logits.rows(), labels.len(), |k, i| &columns[i][(k, 0)] / &samples)
    }

    /// F at the network of α is at most F at the minimiser.
    fn is_least_at<S: Rung>(&self, alpha: &S) -> Compared<S> {
        let least = self.learns().then(|| self.alpha::<S>());
        at_most(self.value_at(Some(alpha)), self.value_at(least.as_ref()))
    }
}
