//! Where training ends.

use super::modes::{Learning, Modes};
use super::training::Training;
use crate::calculus::flow;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, below, check, vanishes};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;

/// A mode of one variable whose velocity has one sign below its zero and the other above tends to it monotonically. The rate follows
/// from 1 − w^k/w*^k ≥ 1 − w/w* below, and its negative above.
pub(super) const FIXED_POINTS: Claim = Claim {
    id: "jepa-mae-fixed-points",
    statement: "w* = ρ (JEPA), w* = ρ^{1/(L+1)} (MAE), so w̄* = ρᴸ, ρ^{L/(L+1)}: the network with w = w* rests; with 0 < w < w* every w grows, with w > w* it falls; so \
                w̄ → w̄* from every start, and |w − w*| ≤ |w(0) − w*|exp(−min(w(0), w*)^pλt/w*), p = 2L (JEPA), L (MAE), along the validated flow of \
                the whole matrices in the first three known cases; λ does not affect the limit",
    hypotheses: "λ, ρ > 0; the form of jepa-mae-ode",
    source: "derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Modes, S, |modes| {
        let both = [Training::Jepa, Training::Mae];
        let rest = both.map(|training| modes.rests_at(training, &modes.ends::<S>(training)));
        let flows = both.map(|training| modes.arrives::<S>(training));
        let flows = flows.into_iter().collect::<Result<Vec<_>, _>>()?;
        let turns = both.map(|training| modes.turns_at::<S>(training));
        Ok(Compared::all(rest).and(Compared::all(turns)).and(Compared::all(flows)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "both-tend-to-rho",
            "w̄ = wᴸ: the regression coefficient is reached by one layer (JEPA), or by the encoder and the decoder together (MAE)",
            check!(Modes, S, |modes| Compared::all(
                [Training::Jepa, Training::Mae]
                    .map(|training| modes.rests_at(training, &modes.powers::<S>(1, modes.depth())))
            )),
        ),
        Mutant::new(
            "depth-th-root",
            "w = ρ rests, so w̄ = ρᴸ: depth widens the differences between features",
            check!(Modes, S, |modes| {
                let depth = modes.depth();
                modes.rests_at(Training::Jepa, &modes.powers::<S>(1, depth * depth))
            }),
        ),
    ],
};

impl Modes {
    /// ρ^{numerator/denominator}.
    fn powers<S: Rung>(&self, numerator: i64, denominator: usize) -> Vec<S> {
        let power = S::of(&Rational::fraction(numerator, denominator as u64));
        self.features.iter().map(|[_, rho]| S::of(rho).pow(&power)).collect()
    }

    /// w*.
    fn ends<S: Rung>(&self, training: Training) -> Vec<S> {
        match training {
            Training::Mae => self.powers(1, self.depth() + 1),
            Training::Jepa | Training::JepaWithoutStop => self.powers(1, 1),
        }
    }

    fn rests_at<S: Rung>(&self, training: Training, roots: &[S]) -> Compared<S> {
        let velocity = self.velocity(training, &self.layers(training, roots));
        Compared::all(velocity.iter().map(|v| vanishes(v, S::one())))
    }

    /// Below w* by a part of it w grows, above it falls.
    fn turns_at<S: Rung>(&self, training: Training) -> Compared<S> {
        let ends = self.ends::<S>(training);
        let times = |part: &Rational| ends.iter().map(|end| end * S::of(part)).collect::<Vec<S>>();
        let zeros = || vec![S::zero(); ends.len()];
        // A part below 1, made of a number that each case has at hand.
        let part = &self.roots[0] / (&self.roots[0] + Rational::fraction(1, 2));
        let rising = self.paces(training, &times(&part));
        let falling = self.paces(training, &times(&(Rational::from(1) / part)));
        below(zeros(), rising).and(below(falling, zeros()))
    }

    fn arrives<S: Rung>(&self, training: Training) -> Result<Compared<S>, Obstacle> {
        let Some(time) = &self.time else { return Ok(Compared::nothing()) };
        let starts: Vec<S> = self.roots.iter().map(S::of).collect();
        let start = self.layers(training, &starts);
        let power = u32::try_from(self.depth()).expect("a small depth");
        let power = if training == Training::Mae { power } else { 2 * power };
        let time = S::of(time);
        let end = flow(&Learning(self, training), &start, &time)?;
        let roots = self.roots_of(&end);
        let limits = self.ends::<S>(training);
        let modes = roots.iter().zip(&starts).zip(&limits).zip(&self.features);
        Ok(Compared::all(modes.map(|(((w, start), limit), [lambda, _])| {
            let least = start.min(limit).power(power);
            let decay = (-(least * S::of(lambda) * &time) / limit).exp();
            at_most((w - limit).abs(), (start - limit).abs() * decay)
        })))
    }
}
