//! A run in the terminal: one line a paper, what fell short, and the sums.

use super::Failure;
use super::terminal::{Terminal, Tone};
use crate::claim::Verdict;
use crate::report::alerts;
use crate::results::{ClaimResult, Counts, Results, Timings, by_paper};
use std::time::Duration;

/// One line a paper, under its topic.
pub(super) fn table(
    results: &Results,
    timings: &Timings,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let mut topic = "";
    for paper in by_paper(&results.claims) {
        if paper[0].topic != topic {
            topic = &paper[0].topic;
            terminal.line(&terminal.painted(Tone::Loud, topic))?;
        }
        terminal.line(&line(paper, timings, terminal))?;
    }
    Ok(())
}

fn line(paper: &[ClaimResult], timings: &Timings, terminal: &Terminal) -> String {
    let counts = Counts::of(paper);
    let mark = if paper.iter().all(ClaimResult::is_as_declared) {
        terminal.painted(Tone::Good, "✓")
    } else {
        terminal.painted(Tone::Bad, "✗")
    };
    let verdicts = verdicts(counts, terminal);
    let tight = paper.iter().filter(|claim| claim.judgement.tight).count();
    let tight =
        if tight > 0 { format!(", {tight} tight (both ends proved)") } else { String::new() };
    let seconds: f64 = paper.iter().filter_map(|claim| timings.seconds.get(&claim.address())).sum();
    let quiet = terminal.painted(Tone::Quiet, &format!("{seconds:.1} s"));
    let ClaimResult { number, paper: slug, .. } = &paper[0];
    let Counts { mutants, mutants_refuted, .. } = counts;
    format!(
        "  {mark} {number:03} {slug:<28} {verdicts}{tight}; {mutants_refuted}/{mutants} mutants refuted; {quiet}"
    )
}

/// `3 proved, 2 certified`, … without those of which there is none.
fn verdicts(counts: Counts, terminal: &Terminal) -> String {
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
pub(super) fn shortfalls(results: &Results, terminal: &mut Terminal) -> Result<(), Failure> {
    let texts: Vec<String> = alerts(results).map(|alert| alert.text).collect();
    if !texts.is_empty() {
        terminal.line(&terminal.painted(Tone::Loud, "\nwhat fell short"))?;
    }
    texts.iter().try_for_each(|text| terminal.line(text))?;
    match few(&results.not_judged) {
        None => Ok(()),
        Some(names) => terminal.line(&format!(
            "not judged before the time limit: {names}; the same command with --resume goes on"
        )),
    }
}

/// The sums.
pub(super) fn closing(
    results: &Results,
    elapsed: Duration,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let papers = by_paper(&results.claims).count();
    let Results { totals, settings, .. } = results;
    terminal.line(&format!(
        "{papers} papers, {} claims: {}; {}/{} mutants refuted, {} of them errata; {} random cases \
         a claim, seed {}; {:.1} s",
        totals.claims,
        verdicts(*totals, terminal),
        totals.mutants_refuted,
        totals.mutants,
        totals.errata,
        settings.trials,
        settings.seed,
        elapsed.as_secs_f64()
    ))
}

/// The first of these names, and how many more there are; none when there are none.
pub(super) fn few(names: &[String]) -> Option<String> {
    const FEW: usize = 5;
    let first = names[..names.len().min(FEW)].join(", ");
    match names.len() {
        0 => None,
        count if count <= FEW => Some(first),
        count => Some(format!("{first} and {} more", count - FEW)),
    }
}
