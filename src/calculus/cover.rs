//! Statements on a box, by covering it with boxes on which they are decided.

use crate::number::{Rational, Rung};
use rayon::prelude::*;

/// What is known of a statement on a whole box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It holds at every point.
    Holds,
    /// It fails at every point.
    Fails,
    /// Neither is proved.
    Undecided,
}

/// An interval [low, high] with exact ends.
pub type Interval = (Rational, Rational);

/// How a cover ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Covering {
    /// The statement holds on every box of a cover.
    Holds,
    /// It fails at all points of this box.
    Fails(Vec<Interval>),
    /// The boxes were used up; here is the first one that is not decided.
    Exhausted(Vec<Interval>),
}

/// An outcome, and what it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// How it ended.
    pub outcome: Covering,
    /// Boxes looked at.
    pub boxes: usize,
    /// How often the domain was halved, at most: the finest boxes are that many halvings deep.
    pub depth: usize,
    /// The least width of a box, over all its sides.
    pub finest: Rational,
}

/// Decides a statement on a box by halving its undecided parts, the longest side relative to the domain's first.
///
/// The statement is given a part as a list of numbers: balls that cover it in rigorous rungs, so that [`Decision::Holds`] and
/// [`Decision::Fails`] must be certain of every point of the balls. In floats it is given the middles, and nothing is proved.
/// Parts have exact ends and together are the domain; at most `most_boxes` of them are looked at, level by level and in
/// parallel. The result depends neither on time nor on the number of threads: the failing box is the first of
/// the coarsest level that has one.
///
/// # Panics
/// When the domain has no side, or a side has low > high.
pub fn cover<S: Rung>(
    domain: &[Interval],
    most_boxes: usize,
    statement: impl Fn(&[S]) -> Decision + Sync,
) -> Cover {
    cover_parts(domain, most_boxes, &|part| statement(&numbers::<S>(part)))
}

/// A ball around each interval, as narrow as the rung has it; its middle in floats.
pub(crate) fn numbers<S: Rung>(part: &[Interval]) -> Vec<S> {
    let half = Rational::fraction(1, 2);
    let ball = |(low, high): &Interval| {
        let (middle, radius) = ((low + high) * &half, (high - low) * &half);
        S::of(&middle).widened(&S::of(&radius))
    };
    part.iter().map(ball).collect()
}

/// [`cover`] for a statement that is given a part by its ends.
///
/// `dyn`, so that it is compiled once and not once per statement.
pub(crate) fn cover_parts(
    domain: &[Interval],
    most_boxes: usize,
    statement: &(dyn Fn(&[Interval]) -> Decision + Sync),
) -> Cover {
    assert!(!domain.is_empty(), "a domain of no dimensions");
    assert!(domain.iter().all(|(low, high)| low <= high), "a side from high to low: {domain:?}");
    let mut level = vec![Part::all(domain.len())];
    let (mut boxes, mut depth) = (0, 0);
    loop {
        let room = most_boxes.saturating_sub(boxes);
        let taken = &level[..level.len().min(room)];
        let decisions: Vec<Decision> =
            taken.par_iter().map(|part| statement(&part.intervals(domain))).collect();
        boxes += taken.len();
        let report = |outcome| Cover { outcome, boxes, depth, finest: finest(&level, domain) };
        if let Some(failed) = decisions.iter().position(|d| *d == Decision::Fails) {
            return report(Covering::Fails(level[failed].intervals(domain)));
        }
        let undecided = decisions.iter().position(|d| *d == Decision::Undecided);
        let open = undecided.or((taken.len() < level.len()).then_some(taken.len()));
        let Some(open) = open else { return report(Covering::Holds) };
        if boxes >= most_boxes {
            return report(Covering::Exhausted(level[open].intervals(domain)));
        }
        let pairs = level.iter().zip(&decisions);
        let halved =
            pairs.filter(|(_, d)| **d == Decision::Undecided).flat_map(|(p, _)| p.halves());
        level = halved.collect();
        depth += 1;
    }
}

/// The least width of a side.
fn finest(level: &[Part], domain: &[Interval]) -> Rational {
    let widths = level.iter().flat_map(|part| part.intervals(domain)).map(|(low, high)| high - low);
    widths
        .reduce(|least, width| if width < least { width } else { least })
        .expect("a level has a box")
}

/// A part of the domain: side i is the place-th of 2^halvings equal pieces.
#[derive(Clone, Debug)]
struct Part {
    sides: Vec<Side>,
}

#[derive(Clone, Debug)]
struct Side {
    halvings: i32,
    place: i128,
}

impl Part {
    fn all(dimensions: usize) -> Self {
        Part { sides: vec![Side { halvings: 0, place: 0 }; dimensions] }
    }

    /// The halves across the side that was halved least.
    fn halves(&self) -> [Self; 2] {
        let sides = self.sides.iter().enumerate();
        let longest = sides.min_by_key(|(_, side)| side.halvings).map_or(0, |(i, _)| i);
        [0, 1].map(|upper| {
            let mut half = self.clone();
            let side = &mut half.sides[longest];
            *side = Side { halvings: side.halvings + 1, place: 2 * side.place + upper };
            half
        })
    }

    fn intervals(&self, domain: &[Interval]) -> Vec<Interval> {
        let interval = |(side, (low, high)): (&Side, &Interval)| {
            let end = |place: i128| low + (high - low) * Rational::dyadic(place, -side.halvings);
            (end(side.place), end(side.place + 1))
        };
        self.sides.iter().zip(domain).map(interval).collect()
    }
}
