//! `theoremcheck explain CLAIM`: one claim in full, with its measured ladder.

use super::hunt::ratio;
use super::terminal::{Terminal, Tone};
use super::{Exit, Failure};
use crate::claim::{Entry, Judgement, Scope, Settings, Topic, entries, judge};
use crate::report::ladder_plot;
use clap::Args;

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The claim's `slug/claim`, or a part of it that no other claim has
    #[arg(value_name = "CLAIM")]
    claim: String,
}

pub(super) fn run(
    arguments: &ExplainArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let entry = the_one(topics, &arguments.claim)?;
    let Entry { paper, claim, topic } = entry;
    terminal.line(&terminal.painted(Tone::Loud, &entry.address()))?;
    let authors = paper.authors.join(", ");
    let lines = [
        (
            "paper",
            format!(
                "{:03} {} ({authors}; {}; {})",
                paper.number, paper.title, paper.year, paper.venue
            ),
        ),
        ("topic", topic.name.to_owned()),
        ("notation", paper.notation.to_owned()),
        ("statement", claim.statement.to_owned()),
        ("hypotheses", claim.hypotheses.to_owned()),
        ("source", claim.source.to_owned()),
        ("kind", claim.kind.name().to_owned()),
        ("method", claim.settled_by()),
    ];
    for (name, text) in lines {
        terminal
            .line(&format!("{}{text}", terminal.painted(Tone::Quiet, &format!("{name:<11}"))))?;
    }
    for mutant in claim.mutants {
        terminal.line(&format!("  mutant {}: false because {}", mutant.id, mutant.why_false))?;
        if let Some(erratum) = &mutant.literal_reading {
            terminal.line(&format!("    literal reading: {}", erratum.reading))?;
            terminal.line(&format!("    true form: {}", erratum.true_form))?;
        }
    }
    let judgement = judge(paper, claim, Settings::default());
    terminal.line(&format!("\n{}", found(&judgement)))?;
    terminal.line("largest residual, log₂ of the terms' scale (█), and the unit roundoff (│):")?;
    terminal.bytes(ladder_plot(&judgement.ladder).as_bytes())?;
    Ok(Exit::AsClaimed)
}

/// The claim of this address, or the only one whose address contains it.
pub(super) fn the_one(topics: &'static [&'static Topic], name: &str) -> Result<Entry, Failure> {
    let all = entries(topics);
    if let Some(entry) = all.iter().find(|entry| entry.address() == name || entry.claim.id == name)
    {
        return Ok(*entry);
    }
    let found: Vec<_> = all.iter().filter(|entry| entry.address().contains(name)).collect();
    match found.as_slice() {
        [entry] => Ok(**entry),
        [] => Err(Failure::Usage(format!(
            "no claim's address contains `{name}`; `theoremcheck list` shows all"
        ))),
        [_, ..] => {
            let names: Vec<_> = found.iter().map(|entry| entry.address()).collect();
            Err(Failure::Usage(format!("`{name}` could be {}", names.join(", "))))
        }
    }
}

/// The verdict with what it speaks of.
fn found(judgement: &Judgement) -> String {
    let Judgement { verdict, known, trials, discarded, telling, .. } = judgement;
    let scope = match judgement.scope {
        Some(Scope::Shapes { shapes, bits }) => {
            format!(", for {shapes} shapes, each wrong with probability ≤ 2^-{:.0}", bits.floor())
        }
        Some(Scope::Region { parts, halvings }) => {
            format!(", on the whole region, by {parts} parts of at most {halvings} halvings")
        }
        Some(Scope::All { cases }) => format!(", for all {cases} cases of the scope"),
        None => String::new(),
    };
    let why = judgement.shortfall.as_ref().map(|s| format!(": {s}")).unwrap_or_default();
    let closest = match judgement.closest() {
        ..=0.0 => String::new(),
        closest => format!(", closest ratio ≥ {}", ratio(closest)),
    };
    let attained = judgement.attained.map(|n| format!(", attained on {n} cases of its witness"));
    let attained = attained.unwrap_or_default();
    format!(
        "{verdict}{scope}{why}{closest}{attained}; {known} known and {trials} random cases, {discarded} draws discarded, {telling} say something"
    )
}
