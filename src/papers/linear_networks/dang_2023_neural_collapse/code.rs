//! Two arrangements of class means, and what cross-entropy costs them at every scale.

use super::setting::{Setting, centred_frame};
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// Logits of one sample a class, up to their scale α.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// Z = α(I − J/K), of singular values α: the simplex equiangular tight frame.
    Simplex,
    /// Z = α(I − Π), Π swapping the classes 1↔2, 3↔4, …, of singular values 2α: the cross-polytope.
    CrossPolytope,
}

/// A code as the logits of a network of M layers, one sample a class, all decays c, widths K.
#[derive(Debug)]
pub(super) struct Curve {
    pub(super) code: Code,
    pub(super) classes: usize,
    pub(super) layers: usize,
    pub(super) strength: Rational,
}

/// Pieces that a lower bound may take.
const MOST_PIECES: usize = 4000;

/// Hints are sought among the scales k/STEPS_PER_UNIT.
const STEPS_PER_UNIT: u64 = 50;

impl Curve {
    /// The cross-entropy at scale α: it falls with α.
    pub(super) fn misfit<S: Real>(&self, scale: &S) -> S {
        let term = (-scale).exp();
        let sum = match self.code {
            Code::Simplex => S::count(self.classes - 1) * term,
            Code::CrossPolytope => S::count(self.classes - 2) * &term + term.square(),
        };
        (S::one() + sum).ln()
    }

    /// ((M+1)/2)cΣσ^{2/(M+1)}, the least penalty of any network of these logits: it grows with α.
    pub(super) fn penalty<S: Real>(&self, scale: &S) -> S {
        let exponent = S::ratio(2, self.layers as u64 + 1);
        let values = self.values(scale);
        let each = values[0].pow(&exponent) * S::count(values.len());
        each * S::of(&self.strength) / exponent
    }

    /// F of every best network of these logits.
    pub(super) fn at<S: Real>(&self, scale: &S) -> S {
        self.misfit(scale) + self.penalty(scale)
    }

    /// The nonzero singular values at scale α.
    fn values<S: Real>(&self, scale: &S) -> Vec<S> {
        match self.code {
            Code::Simplex => vec![scale.clone(); self.classes - 1],
            Code::CrossPolytope => vec![scale + scale; self.classes / 2],
        }
    }

    /// Their singular vectors (K × r), left and right alike.
    fn vectors<S: Real>(&self) -> Matrix<S> {
        let half = S::ratio(1, 2).sqrt();
        match self.code {
            Code::Simplex => centred_frame(self.classes),
            Code::CrossPolytope => {
                Matrix::from_fn(self.classes, self.classes / 2, |i, j| match i.checked_sub(2 * j) {
                    Some(0) => half.clone(),
                    Some(1) => -&half,
                    Some(_) | None => S::zero(),
                })
            }
        }
    }

    /// F of an explicit network of these logits.
    pub(super) fn on_network<S: Rung>(&self, scale: &Rational) -> S {
        let decay = vec!["1"; self.layers + 1];
        let widths = vec![self.classes; self.layers];
        let mut setting = Setting::known(&vec![1; self.classes], &widths, &decay);
        setting.decays.fill(self.strength.clone());
        let exponent = S::ratio(1, self.layers as u64 + 1);
        let roots: Vec<S> =
            self.values(&S::of(scale)).iter().map(|value| value.pow(&exponent)).collect();
        let vectors = self.vectors();
        setting.cross_entropy(&setting.network(&vectors, &vectors, &roots))
    }

    /// A scale near the least F, and F there, by floats: a hint, which proves nothing.
    pub(super) fn hint(&self) -> (Rational, f64) {
        let scales = (1..=25 * STEPS_PER_UNIT).map(|k| k as f64 / STEPS_PER_UNIT as f64);
        let costs = scales.map(|scale| (self.at(&scale), scale));
        let (cost, scale) = costs
            .fold((f64::INFINITY, 0.0), |best, next| if next.0 < best.0 { next } else { best });
        (Rational::exact(scale), cost)
    }

    /// A lower bound, above `level`, of F over all scales α ≥ 0.
    ///
    /// On [a, b], F ≥ misfit(b) + penalty(a); beyond the last b, F ≥ penalty(b). Pieces are halved until all exceed the level.
    ///
    /// # Errors
    /// [`Obstacle::TooWide`] when some piece does not exceed the level before the work is used up.
    pub(super) fn least_above<S: Rung>(&self, level: &Rational) -> Result<S, Obstacle> {
        let (half, level) = (Rational::fraction(1, 2), S::of(level));
        let exceeds = |bound: &S| (bound - &level).reading().is_positive();
        let mut end = Rational::from(1);
        while !exceeds(&self.penalty(&S::of(&end))) && end < Rational::from(1 << 20) {
            end = end * Rational::from(2);
        }
        let mut least = self.penalty::<S>(&S::of(&end));
        let mut pieces = vec![(Rational::from(0), end)];
        for _ in 0..MOST_PIECES {
            let Some((from, to)) = pieces.pop() else { return Ok(least) };
            let bound = self.misfit(&S::of(&to)) + self.penalty(&S::of(&from));
            if exceeds(&bound) {
                least = least.min(&bound);
            } else {
                let middle = (&from + &to) * &half;
                pieces.extend([(from, middle.clone()), (middle, to)]);
            }
        }
        Err(Obstacle::TooWide { of: "the least cost of a code over its scales" })
    }
}
