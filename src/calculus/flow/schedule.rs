//! How long the steps of a flow are.

use super::solution::{Solution, parts};
use crate::calculus::program::Program;
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Steps that a flow may take.
const MOST_STEPS: usize = 20_000;

/// Steps are not made shorter for more bits than `f64` has exponents for.
const MOST_BITS: u32 = 960;

/// Bits that the terms summed in `f64` may lose.
const TAIL_BITS: i32 = 45;

/// How much less exactly than the solution the parts of its velocity need to be known: terms of theirs may cancel in it, so
/// that they limit the step too.
const PARTS_SLACK: f64 = 1_048_576.0;

/// The progress of a flow to one time after the other.
pub(super) struct Schedule {
    /// The order of the series.
    pub(super) order: usize,
    pub(super) elapsed: Rational,
    /// The last length tried.
    trial: f64,
    /// What the lengths found in `f64` are multiplied by, learnt from what could be proved.
    caution: f64,
    /// 2^−BITS.
    roundoff: f64,
    steps: usize,
}

/// A step to be made.
pub(super) struct Plan {
    pub(super) length: Rational,
    /// A bound that the remainder should not exceed.
    pub(super) tolerance: f64,
    /// The sizes of the terms of a step of another length.
    sizes: Vec<f64>,
    of_length: f64,
}

impl Plan {
    /// The length, to some 53 bits and without its sign.
    pub(super) fn size(&self) -> f64 {
        distance(&self.length)
    }

    /// Terms that need the full precision; the later ones are below 2⁴⁵ roundoffs.
    pub(super) fn full_terms(&self) -> usize {
        let ratio = self.size() / self.of_length;
        let scaled =
            |k: usize| self.sizes[k] * ratio.powi(i32::try_from(k).expect("a small order"));
        let limit = self.tolerance * 2_f64.powi(TAIL_BITS);
        (1..self.sizes.len() - 1).rev().find(|&k| scaled(k) > limit).map_or(1, |k| k + 1)
    }
}

impl Schedule {
    pub(super) fn new<S: Rung>() -> Self {
        let bits = S::BITS as usize;
        Schedule {
            // Of a few fewer, longer steps where each needs a proof besides.
            order: if S::RIGOROUS { bits / 2 } else { 3 * bits / 8 }.max(12),
            elapsed: Rational::zero(),
            trial: 0.0,
            caution: 1.0,
            roundoff: 0.5_f64.powi(S::BITS.min(MOST_BITS).cast_signed()),
            steps: 0,
        }
    }

    pub(super) fn stopped(&self) -> Obstacle {
        Obstacle::Stopped { time: self.elapsed.nearest(53).to_f64() }
    }

    /// The next step from a point towards an end, by the size of the last terms in `f64`; not longer than `most`.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn plan(
        &mut self,
        program: &Program,
        at: &[f64],
        end: &Rational,
        most: f64,
    ) -> Result<Plan, Obstacle> {
        self.steps += 1;
        let left = end - &self.elapsed;
        let rest = distance(&left);
        if self.trial == 0.0 {
            self.trial = rest;
        }
        let (mut length, sizes) = self.length(program, at).ok_or_else(|| self.stopped())?;
        let scale = scale(&sizes);
        length = (length * self.caution).min(most);
        let least = distance(end).max(rest) * 2_f64.powi(-40);
        if length < least || self.steps > MOST_STEPS {
            return Err(self.stopped());
        }
        Ok(Plan {
            length: towards(&left, length),
            tolerance: scale * self.roundoff,
            sizes,
            of_length: self.trial.abs(),
        })
    }

    /// Makes a step towards an end shorter.
    pub(super) fn shorten(&self, plan: &mut Plan, factor: f64, end: &Rational) {
        plan.length = towards(&(end - &self.elapsed), plan.size() * factor);
    }

    /// The length for which the last two terms are of the roundoff, and the sizes of all terms for the trial length.
    fn length(&mut self, program: &Program, at: &[f64]) -> Option<(f64, Vec<f64>)> {
        for _ in 0..64 {
            let mut solution = Solution::new(program, at, self.order);
            solution.extend(&parts(&Rational::exact(self.trial), self.order));
            let sizes: Vec<f64> = solution.terms.iter().map(|term| size(term)).collect();
            if sizes.iter().any(|size| !size.is_finite()) {
                self.trial /= 64.0;
                continue;
            }
            let wanted = |k: usize| scale(&sizes) * self.roundoff / sizes[k];
            let by_size = |k: usize| wanted(k).powf(1.0 / k as f64);
            let by_parts = |k: usize| {
                let excess = solution.series.relative_size(k);
                (self.roundoff * PARTS_SLACK / excess).powf(1.0 / k as f64)
            };
            let last = self.order - 1;
            let all = [by_size(self.order), by_size(last), by_parts(last), by_parts(last - 1)];
            let factor = all.into_iter().fold(f64::INFINITY, f64::min);
            // Far from the trial the sizes are not to be trusted, nor the ones that underflow.
            if factor < 1.0 / 64.0 {
                self.trial *= factor.max(2_f64.powi(-20));
                continue;
            }
            return Some((self.trial * factor.min(8.0), sizes));
        }
        None
    }

    /// A step was made.
    pub(super) fn advance(&mut self, plan: &Plan, remainder: f64) {
        self.elapsed += &plan.length;
        self.trial = plan.length.nearest(53).to_f64().abs();
        if remainder > 0.0 {
            let room = (plan.tolerance / remainder).powf(1.0 / self.order as f64);
            self.caution = (self.caution * room.clamp(0.8, 1.1)).min(1.0);
        }
    }

    /// What a step is to be made shorter by whose remainder is larger than it may be by a factor; to a quarter of that.
    pub(super) fn excused(&mut self, excess: f64) -> f64 {
        let factor = if excess > 1.0 { (4.0 * excess).powf(-1.0 / self.order as f64) } else { 1.0 };
        self.beware(factor.max(0.5));
        factor
    }

    /// Steps are to be shorter.
    pub(super) fn beware(&mut self, factor: f64) {
        self.caution *= factor;
    }
}

/// A step of a length of few bits, or all that is left; two equal steps rather than a long and a short one.
fn towards(left: &Rational, length: f64) -> Rational {
    let rest = distance(left);
    if length >= rest * 0.999 {
        return left.clone();
    }
    let short = Rational::exact(few_bits(length.min(rest * 0.51)));
    if *left < Rational::zero() { -short } else { short }
}

fn distance(length: &Rational) -> f64 {
    length.nearest(53).to_f64().abs()
}

/// The leading bits of a positive number.
fn few_bits(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !((1 << 36) - 1))
}

/// The largest entry; NaN if there is one.
fn size(entries: &[f64]) -> f64 {
    entries.iter().fold(0.0_f64, |top, x| if x.is_nan() { *x } else { top.max(x.abs()) })
}

/// The size of the state, or of its change where it is 0.
fn scale(sizes: &[f64]) -> f64 {
    let size = if sizes[0] > 0.0 { sizes[0] } else { sizes[1] };
    size.max(f64::MIN_POSITIVE)
}
