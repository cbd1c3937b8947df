//! The geometry of the minimisers of f with the squared error: orthogonal frames, of lengths that depend on the counts.

use super::potential::Potential;
use super::setting::Setting;
use super::squares::{least_value, minimisers, witness};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, vanishes,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rung};
use crate::obstacle::Obstacle;

pub(super) const GEOMETRY: Claim = Claim {
    id: "nc-mse-geometry",
    statement: "at the global minimisers, with s_k = s*(n_k), t_k = s_k/√n_k, A = W_M⋯W₁, H̄ = (h₁, …, h_K): ∂f = 0; f = Σv(n_k); H = H̄Y; \
                H̄ᵀH̄ = diag((c/λ_H)s_k^{2/(M+1)}/n_k) = diag(t_k(1−t_k)/(Nλ_H)); W_MW_Mᵀ = diag((c/λ_M)s_k^{2/(M+1)}); \
                AAᵀ = diag((λ_H/c)s_k^{2M/(M+1)}); row k of A = (Nλ_H/(1−t_k))h_kᵀ; Z = diag(t_k)Y",
    hypotheses: "all λ > 0; n₁ ≥ … ≥ n_K ≥ 1; M ≥ 1; R ≥ K; b_k < T_M for all k, so that s_k > 0 is unique; the minimisers are the \
                 witnesses of nc-mse-global-value, of any frames",
    source: "abstract (orthogonal vectors whose lengths depend on the counts); the lengths derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Learned, S, |case| case.has_the_geometry::<S>()),
    witness: None,
    mutants: &[
        Mutant::new(
            "simplex-frame-without-bias",
            "without a bias the class features are orthogonal; only a free bias takes their mean away",
            check!(Learned, S, |case| case.is_a_simplex::<S>()),
        ),
        Mutant::new(
            "length-without-the-count",
            "s_k is spread over the n_k equal columns of class k",
            check!(Learned, S, |case| case.lengths_ignore_the_counts::<S>()),
        ),
        Mutant::new(
            "majorities-have-longer-features",
            "for M ≥ 2, |h_k|² = t_k(1−t_k)/(Nλ_H) with t_k ≥ (M−1)/M ≥ ½, which falls as n_k grows",
            check!(Learned, S, |case| case.majority_is_longer::<S>()),
        ),
    ],
};

/// A setting in which no class collapses, with digits known beforehand.
#[derive(Debug)]
struct Learned {
    setting: Setting,
    /// Bounds of |h_k|² and of (W_MW_Mᵀ)_kk, for every class or for none.
    digits: &'static [[[&'static str; 2]; 2]],
}

impl Case for Learned {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, layers) = (draw.dim(2, 3), draw.dim(1, 3));
        let counts = (0..classes).map(|_| draw.dim(1, 5 - classes)).collect();
        let widths = (0..layers).map(|_| draw.dim(classes, 3)).collect();
        let setting = Setting::draw(draw, counts, widths);
        if (0..classes).any(|k| setting.collapses(k) != Some(false)) {
            return Err(Rejected("b_k < T_M for all k"));
        }
        Ok(Learned { setting, digits: &[] })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let plain = |counts: &[usize], widths: &[usize], decays: &[&str]| Learned {
            setting: Setting::known(counts, widths, decays),
            digits: &[],
        };
        let measured = Setting::known(&[6, 4, 2, 1], &[4, 4], &["5e-3"; 3]);
        vec![
            ("n = 6 4 2 1, M = 2", Learned { setting: measured, digits: MEASURED }),
            ("one sample of each of two classes", plain(&[1, 1], &[2], &["0.01", "0.02"])),
            ("irises, balanced, a tenth", plain(&[5, 5, 5], &[4, 3], &["1e-3", "2e-3", "5e-4"])),
            ("irises, 50 20 5", plain(&[50, 20, 5], &[3], &["1e-3", "2e-3"])),
            ("n = 3 2 1, M = 4", plain(&[3, 2, 1], &[3, 4, 3, 3], &["1e-2"; 5])),
        ]
    }
}

const MEASURED: &[[[&str; 2]; 2]] = &[
    [["0.2985", "0.2995"], ["1.785", "1.795"]],
    [["0.3895", "0.3905"], ["1.555", "1.565"]],
    [["0.6115", "0.6125"], ["1.215", "1.225"]],
    [["0.9545", "0.9555"], ["0.9545", "0.9555"]],
];

impl Learned {
    /// H̄ (d × K), the first column of every class.
    fn class_features<S: Field>(&self, features: &Matrix<S>) -> Matrix<S> {
        let labels = self.setting.labels();
        let first = |k| labels.iter().position(|&label| label == k).expect("every class is there");
        Matrix::from_fn(features.rows(), self.setting.classes(), |i, k| {
            features[(i, first(k))].clone()
        })
    }

    /// H̄ᵀH̄ at the minimiser.
    fn products<S: Rung>(&self) -> Result<Matrix<S>, Obstacle> {
        let means = self.class_features(&witness(&self.setting)?[0]);
        Ok(means.transpose().times(&means))
    }

    /// s_k^{1/(M+1)} and t_k.
    fn singular_values<S: Rung>(&self) -> Result<(Vec<S>, Vec<S>), Obstacle> {
        let minimisers = minimisers::<S>(&self.setting)?;
        let roots = minimisers.iter().enumerate();
        let roots = roots.map(|(k, u)| Potential::of(&self.setting, k).root_at(u)).collect();
        let shares = minimisers.iter().map(|u| u.power(self.setting.depth() + 1)).collect();
        Ok((roots, shares))
    }

    fn has_the_geometry<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let setting = &self.setting;
        let factors = witness::<S>(setting)?;
        let (roots, shares) = self.singular_values::<S>()?;
        let means = self.class_features(&factors[0]);
        let (layers, targets) = (end_to_end(&factors[1..]), setting.targets::<S>());
        let last = &factors[setting.layers()];
        let strength = setting.strength::<S>();
        let [of_features, of_last] = [0, setting.layers()].map(|j| S::of(&setting.decays[j]));
        let total = S::count(setting.samples()) * &of_features;
        let spread = |values: &dyn Fn(usize) -> S| {
            Matrix::diagonal(&(0..setting.classes()).map(values).collect::<Vec<_>>())
        };
        let cost = |k: usize| &strength * roots[k].square();
        let products = means.transpose().times(&means);
        let rows = last.times(&last.transpose());
        let by_cost = spread(&|k| cost(k) / (&of_features * S::count(setting.counts[k])));
        let by_share = spread(&|k| &shares[k] * (S::one() - &shares[k]) / &total);
        let by_layers = spread(&|k| &of_features / &strength * roots[k].power(2 * setting.depth()));
        let ratios = spread(&|k| &total / (S::one() - &shares[k]));
        let parts = [
            self.is_stationary(&factors),
            equal(setting.squares(&factors), least_value(setting, Potential::<S>::of)?),
            equal(&factors[0], means.times(&targets)),
            equal(&products, by_cost),
            equal(&products, by_share),
            equal(&rows, spread(&|k| cost(k) / &of_last)),
            equal(layers.times(&layers.transpose()), by_layers),
            equal(&layers, ratios.times(&means.transpose())),
            equal(end_to_end(&factors), spread(&|k| shares[k].clone()).times(&targets)),
            self.known_digits(&products, &rows),
        ];
        Ok(Compared::all(parts))
    }

    /// ∂f = 0, where the terms that cancel are of the size of λⱼAⱼ.
    fn is_stationary<S: Rung>(&self, factors: &[Matrix<S>]) -> Compared<S> {
        let slopes = gradient(factors, |factors| self.setting.squares(factors));
        let parts = slopes.into_iter().zip(factors).zip(&self.setting.decays);
        Compared::all(
            parts.map(|((slope, factor), decay)| vanishes(slope, factor.scale(&S::of(decay)))),
        )
    }

    fn known_digits<S: Rung>(&self, features: &Matrix<S>, rows: &Matrix<S>) -> Compared<S> {
        let of_class = |(k, bounds): (usize, &[[&str; 2]; 2])| {
            let values = [features, rows].map(|products| &products[(k, k)]);
            Compared::all(values.into_iter().zip(bounds).map(|(value, [low, high])| {
                at_most(S::decimal(low), value).and(at_most(value, S::decimal(high)))
            }))
        };
        Compared::all(self.digits.iter().enumerate().map(of_class))
    }

    /// For equal counts: H̄ᵀH̄ is a multiple of I − J/K.
    fn is_a_simplex<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if self.setting.counts.iter().any(|&n| n != self.setting.counts[0]) {
            return Ok(Compared::nothing());
        }
        let products = self.products::<S>()?;
        let simplex = Matrix::<S>::simplex(self.setting.classes());
        let ratio = &products[(0, 0)] / &simplex[(0, 0)];
        Ok(equal(products, simplex.scale(&ratio)))
    }

    /// |h_k|² is the same multiple of s_k^{2/(M+1)} for all k.
    fn lengths_ignore_the_counts<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let products = self.products::<S>()?;
        let (roots, _) = self.singular_values::<S>()?;
        let per_cost = |k: usize| &products[(k, k)] / roots[k].square();
        let others = 1..self.setting.classes();
        Ok(Compared::all(others.map(|k| equal(per_cost(k), per_cost(0)))))
    }

    /// For M ≥ 2 and n₁ > n_K: |h_K|² ≤ |h₁|².
    fn majority_is_longer<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let last = self.setting.classes() - 1;
        if self.setting.layers() == 1 || self.setting.counts[0] == self.setting.counts[last] {
            return Ok(Compared::nothing());
        }
        let products = self.products::<S>()?;
        Ok(at_most(&products[(last, last)], &products[(0, 0)]))
    }
}
