//! `theoremcheck check`: the claims and their mutants.

use super::duration::duration;
use super::files::{RESULTS, write, write_json};
use super::formats::Formats;
use super::progress::Progress;
use super::running::Running;
use super::shard::Sharding;
use super::summary::{closing, shortfalls, table};
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure, filtered};
use crate::claim::{Entry, Limits, Settings, Topic, Verdict, judge_units, units};
use crate::results::{
    Folder, Found, Header, JournalError, MutantResult, Recorder, Results, Shard, Timings,
};
use clap::Args;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Check the claims whose `slug/claim` contains one of these; all without
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Random cases a claim, beside the known ones [default: 64, or PROPTEST_CASES]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    trials: Option<u32>,
    /// Continue the run in the results' folder that was killed or ran out of time; begin one if there is none
    #[arg(long)]
    resume: bool,
    /// The results' folder [default: target/theoremcheck, and in it shard-K-of-N for a shard]
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    #[command(flatten)]
    sharding: Sharding,
    /// End the run after this time (90s, 10m, 1h30m): what is under way is given up, and what is not judged is listed
    #[arg(long, value_name = "TIME", value_parser = duration)]
    time_limit: Option<Duration>,
    /// Work on a claim or a mutant no longer than this (90s, 10m): then it is inconclusive, and depends on the machine
    #[arg(long, value_name = "TIME", value_parser = duration)]
    claim_time_limit: Option<Duration>,
    /// Print only what fell short and the last line
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    running: Running,
    #[command(flatten)]
    formats: Formats,
}

pub(super) fn run(
    arguments: &CheckArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let start = Instant::now();
    let all = filtered(topics, &arguments.filters)?;
    let (shard, entries) = arguments.sharding.part(&all)?;
    let defaults = Settings::default();
    let settings = Settings {
        trials: arguments.trials.map_or(defaults.trials, |n| n as usize),
        seed: arguments.running.seed,
    };
    let header = Header::of(topics, settings, &arguments.filters, shard, &entries);
    let output = arguments.output.clone().unwrap_or_else(|| output_of(shard));
    let folder = Folder::made(&output).map_err(|error| Failure::Io(output, error))?;
    let limits = Limits {
        run: arguments.time_limit.and_then(|limit| start.checked_add(limit)),
        unit: arguments.claim_time_limit,
    };
    let found = found(&entries, &header, &folder, limits, arguments)?;
    let timings = Timings::of(&found);
    let results = Results::of_run(&entries, found, settings);
    let json = arguments.running.json.as_deref();
    let formats = &arguments.formats;
    let ending = Ending { folder: &folder, json, formats, quiet: arguments.quiet };
    conclude(&results, &timings, &ending, start.elapsed(), terminal)
}

/// Shards that share a disk share no folder.
fn output_of(shard: Option<Shard>) -> PathBuf {
    let name = shard.map(|shard| format!("shard-{}-of-{}", shard.place(), shard.of()));
    name.map_or(PathBuf::from(RESULTS), |name| Path::new(RESULTS).join(name))
}

/// What the journal says already, and what is found of all other units, which joins it.
fn found(
    entries: &[Entry],
    header: &Header,
    folder: &Folder,
    limits: Limits,
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
    let progress = Progress::begin(entries, &found, units.len(), arguments.quiet);
    let judge = || {
        judge_units(&units, header.settings, limits, |unit, finding, time| {
            let found = Found::of(unit, &finding, time);
            let kept = recorder.record(unit, &finding, &found);
            kept.map_err(|error| Failure::Io(folder.witness(&found.address), error))?;
            progress.add(&found);
            Ok(found)
        })
    };
    let judged = arguments.running.in_pool(judge);
    progress.end();
    // An error of the journal's writer is why a line was not taken.
    recorder.finish().map_err(|error| Failure::Io(folder.journal(), error))?;
    found.extend(judged??);
    Ok(found)
}

/// Another run's journal is a matter of usage; one that no run writes is a bad file.
fn journal_failure(folder: &Folder, error: JournalError) -> Failure {
    let path = folder.journal();
    match error {
        JournalError::Io(error) => Failure::Io(path, error),
        JournalError::InUse | JournalError::Other(_) => {
            Failure::Usage(format!("{}: {error}", path.display()))
        }
        JournalError::NoJournal | JournalError::Corrupt { .. } => {
            Failure::BadFile(path, error.to_string())
        }
    }
}

/// Where results go.
pub(super) struct Ending<'a> {
    pub(super) folder: &'a Folder,
    pub(super) json: Option<&'a Path>,
    pub(super) formats: &'a Formats,
    pub(super) quiet: bool,
}

/// Prints and keeps the results, and says how they end.
pub(super) fn conclude(
    results: &Results,
    timings: &Timings,
    ending: &Ending<'_>,
    elapsed: Duration,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let Ending { folder, json, formats, quiet } = ending;
    if !quiet {
        table(results, timings, terminal)?;
    }
    shortfalls(results, terminal)?;
    let text = results.to_json();
    write(&folder.results(), &text)?;
    write_json(&folder.timings(), timings)?;
    json.map_or(Ok(()), |path| write(path, &text))?;
    formats.write(results, timings, folder, terminal)?;
    if !quiet {
        terminal.line("")?;
    }
    closing(results, elapsed, terminal)?;
    if !quiet {
        let report = formats.report(folder);
        let kept = format!(
            "results and witnesses: {}; report: {}",
            folder.path().display(),
            report.display()
        );
        terminal.line(&terminal.painted(Tone::Quiet, &kept))?;
    }
    Ok(exit(results))
}

/// How a run of these verdicts ends.
pub(super) fn exit(results: &Results) -> Exit {
    let any = |sought: Verdict| results.claims.iter().any(|c| c.judgement.verdict == sought);
    let mutants = || results.claims.iter().flat_map(|claim| &claim.mutants);
    if results.claims.iter().any(|claim| claim.internal_errors().next().is_some()) {
        Exit::InternalError
    } else if any(Verdict::Refuted) {
        Exit::Refuted
    } else if mutants().any(MutantResult::has_survived) {
        Exit::MutantSurvived
    } else if any(Verdict::Inconclusive)
        || !mutants().all(MutantResult::is_refuted)
        || !results.complete
    {
        Exit::Inconclusive
    } else {
        Exit::AsClaimed
    }
}
