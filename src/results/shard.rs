//! A part of a run, for one of several machines.

use super::costs::Costs;
use crate::claim::Entry;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Part `place` of `of`, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    place: usize,
    of: usize,
}

/// What is no shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoShard;

impl Shard {
    /// None unless 1 ≤ place ≤ of.
    pub fn new(place: usize, of: usize) -> Option<Self> {
        (1..=of).contains(&place).then_some(Shard { place, of })
    }

    /// From 1.
    pub fn place(self) -> usize {
        self.place
    }

    /// How many parts there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// Its claims, in their order: claims go one by one, the longest first, to the part that has least to do so far. Of
    /// equally long ones the lesser address goes first, and of equal parts the first one takes it.
    ///
    /// All parts together are the whole, if all are cut by the same costs.
    pub fn part(self, entries: &[Entry], costs: &Costs) -> Vec<Entry> {
        let mut longest_first: Vec<_> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (at, entry.address(), costs.of(entry)))
            .collect();
        longest_first
            .sort_by(|(_, a, long), (_, b, short)| short.total_cmp(long).then_with(|| a.cmp(b)));
        let mut loads = vec![0.0; self.of];
        let mut mine = Vec::new();
        for (at, _, cost) in longest_first {
            let least = (0..self.of).min_by(|&a, &b| f64::total_cmp(&loads[a], &loads[b]));
            let least = least.expect("there is a part");
            loads[least] += cost;
            if least + 1 == self.place {
                mine.push(at);
            }
        }
        mine.sort_unstable();
        mine.into_iter().map(|at| entries[at]).collect()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.place, self.of)
    }
}

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let (place, of) = text.split_once('/').ok_or(NoShard)?;
        let number = |text: &str| text.parse().map_err(|_| NoShard);
        Shard::new(number(place)?, number(of)?).ok_or(NoShard)
    }
}

impl fmt::Display for NoShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the second of three shards is written 2/3; places count from 1")
    }
}

impl std::error::Error for NoShard {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::entries;
    use crate::papers::TOPICS;

    fn parts(of: usize, costs: &Costs) -> Vec<Vec<Entry>> {
        let all = entries(TOPICS);
        let shards = (1..=of).map(|place| Shard::new(place, of).expect("a place"));
        shards.map(|shard| shard.part(&all, costs)).collect()
    }

    #[test]
    fn the_parts_are_the_whole() {
        let mut whole: Vec<_> = entries(TOPICS).iter().map(Entry::address).collect();
        whole.sort();
        for of in [1, 2, 3, 7, whole.len() + 5] {
            for costs in [Costs::measured(), Costs::default()] {
                let mut found: Vec<_> =
                    parts(of, &costs).iter().flatten().map(Entry::address).collect();
                found.sort();
                assert_eq!(found, whole, "{of} parts");
            }
        }
    }

    #[test]
    fn parts_are_balanced_by_cost() {
        let (costs, all) = (Costs::measured(), entries(TOPICS));
        let longest = all.iter().map(|entry| costs.of(entry)).fold(0.0, f64::max);
        for of in [2, 3, 4] {
            let loads: Vec<_> = parts(of, &costs).iter().map(|part| costs.sum(part)).collect();
            let (least, most) = (
                loads.iter().copied().fold(f64::INFINITY, f64::min),
                loads.iter().copied().fold(0.0, f64::max),
            );
            // The greedy rule never leaves two parts further apart than one claim.
            assert!(most - least <= longest, "{loads:?}");
        }
    }

    #[test]
    fn what_is_not_measured_costs_the_median() {
        let (first, other) = (entries(TOPICS)[0], entries(TOPICS)[1]);
        let text = format!(r#"{{"seconds": {{"{}": 5.0, "a": 1.0, "b": 2.0}}}}"#, first.address());
        let costs = Costs::from_json(&text).expect("timings");
        assert_eq!((costs.of(&first), costs.of(&other)), (5.0, 2.0));
    }

    #[test]
    fn shards_count_from_1() {
        assert_eq!("2/3".parse(), Ok(Shard { place: 2, of: 3 }));
        for text in ["0/3", "4/3", "1/0", "2", "a/b", "1/2/3", "-1/2", ""] {
            assert_eq!(text.parse::<Shard>(), Err(NoShard), "{text}");
        }
    }
}
