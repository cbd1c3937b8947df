//! `theoremcheck check`: the claims and their mutants.

use super::files::{RESULTS, results_folder, write, write_json};
use super::running::{Running, progress_bar};
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure, filtered};
use crate::claim::{Entry, Judged, Settings, Shows, Topic, Verdict, Witness, judge_all, units};
use crate::report::{Counts, by_paper, claim_shortfall, mutant_shortfall, results, timings};
use clap::Args;
use std::path::Path;
use std::time::{Duration, Instant};

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Check the claims whose `slug/claim` contains one of these; all without
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Random cases a claim, beside the known ones [default: 64, or PROPTEST_CASES]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    trials: Option<u32>,
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
    let judged = arguments.running.in_pool(|| with_progress(&entries, settings))?;
    let elapsed = start.elapsed();
    table(&judged, terminal)?;
    shortfalls(&judged, settings, terminal)?;
    save(&judged, settings, &arguments.running)?;
    closing(&judged, settings, elapsed, terminal)?;
    Ok(exit(&judged))
}

/// Judges the claims while a bar tells how far it is.
pub(super) fn with_progress(entries: &[Entry], settings: Settings) -> Vec<Judged> {
    let bar = progress_bar(units(entries), "claims and mutants");
    let judged = judge_all(entries, settings, || bar.inc(1));
    bar.finish_and_clear();
    judged
}

/// One line a paper, under its topic.
fn table(judged: &[Judged], terminal: &mut Terminal) -> Result<(), Failure> {
    let mut topic = "";
    for paper in by_paper(judged) {
        let entry = paper[0].entry;
        if entry.topic.name != topic {
            topic = entry.topic.name;
            terminal.line(&terminal.painted(Tone::Loud, topic))?;
        }
        let counts = Counts::of(paper);
        let mark = if paper.iter().all(Judged::is_as_declared) {
            terminal.painted(Tone::Good, "✓")
        } else {
            terminal.painted(Tone::Bad, "✗")
        };
        let verdicts = verdicts(&counts, terminal);
        let time: Duration = paper.iter().map(|judged| judged.time).sum();
        let tight = paper.iter().filter(|judged| judged.is_tight()).count();
        let tight =
            if tight > 0 { format!(", {tight} tight (both ends proved)") } else { String::new() };
        let quiet = terminal.painted(Tone::Quiet, &format!("{:.1} s", time.as_secs_f64()));
        terminal.line(&format!(
            "  {mark} {:03} {:<28} {verdicts}{tight}; {}/{} mutants refuted; {quiet}",
            entry.paper.number, entry.paper.slug, counts.refuted, counts.mutants
        ))?;
    }
    Ok(())
}

/// `3 proved, 2 certified`, … without those of which there is none.
fn verdicts(counts: &Counts, terminal: &Terminal) -> String {
    let shown = counts.by_verdict().filter(|&(_, count)| count > 0);
    let painted = shown.map(|(verdict, count)| {
        let tone = match verdict {
            Verdict::Proved | Verdict::Certified => Tone::Good,
            Verdict::Consistent => Tone::Doubtful,
            Verdict::Refuted | Verdict::Inconclusive => Tone::Bad,
        };
        terminal.painted(tone, &format!("{count} {verdict}"))
    });
    painted.collect::<Vec<_>>().join(", ")
}

/// Everything that is not as declared, each with the line that reproduces it.
fn shortfalls(
    judged: &[Judged],
    settings: Settings,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let texts: Vec<String> =
        judged.iter().flat_map(|judged| shortfalls_of(judged, settings)).collect();
    if !texts.is_empty() {
        terminal.line(&terminal.painted(Tone::Loud, "\nwhat fell short"))?;
    }
    texts.iter().try_for_each(|text| terminal.line(text))
}

fn shortfalls_of(judged: &Judged, settings: Settings) -> Vec<String> {
    let entry = &judged.entry;
    let mutants = entry.claim.mutants.iter().zip(&judged.mutants);
    let survivors = mutants.filter(|(_, found)| found.verdict != Verdict::Refuted);
    claim_shortfall(entry, &judged.judgement, settings)
        .into_iter()
        .chain(survivors.map(|(mutant, found)| mutant_shortfall(entry, mutant, found, settings)))
        .collect()
}

fn closing(
    judged: &[Judged],
    settings: Settings,
    elapsed: Duration,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let papers = by_paper(judged).count();
    let errata = judged.iter().flat_map(errata_of).count();
    let counts = Counts::of(judged);
    terminal.line(&format!(
        "\n{papers} papers, {} claims: {}; {}/{} mutants refuted, {errata} of them errata; {} random cases \
         a claim, seed {}; {:.1} s",
        judged.len(),
        verdicts(&counts, terminal),
        counts.refuted,
        counts.mutants,
        settings.trials,
        settings.seed,
        elapsed.as_secs_f64()
    ))?;
    terminal.line(&terminal.painted(Tone::Quiet, &format!("results and witnesses: {RESULTS}")))
}

/// The literal readings that were refuted.
fn errata_of(judged: &Judged) -> impl Iterator<Item = &str> {
    let mutants = judged.entry.claim.mutants.iter().zip(&judged.mutants);
    mutants
        .filter(|(mutant, found)| {
            mutant.literal_reading.is_some() && found.verdict == Verdict::Refuted
        })
        .map(|(mutant, _)| mutant.id)
}

/// How a run of these verdicts ends.
pub(super) fn exit(judged: &[Judged]) -> Exit {
    let any = |verdict| judged.iter().any(|judged| judged.judgement.verdict == verdict);
    let counts = Counts::of(judged);
    if any(Verdict::Refuted) {
        Exit::Refuted
    } else if counts.refuted < counts.mutants {
        Exit::MutantSurvived
    } else if any(Verdict::Inconclusive) {
        Exit::Inconclusive
    } else {
        Exit::AsClaimed
    }
}

/// Results, timings and one witness file a counterexample.
fn save(judged: &[Judged], settings: Settings, running: &Running) -> Result<(), Failure> {
    let (folder, witnesses) = (Path::new(RESULTS), results_folder("witnesses")?);
    let results = results(judged, settings);
    write_json(&folder.join("results.json"), &results)?;
    write_json(&folder.join("timings.json"), &timings(judged))?;
    running.save(|| results)?;
    for (name, witness) in judged.iter().flat_map(witnesses_of) {
        write(&witnesses.join(name), &witness.to_json())?;
    }
    Ok(())
}

fn witnesses_of(judged: &Judged) -> Vec<(String, Witness)> {
    let entry = &judged.entry;
    let claim = judged.judgement.counterexample.iter().map(|found| (None, found));
    let mutants = entry.claim.mutants.iter().zip(&judged.mutants);
    let mutants = mutants
        .filter_map(|(mutant, found)| Some((Some(mutant.id), found.counterexample.as_ref()?)));
    claim
        .chain(mutants)
        .map(|(mutant, found)| {
            let witness = Witness::of(entry, mutant, Shows::Counterexample, found);
            (format!("{}.json", witness.address().replace('/', "--")), witness)
        })
        .collect()
}
