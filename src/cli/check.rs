//! `theoremcheck check`: the claims and their mutants.

use super::files::{RESULTS, results_folder, write, write_json};
use super::report::report;
use super::running::{Running, progress_bar};
use super::summary::{closing, shortfalls, table};
use super::terminal::Terminal;
use super::{Exit, Failure, filtered};
use crate::claim::{
    Entry, Finding, Settings, Shows, Topic, Unit, Verdict, Witness, judge_units, units,
};
use crate::results::{Found, Results, Timings, assembled};
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Check the claims whose `slug/claim` contains one of these; all without
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Random cases a claim, beside the known ones [default: 64, or PROPTEST_CASES]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    trials: Option<u32>,
    /// Write the HTML report to this file [default: report.html, beside results.json]
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    running: Running,
}

pub(super) fn run(
    arguments: &CheckArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let entries = filtered(topics, &arguments.filters)?;
    let defaults = Settings::default();
    let settings = Settings {
        trials: arguments.trials.map_or(defaults.trials, |n| n as usize),
        seed: arguments.running.seed,
    };
    let start = Instant::now();
    let found = arguments.running.in_pool(|| found(&entries, settings))??;
    let timings = Timings::of(&found);
    let results = Results::of(assembled(&entries, found), settings);
    table(&results, &timings, terminal)?;
    shortfalls(&results, terminal)?;
    save(&results, &timings, &arguments.running)?;
    let report = report(&results, arguments.html.as_deref())?;
    closing(&results, &report, start.elapsed(), terminal)?;
    Ok(exit(&results))
}

/// Judges the claims while a bar tells how far it is, and keeps the witness of every counterexample.
fn found(entries: &[Entry], settings: Settings) -> Result<Vec<Found>, Failure> {
    let (units, witnesses) = (units(entries), results_folder("witnesses")?);
    let bar = progress_bar(units.len(), "claims and mutants");
    let found = judge_units(&units, settings, |unit, finding, time| {
        if let Some((name, witness)) = witness(unit, &finding) {
            write(&witnesses.join(name), &witness.to_json())?;
        }
        bar.inc(1);
        Ok(Found::of(unit, &finding, time))
    });
    bar.finish_and_clear();
    found.into_iter().collect()
}

/// The witness of what refutes the claim or the mutant, with its file's name.
fn witness(unit: &Unit, finding: &Finding) -> Option<(String, Witness)> {
    let mutant = unit.mutant.map(|mutant| mutant.id);
    let case = finding.counterexample()?;
    let witness = Witness::of(&unit.entry, mutant, Shows::Counterexample, case);
    Some((format!("{}.json", witness.address().replace('/', "--")), witness))
}

/// How a run of these verdicts ends.
pub(super) fn exit(results: &Results) -> Exit {
    let any = |sought: Verdict| results.claims.iter().any(|c| c.judgement.verdict == sought);
    if any(Verdict::Refuted) {
        Exit::Refuted
    } else if results.totals.mutants_refuted < results.totals.mutants {
        Exit::MutantSurvived
    } else if any(Verdict::Inconclusive) {
        Exit::Inconclusive
    } else {
        Exit::AsClaimed
    }
}

fn save(results: &Results, timings: &Timings, running: &Running) -> Result<(), Failure> {
    let folder = Path::new(RESULTS);
    write(&folder.join("results.json"), &results.to_json())?;
    write_json(&folder.join("timings.json"), timings)?;
    running.save(|| results)
}
