//! Results for programs.

use super::papers::Counts;
use crate::claim::{
    Counterexample, Entry, Hunt, Judged, MutantJudgement, RungSummary, Scope, Search, Settings,
    Standing,
};
use serde_json::{Value, json};
use std::path::Path;

/// The whole run; nothing in it depends on time, threads or order.
pub fn results(judged: &[Judged], settings: Settings) -> Value {
    json!({
        "format": "theoremcheck results 1",
        "version": env!("CARGO_PKG_VERSION"),
        "settings": { "trials": settings.trials, "seed": settings.seed },
        "totals": totals(judged),
        "claims": judged.iter().map(claim).collect::<Vec<_>>(),
    })
}

/// What a hunt found; it depends on time only if there was a limit.
pub fn hunt_results(address: &str, search: Search, hunt: &Hunt, witness: Option<&Path>) -> Value {
    let quarry = hunt.quarry.as_ref().map(|quarry| {
        json!({
            "standing": match quarry.standing {
                Standing::Holds => "holds",
                Standing::Open => "undecided",
                Standing::Fails => "refuted",
            },
            "ratio_at_least": number(quarry.closeness),
            "found": counterexample(&quarry.found),
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

/// Seconds per claim with its mutants, which do depend on time.
pub fn timings(judged: &[Judged]) -> Value {
    let line = |judged: &Judged| (judged.entry.address(), json!(judged.time.as_secs_f64()));
    json!({ "seconds": judged.iter().map(line).collect::<serde_json::Map<_, _>>() })
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

fn totals(judged: &[Judged]) -> Value {
    let counts = Counts::of(judged);
    let mut totals = serde_json::Map::new();
    totals.insert("claims".to_owned(), json!(judged.len()));
    for (verdict, count) in counts.by_verdict() {
        totals.insert(verdict.name().to_owned(), json!(count));
    }
    totals.insert("mutants".to_owned(), json!(counts.mutants));
    totals.insert("mutants_refuted".to_owned(), json!(counts.refuted));
    Value::Object(totals)
}

fn claim(judged: &Judged) -> Value {
    let (entry, judgement) = (&judged.entry, &judged.judgement);
    let mutants = entry.claim.mutants.iter().zip(&judged.mutants);
    json!({
        "number": entry.paper.number,
        "paper": entry.paper.slug,
        "topic": entry.topic.name,
        "claim": entry.claim.id,
        "kind": entry.claim.kind.name(),
        "method": entry.claim.method.name(),
        "verdict": judgement.verdict.name(),
        "shortfall": judgement.shortfall.as_ref().map(ToString::to_string),
        "known": judgement.known,
        "trials": judgement.trials,
        "discarded": judgement.discarded,
        "telling": judgement.telling,
        "scope": judgement.scope.map(scope),
        "closest_ratio": closest(judgement.closest),
        "tight": entry.claim.is_tight() && judgement.verdict.passes(),
        "witness_attains": judgement.attained,
        "ladder": judgement.ladder.iter().map(rung).collect::<Vec<_>>(),
        "counterexample": judgement.counterexample.as_ref().map(counterexample),
        "mutants": mutants.map(|(mutant, found)| mutant_object(mutant.id, found)).collect::<Vec<_>>(),
    })
}

fn mutant_object(id: &str, found: &MutantJudgement) -> Value {
    json!({
        "id": id,
        "verdict": found.verdict.name(),
        "cases": found.cases,
        "counterexample": found.counterexample.as_ref().map(counterexample),
    })
}

fn counterexample(found: &Counterexample) -> Value {
    json!({
        "case": found.origin.to_string(),
        "relation": found.pair.relation.symbol(),
        "left": found.pair.left.certified_digits(),
        "right": found.pair.right.certified_digits(),
    })
}

/// Three digits, rounded down; null without inequalities.
fn closest(closeness: f64) -> Value {
    if closeness == f64::NEG_INFINITY {
        Value::Null
    } else {
        number((closeness * 1e3).floor() / 1e3)
    }
}

fn scope(scope: Scope) -> Value {
    match scope {
        Scope::Shapes { shapes, bits } => {
            json!({ "shapes": shapes, "failure_log2": -bits.floor() })
        }
        Scope::Region { parts, halvings } => json!({ "parts": parts, "halvings": halvings }),
        Scope::All { cases } => json!({ "cases": cases }),
    }
}

/// Tenths of a bit and three digits, so that the last bit of a float kernel does not show.
fn rung(rung: &RungSummary) -> Value {
    json!({
        "rung": rung.name,
        "bits": rung.bits,
        "residual_log2": number((rung.residual_bits * 10.0).round() / 10.0),
        "margin": number(format!("{:.2e}", rung.margin).parse().unwrap_or(f64::NAN)),
        "obstacles": rung.obstacles,
    })
}

/// JSON has no infinities: `"-inf"` is a residual of exactly 0 or none, `"inf"` a margin of none.
pub(super) fn number(value: f64) -> Value {
    if value.is_finite() {
        json!(value)
    } else if value.is_nan() {
        json!("nan")
    } else {
        json!(if value > 0.0 { "inf" } else { "-inf" })
    }
}
