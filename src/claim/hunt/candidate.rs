//! Tapes, how close each comes, and a search from one start.

use super::climb::climbed;
use super::evolution::evolved;
use crate::claim::check::Check;
use crate::claim::draw::Draw;
use crate::claim::site::Site;
use crate::claim::tape::runner;
use proptest::prelude::Rng;
use proptest::test_runner::TestRunner;

/// Tapes drawn at random for one start.
const STARTS: usize = 40;

/// A tape, what it spells and how close it comes in `f64`.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) tape: Vec<u64>,
    pub(super) sites: Vec<Site>,
    /// Greater is better; never NaN.
    pub(super) closeness: f64,
}

impl Candidate {
    /// The case that is drawn, in `f64`; none when it is rejected, meets an obstacle, or is not finite.
    fn of(check: &Check, mut draw: Draw<'_>) -> Option<Self> {
        let case = (check.draw)(&mut draw).ok()?;
        let outcome = (check.evaluators.f64)(case.as_ref()).ok()?;
        // A claim of equalities alone: how far it is from holding, in bits.
        let has_inequality = outcome.closeness != f64::NEG_INFINITY;
        let closeness = if has_inequality { outcome.closeness } else { outcome.residual_bits };
        let (tape, sites) = (draw.tape().to_vec(), draw.sites().to_vec());
        (!closeness.is_nan()).then_some(Candidate { tape, sites, closeness })
    }
}

/// One search with its own random numbers and its own count.
pub(super) struct Explorer<'a> {
    check: &'a Check,
    random: TestRunner,
    pub(super) evaluations: usize,
    pub(super) without_number: usize,
}

/// What one search found.
pub(super) struct Found {
    pub(super) best: Vec<Candidate>,
    pub(super) evaluations: usize,
    pub(super) without_number: usize,
}

impl<'a> Explorer<'a> {
    pub(super) fn new(check: &'a Check, key: &str, stream: [u64; 3]) -> Self {
        let random = runner(&format!("hunt {key}"), stream);
        Explorer { check, random, evaluations: 0, without_number: 0 }
    }

    /// From the best of some random tapes or, in every other place, from one of those known to be good.
    pub(super) fn search(mut self, known: &[Candidate], place: usize, evaluations: usize) -> Found {
        let mut best: Vec<Candidate> = Vec::new();
        let start = match known.get(place / 2) {
            Some(candidate) if place % 2 == 1 => Some(candidate.clone()),
            Some(_) | None => self.random_start(),
        };
        if let Some(start) = start {
            let climbed = climbed(&mut self, start, evaluations / 2);
            let evolved = evolved(&mut self, &climbed, evaluations);
            best.extend([climbed, evolved]);
        }
        Found { best, evaluations: self.evaluations, without_number: self.without_number }
    }

    /// The closest of some random cases.
    fn random_start(&mut self) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        for _ in 0..STARTS {
            let rng = self.random.rng();
            let candidate = Candidate::of(self.check, Draw::from_source(|| rng.next_u64()));
            best = closer(best, self.counted(candidate));
        }
        best
    }

    /// The case of a tape.
    pub(super) fn judged(&mut self, tape: &[u64]) -> Option<Candidate> {
        let candidate = Candidate::of(self.check, Draw::replay(tape));
        self.counted(candidate)
    }

    fn counted(&mut self, candidate: Option<Candidate>) -> Option<Candidate> {
        self.evaluations += 1;
        self.without_number += usize::from(candidate.is_none());
        candidate
    }

    /// A uniform integer below `span`.
    pub(super) fn below(&mut self, span: usize) -> usize {
        usize::try_from(self.random.rng().next_u64() % span as u64).expect("below a usize")
    }

    /// A standard normal number, by Box and Muller.
    pub(super) fn normal(&mut self) -> f64 {
        let mut uniform = || (self.random.rng().next_u64() >> 11) as f64 / 2_f64.powi(53);
        let (radius, angle) = (-2.0 * (1.0 - uniform()).ln(), std::f64::consts::TAU * uniform());
        radius.sqrt() * angle.cos()
    }

    /// 64 random bits.
    pub(super) fn word(&mut self) -> u64 {
        self.random.rng().next_u64()
    }
}

/// The closer of two; the first of equals.
pub(super) fn closer(first: Option<Candidate>, second: Option<Candidate>) -> Option<Candidate> {
    match (first, second) {
        (Some(a), Some(b)) => Some(if b.closeness > a.closeness { b } else { a }),
        (a, b) => a.or(b),
    }
}
