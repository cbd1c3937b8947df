//! The least value of f with the squared error.

use super::potential::Potential;
use super::setting::{Setting, drawn, moved};
use super::squares::{least_value, witness};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;

pub(super) const GLOBAL_VALUE: Claim = Claim {
    id: "nc-mse-global-value",
    statement: "(1/2N)‖Z−Y‖² + ½Σⱼλⱼ‖Wⱼ‖² + ½λ_H‖H‖² ≥ Σ_{k≤R} v(n_k) + Σ_{k>R} n_k/(2N) for all W₁, …, W_M, H; \
                equality at H = A₀, Wⱼ = Aⱼ, Aⱼ = Fⱼ diag((c/λⱼ)^{1/2} s*(n_k)^{1/(M+1)})_{k≤R} Fⱼ₋₁ᵀ (λ₀ = λ_H), where \
                F_M = (e₁, …, e_R), column k of F₋₁ = the indicator of class k over √n_k, any orthonormal columns in the other Fⱼ",
    hypotheses: "all λ > 0; n₁ ≥ … ≥ n_K ≥ 1; M ≥ 1; any widths, also R < K; all points, far from the minimiser and near it",
    source: "the paper's minimisers (abstract); the value derived here: ½Σλⱼ‖Aⱼ‖² ≥ ((M+1)/2)c Σσᵢ(Z)^{2/(M+1)} by the means' and \
             Hölder's inequalities, and ‖Z−Y‖² ≥ Σ(σᵢ(Z) − σᵢ(Y))² with σ(Y) = √n_k",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Point, S, |point| point.is_above::<S>()),
    witness: Some(check!(Point, S, |point| point.witness_attains::<S>(0))),
    mutants: &[
        Mutant::new(
            "nuclear-norm",
            "the factors of a matrix of singular value s cost s^{2/(M+1)}, which is less than s for s > 1",
            check!(Point, S, |point| point.witness_is_above::<S>(|setting, k| {
                let strength =
                    setting.strength::<S>() * S::ratio(i64::from(setting.depth()) + 1, 2);
                Potential { depth: 1, strength, ..Potential::of(setting, k) }
            })),
        ),
        Mutant::new(
            "arithmetic-mean-of-the-decays",
            "the layers share the cost so that only the geometric mean of the decays counts",
            check!(Point, S, |point| point.witness_is_above::<S>(|setting, k| {
                let decays = &setting.decays;
                let mean = sum(decays.iter().map(S::of)) / S::count(decays.len());
                Potential { strength: mean, ..Potential::of(setting, k) }
            })),
        ),
        Mutant::new(
            "without-the-half",
            "each factor's decay carries the factor ½",
            check!(Point, S, |point| point.witness_is_above::<S>(|setting, k| {
                let potential = Potential::of(setting, k);
                Potential { strength: &potential.strength + &potential.strength, ..potential }
            })),
        ),
        Mutant::new(
            "without-the-classes-beyond-the-rank",
            "still a bound, but each of K − R classes costs n_k/(2N) in full, so it is not attained",
            check!(Point, S, |point| {
                let setting = &point.setting;
                point.witness_attains::<S>(setting.classes() - setting.rank())
            }),
        ),
    ],
};

/// A setting and a point of it: start + scale·noise, with the minimiser or 0 as start.
#[derive(Debug)]
struct Point {
    setting: Setting,
    noise: Vec<Matrix<Rational>>,
    scale: Rational,
    start: Start,
}

/// Where a point is.
#[derive(Clone, Copy, Debug)]
enum Start {
    Zero,
    Minimiser,
}

impl Case for Point {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, layers) = (draw.dim(2, 4), draw.dim(1, 3));
        let counts = (0..classes).map(|_| draw.dim(1, 3)).collect();
        let widths = (0..layers).map(|_| draw.dim(1, 4)).collect();
        let setting = Setting::draw(draw, counts, widths);
        let noise = setting.noise(draw);
        let (start, scales) = *draw.pick(&[
            (Start::Zero, [1.0, 0.5, 0.125]),
            (Start::Minimiser, [0.25, 0.0625, 0.015_625]),
        ]);
        let scale = Rational::exact(*draw.pick(&scales));
        Ok(Point { setting, noise, scale, start })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let near = |counts: &[usize], widths: &[usize], decays: &[&str]| {
            let setting = Setting::known(counts, widths, decays);
            let noise = drawn(|draw| setting.noise(draw));
            Point { setting, noise, scale: Rational::dyadic(1, -4), start: Start::Minimiser }
        };
        let even = ["1e-3"; 4];
        vec![
            ("one sample of each of two classes, widths 1", near(&[1, 1], &[1], &["0.01", "0.02"])),
            ("bottleneck d = 2 < K = 4", near(&[3, 2, 2, 1], &[2, 4], &["1e-3", "5e-3", "0.02"])),
            ("irises, balanced", near(&[50, 50, 50], &[4, 3], &even[1..])),
            ("irises, 50 20 5", near(&[50, 20, 5], &[4, 3], &["1e-3", "2e-3", "5e-4"])),
            ("K = 6, M = 4", near(&[5, 3, 2, 2, 1, 1], &[8, 7, 6, 7], &["1e-2"; 5])),
            ("K = 20, M = 3", near(&[2; 20], &[20, 20, 20], &even)),
        ]
    }
}

impl Point {
    fn is_above<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let start = match self.start {
            Start::Zero => self.setting.zeros::<S>(),
            Start::Minimiser => witness(&self.setting)?,
        };
        let point = moved(&start, &self.noise, &self.scale);
        let least = least_value(&self.setting, Potential::<S>::of)?;
        Ok(at_most(least, self.setting.squares(&point)))
    }

    /// f at the witness is the least value, without what the last `dropped` classes cost.
    fn witness_attains<S: Rung>(&self, dropped: usize) -> Result<Compared<S>, Obstacle> {
        let setting = &self.setting;
        let least = least_value(setting, Potential::<S>::of)?;
        let lost = sum(setting.counts[setting.classes() - dropped..].iter().map(|&n| S::count(n)));
        let bound = least - lost / S::count(2 * setting.samples());
        Ok(equal(setting.squares(&witness::<S>(setting)?), bound))
    }

    /// The least value with other potentials is a bound at the witness.
    fn witness_is_above<S: Rung>(
        &self,
        of_class: impl Fn(&Setting, usize) -> Potential<S>,
    ) -> Result<Compared<S>, Obstacle> {
        let bound = least_value(&self.setting, of_class)?;
        Ok(at_most(bound, self.setting.squares(&witness::<S>(&self.setting)?)))
    }
}
