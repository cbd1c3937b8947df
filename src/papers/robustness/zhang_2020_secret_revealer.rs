//! A model that predicts better from a sensitive feature tells an attacker more of it.
//!
//! *Notation*: as in [`PAPER`]. Expectations are sums over the finite alphabets.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Paper, Rejected, at_most, check, equal_at,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, sum};
use std::cmp::Ordering;
use std::ops::Range;

pub(super) static PAPER: Paper = Paper {
    number: 37,
    slug: "zhang-2020-secret-revealer",
    title: "The Secret Revealer: Generative Model-Inversion Attacks Against Deep Neural Networks",
    authors: &["Yuheng Zhang", "Ruoxi Jia", "Hengzhi Pei", "Wenxiao Wang", "Bo Li", "Dawn Song"],
    year: 2020,
    venue: "CVPR 2020, arXiv:1911.07135",
    notation: "sensitive feature s, label y, all other features fixed; true p(s) and p(y|s), a model f(y|s); f(y) = Σₛ f(y|s)p(s), and \
        the attacker's posterior f(s|y) = f(y|s)p(s)/f(y); U_f(y) = E_{s∼p(·|y)} ln(f(y|s)/f(y)), the model's predictive power",
    claims: &[PREDICTIVE_POWER_INVERSION_IDENTITY],
};

/// By Bayes' rule f(s|y)/p(s) = f(y|s)/f(y).
const PREDICTIVE_POWER_INVERSION_IDENTITY: Claim = Claim {
    id: "predictive-power-inversion-identity",
    statement: "KL(p(s|y) ‖ f(s|y)) + U_f(y) = KL(p(s|y) ‖ p(s)) for every y and every f; so U_f − U_g = KL(p(s|y) ‖ g(s|y)) − KL(p(s|y) ‖ f(s|y)), \
        and U_f(y) is at most KL(p(s|y) ‖ p(s)), with equality for f = p",
    hypotheses: "finite alphabets, 2 to 6 values of s and 2 to 4 labels; all probabilities positive; the attacker knows p(s)",
    source: "the paper's theorem on predictive power, from memory; the identity is derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Models, S, |case| {
        let case = case.of::<S>();
        let [f, g] = &case.models;
        Compared::all(case.labels().flat_map(|y| {
            let truth = case.posterior(&case.truth, y);
            let whole = divergence(&truth, case.prior.entries());
            let missed = |model| divergence(&truth, &case.posterior(model, y));
            let power = |model| case.power(model, y);
            [
                equal_at(missed(f) + power(f), whole.clone(), S::one()),
                equal_at(missed(g) + power(g), whole.clone(), S::one()),
                equal_at(power(f) - power(g), missed(g) - missed(f), S::one()),
                at_most(power(f), whole.clone()),
                equal_at(power(&case.truth), whole, S::one()),
            ]
        }))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "accuracy-for-predictive-power",
            why_false: "a model may name the likelier label more often and yet be so sure of it that its posterior is far off",
            check: check!(Models, S, |case| {
                let [f, g] = case.models.each_ref().map(|model| case.accuracy(model));
                let case = case.of::<S>();
                let [of_f, of_g] = case.models.each_ref().map(|model| case.mean_divergence(model));
                match f.partial_cmp(&g) {
                    Some(Ordering::Greater) => at_most(of_f, of_g),
                    Some(Ordering::Less) => at_most(of_g, of_f),
                    _ => at_most(S::zero(), S::zero()),
                }
            }),
            literal_reading: None,
        },
        Mutant {
            id: "divergence-reversed",
            why_false: "U_f is an expectation under the true posterior, and so must the divergence be",
            check: check!(Models, S, |case| {
                let case = case.of::<S>();
                Compared::all(case.labels().map(|y| {
                    let truth = case.posterior(&case.truth, y);
                    let whole = divergence(&truth, case.prior.entries());
                    let reversed = divergence(&case.posterior(&case.models[0], y), &truth);
                    equal_at(reversed + case.power(&case.models[0], y), whole, S::one())
                }))
            }),
            literal_reading: None,
        },
        Mutant {
            id: "true-frequency-of-the-label",
            why_false: "with p(y) for f(y) the sum is off by ln(f(y)/p(y)), which depends on the model",
            check: check!(Models, S, |case| {
                let case = case.of::<S>();
                let f = &case.models[0];
                Compared::all(case.labels().map(|y| {
                    let truth = case.posterior(&case.truth, y);
                    let frequency = case.frequency(&case.truth, y);
                    let logs = (0..truth.len()).map(|s| &truth[s] * (&f[(s, y)] / &frequency).ln());
                    let missed = divergence(&truth, &case.posterior(f, y));
                    let whole = divergence(&truth, case.prior.entries());
                    equal_at(missed + sum(logs), whole, S::one())
                }))
            }),
            literal_reading: None,
        },
        Mutant {
            id: "attacker-with-a-uniform-prior",
            why_false: "the attacker's error of the prior adds to the divergence, and nothing in U_f makes up for it",
            check: check!(Models, S, |case| {
                let case = case.of::<S>();
                let values = case.prior.rows();
                let uniform = Matrix::from_fn(values, 1, |_, _| S::one() / S::count(values));
                let attacker = Tables { prior: uniform, ..case.clone() };
                Compared::all(case.labels().map(|y| {
                    let truth = case.posterior(&case.truth, y);
                    let missed = divergence(&truth, &attacker.posterior(&case.models[0], y));
                    let whole = divergence(&truth, case.prior.entries());
                    equal_at(missed + case.power(&case.models[0], y), whole, S::one())
                }))
            }),
            literal_reading: None,
        },
    ],
};

/// A world and two models of it.
#[derive(Clone, Debug)]
struct Tables<S> {
    /// p(s), values × 1.
    prior: Matrix<S>,
    /// p(y|s), values × labels.
    truth: Matrix<S>,
    /// f(y|s) and g(y|s), values × labels.
    models: [Matrix<S>; 2],
}

type Models = Tables<Rational>;

impl Case for Models {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (values, labels) = (draw.dim(2, 6), draw.dim(2, 4));
        let prior = draw.stochastic(1, values).transpose();
        let mut table = || draw.stochastic(values, labels);
        Ok(Tables { prior, truth: table(), models: [table(), table()] })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let table = |rows: &[&[i64]]| {
            let row = |row: &&[i64]| row.iter().map(|&n| Rational::fraction(n, 1000)).collect();
            Matrix::from_rows(&rows.iter().map(row).collect::<Vec<_>>())
        };
        let halves = table(&[&[500], &[500]]);
        let truth = table(&[&[900, 100], &[400, 600]]);
        let sure = table(&[&[999, 1], &[1, 999]]);
        let dull = table(&[&[600, 400], &[550, 450]]);
        let blind = table(&[&[700, 300], &[700, 300]]);
        let skewed = table(&[&[750], &[250]]);
        let models = [table(&[&[899, 101], &[401, 599]]), dull.clone()];
        vec![
            (
                "a sure model and a dull one",
                Tables { prior: halves, truth: truth.clone(), models: [sure, dull] },
            ),
            (
                "a model that is nearly the truth",
                Tables { prior: skewed.clone(), truth: truth.clone(), models },
            ),
            (
                "labels that tell nothing",
                Tables { prior: skewed, truth: blind.clone(), models: [truth, blind] },
            ),
        ]
    }
}

impl Models {
    fn of<S: Field>(&self) -> Tables<S> {
        Tables {
            prior: Matrix::of(&self.prior),
            truth: Matrix::of(&self.truth),
            models: self.models.each_ref().map(Matrix::of),
        }
    }

    /// How often the label that `model` finds likeliest, the first of them, is the true one.
    fn accuracy(&self, model: &Matrix<Rational>) -> Rational {
        let named = |s: usize| {
            self.labels().fold(0, |best, y| if model[(s, y)] > model[(s, best)] { y } else { best })
        };
        sum((0..self.prior.rows()).map(|s| &self.prior[(s, 0)] * &self.truth[(s, named(s))]))
    }
}

impl<S> Tables<S> {
    fn labels(&self) -> Range<usize> {
        0..self.truth.cols()
    }
}

impl<S: Real> Tables<S> {
    /// f(y).
    fn frequency(&self, model: &Matrix<S>, y: usize) -> S {
        sum((0..self.prior.rows()).map(|s| &model[(s, y)] * &self.prior[(s, 0)]))
    }

    /// f(s|y) for every s.
    fn posterior(&self, model: &Matrix<S>, y: usize) -> Vec<S> {
        let frequency = self.frequency(model, y);
        let joint = |s: usize| &model[(s, y)] * &self.prior[(s, 0)];
        (0..self.prior.rows()).map(|s| joint(s) / &frequency).collect()
    }

    /// U_f(y).
    fn power(&self, model: &Matrix<S>, y: usize) -> S {
        let (truth, frequency) = (self.posterior(&self.truth, y), self.frequency(model, y));
        sum((0..truth.len()).map(|s| &truth[s] * (&model[(s, y)] / &frequency).ln()))
    }

    /// E_y KL(p(s|y) ‖ f(s|y)).
    fn mean_divergence(&self, model: &Matrix<S>) -> S {
        sum(self.labels().map(|y| {
            let (truth, found) = (self.posterior(&self.truth, y), self.posterior(model, y));
            self.frequency(&self.truth, y) * divergence(&truth, &found)
        }))
    }
}

/// KL(p ‖ q) = Σ p ln(p/q), in nats, of positive probabilities.
fn divergence<S: Real>(p: &[S], q: &[S]) -> S {
    sum(p.iter().zip(q).map(|(p, q)| p * (p / q).ln()))
}
