//! The cases of a check: hand-picked ones before all, all before random ones.

use super::caught::caught;
use super::check::{AnyCase, Check};
use super::draw::{Draw, Entries};
use super::limits::Clock;
use super::tape::{Tapes, runner, shrunk};
use super::verdict::Origin;
use crate::calculus::Interval;
use crate::obstacle::Obstacle;
use proptest::strategy::{Strategy, ValueTree};
use std::cell::OnceCell;

/// Draws per trial before the trial is given up.
const ATTEMPTS: u64 = 200;

/// Evaluations that a shrink may take.
const SHRINK_STEPS: u32 = 1000;

/// A case with where it comes from.
pub(super) struct Instance {
    pub(super) origin: Origin,
    pub(super) case: Box<dyn AnyCase>,
    /// The dimensions and choices made.
    pub(super) shape: Vec<u64>,
    /// log₂ of the smallest set that an entry was drawn from; ∞ when none was.
    pub(super) entry_bits: f64,
}

impl Instance {
    fn fixed(origin: Origin, case: Box<dyn AnyCase>) -> Self {
        Instance { origin, case, shape: Vec::new(), entry_bits: f64::INFINITY }
    }

    /// A part of the check's region; none when it has no region, or these sides are none of a part of it.
    pub(super) fn part(check: &Check, sides: Vec<Interval>) -> Option<Self> {
        let case = check.parts?.part(sides.clone())?;
        Some(Self::fixed(Origin::Part(sides), case))
    }

    /// The case that `tape` spells, or the hypothesis that it fails.
    pub(super) fn from_tape(
        check: &Check,
        trial: usize,
        tape: Vec<u64>,
    ) -> Result<Self, &'static str> {
        let mut draw = Draw::replay(&tape);
        let case = (check.draw)(&mut draw).map_err(|rejected| rejected.0)?;
        let (shape, entry_bits) = (draw.shape().to_vec(), draw.entry_bits());
        drop(draw);
        Ok(Instance { origin: Origin::Tape { trial, tape }, case, shape, entry_bits })
    }

    /// The same case again, from its origin; none when the check no longer has it.
    pub(super) fn again(check: &Check, origin: &Origin) -> Option<Self> {
        match origin {
            Origin::Part(sides) => Self::part(check, sides.clone()),
            Origin::Known(name) => known(check).find(|i| i.origin == Origin::Known(name)),
            Origin::Every(index) => every(check).nth(*index),
            Origin::Tape { trial, tape } => Self::from_tape(check, *trial, tape.clone()).ok(),
        }
    }

    /// The simplest case of the same kind that still `fails` and is found in time, and the first panic on the way.
    pub(super) fn shrunk(
        self,
        check: &Check,
        clock: &Clock,
        fails: impl Fn(&dyn AnyCase) -> bool,
    ) -> (Self, Option<Obstacle>) {
        let Origin::Tape { trial, tape } = &self.origin else { return (self, None) };
        let rebuilt = |tape: &[u64]| Instance::from_tape(check, *trial, tape.to_vec()).ok();
        let panicked = OnceCell::new();
        let simplest = shrunk(tape, SHRINK_STEPS, |tape| {
            let still_fails =
                || rebuilt(tape).is_some_and(|instance| fails(instance.case.as_ref()));
            let caught = clock.timed(|| caught(still_fails)).unwrap_or(Ok(false));
            caught.unwrap_or_else(|why| {
                panicked.get_or_init(|| why);
                false
            })
        });
        (rebuilt(&simplest).unwrap_or(self), panicked.into_inner())
    }
}

/// The hand-picked cases.
pub(super) fn known(check: &Check) -> impl Iterator<Item = Instance> {
    (check.known)().into_iter().map(|(name, case)| Instance::fixed(Origin::Known(name), case))
}

/// Every case up to the stated size.
pub(super) fn every(check: &Check) -> impl Iterator<Item = Instance> {
    (check.every)().enumerate().map(|(index, case)| Instance::fixed(Origin::Every(index), case))
}

/// One trial: a random case, if any draw was accepted, and what was rejected.
pub(super) struct Trial {
    pub(super) instance: Option<Instance>,
    pub(super) rejected: usize,
    pub(super) why: Option<String>,
}

/// A random case that depends on (seed, key, trial) alone.
pub(super) fn trial(
    check: &Check,
    key: &str,
    seed: u64,
    trial: usize,
    entries: Option<Entries>,
) -> Trial {
    let mut result = Trial { instance: None, rejected: 0, why: None };
    for attempt in 0..ATTEMPTS {
        let mut runner = runner(key, [seed, trial as u64, attempt]);
        match (Tapes { check, entries }).new_tree(&mut runner) {
            Ok(tree) => {
                result.instance = Instance::from_tape(check, trial, tree.current()).ok();
                return result;
            }
            Err(reason) => {
                result.rejected += 1;
                result.why = Some(reason.message().to_owned());
            }
        }
    }
    result
}
