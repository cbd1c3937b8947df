//! Tasks whose designs are drawn from the coordinate ensemble, and expectations over it.

use crate::claim::{Case, Draw, Rejected};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};
use num_traits::Zero;

/// Truths w*ₜ, n examples per task, and the noise level σ.
#[derive(Clone, Debug)]
pub(super) struct Ensemble {
    /// n.
    pub(super) examples: usize,
    /// w*₁, …, w*_T, each p × 1.
    pub(super) truths: Vec<Matrix<Rational>>,
    /// σ.
    pub(super) noise: Rational,
}

/// How the designs of different tasks are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Designs {
    /// Each drawn on its own.
    Independent,
    /// One design for all tasks.
    Repeated,
}

impl Ensemble {
    /// p.
    pub(super) fn parameters(&self) -> usize {
        self.truths[0].rows()
    }

    /// r.
    pub(super) fn ratio<S: Field>(&self) -> S {
        S::one() - S::count(self.examples) / S::count(self.parameters())
    }

    /// ‖w*ᵢ‖².
    pub(super) fn size<S: Field>(&self, i: usize) -> S {
        Matrix::of(&self.truths[i]).norm_squared()
    }

    /// ‖w*ₛ − w*ₜ‖².
    pub(super) fn distance<S: Field>(&self, s: usize, t: usize) -> S {
        (&Matrix::of(&self.truths[s]) - &Matrix::of(&self.truths[t])).norm_squared()
    }

    /// E Lᵢ(wₜ) as row t, column i, for t = 0, …, T and every i, by running through the whole ensemble.
    pub(super) fn errors<S: Field>(&self, designs: Designs) -> Matrix<S> {
        let truths: Vec<_> = self.truths.iter().map(Matrix::of).collect();
        let choices = subsets(self.parameters(), self.examples);
        let noises = self.noises();
        let mut totals = Matrix::zeros(truths.len() + 1, truths.len());
        let start = Matrix::zeros(self.parameters(), 1);
        let mut walk = Walk { truths, noises, totals: &mut totals };
        match designs {
            Designs::Independent => walk.add(&start, 0, &S::one(), &choices),
            Designs::Repeated => {
                let share = S::one() / S::count(choices.len());
                choices.chunks(1).for_each(|choice| walk.add(&start, 0, &share, choice));
            }
        }
        totals
    }

    /// All n-tuples of ±σ; the one tuple of zeros if σ = 0.
    fn noises<S: Field>(&self) -> Vec<Vec<S>> {
        let level = S::of(&self.noise);
        if self.noise.is_zero() {
            return vec![vec![level; self.examples]];
        }
        let signed = |bits: usize| {
            let sign = |at: usize| if bits >> at & 1 == 1 { -&level } else { level.clone() };
            (0..self.examples).map(sign).collect()
        };
        (0..1 << self.examples).map(signed).collect()
    }
}

/// A run through the tree of all choices of designs and noises.
struct Walk<'a, S> {
    truths: Vec<Matrix<S>>,
    noises: Vec<Vec<S>>,
    totals: &'a mut Matrix<S>,
}

impl<S: Field> Walk<'_, S> {
    /// Adds what happens from `weights` = wₜ on, a state of this probability.
    ///
    /// For rows that are unit vectors X⁺ = Xᵀ: the update replaces the chosen weights by the targets.
    fn add(&mut self, weights: &Matrix<S>, t: usize, probability: &S, choices: &[Vec<usize>]) {
        for (i, truth) in self.truths.iter().enumerate() {
            self.totals[(t, i)] += &((weights - truth).norm_squared() * probability);
        }
        if t == self.truths.len() {
            return;
        }
        let share = probability / S::count(choices.len() * self.noises.len());
        for chosen in choices {
            for at in 0..self.noises.len() {
                let mut next = weights.clone();
                for (&j, noise) in chosen.iter().zip(&self.noises[at]) {
                    next[(j, 0)] = &self.truths[t][(j, 0)] + noise;
                }
                self.add(&next, t + 1, &share, choices);
            }
        }
    }
}

/// All sets of `size` of the numbers below `of`, each sorted.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let all = (0..1_usize << of).filter(|set| set.count_ones() as usize == size);
    all.map(|set| (0..of).filter(|j| set >> j & 1 == 1).collect()).collect()
}

/// p, n and T.
type Shape = (usize, usize, usize);

impl Case for Ensemble {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        const NOISY: [Shape; 4] = [(3, 1, 2), (4, 1, 2), (5, 1, 2), (3, 1, 3)];
        const NOISELESS: [Shape; 4] = [(4, 1, 3), (5, 1, 3), (5, 2, 2), (5, 3, 2)];
        let is_noisy = draw.chance(2, 3);
        let (parameters, examples, tasks) =
            *if is_noisy { draw.pick(&NOISY) } else { draw.pick(&NOISELESS) };
        Ok(Ensemble {
            examples,
            truths: (0..tasks).map(|_| draw.vector(parameters)).collect(),
            noise: if is_noisy { draw.entry() } else { Rational::zero() },
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |(parameters, examples, tasks): Shape, noise: i64| {
            let entry = |j, t| {
                let at = i64::try_from(5 * t + 3 * j * (t + 1)).expect("a small number");
                Rational::fraction(at % 7 - 3, 2)
            };
            let truth = |t| Matrix::from_fn(parameters, 1, |j, _| entry(j, t));
            let truths = (1..=tasks).map(truth).collect();
            Ensemble { examples, truths, noise: Rational::fraction(noise, 2) }
        };
        let mut repeated = case((3, 1, 3), 1);
        repeated.truths = vec![repeated.truths[0].clone(); 3];
        vec![
            ("one of two weights, where r = n/p", case((2, 1, 3), 1)),
            ("two of three weights, where p − n = 1", case((3, 2, 2), 1)),
            ("one of four weights, three tasks", case((4, 1, 3), 3)),
            ("two of five weights, two tasks", case((5, 2, 2), 1)),
            ("two of five weights, three tasks without noise", case((5, 2, 3), 0)),
            ("the same task three times", repeated),
        ]
    }
}

/// The mean.
pub(super) fn mean<S: Field>(values: Vec<S>) -> S {
    let count = S::count(values.len());
    sum(values) / count
}
