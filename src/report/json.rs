//! The catalogue and hunts for programs.

use crate::claim::{Entry, Hunt, Search, Standing};
use crate::results::{CounterexampleResult, Decimal};
use serde_json::{Value, json};
use std::path::Path;

/// What a hunt found; it depends on time only if there was a limit.
pub fn hunt_results(address: &str, search: Search, hunt: &Hunt, witness: Option<&Path>) -> Value {
    let quarry = hunt.quarry.as_ref().map(|quarry| {
        json!({
            "standing": match quarry.standing {
                Standing::Holds => "holds",
                Standing::Open => "undecided",
                Standing::Fails => "refuted",
            },
            "ratio_at_least": Decimal(quarry.closeness),
            "found": CounterexampleResult::of(&quarry.found),
        })
    });
    json!({
        "format": "theoremcheck hunt 1",
        "version": env!("CARGO_PKG_VERSION"),
        "address": address,
        "seed": search.seed,
        "evaluations": hunt.evaluations,
        "without_number": hunt.without_number,
        "out_of_time": hunt.out_of_time,
        "quarry": quarry,
        "witness": witness.map(|path| path.display().to_string()),
    })
}

/// The catalogue: an array of one object a claim.
pub fn catalogue(entries: &[Entry]) -> Value {
    entries.iter().map(listed).collect()
}

fn listed(entry: &Entry) -> Value {
    let Entry { topic, paper, claim } = entry;
    json!({
        "number": paper.number,
        "paper": paper.slug,
        "topic": topic.name,
        "claim": claim.id,
        "kind": claim.kind.name(),
        "method": claim.method.name(),
        "statement": claim.statement,
        "mutants": claim.mutants.iter().map(|mutant| mutant.id).collect::<Vec<_>>(),
    })
}
