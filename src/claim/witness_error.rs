//! Why a witness file is of no use.

use super::outcome::Pair;
use super::witness::FORMAT;
use std::fmt;

/// Why a witness file is of no use, with the remedy.
#[derive(Clone, Debug)]
pub enum WitnessError {
    /// The text is not JSON from this place on.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON, but no witness file.
    OtherFormat,
    /// A field is missing or of another type.
    Field {
        /// Its name.
        name: &'static str,
    },
    /// The catalogue has no such claim.
    NoSuchClaim {
        /// `slug/claim`.
        address: String,
    },
    /// The claim has no such mutant.
    NoSuchMutant {
        /// `slug/claim/mutant`.
        address: String,
    },
    /// The claim has no such case, or its tape is rejected by the hypotheses.
    NoSuchCase,
    /// The case spelled out is not the one that its tape or name gives.
    OtherCase,
    /// The numbers are not those of the case.
    OtherNumbers {
        /// What the case gives.
        pair: Box<Pair>,
    },
    /// The case cannot be judged.
    Obstacle(String),
}

impl fmt::Display for WitnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(
                f,
                "line {line}, column {column}: not JSON (truncated or edited?); save the witness again with `theoremcheck check`"
            ),
            Self::OtherFormat => {
                write!(f, "no witness file: its field `format` must be \"{FORMAT}\"")
            }
            Self::Field { name } => write!(
                f,
                "field `{name}`: missing or not of its type; save the witness again with `theoremcheck check`"
            ),
            Self::NoSuchClaim { address } => write!(
                f,
                "fields `paper`, `claim`: there is no claim {address} (any more); `theoremcheck list` shows all"
            ),
            Self::NoSuchMutant { address } => write!(
                f,
                "field `mutant`: there is no mutant {address} (any more); `theoremcheck explain` shows the claim's"
            ),
            Self::NoSuchCase => write!(
                f,
                "field `case`: it gives no case that satisfies the hypotheses (edited, or the claim's cases have changed)"
            ),
            Self::OtherCase => write!(
                f,
                "field `spelled`: not the case that field `case` gives (edited, or the claim's cases have changed)"
            ),
            Self::OtherNumbers { pair } => write!(
                f,
                "fields `relation`, `left`, `right`: not the numbers of this case, which are {} {} {}",
                pair.left.certified_digits(),
                pair.relation.symbol(),
                pair.right.certified_digits()
            ),
            Self::Obstacle(why) => write!(f, "the case cannot be judged: {why}"),
        }
    }
}

impl std::error::Error for WitnessError {}
