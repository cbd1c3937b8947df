//! `theoremcheck list`: the catalogue.

use super::check::exit;
use super::running::progress_bar;
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure, filtered};
use crate::claim::{Entry, Settings, Topic, units};
use crate::report::{catalogue, paper_table, papers_json};
use crate::results::{Results, judged};
use clap::Args;

#[derive(Args)]
pub(super) struct ListArguments {
    /// List the claims whose `slug/claim` contains one of these; all without
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Check the claims, and list the papers with their claims by verdict and their mutants refuted
    #[arg(long)]
    papers: bool,
    /// Print a JSON array with one object a claim, or a paper
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: &ListArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let entries = filtered(topics, &arguments.filters)?;
    if arguments.papers {
        return papers(&entries, arguments.json, terminal);
    }
    if arguments.json {
        terminal.line(&format!("{:#}", catalogue(&entries)))?;
        return Ok(Exit::AsClaimed);
    }
    for paper in entries.chunk_by(|a, b| a.paper.slug == b.paper.slug) {
        let head = paper[0];
        let title = format!("{:03} {}", head.paper.number, head.paper.title);
        terminal.line(&terminal.painted(Tone::Loud, &title))?;
        for entry in paper {
            let (claim, address) = (entry.claim, entry.address());
            let method = claim.method.name();
            let kind = claim.kind.name();
            terminal.line(&format!(
                "  {address:<60} {kind:<13} {method:<10} {:>2} mutants",
                claim.mutants.len()
            ))?;
        }
    }
    Ok(Exit::AsClaimed)
}

/// What a run of `theoremcheck check` with its defaults says of each paper.
fn papers(entries: &[Entry], json: bool, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let (settings, count) = (Settings::default(), units(entries).len());
    let bar = progress_bar(count, "claims and mutants");
    let results = Results::of(judged(entries, settings, || bar.inc(1)), settings);
    bar.finish_and_clear();
    if json {
        terminal.line(&format!("{:#}", papers_json(&results.claims)))?;
    } else {
        paper_table(&results.claims).iter().try_for_each(|line| terminal.line(line))?;
    }
    Ok(exit(&results))
}
