//! With a free bias and balanced data the minimisers are simplex equiangular tight frames.

use super::potential::Potential;
use super::setting::{Setting, centred_frame, drawn, moved};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, vanishes,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;

pub(super) const FREE_BIAS: Claim = Claim {
    id: "nc-mse-free-bias-simplex",
    statement: "f with Z + b1ᵀ in place of Z, r = min(R, K−1): f ≥ r·v(n) + (K−1−r)n/(2N) for all Wⱼ, H, b, with equality at \
                the Aⱼ of nc-mse-global-value with F_M = r orthonormal columns orthogonal to 1, F₋₁ = (F_M ⊗ 1_n)/√n, b = 1/K; if r = K−1, \
                there ∂f = 0, H = H̄Y, H̄ᵀH̄ = (c/λ_H)(s*^{2/(M+1)}/n)(I − J/K), Z = (s*/√n)(I − J/K) ⊗ 1_nᵀ",
    hypotheses: "balanced: n_k = n; λ > 0 on all Wⱼ and H, none on b; b_k < T_M; K ≥ 2; M ≥ 1; any widths",
    source: "abstract (simplex frames with a free bias); the value derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Biased, S, |case| Ok(case.is_above::<S>()?.and(case.has_the_geometry::<S>()?))),
    witness: Some(check!(Biased, S, |case| case
        .witness_attains::<S>(&Rational::fraction(1, case.setting.classes() as u64)))),
    mutants: &[
        Mutant::new(
            "rank-k",
            "the bias fits the mean of the targets for free, which leaves K − 1 directions",
            check!(Biased, S, |case| {
                let bound = case.least_value::<S>(case.setting.classes())?;
                Ok(at_most(bound, case.value(&case.witness::<S>()?)))
            }),
        ),
        Mutant::new(
            "without-the-bias",
            "the logits have mean 0 over the classes, the targets 1/K",
            check!(Biased, S, |case| case.witness_attains::<S>(&Rational::fraction(0, 1))),
        ),
    ],
};

/// A balanced setting and a point of it: start + scale·noise; the last factor is the bias.
#[derive(Debug)]
struct Biased {
    setting: Setting,
    noise: Vec<Matrix<Rational>>,
    scale: Rational,
    near: bool,
    /// Bounds of the least value and of s*, where known beforehand.
    digits: Option<[[&'static str; 2]; 2]>,
}

impl Case for Biased {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, count) = (draw.dim(2, 3), draw.dim(1, 2));
        let widths: Vec<_> = (0..draw.dim(1, 3)).map(|_| draw.dim(1, 3)).collect();
        let setting = Setting::draw(draw, vec![count; classes], widths);
        let near = draw.chance(1, 2);
        let scale = Rational::dyadic(1, -i32::try_from(draw.dim(0, 3)).expect("a small power"));
        Biased::around(draw, setting, scale, near)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let near = |counts: &[usize], widths: &[usize], decays: &[&str]| {
            let setting = Setting::known(counts, widths, decays);
            drawn(|draw| Biased::around(draw, setting, Rational::dyadic(1, -3), true))
                .expect("a learned setting")
        };
        let mut measured = near(&[2; 3], &[3, 3], &["1e-3", "2e-3", "4e-3"]);
        measured.digits = Some([["0.00754042", "0.00754044"], ["1.403495", "1.403505"]]);
        vec![
            ("K = 3, n = 2, M = 2, decays 1e-3 2e-3 4e-3", measured),
            ("one sample of each of two classes, width 1", near(&[1, 1], &[1], &["0.01", "0.02"])),
            ("irises, a tenth", near(&[5; 3], &[4, 3], &["1e-3", "2e-3", "5e-4"])),
            ("bottleneck d = 2 < K − 1 = 4", near(&[1; 5], &[2], &["1e-2", "2e-2"])),
        ]
    }
}

impl Biased {
    fn around(
        draw: &mut Draw<'_>,
        setting: Setting,
        scale: Rational,
        near: bool,
    ) -> Result<Self, Rejected> {
        if setting.collapses(0) != Some(false) {
            return Err(Rejected("b_k < T_M"));
        }
        let mut noise = setting.noise(draw);
        noise.push(draw.vector(setting.classes()));
        Ok(Biased { setting, noise, scale, near, digits: None })
    }

    /// min(R, K − 1).
    fn rank(&self) -> usize {
        self.setting.rank().min(self.setting.classes() - 1)
    }

    /// f, the last of the factors being the bias (K × 1).
    fn value<S: Field>(&self, factors: &[Matrix<S>]) -> S {
        let (bias, factors) = factors.split_last().expect("a bias");
        let logits = end_to_end(factors);
        let shifted = &logits + &bias.times(&Matrix::ones(1, logits.cols()));
        self.setting.squares_of(&shifted) + self.setting.penalty(factors)
    }

    /// Of `dimensions` directions min(R, dimensions) are learned and the others lost.
    fn least_value<S: Rung>(&self, dimensions: usize) -> Result<S, Obstacle> {
        let potential = Potential::<S>::of(&self.setting, 0);
        let learned = self.setting.rank().min(dimensions);
        let lost = S::count(dimensions - learned) * potential.at_zero();
        Ok(S::count(learned) * potential.least()? + lost)
    }

    /// The minimiser with its bias 1/K.
    fn witness<S: Rung>(&self) -> Result<Vec<Matrix<S>>, Obstacle> {
        let (setting, classes) = (&self.setting, self.setting.classes());
        let potential = Potential::of(setting, 0);
        let root = potential.root_at(&potential.minimiser()?);
        let left = centred_frame(classes).columns(0..self.rank());
        let spread = setting.targets::<S>().transpose().times(&left);
        let right = spread.scale(&(S::one() / S::count(setting.counts[0]).sqrt()));
        let mut factors = setting.network(&left, &right, &vec![root; self.rank()]);
        factors.push(Matrix::ones(classes, 1).scale(&S::ratio(1, classes as u64)));
        Ok(factors)
    }

    fn is_above<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let witness = self.witness::<S>()?;
        let zero: Vec<_> =
            witness.iter().map(|factor| Matrix::zeros(factor.rows(), factor.cols())).collect();
        let start = if self.near { witness } else { zero };
        let point = moved(&start, &self.noise, &self.scale);
        let least = self.least_value::<S>(self.setting.classes() - 1)?;
        Ok(at_most(least, self.value(&point)))
    }

    /// f is least at the minimiser with `bias` · 1 in place of its own bias.
    fn witness_attains<S: Rung>(&self, bias: &Rational) -> Result<Compared<S>, Obstacle> {
        let mut factors = self.witness::<S>()?;
        let classes = self.setting.classes();
        factors[self.setting.layers() + 1] = Matrix::ones(classes, 1).scale(&S::of(bias));
        Ok(equal(self.value(&factors), self.least_value::<S>(classes - 1)?))
    }

    fn has_the_geometry<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (setting, classes) = (&self.setting, self.setting.classes());
        if self.rank() < classes - 1 {
            return Ok(Compared::nothing());
        }
        let factors = self.witness::<S>()?;
        let potential = Potential::<S>::of(setting, 0);
        let u = potential.minimiser()?;
        let count = S::count(setting.counts[0]);
        let simplex = Matrix::<S>::simplex(classes);
        let means = Matrix::from_fn(setting.widths[0], classes, |i, k| {
            factors[0][(i, k * setting.counts[0])].clone()
        });
        let length = setting.strength::<S>() * potential.root_at(&u).square()
            / (S::of(&setting.decays[0]) * &count);
        let share = potential.value_at(&u) / count.sqrt();
        let logits = end_to_end(&factors[..=setting.layers()]);
        let parts = [
            self.is_stationary(&factors),
            equal(&factors[0], means.times(&setting.targets())),
            equal(means.transpose().times(&means), simplex.scale(&length)),
            equal(logits, simplex.scale(&share).times(&setting.targets())),
            self.known_digits(&potential.value_at(&u))?,
        ];
        Ok(Compared::all(parts))
    }

    /// ∂f = 0; the terms that cancel are of the size of the decays times the factors, and of the mean target for b.
    fn is_stationary<S: Rung>(&self, factors: &[Matrix<S>]) -> Compared<S> {
        let slopes = gradient(factors, |factors| self.value(factors));
        let decays: Vec<S> = self.setting.decays.iter().map(S::of).collect();
        let scales = factors.iter().zip(decays.into_iter().chain([S::one()]));
        let parts = slopes.into_iter().zip(scales);
        Compared::all(parts.map(|(slope, (factor, decay))| vanishes(slope, factor.scale(&decay))))
    }

    fn known_digits<S: Rung>(&self, size: &S) -> Result<Compared<S>, Obstacle> {
        let Some(digits) = self.digits else { return Ok(Compared::nothing()) };
        let least = self.least_value::<S>(self.setting.classes() - 1)?;
        let within = |value: &S, [low, high]: [&str; 2]| {
            at_most(S::decimal(low), value).and(at_most(value, S::decimal(high)))
        };
        Ok(within(&least, digits[0]).and(within(size, digits[1])))
    }
}
