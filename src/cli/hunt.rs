//! `theoremcheck hunt CLAIM`: directed search for the tightest case, or a counterexample.

use super::explain::the_one;
use super::files::{results_folder, write};
use super::running::{Running, progress_bar};
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure};
use crate::claim::{
    Entry, Hunt, Mutant, Origin, Quarry, Search, Shows, Standing, Topic, Witness, hunt,
};
use crate::report::{hunt_results, pair_text};
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Args)]
pub(super) struct HuntArguments {
    /// The claim's `slug/claim`, or a part of it that no other claim has; `slug/claim/mutant` hunts its mutant
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Evaluations in f64 before the best cases are judged rigorously
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    evaluations: u32,
    /// Leave out the hand-picked cases
    #[arg(long)]
    random_only: bool,
    /// Begin no new round of searches after so many seconds; the result then depends on the machine
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    #[command(flatten)]
    running: Running,
}

pub(super) fn run(
    arguments: &HuntArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let (entry, mutant) = addressed(topics, &arguments.claim)?;
    let search = Search {
        evaluations: arguments.evaluations as usize,
        seed: arguments.running.seed,
        known_cases: !arguments.random_only,
        time_limit: arguments.time_limit.map(|seconds| Duration::from_secs(seconds.into())),
    };
    let address = match mutant {
        None => entry.address(),
        Some(mutant) => format!("{}/{}", entry.address(), mutant.id),
    };
    let check = mutant.map_or(&entry.claim.check, |mutant| &mutant.check);
    let bar = progress_bar(search.evaluations, "evaluations");
    let hunt = arguments
        .running
        .in_pool(|| hunt(check, &address, search, |evaluations| bar.inc(evaluations as u64)))?;
    bar.finish_and_clear();
    terminal.line(&terminal.painted(Tone::Loud, &address))?;
    terminal.line(&format!(
        "  {} evaluations in f64, {} of them without a number{}; seed {}",
        hunt.evaluations,
        hunt.without_number,
        if hunt.out_of_time { ", until the time limit" } else { "" },
        arguments.running.seed
    ))?;
    if let Some(quarry) = &hunt.quarry {
        terminal.line(&format!("  {}", summary(quarry)))?;
        terminal.line(&format!("  {}", pair_text(&quarry.found.pair)))?;
        let origin = match &quarry.found.origin {
            Origin::Tape { .. } => "a case that the search found".to_owned(),
            origin @ (Origin::Part(_) | Origin::Known(_) | Origin::Every(_)) => origin.to_string(),
        };
        terminal.line(&format!("  on {origin}: {}", quarry.found.spelled))?;
    }
    let witness = save(&entry, mutant, &hunt)?;
    if let Some(path) = &witness {
        terminal.line(&terminal.painted(Tone::Quiet, &format!("  witness: {}", path.display())))?;
    }
    arguments.running.save(|| hunt_results(&address, search, &hunt, witness.as_deref()))?;
    exit(&hunt, mutant.is_some(), terminal)
}

/// The claim, and its mutant if the address names one.
fn addressed(
    topics: &'static [&'static Topic],
    name: &str,
) -> Result<(Entry, Option<&'static Mutant>), Failure> {
    let Some((claim, id)) = name.rsplit_once('/').filter(|(claim, _)| claim.contains('/')) else {
        return Ok((the_one(topics, name)?, None));
    };
    let entry = the_one(topics, claim)?;
    match entry.claim.mutants.iter().find(|mutant| mutant.id == id) {
        Some(mutant) => Ok((entry, Some(mutant))),
        None => Err(Failure::Usage(format!(
            "{} has no mutant `{id}`; `theoremcheck explain {claim}` shows its mutants",
            entry.address()
        ))),
    }
}

fn summary(quarry: &Quarry) -> String {
    if quarry.refutes() {
        "refuted by".to_owned()
    } else if quarry.closeness == f64::NEG_INFINITY {
        "no counterexample found; the first case judged has".to_owned()
    } else {
        let open = match quarry.standing {
            Standing::Open => ", and too close to decide",
            Standing::Holds | Standing::Fails => "",
        };
        format!(
            "closest case, proved to have a ratio of at least {}{open}:",
            ratio(quarry.closeness)
        )
    }
}

/// A ratio, never rounded up: near 1 by its distance from 1, which is exact.
pub(super) fn ratio(at_least: f64) -> String {
    match 1.0 - at_least {
        0.0 => "1".to_owned(),
        gap if (0.0..0.01).contains(&gap) => format!("1 − {:.1e}", 1.05 * gap),
        _ => format!("{:.4}", (at_least * 1e4).floor() / 1e4),
    }
}

/// The witness file of what was found, unless it is a case of equalities that hold, which is nothing to keep.
fn save(entry: &Entry, mutant: Option<&Mutant>, hunt: &Hunt) -> Result<Option<PathBuf>, Failure> {
    let Some(quarry) = &hunt.quarry else { return Ok(None) };
    let shows = match (quarry.refutes(), quarry.closeness.is_finite()) {
        (true, _) => Shows::Counterexample,
        (false, true) => Shows::ClosestCase,
        (false, false) => return Ok(None),
    };
    let witness = Witness::of(entry, mutant.map(|mutant| mutant.id), shows, &quarry.found);
    let path = results_folder("witnesses")?
        .join(format!("hunt--{}.json", witness.address().replace('/', "--")));
    write(&path, &witness.to_json())?;
    Ok(Some(path))
}

/// A claim is as claimed unless it is refuted, a mutant only when it is.
fn exit(hunt: &Hunt, is_mutant: bool, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let Some(quarry) = &hunt.quarry else {
        terminal.line("  no case could be judged: `theoremcheck check` says why")?;
        return Ok(Exit::Inconclusive);
    };
    Ok(match (quarry.refutes(), is_mutant) {
        (true, true) | (false, false) => Exit::AsClaimed,
        (true, false) => Exit::Refuted,
        (false, true) => Exit::MutantSurvived,
    })
}
