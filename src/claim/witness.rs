//! Counterexamples as files that anyone re-checks exactly, with no tolerance.

use super::cases::{Instance, known};
use super::check::Check;
use super::examined::rigorous;
use super::outcome::{Pair, Standing};
use super::paper::{Claim, Paper, Topic};
use super::run::{Entry, entries};
use super::verdict::{Counterexample, Origin};
use super::witness_error::WitnessError;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The first field of every witness file.
pub(super) const FORMAT: &str = "theoremcheck witness 1";

/// What a witness is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The claim, or the mutant, is false on this case.
    Counterexample,
    /// The claim's inequality is this close to an equality.
    ClosestCase,
}

impl Shows {
    const ALL: [Shows; 2] = [Self::Counterexample, Self::ClosestCase];

    fn name(self) -> &'static str {
        match self {
            Self::Counterexample => "counterexample",
            Self::ClosestCase => "closest case",
        }
    }
}

/// A case with the address of the claim or mutant that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    shows: Shows,
    paper: String,
    claim: String,
    mutant: Option<String>,
    origin: Value,
    spelled: String,
    relation: String,
    left: String,
    right: String,
}

impl Witness {
    /// The witness of a claim, or of the mutant with this id.
    pub fn of(entry: &Entry, mutant: Option<&str>, shows: Shows, case: &Counterexample) -> Self {
        let Counterexample { origin, spelled, pair } = case;
        let origin = match origin {
            Origin::Part(sides) => {
                let sides =
                    sides.iter().map(|(low, high)| json!([low.to_string(), high.to_string()]));
                json!({ "part": sides.collect::<Vec<_>>() })
            }
            Origin::Known(name) => json!({ "known": name }),
            Origin::Every(index) => json!({ "every": index }),
            Origin::Tape { trial, tape } => json!({ "trial": trial, "tape": tape }),
        };
        Witness {
            shows,
            paper: entry.paper.slug.to_owned(),
            claim: entry.claim.id.to_owned(),
            mutant: mutant.map(str::to_owned),
            origin,
            spelled: spelled.clone(),
            relation: pair.relation.symbol().to_owned(),
            left: pair.left.certified_digits(),
            right: pair.right.certified_digits(),
        }
    }

    /// What it refutes: `slug/claim` or `slug/claim/mutant`.
    pub fn address(&self) -> String {
        let mutant = self.mutant.as_ref().map(|id| format!("/{id}")).unwrap_or_default();
        format!("{}/{}{mutant}", self.paper, self.claim)
    }

    /// Whether it speaks of a mutant, and not of the claim itself.
    pub fn is_of_mutant(&self) -> bool {
        self.mutant.is_some()
    }

    /// What it is kept for.
    pub fn shows(&self) -> Shows {
        self.shows
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let value = json!({
            "format": FORMAT,
            "shows": self.shows.name(),
            "paper": self.paper,
            "claim": self.claim,
            "mutant": self.mutant,
            "case": self.origin,
            "spelled": self.spelled,
            "relation": self.relation,
            "left": self.left,
            "right": self.right,
        });
        format!("{value:#}\n")
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// [`WitnessError`] when the text is not JSON, of another format, or lacks a field.
    pub fn from_json(text: &str) -> Result<Self, WitnessError> {
        let value: Value = serde_json::from_str(text).map_err(|error| WitnessError::NotJson {
            line: error.line(),
            column: error.column(),
        })?;
        let object = value.as_object().ok_or(WitnessError::OtherFormat)?;
        if object.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(WitnessError::OtherFormat);
        }
        let mutant = match object.get("mutant") {
            None | Some(Value::Null) => None,
            Some(_) => Some(text_field(object, "mutant")?),
        };
        let name = text_field(object, "shows")?;
        let shows = Shows::ALL.into_iter().find(|shows| shows.name() == name);
        Ok(Witness {
            shows: shows.ok_or(WitnessError::Field { name: "shows" })?,
            paper: text_field(object, "paper")?,
            claim: text_field(object, "claim")?,
            mutant,
            origin: object.get("case").cloned().ok_or(WitnessError::Field { name: "case" })?,
            spelled: text_field(object, "spelled")?,
            relation: text_field(object, "relation")?,
            left: text_field(object, "left")?,
            right: text_field(object, "right")?,
        })
    }

    /// Draws the case again and judges it exactly.
    ///
    /// # Errors
    /// [`WitnessError`] when the claim, the mutant or the case no longer exists, or the file does not say what
    /// its case says.
    pub fn replay(&self, topics: &'static [&'static Topic]) -> Result<Replay, WitnessError> {
        let entry = entries(topics)
            .into_iter()
            .find(|entry| entry.paper.slug == self.paper && entry.claim.id == self.claim)
            .ok_or_else(|| WitnessError::NoSuchClaim { address: self.address() })?;
        let check = self.check(entry.claim)?;
        let origin = self.origin(check)?;
        let instance = Instance::again(check, &origin).ok_or(WitnessError::NoSuchCase)?;
        if format!("{:?}", instance.case) != self.spelled {
            return Err(WitnessError::OtherCase);
        }
        let outcome = rigorous(check, instance.case.as_ref())
            .map_err(|obstacle| WitnessError::Obstacle(obstacle.to_string()))?;
        let pair = Arc::unwrap_or_clone(match self.shows {
            Shows::Counterexample => outcome.worst,
            Shows::ClosestCase => outcome.closest,
        });
        let said = [&self.relation, &self.left, &self.right];
        let found =
            [pair.relation.symbol(), &pair.left.certified_digits(), &pair.right.certified_digits()];
        if said.into_iter().ne(found) {
            return Err(WitnessError::OtherNumbers { pair: Box::new(pair) });
        }
        Ok(Replay { paper: entry.paper, claim: entry.claim, standing: outcome.standing, pair })
    }

    fn check<'a>(&self, claim: &'a Claim) -> Result<&'a Check, WitnessError> {
        let Some(id) = &self.mutant else { return Ok(&claim.check) };
        let mutant = claim.mutants.iter().find(|mutant| mutant.id == id);
        let gone = || WitnessError::NoSuchMutant { address: self.address() };
        mutant.map(|mutant| &mutant.check).ok_or_else(gone)
    }

    fn origin(&self, check: &Check) -> Result<Origin, WitnessError> {
        const FIELD: WitnessError = WitnessError::Field { name: "case" };
        let place = |name: &str| {
            self.origin.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
        };
        if let Some(name) = self.origin.get("known").and_then(Value::as_str) {
            let mut names = known(check).map(|instance| instance.origin);
            let same = |origin: &Origin| matches!(origin, Origin::Known(known) if *known == name);
            return names.find(same).ok_or(WitnessError::NoSuchCase);
        }
        if let Some(sides) = self.origin.get("part").and_then(Value::as_array) {
            let end = |side: &Value, at: usize| side.get(at)?.as_str()?.parse().ok();
            let side = |side: &Value| Some((end(side, 0)?, end(side, 1)?));
            return Ok(Origin::Part(sides.iter().map(side).collect::<Option<_>>().ok_or(FIELD)?));
        }
        if let Some(index) = place("every") {
            return Ok(Origin::Every(index));
        }
        let words = self.origin.get("tape").and_then(Value::as_array).ok_or(FIELD)?;
        let tape: Option<Vec<u64>> = words.iter().map(Value::as_u64).collect();
        Ok(Origin::Tape { trial: place("trial").ok_or(FIELD)?, tape: tape.ok_or(FIELD)? })
    }
}

fn text_field(object: &Map<String, Value>, name: &'static str) -> Result<String, WitnessError> {
    let text = object.get(name).and_then(Value::as_str).map(str::to_owned);
    text.ok_or(WitnessError::Field { name })
}

/// A witness judged again.
pub struct Replay {
    /// Its paper.
    pub paper: &'static Paper,
    /// Its claim.
    pub claim: &'static Claim,
    /// How the case stands now.
    pub standing: Standing,
    /// The pair that decides it.
    pub pair: Pair,
}
