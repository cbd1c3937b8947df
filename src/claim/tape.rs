//! proptest's side of a case: generating its tape and shrinking it.

use super::check::Check;
use super::draw::{Draw, Entries};
use proptest::num::{u64 as word, usize as length};
use proptest::prelude::Rng;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::cell::{Cell, RefCell};

/// The tapes from which `check` draws a case that satisfies its hypotheses.
pub(super) struct Tapes<'a> {
    pub(super) check: &'a Check,
    /// How entries are drawn; by a coin of the tape when none is given.
    pub(super) entries: Option<Entries>,
}

impl std::fmt::Debug for Tapes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tapes")
    }
}

impl Strategy for Tapes<'_> {
    type Tree = TapeTree;
    type Value = Vec<u64>;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut first = self.entries;
        let rng = runner.rng();
        let mut draw = Draw::from_source(|| match first.take() {
            Some(Entries::Small) => 0,
            Some(Entries::Full) => 1,
            None => rng.next_u64(),
        });
        match (self.check.draw)(&mut draw) {
            Ok(_) => Ok(TapeTree::new(draw.tape())),
            Err(rejected) => Err(rejected.0.into()),
        }
    }
}

/// A tape that becomes shorter first, then smaller integer by integer.
pub(super) struct TapeTree {
    length: length::BinarySearch,
    words: Vec<word::BinarySearch>,
    /// 0: the length; k + 1: word k.
    at: usize,
}

impl TapeTree {
    pub(super) fn new(tape: &[u64]) -> Self {
        let words = tape.iter().map(|&w| word::BinarySearch::new(w)).collect();
        TapeTree { length: length::BinarySearch::new(tape.len()), words, at: 0 }
    }
}

impl ValueTree for TapeTree {
    type Value = Vec<u64>;

    fn current(&self) -> Vec<u64> {
        self.words[..self.length.current()].iter().map(ValueTree::current).collect()
    }

    fn simplify(&mut self) -> bool {
        if self.at == 0 && self.length.simplify() {
            return true;
        }
        self.at = self.at.max(1);
        while self.at <= self.length.current() {
            if self.words[self.at - 1].simplify() {
                return true;
            }
            self.at += 1;
        }
        false
    }

    fn complicate(&mut self) -> bool {
        match self.at {
            0 => self.length.complicate(),
            at => self.words.get_mut(at - 1).is_some_and(ValueTree::complicate),
        }
    }
}

/// proptest's runner with a generator that depends on `key` and `stream` alone.
pub(super) fn runner(key: &str, stream: [u64; 3]) -> TestRunner {
    // u32::MAX itself stands for proptest's default.
    let config =
        Config { failure_persistence: None, max_shrink_iters: u32::MAX - 1, ..Config::default() };
    let seed = seed_of(key, stream);
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// The simplest tape found in `steps` evaluations that still `fails`; `tape` itself must fail.
pub(super) fn shrunk(tape: &[u64], steps: u32, fails: impl Fn(&[u64]) -> bool) -> Vec<u64> {
    let simplest = RefCell::new(tape.to_vec());
    let left = Cell::new(steps);
    let test = |candidate: Vec<u64>| {
        // Once the steps are used up everything passes, which ends proptest's search quietly.
        let still_fails = left.get() > 0 && fails(&candidate);
        left.set(left.get().saturating_sub(1));
        if !still_fails {
            return Ok(());
        }
        *simplest.borrow_mut() = candidate;
        Err(TestCaseError::fail("refuted"))
    };
    // What the runner reports is the last candidate that failed, which `simplest` holds.
    let _ = runner("shrink", [0; 3]).run_one(TapeTree::new(tape), test);
    simplest.into_inner()
}

/// Four FNV-1a hashes of key and stream: the same on every machine and in every release.
fn seed_of(key: &str, stream: [u64; 3]) -> [u8; 32] {
    let mut seed = [0; 32];
    for (lane, chunk) in seed.chunks_exact_mut(8).enumerate() {
        let bytes = stream.iter().flat_map(|w| w.to_le_bytes()).chain(key.bytes());
        let start = 0xcbf2_9ce4_8422_2325_u64 ^ (lane as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let step =
            |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        chunk.copy_from_slice(&bytes.fold(start, step).to_le_bytes());
    }
    seed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_finds_the_shortest_and_smallest_tape() {
        let fails = |tape: &[u64]| tape.iter().any(|&w| w >= 17);
        assert_eq!(shrunk(&[3, 99, 1 << 40, 7], 1000, fails), [0, 17]);
    }

    #[test]
    fn a_key_and_each_part_of_a_stream_change_the_seed() {
        let seeds = [
            seed_of("a", [0, 0, 0]),
            seed_of("b", [0, 0, 0]),
            seed_of("a", [1, 0, 0]),
            seed_of("a", [0, 1, 0]),
            seed_of("a", [0, 0, 1]),
        ];
        for (i, seed) in seeds.iter().enumerate() {
            assert!(!seeds[..i].contains(seed));
        }
    }
}
