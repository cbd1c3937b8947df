//! States with one fixed pole, and sequences of one period.

use super::fourier::{roots, transform};
use crate::calculus::Loss;
use crate::claim::{Draw, Rejected};
use crate::linalg::Matrix;
use crate::number::{Complex, Field, Rational, Real, Rung, sum};
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// A pole, inputs and targets.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// a.
    pub(super) pole: Rational,
    /// u₀, …, u_{T−1}.
    pub(super) inputs: Vec<Rational>,
    /// y₀, …, y_{T−1}.
    pub(super) targets: Vec<Rational>,
}

impl Model {
    /// Of period T, with σ ≠ 0.
    pub(super) fn of_period(draw: &mut Draw<'_>, period: usize) -> Result<Self, Rejected> {
        let model = Model {
            pole: draw.between("-0.9", "0.9"),
            inputs: (0..period).map(|_| draw.entry()).collect(),
            targets: (0..period).map(|_| draw.entry()).collect(),
        };
        if model.correlation().is_zero() { Err(Rejected("σ ≠ 0")) } else { Ok(model) }
    }

    /// The state of period T for b = 1.
    fn states<T: Field>(&self, drives: &[T]) -> Vec<T> {
        let pole = T::of(&self.pole);
        let next = |state: T, drive: &T| &pole * state + drive;
        let round = drives.iter().fold(T::zero(), next);
        // What the state has after a period from 0 comes back aᵀ times as large, again and again.
        let turns = u32::try_from(drives.len()).expect("a short period");
        let mut state = round / (T::one() - pole.power(turns));
        let step = |drive: &T| {
            state = next(state.clone(), drive);
            state.clone()
        };
        drives.iter().map(step).collect()
    }

    /// ½Σ_t(y_t − Σᵢcᵢxᵢ_t)² for states with input weights b and output weights c, each run by itself.
    pub(super) fn loss<T: Field>(&self, inputs: &[T], outputs: &[T]) -> T {
        let mut errors: Vec<T> = self.targets.iter().map(T::of).collect();
        for (b, c) in inputs.iter().zip(outputs) {
            let drives: Vec<T> = self.inputs.iter().map(|u| T::of(u) * b).collect();
            let states = self.states(&drives);
            errors.iter_mut().zip(&states).for_each(|(error, x)| *error -= &(c * x));
        }
        sum(errors.iter().map(Field::square)) * T::ratio(1, 2)
    }

    /// The state for b = 1, exactly.
    fn response(&self) -> Vec<Rational> {
        self.states(&self.inputs)
    }

    /// Σ_t x_ty_t, which is σ by Parseval's identity.
    pub(super) fn correlation(&self) -> Rational {
        Rational::dot(&self.response(), &self.targets)
    }

    /// Σ_t x_t², which is η.
    pub(super) fn power(&self) -> Rational {
        let response = self.response();
        Rational::dot(&response, &response)
    }

    /// The sign of σ.
    pub(super) fn sign<S: Field>(&self) -> S {
        if self.correlation().sign() == Some(Ordering::Less) { -S::one() } else { S::one() }
    }

    /// G_k.
    pub(super) fn gains<S: Rung>(&self) -> Vec<Complex<S>> {
        let pole = Complex::of(&self.pole);
        let gain = |root: &Complex<S>| Complex::one() / (Complex::one() - &pole * root);
        roots(self.inputs.len()).iter().map(gain).collect()
    }

    /// U_k and Y_k.
    pub(super) fn spectra<S: Rung>(&self) -> [Vec<Complex<S>>; 2] {
        [&self.inputs, &self.targets].map(|x| {
            let numbers: Vec<S> = x.iter().map(S::of).collect();
            transform(&numbers, numbers.len())
        })
    }

    /// σ and η, from the spectra.
    pub(super) fn statistics<S: Rung>(&self) -> [S; 2] {
        let ([inputs, targets], gains) = (self.spectra::<S>(), self.gains::<S>());
        let filtered: Vec<_> = gains.iter().zip(&inputs).map(|(g, u)| g * u).collect();
        let products = filtered.iter().zip(&targets).map(|(x, y)| (x.conjugate() * y).re);
        let count = S::count(inputs.len());
        [sum(products) / &count, sum(filtered.iter().map(Complex::norm_squared)) / &count]
    }
}

/// Weights b and c (each n × 1), each entry used by `copies` states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Network<'a> {
    pub(super) model: &'a Model,
    pub(super) copies: usize,
}

impl Network<'_> {
    /// The loss with every state run by itself.
    pub(super) fn loss<T: Field>(&self, weights: &[Matrix<T>]) -> T {
        let repeated = |w: &Matrix<T>| vec![w.entries(); self.copies].concat();
        self.model.loss(&repeated(&weights[0]), &repeated(&weights[1]))
    }
}

/// With the state for b = 1 computed once, which is what a flow can afford.
impl Loss for Network<'_> {
    fn at<T: Real>(&self, weights: &[Matrix<T>]) -> T {
        let overlap = weights[0].inner(&weights[1]) * T::count(self.copies);
        let response = self.model.response();
        let pairs = response.iter().zip(&self.model.targets);
        let errors = pairs.map(|(x, y)| (T::of(y) - &overlap * T::of(x)).square());
        sum(errors) * T::ratio(1, 2)
    }
}
