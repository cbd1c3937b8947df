//! g_n, the objective of one singular value, and its minimum.

use super::setting::Setting;
use crate::calculus::root;
use crate::number::{Dual, Field, Rung};
use crate::obstacle::Obstacle;

/// g_n(s) = (s − √n)²/(2N) + ((M+1)/2)·c·s^{2/(M+1)}, as a function of u with s = √n·uᴹ⁺¹.
pub(super) struct Potential<S> {
    /// M.
    pub(super) depth: u32,
    /// c.
    pub(super) strength: S,
    /// n.
    pub(super) count: usize,
    /// N.
    pub(super) samples: usize,
}

impl<S: Rung> Potential<S> {
    /// That of class k.
    pub(super) fn of(setting: &Setting, k: usize) -> Self {
        Potential {
            depth: setting.depth(),
            strength: setting.strength(),
            count: setting.counts[k],
            samples: setting.samples(),
        }
    }

    /// n^{1/(M+1)}.
    fn root_of_count(&self) -> S {
        S::count(self.count).pow(&S::ratio(1, u64::from(self.depth) + 1))
    }

    /// s^{1/(M+1)} at u.
    pub(super) fn root_at(&self, u: &S) -> S {
        self.root_of_count().sqrt() * u
    }

    /// s = √n·uᴹ⁺¹.
    pub(super) fn value_at(&self, u: &S) -> S {
        S::count(self.count).sqrt() * u.power(self.depth + 1)
    }

    /// g_n at u.
    pub(super) fn at(&self, u: &S) -> S {
        let misfit = (u.power(self.depth + 1) - S::one()).square() * self.at_zero();
        let weight = &self.strength * S::ratio(i64::from(self.depth) + 1, 2);
        misfit + weight * self.root_of_count() * u.square()
    }

    /// g_n(0) = n/(2N).
    pub(super) fn at_zero(&self) -> S {
        S::count(self.count) / S::count(2 * self.samples)
    }

    /// u²ᴹ − uᴹ⁻¹ + κ with κ = cN·n^{1/(M+1)}/n, which has the sign of dg_n/du for u > 0.
    pub(super) fn slope(&self, u: &S) -> S {
        slope(self.depth, u, self.pull())
    }

    /// κ, the part of the slope that is due to the decays.
    pub(super) fn pull(&self) -> S {
        let share = S::count(self.count) / S::count(self.samples);
        &self.strength * self.root_of_count() / share
    }

    /// Where the slope is least: uᴹ⁺¹ = (M−1)/(2M).
    fn turn(&self) -> S {
        let depth = i64::from(self.depth);
        S::ratio(depth - 1, 2 * u64::from(self.depth)).pow(&S::ratio(1, u64::from(self.depth) + 1))
    }

    /// The least slope over u ≥ 0.
    pub(super) fn least_slope(&self) -> S {
        self.slope(&self.turn())
    }

    /// The local minimum at u > 0, if there is one. It is the only one: the slope falls up to the turn, grows from there,
    /// and is κ > 0 at u = 1.
    pub(super) fn interior(&self) -> Result<Option<S>, Obstacle> {
        if is_positive(&self.least_slope())? {
            return Ok(None);
        }
        let (depth, pull) = (self.depth, self.pull());
        let slope = |u: &Dual<S>| slope(depth, u, Dual::constant(pull.clone()));
        root(slope, &self.turn(), &S::one()).map(Some)
    }

    /// v(n).
    pub(super) fn least(&self) -> Result<S, Obstacle> {
        let zero = self.at_zero();
        Ok(self.interior()?.map_or(zero.clone(), |u| zero.min(&self.at(&u))))
    }

    /// The u of s*(n).
    pub(super) fn minimiser(&self) -> Result<S, Obstacle> {
        match self.interior()? {
            Some(u) if is_positive(&(self.at_zero() - self.at(&u)))? => Ok(u),
            Some(_) | None => Ok(S::zero()),
        }
    }
}

fn slope<T: Field>(depth: u32, u: &T, pull: T) -> T {
    u.power(2 * depth) - u.power(depth - 1) + pull
}

/// Whether x > 0, where it is certain that x > 0 or x < 0.
pub(super) fn is_positive<S: Rung>(x: &S) -> Result<bool, Obstacle> {
    let reading = x.reading();
    match (reading.is_positive(), reading.is_negative()) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        (false, false) => Err(Obstacle::TooWide { of: "a difference whose sign decides" }),
    }
}
