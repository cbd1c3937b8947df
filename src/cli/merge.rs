//! `theoremcheck merge FOLDER…`: the results of shards as those of one run.

use super::check::{Ending, conclude};
use super::files::{RESULTS, write};
use super::formats::Formats;
use super::summary::few;
use super::terminal::Terminal;
use super::{Exit, Failure, filtered};
use crate::claim::{Entry, Topic, units};
use crate::results::{Folder, Found, Header, Journal, JournalError, Results, Timings};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Args)]
pub(super) struct MergeArguments {
    /// The results' folders of all shards
    #[arg(value_name = "FOLDER", required = true)]
    folders: Vec<PathBuf>,
    /// The folder for the results of the whole
    #[arg(long, value_name = "FOLDER", default_value = RESULTS)]
    output: PathBuf,
    /// Write the results to this file too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Print only what fell short and the last line
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    formats: Formats,
}

/// What a shard has left.
struct Left {
    folder: Folder,
    header: Header,
    found: BTreeMap<String, Found>,
}

pub(super) fn run(
    arguments: &MergeArguments,
    topics: &'static [&'static Topic],
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let start = Instant::now();
    let shards: Vec<Left> =
        arguments.folders.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let first = &shards[0].header;
    let entries = filtered(topics, &first.filters)?;
    let own = Header::of(topics, first.settings, &first.filters, None, &entries);
    for shard in &shards {
        agrees(shard, first, &own)?;
        is_whole(shard, &entries)?;
    }
    all_are_there(&shards)?;
    let whole = joined(&shards)?;
    let missing = entries.iter().filter(|entry| lacks(&whole, entry));
    if let Some(missing) = names(missing) {
        return Err(Failure::Usage(format!(
            "no shard was to judge {missing}: the shards were cut by different --costs"
        )));
    }
    let output = &arguments.output;
    let folder = Folder::made(output).map_err(|error| Failure::Io(output.clone(), error))?;
    let mut found = Vec::new();
    for (address, (at, unit)) in whole {
        if unit.counterexample().is_some() {
            let path = shards[at].folder.witness(&address);
            let text = shards[at].folder.text_of_witness(&address);
            let text = text.ok_or_else(|| {
                let why = "missing or torn; run the shard again with --resume".to_owned();
                Failure::BadFile(path, why)
            })?;
            write(&folder.witness(&address), &text)?;
        }
        found.push(unit);
    }
    let timings = Timings::of(&found);
    let results = Results::of_run(&entries, found, first.settings);
    let MergeArguments { json, formats, quiet, .. } = arguments;
    let ending = Ending { folder: &folder, json: json.as_deref(), formats, quiet: *quiet };
    conclude(&results, &timings, &ending, start.elapsed(), terminal)
}

fn read(path: &Path) -> Result<Left, Failure> {
    let folder = Folder::left(path);
    let bad = |why: String| Failure::BadFile(folder.journal(), why);
    let journal = Journal::read(&folder.journal()).map_err(|error| match error {
        JournalError::Io(error) => Failure::Io(folder.journal(), error),
        other @ (JournalError::InUse
        | JournalError::NoJournal
        | JournalError::Corrupt { .. }
        | JournalError::Other(_)) => bad(other.to_string()),
    })?;
    let empty = || bad("no whole line; run the shard again".to_owned());
    let journal = journal.ok_or_else(empty)?;
    Ok(Left { header: journal.header.clone(), found: journal.last(), folder })
}

/// Same program, catalogue and choices as the first shard, and cut into as many parts.
fn agrees(shard: &Left, first: &Header, own: &Header) -> Result<(), Failure> {
    let bad = |why: String| Failure::BadFile(shard.folder.journal(), why);
    if let Some(difference) = shard.header.difference(own) {
        return Err(bad(format!(
            "it does not belong to the other folders and to this program: {difference}"
        )));
    }
    let parts = |header: &Header| header.shard.map_or(1, crate::results::Shard::of);
    let (there, here) = (parts(&shard.header), parts(first));
    if there == here {
        Ok(())
    } else {
        Err(bad(format!("a part of {there}, where the first folder is a part of {here}")))
    }
}

/// The shard has judged all that it was to judge.
fn is_whole(shard: &Left, entries: &[Entry]) -> Result<(), Failure> {
    let asked: BTreeSet<&str> = shard.header.claims.iter().map(String::as_str).collect();
    let lacks = |entry: &&Entry| {
        let judged = |address: &String| shard.found.contains_key(address);
        asked.contains(entry.address().as_str()) && !addresses(entry).iter().all(judged)
    };
    match names(entries.iter().filter(lacks)) {
        None => Ok(()),
        Some(missing) => Err(Failure::BadFile(
            shard.folder.journal(),
            format!("{} has not judged {missing}: run it again with --resume", name(&shard.header)),
        )),
    }
}

fn name(header: &Header) -> String {
    header.shard.map_or("the run".to_owned(), |shard| format!("shard {shard}"))
}

fn all_are_there(shards: &[Left]) -> Result<(), Failure> {
    let there: Vec<_> = shards.iter().filter_map(|shard| shard.header.shard).collect();
    let of = there.first().map_or(0, |shard| shard.of());
    let missing = (1..=of).filter(|place| there.iter().all(|shard| shard.place() != *place));
    let missing: Vec<_> = missing.map(|place| format!("{place}/{of}")).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        let missing = missing.join(", ");
        Err(Failure::Usage(format!("shard {missing} is not among the folders: name those of all")))
    }
}

/// Every unit with the place of the shard that has it.
fn joined(shards: &[Left]) -> Result<BTreeMap<String, (usize, Found)>, Failure> {
    let mut whole: BTreeMap<String, (usize, Found)> = BTreeMap::new();
    for (at, shard) in shards.iter().enumerate() {
        for (address, found) in &shard.found {
            match whole.get(address) {
                None => {
                    whole.insert(address.clone(), (at, found.clone()));
                }
                Some((_, other)) if other.result == found.result => {}
                Some((before, _)) => {
                    let before = shards[*before].folder.path().display();
                    return Err(Failure::BadFile(
                        shard.folder.journal(),
                        format!("{address} has another result than in {before}"),
                    ));
                }
            }
        }
    }
    Ok(whole)
}

fn lacks(whole: &BTreeMap<String, (usize, Found)>, entry: &Entry) -> bool {
    !addresses(entry).iter().all(|address| whole.contains_key(address))
}

fn addresses(entry: &Entry) -> Vec<String> {
    units(std::slice::from_ref(entry)).iter().map(crate::claim::Unit::address).collect()
}

/// The first few of these claims; none when there are none.
fn names<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<String> {
    few(&entries.map(Entry::address).collect::<Vec<_>>())
}
