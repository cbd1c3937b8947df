//! A spike on a Jacobi matrix stands out of the bulk beyond a threshold.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    rounds_to,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// *Beyond the threshold*, with x = s/θ < 1, the vector of entries x^k, k = 1..n, has the Rayleigh quotient
/// θ + s²/θ − s·x^{2n−1}(1 − x²)/(1 − x^{2n}). *Below it* λ₁ increases in θ, from 2s·cos(π/(n + 1)) at 0 to 2s·cos(π/(2n + 1)) at s.
pub(super) const SPIKE: Claim = Claim {
    id: "rmt-spike-deterministic-jacobi",
    statement: "θ > s: λ₁(J_n) increases with n to θ + s²/θ, from which it is at most s·x^{2n−1}(1 − x²)/(1 − x^{2n}) away, x = s/θ; \
        θ ≤ s: 2s·cos(π/(n + 1)) ≤ λ₁(J_n) ≤ 2s·cos(π/(2n + 1)), so that 2s − λ₁(J_n) is of the order 1/n², with equalities at θ = 0 and s; \
        and with G(z) = (z − √(z² − 4s²))/(2s²), G(θ + s²/θ) = 1/θ for θ > s, and θ/s² < 1/θ for 0 < θ < s",
    hypotheses: "s > 0, n = 2..7, θ/s in [0.05, 0.95] or [1.05, 3]; in known cases 0, 0.5, 0.7, 1, 1.2 and 2 at n = 10, and 0.5, 0.7, 1.2 at n = 400, 2 at n = 100, by the signs of pivots",
    source: "the paper's formula for additive noise (from memory), for which this deterministic model stands; derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Spike, S, |spike| Ok(spike.has_extreme::<S>()?.and(spike.inverts_transform()))),
    witness: None,
    mutants: &[
        Mutant::new(
            "formula-below-the-threshold-too",
            "for θ < s the vector of entries (s/θ)^k grows: no eigenvector, and λ₁ stays below 2s",
            check!(Spike, S, |spike| {
                let (theta, scale) = (S::of(&spike.theta), S::of(&spike.scale));
                if spike.is_beyond() || spike.theta.is_zero() {
                    return Ok(Compared::nothing());
                }
                let ratio = &theta / &scale;
                let limit = &theta + scale.square() / &theta;
                Ok(at_most(limit - spike.remainder(&ratio), spike.largest::<S>(spike.size)?))
            }),
        ),
        Mutant::new(
            "shift-doubled",
            "the bound state has the eigenvalue θ + s²/θ",
            check!(Spike, S, |spike| {
                let (theta, scale) = (S::of(&spike.theta), S::of(&spike.scale));
                if !spike.is_beyond() {
                    return Ok(Compared::nothing());
                }
                let limit = &theta + S::count(2) * scale.square() / &theta;
                let remainder = spike.remainder(&(scale / theta));
                Ok(at_most(limit - remainder, spike.largest::<S>(spike.size)?))
            }),
        ),
        Mutant::new(
            "threshold-at-twice-s",
            "beyond θ = s the eigenvalue exceeds 2s already",
            check!(Spike, S, |spike| {
                let edge = S::count(2) * S::of(&spike.scale);
                if spike.theta > &spike.scale * Rational::from(2) {
                    return Ok(Compared::nothing());
                }
                Ok(at_most(spike.largest::<S>(spike.size)?, edge))
            }),
        ),
    ],
};

/// Larger matrices are judged by pivots.
const MOST_BY_SPECTRA: usize = 16;

/// θ, s and n.
#[derive(Debug)]
struct Spike {
    theta: Rational,
    scale: Rational,
    size: usize,
    /// By how much the formula for θ > s is off.
    quoted: Option<&'static str>,
}

impl Case for Spike {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (scale, size) = (draw.log_uniform("0.25", "4"), draw.dim(2, 7));
        let ratio = if draw.chance(1, 2) {
            draw.between("1.05", "3")
        } else {
            draw.between("0.05", "0.95")
        };
        Ok(Spike { theta: ratio * &scale, scale, size, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let sized = |theta: &str, size| Spike {
            theta: theta.parse().expect("a decimal literal"),
            scale: Rational::one(),
            size,
            quoted: None,
        };
        let case = |theta| sized(theta, 10);
        vec![
            ("θ = 0", case("0")),
            ("θ = 0.5", case("0.5")),
            ("θ = 0.7", case("0.7")),
            ("θ = s", case("1")),
            ("θ = 1.2", case("1.2")),
            ("θ = 2", case("2")),
            ("θ = 0.5, n = 400", sized("0.5", 400)),
            ("θ = 0.7, n = 400", Spike { quoted: Some("0.13"), ..sized("0.7", 400) }),
            ("θ = 1.2, n = 400", sized("1.2", 400)),
            ("θ = 2, n = 100", sized("2", 100)),
        ]
    }
}

impl Spike {
    /// θ > s.
    fn is_beyond(&self) -> bool {
        self.theta > self.scale
    }

    /// λ₁(J_size).
    fn largest<S: Rung>(&self, size: usize) -> Result<S, Obstacle> {
        let (theta, scale) = (S::of(&self.theta), S::of(&self.scale));
        let entry = |i: usize, j: usize| match (i, j) {
            (0, 0) => theta.clone(),
            _ if i.abs_diff(j) == 1 => scale.clone(),
            _ => S::zero(),
        };
        let values = Matrix::from_fn(size, size, entry).eigenvalues()?;
        Ok(values.into_iter().next_back().expect("n ≥ 1"))
    }

    /// s·x^{2n−1}(1 − x²)/(1 − x^{2n}).
    fn remainder<S: Field>(&self, ratio: &S) -> S {
        let doubled = u32::try_from(2 * self.size).expect("a small matrix");
        let one = S::one();
        let fall = ratio.power(doubled - 1) * (&one - ratio.square());
        S::of(&self.scale) * fall / (one - ratio.power(doubled))
    }

    fn has_extreme<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if self.size > MOST_BY_SPECTRA {
            return Ok(self.has_extreme_by_pivots());
        }
        let (theta, scale) = (S::of(&self.theta), S::of(&self.scale));
        let found = self.largest::<S>(self.size)?;
        if self.is_beyond() {
            let limit = &theta + scale.square() / &theta;
            let next = self.largest::<S>(self.size + 1)?;
            let least = &limit - self.remainder(&(scale / theta));
            return Ok(at_most(least, found.clone())
                .and(below(found, next.clone()))
                .and(below(next, limit)));
        }
        let [low, high] = self.edges::<S>();
        Ok(if self.theta.is_zero() {
            equal(found, low)
        } else if self.theta == self.scale {
            equal(found, high)
        } else {
            below(low, found.clone()).and(below(found, high))
        })
    }

    /// 2s·cos(π/(n + 1)) and 2s·cos(π/(2n + 1)).
    fn edges<S: Real>(&self) -> [S; 2] {
        let edge =
            |parts: usize| S::count(2) * S::of(&self.scale) * (S::pi() / S::count(parts)).cos();
        [edge(self.size + 1), edge(2 * self.size + 1)]
    }

    /// The same without λ₁: λ₁(J_n) < x where all pivots of xI − J_n are positive, and λ₁(J_n) > x where the last is negative.
    fn has_extreme_by_pivots<S: Rung>(&self) -> Compared<S> {
        let (theta, scale) = (S::of(&self.theta), S::of(&self.scale));
        let limit = &theta + scale.square() / &theta;
        if self.is_beyond() {
            let next = Spike {
                theta: self.theta.clone(),
                scale: self.scale.clone(),
                size: self.size + 1,
                quoted: None,
            };
            let ratio = &scale / &theta;
            let least = &limit - self.remainder(&ratio);
            // λ₁ is s·x^{2n−1}(1 − x²)² away up to smaller terms, so that x times this is between the distances for n and n + 1.
            let doubled = u32::try_from(2 * self.size).expect("a small matrix");
            let gap = ratio.power(doubled) * (S::one() - ratio.square()).square();
            let more = &limit - scale * gap;
            return self
                .has_pivots(&least, false)
                .and(self.has_pivots(&more, true))
                .and(next.has_pivots(&more, false))
                .and(next.has_pivots(&limit, true));
        }
        let [low, high] = self.edges::<S>();
        let off = |text| rounds_to(&(&limit - &low), text).and(rounds_to(&(&limit - &high), text));
        self.has_pivots(&low, false)
            .and(self.has_pivots(&high, true))
            .and(self.quoted.map_or(Compared::nothing(), off))
    }

    /// The pivots of xI − J_n from the far end, the last of which has this sign, and the others are positive.
    fn has_pivots<S: Rung>(&self, x: &S, is_positive: bool) -> Compared<S> {
        let (theta, square) = (S::of(&self.theta), S::of(&self.scale).square());
        let mut pivot = x.clone();
        let mut signs = Compared::nothing();
        for _ in 2..self.size {
            signs = signs.and(below(S::zero(), &pivot));
            pivot = x - &square / &pivot;
        }
        let last = x - theta - square / &pivot;
        signs.and(below(S::zero(), pivot)).and(if is_positive {
            below(S::zero(), last)
        } else {
            below(last, S::zero())
        })
    }

    /// G(θ + s²/θ), with z² − 4s² = (θ − s²/θ)².
    fn inverts_transform<S: Real>(&self) -> Compared<S> {
        if self.theta.is_zero() || self.theta == self.scale {
            return Compared::nothing();
        }
        let (theta, scale) = (S::of(&self.theta), S::of(&self.scale));
        let z = &theta + scale.square() / &theta;
        let root = (z.square() - S::count(4) * scale.square()).sqrt();
        let transform = (z - root) / (S::count(2) * scale.square());
        let inverse = S::one() / &theta;
        if self.is_beyond() {
            equal(transform, inverse)
        } else {
            equal(transform.clone(), theta / scale.square()).and(below(transform, inverse))
        }
    }
}
