//! All numbers of a tape at once, by covariance matrix adaptation (Hansen's (μ/μ_w, λ)-CMA-ES with its default constants).

use super::candidate::{Candidate, Explorer, closer};
use crate::claim::site::Site;
use crate::linalg::Matrix;

/// The first steps' length; numbers lie in [−1, 1).
const FIRST_STEP: f64 = 0.2;

/// With steps below it nothing more is to be had in `f64`.
const LAST_STEP: f64 = 1e-14;

/// The best tape found from `start` on, with its choices, until the explorer has made `evaluations` evaluations in all.
pub(super) fn evolved(
    explorer: &mut Explorer<'_>,
    start: &Candidate,
    evaluations: usize,
) -> Candidate {
    let numbers: Vec<_> =
        start.sites.iter().copied().filter(|site| matches!(site, Site::Number { .. })).collect();
    let mut best = Some(start.clone());
    if numbers.is_empty() {
        return start.clone();
    }
    let mut state = Evolution::new(
        numbers.iter().map(|site| site.position(&start.tape).unwrap_or(0.0)).collect(),
    );
    while explorer.evaluations < evaluations && state.step > LAST_STEP {
        let Some((shape, scales)) = state.axes() else { break };
        let mut generation = Vec::with_capacity(state.offspring);
        for _ in 0..state.offspring {
            let normal = Matrix::column((0..numbers.len()).map(|_| explorer.normal()).collect());
            let stretched = normal.zip(&scales, |z, s| z * s);
            let moved = &shape * &stretched;
            let point = state.mean.zip(&moved, |m, y| m + state.step * y);
            let mut tape = start.tape.clone();
            for (site, &position) in numbers.iter().zip(point.entries()) {
                site.place(&mut tape, position);
            }
            let candidate = explorer.judged(&tape);
            let closeness = candidate.as_ref().map_or(f64::NEG_INFINITY, |c| c.closeness);
            best = closer(best, candidate);
            generation.push(Offspring { closeness, step: moved, normal });
        }
        generation.sort_by(|a, b| b.closeness.total_cmp(&a.closeness));
        state.adapt(&generation, &shape);
    }
    best.unwrap_or_else(|| start.clone())
}

/// One of a generation.
struct Offspring {
    closeness: f64,
    /// From the mean, in units of the step's length.
    step: Matrix<f64>,
    /// The standard normal numbers that made it.
    normal: Matrix<f64>,
}

/// The distribution that offspring are drawn from: mean + step·N(0, C).
struct Evolution {
    mean: Matrix<f64>,
    step: f64,
    covariance: Matrix<f64>,
    step_path: Matrix<f64>,
    path: Matrix<f64>,
    /// λ.
    offspring: usize,
    /// Of the better half, adding up to 1.
    weights: Vec<f64>,
    generations: i32,
}

impl Evolution {
    fn new(mean: Vec<f64>) -> Self {
        let size = mean.len();
        let offspring = 4 + whole(3.0 * (size as f64).ln());
        let raw: Vec<f64> = (0..offspring / 2)
            .map(|rank| (offspring as f64 / 2.0 + 0.5).ln() - (rank as f64 + 1.0).ln())
            .collect();
        let total: f64 = raw.iter().sum();
        Evolution {
            mean: Matrix::column(mean),
            step: FIRST_STEP,
            covariance: Matrix::identity(size),
            step_path: Matrix::zeros(size, 1),
            path: Matrix::zeros(size, 1),
            offspring,
            weights: raw.iter().map(|w| w / total).collect(),
            generations: 0,
        }
    }

    /// Q and √Λ with C = QΛQᵀ; none when C has become useless.
    fn axes(&self) -> Option<(Matrix<f64>, Matrix<f64>)> {
        let eigen = self.covariance.symmetric_eigen().ok()?;
        let scales = eigen.values.iter().map(|value| value.max(0.0).sqrt()).collect();
        Some((eigen.vectors, Matrix::column(scales)))
    }

    /// Moves towards the better half of a generation, the best first.
    fn adapt(&mut self, generation: &[Offspring], shape: &Matrix<f64>) {
        self.generations += 1;
        let n = self.mean.rows() as f64;
        let effective = 1.0 / self.weights.iter().map(|w| w * w).sum::<f64>();
        let c_step = (effective + 2.0) / (n + effective + 5.0);
        let damping = 1.0 + 2.0 * (((effective - 1.0) / (n + 1.0)).sqrt() - 1.0).max(0.0) + c_step;
        let c_path = (4.0 + effective / n) / (n + 4.0 + 2.0 * effective / n);
        let rank_one = 2.0 / ((n + 1.3).powi(2) + effective);
        let rank_half = (2.0 * (effective - 2.0 + 1.0 / effective)
            / ((n + 2.0).powi(2) + effective))
            .min(1.0 - rank_one);
        let mean_of = |part: fn(&Offspring) -> &Matrix<f64>| {
            let zero = Matrix::zeros(self.mean.rows(), 1);
            let ranked = self.weights.iter().zip(generation);
            ranked.fold(zero, |sum, (w, one)| sum.zip(part(one), |s, x| s + w * x))
        };
        let (moved, normal) = (mean_of(|one| &one.step), mean_of(|one| &one.normal));
        self.mean = self.mean.zip(&moved, |m, y| m + self.step * y);
        // C^(−1/2)·move is Q·normal.
        let whitened = shape * &normal;
        let keep = (c_step * (2.0 - c_step) * effective).sqrt();
        self.step_path = self.step_path.zip(&whitened, |p, z| (1.0 - c_step) * p + keep * z);
        let length = self.step_path.norm_squared().sqrt();
        let expected = n.sqrt() * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));
        let unbiased = (1.0 - (1.0 - c_step).powi(2 * self.generations)).sqrt();
        let is_short = length / unbiased < (1.4 + 2.0 / (n + 1.0)) * expected;
        let pull = if is_short { (c_path * (2.0 - c_path) * effective).sqrt() } else { 0.0 };
        self.path = self.path.zip(&moved, |p, y| (1.0 - c_path) * p + pull * y);
        let lost = if is_short { 0.0 } else { rank_one * c_path * (2.0 - c_path) };
        let kept = 1.0 - rank_one - rank_half + lost;
        self.covariance = Matrix::from_fn(self.mean.rows(), self.mean.rows(), |i, j| {
            let outer = |v: &Matrix<f64>| v[(i, 0)] * v[(j, 0)];
            let ranked = self.weights.iter().zip(generation);
            let half: f64 = ranked.map(|(w, one)| w * outer(&one.step)).sum();
            kept * self.covariance[(i, j)] + rank_one * outer(&self.path) + rank_half * half
        });
        self.step *= (c_step / damping * (length / expected - 1.0)).clamp(-1.0, 1.0).exp();
    }
}

/// The integer below a number ≥ 0, up to 64.
fn whole(value: f64) -> usize {
    (1..=64_u32).take_while(|&n| f64::from(n) <= value).count()
}
