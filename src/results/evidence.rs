//! What a verdict rests on.

use super::decimal::Decimal;
use crate::claim::{Counterexample, Ratio, RungSummary, Scope, clipped};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The worst of all cases on one rung of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RungResult {
    /// The number type.
    pub rung: String,
    /// Its significand bits.
    pub bits: u32,
    /// The largest residual of an equality, log₂ relative to its terms' scale; tenths of a bit, so that the last bit
    /// of a float kernel does not show.
    pub residual_log2: Decimal,
    /// The least relative margin of an inequality, to three digits.
    pub margin: Decimal,
    /// Cases that met an obstacle on this rung.
    pub obstacles: usize,
}

impl RungResult {
    pub(super) fn of(rung: &RungSummary) -> Self {
        RungResult {
            rung: rung.name.to_owned(),
            bits: rung.bits,
            residual_log2: Decimal::tenths(rung.residual_bits),
            margin: Decimal::three_digits(rung.margin),
            obstacles: rung.obstacles,
        }
    }
}

/// The scope of a proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ScopeResult {
    /// An identity, for so many shapes, each wrong with probability ≤ 2^`failure_log2`.
    Shapes {
        /// How many shapes were tried.
        shapes: usize,
        /// log₂ of the probability.
        failure_log2: Decimal,
    },
    /// The whole of a region.
    Region {
        /// How many parts of it were looked at.
        parts: usize,
        /// How often the region was halved to get the smallest one.
        halvings: usize,
    },
    /// All of finitely many cases.
    All {
        /// How many.
        cases: usize,
    },
}

impl ScopeResult {
    pub(super) fn of(scope: Scope) -> Self {
        match scope {
            Scope::Shapes { shapes, bits } => {
                ScopeResult::Shapes { shapes, failure_log2: Decimal(-bits.floor()) }
            }
            Scope::Region { parts, halvings } => ScopeResult::Region { parts, halvings },
            Scope::All { cases } => ScopeResult::All { cases },
        }
    }
}

/// How near the inequalities come to equalities, case by case: of both sides the smaller size over the larger, rounded
/// down to three digits. 1 is attained; 0 or below says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ratios {
    /// Of the hand-picked cases, by name.
    pub known: BTreeMap<String, Decimal>,
    /// Of the random cases on which they are proved to hold, in the order of the trials.
    pub random: Vec<Decimal>,
}

impl Ratios {
    /// None without inequalities.
    pub(super) fn of(ratios: &[Ratio]) -> Option<Self> {
        let mut all = Ratios::default();
        for ratio in ratios.iter().filter(|ratio| ratio.at_least != f64::NEG_INFINITY) {
            let at_least = Decimal::thousandths(ratio.at_least);
            match ratio.known {
                Some(name) => {
                    all.known.insert(name.to_owned(), at_least);
                }
                None => all.random.push(at_least),
            }
        }
        (!all.known.is_empty() || !all.random.is_empty()).then_some(all)
    }

    /// The nearest.
    pub fn closest(&self) -> Option<Decimal> {
        let all = self.known.values().chain(&self.random);
        all.copied().reduce(|a, b| if b.0 > a.0 { b } else { a })
    }
}

/// A case that refutes; the whole of it is in its witness file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CounterexampleResult {
    /// Which case.
    pub case: String,
    /// The relation claimed: `=`, `≤` or `<`.
    pub relation: String,
    /// The left side's certified digits.
    pub left: String,
    /// The right side's.
    pub right: String,
    /// Those of right − left.
    pub difference: String,
    /// The case in exact rationals, clipped at 600 characters.
    pub spelled: String,
}

impl CounterexampleResult {
    /// Of this one.
    pub fn of(found: &Counterexample) -> Self {
        let Counterexample { origin, spelled, pair } = found;
        CounterexampleResult {
            case: origin.to_string(),
            relation: pair.relation.symbol().to_owned(),
            left: pair.left.certified_digits(),
            right: pair.right.certified_digits(),
            difference: pair.difference.certified_digits(),
            spelled: clipped(spelled),
        }
    }
}
