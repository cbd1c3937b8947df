//! `theoremcheck check`: the claims and their mutants.

use super::files::{RESULTS, write, write_json};
use super::running::{Running, progress_bar};
use super::summary::{closing, shortfalls, table};
use super::terminal::Terminal;
use super::{Exit, Failure, filtered};
use crate::claim::{Entry, Settings, Topic, Unit, Verdict, judge_units, units};
use crate::results::{Folder, Found, Header, JournalError, Recorder, Results, Timings, assembled};
use clap::Args;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Check the claims whose `slug/claim` contains one of these; all without
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Random cases a claim, beside the known ones [default: 64, or PROPTEST_CASES]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    trials: Option<u32>,
    /// Continue the run that was killed or ran out of time in the results' folder; begin one if there is none
    #[arg(long)]
    resume: bool,
    /// The results' folder
    #[arg(long, value_name = "FOLDER", default_value = RESULTS)]
    output: PathBuf,
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
    let header = Header::of(topics, settings, &arguments.filters, &entries);
    let output = &arguments.output;
    let folder = Folder::made(output).map_err(|error| Failure::Io(output.clone(), error))?;
    let start = Instant::now();
    let found = found(&entries, &header, &folder, arguments)?;
    let timings = Timings::of(&found);
    let results = Results::of(assembled(&entries, found), settings);
    table(&results, &timings, terminal)?;
    shortfalls(&results, terminal)?;
    write(&folder.results(), &results.to_json())?;
    write_json(&folder.timings(), &timings)?;
    arguments.running.save(|| &results)?;
    closing(&results, &folder, start.elapsed(), terminal)?;
    Ok(exit(&results))
}

/// What the journal says already, and what is found of all other units, which joins it.
fn found(
    entries: &[Entry],
    header: &Header,
    folder: &Folder,
    arguments: &CheckArguments,
) -> Result<Vec<Found>, Failure> {
    let failed = |error| journal_failure(folder, error);
    let (recorder, mut found) = if arguments.resume {
        Recorder::resume(folder, header).map_err(failed)?
    } else {
        (Recorder::begin(folder, header).map_err(failed)?, Vec::new())
    };
    let known: HashSet<&str> = found.iter().map(|found| found.address.as_str()).collect();
    let mut units = units(entries);
    units.retain(|unit| !known.contains(unit.address().as_str()));
    let judged = arguments.running.in_pool(|| judged(&units, header.settings, folder, &recorder));
    // An error of the journal's writer is why a line was not taken.
    recorder.finish().map_err(|error| Failure::Io(folder.journal(), error))?;
    found.extend(judged??);
    Ok(found)
}

/// Judges the units while a bar tells how far it is, and records each.
fn judged(
    units: &[Unit],
    settings: Settings,
    folder: &Folder,
    recorder: &Recorder,
) -> Result<Vec<Found>, Failure> {
    let bar = progress_bar(units.len(), "claims and mutants");
    let found = judge_units(units, settings, |unit, finding, time| {
        let found = Found::of(unit, &finding, time);
        let kept = recorder.record(unit, &finding, &found);
        kept.map_err(|error| Failure::Io(folder.witness(&found.address), error))?;
        bar.inc(1);
        Ok(found)
    });
    bar.finish_and_clear();
    found
}

/// Another run's journal is a matter of usage; one that no run writes is a bad file.
pub(super) fn journal_failure(folder: &Folder, error: JournalError) -> Failure {
    let path = folder.journal();
    match error {
        JournalError::Io(error) => Failure::Io(path, error),
        JournalError::InUse | JournalError::Other { .. } => {
            Failure::Usage(format!("{}: {error}", path.display()))
        }
        JournalError::NoJournal | JournalError::Corrupt { .. } => {
            Failure::BadFile(path, error.to_string())
        }
    }
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
