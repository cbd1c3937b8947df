//! M states copy at most M strings.

use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, agree, at_most, identity};
use std::collections::BTreeSet;

/// A decoder gives one string for what it sees, so that of all strings with which it sees the same it copies one at best.
pub(super) const PIGEONHOLE: Claim = Claim {
    id: "resona-copy-pigeonhole",
    statement: "an automaton of M states with any decoder of its last state copies at most M of the vⁿ strings; state ← (v·state + symbol) \
                mod M copies min(M, vⁿ); a decoder that may read the tokens again copies all",
    hypotheses: "deterministic; v = 2",
    source: "motivation of the paper; the pigeonhole principle",
    kind: Kind::Impossibility,
    method: Method::Exhaustion {
        scope: "all automata of M ≤ 3 states over two symbols, n ≤ 6"
    },
    check: identity!(Automaton, S, |case| {
        let rereading = case.copied(|string| (case.last_state(string), string));
        at_most(S::count(case.copied(|string| case.last_state(string))), S::count(case.size()))
            .and(agree(rereading, 1 << case.length))
    }),
    witness: Some(identity!(Automaton, S, |case| {
        let counter = Automaton::counter(case.size(), case.length);
        let copied = counter.copied(|string| counter.last_state(string));
        agree(copied, case.size().min(1 << case.length))
    })),
    mutants: &[
        Mutant::new(
            "one-string-fewer",
            "an automaton may end in each of its M states",
            identity!(Automaton, S, |case| {
                let copied = case.copied(|string| case.last_state(string));
                at_most(S::count(copied + 1), S::count(case.size()))
            }),
        ),
        Mutant::new(
            "with-rereading",
            "a decoder that sees the tokens tells all strings apart",
            identity!(Automaton, S, |case| {
                let copied = case.copied(|string| (case.last_state(string), string));
                at_most(S::count(copied), S::count(case.size()))
            }),
        ),
    ],
};

/// An encoder of binary strings, from state 0.
#[derive(Debug)]
struct Automaton {
    /// The next state by state and symbol.
    next: Vec<[usize; 2]>,
    /// n.
    length: usize,
}

impl Case for Automaton {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, length) = (draw.dim(1, 8), draw.dim(1, 6));
        let next = (0..size).map(|_| [(); 2].map(|()| draw.dim(0, size - 1))).collect();
        Ok(Automaton { next, length })
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("five states, three bits", Automaton::counter(5, 3)),
            ("eight states, three bits", Automaton::counter(8, 3)),
            ("eight states, two bits", Automaton::counter(8, 2)),
            ("the parity of six bits", Automaton { next: vec![[0, 1], [1, 0]], length: 6 }),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        let of_size = |size: usize| {
            let automata = size.pow(u32::try_from(2 * size).expect("few states"));
            (0..automata).map(move |code| {
                let digit = |at: usize| code / size.pow(u32::try_from(at).expect("few")) % size;
                (0..size).map(|state| [digit(2 * state), digit(2 * state + 1)]).collect::<Vec<_>>()
            })
        };
        let automata = (1..=3).flat_map(of_size);
        Box::new(
            automata.flat_map(|next| {
                (1..=6).map(move |length| Automaton { next: next.clone(), length })
            }),
        )
    }
}

impl Automaton {
    /// state ← (2·state + bit) mod M.
    fn counter(size: usize, length: usize) -> Self {
        let next = |state| [0, 1].map(|bit| (2 * state + bit) % size);
        Automaton { next: (0..size).map(next).collect(), length }
    }

    /// M.
    fn size(&self) -> usize {
        self.next.len()
    }

    /// The state after a string, given by its bits.
    fn last_state(&self, string: usize) -> usize {
        (0..self.length).rev().fold(0, |state, at| self.next[state][string >> at & 1])
    }

    /// How many strings the best decoder copies of those that it `sees`.
    fn copied<T: Ord>(&self, sees: impl Fn(usize) -> T) -> usize {
        (0..1 << self.length).map(sees).collect::<BTreeSet<_>>().len()
    }
}
