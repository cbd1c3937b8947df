//! The command line: one file a subcommand.
//!
//! [`run`] is the whole program; your own crate gets it by handing over its own topics.

use crate::claim::{Entry, Topic, entries};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

mod check;
mod compare;
mod completions;
mod duration;
mod explain;
mod files;
mod formats;
mod hunt;
mod kernels;
mod list;
mod man;
mod merge;
mod progress;
mod replay;
mod report;
mod running;
mod schema;
mod shard;
mod summary;
mod table;
mod terminal;

use terminal::Terminal;

/// Executes the theorems of deep-learning theory.
///
/// Without a subcommand it checks the whole catalogue. Exit codes: 0 as claimed, 1 usage, 2 a claim refuted,
/// 3 inconclusive or not judged in time, 4 a mutant survived, 5 bad input file, 6 kernels not as listed,
/// 7 less than in the run compared with, 70 internal error.
#[derive(Parser)]
#[command(name = "theoremcheck", version, args_conflicts_with_subcommands = true)]
struct Program {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: check::CheckArguments,
}

#[derive(Subcommand)]
enum Command {
    /// Checks the claims whose `slug/claim` contains a filter (the default)
    Check(check::CheckArguments),
    /// Puts the results of shards together, as one run would have left them
    Merge(merge::MergeArguments),
    /// Lists the catalogue
    List(list::ListArguments),
    /// Shows one claim: statement, hypotheses, source, mutants, and its measured ladder
    Explain(explain::ExplainArguments),
    /// Searches for the tightest case of an inequality, or a counterexample
    Hunt(hunt::HuntArguments),
    /// Re-checks a saved counterexample exactly
    Replay(replay::ReplayArguments),
    /// Writes the HTML report of a file of results
    Report(report::ReportArguments),
    /// Tries faer's f32 and f64 kernels against 256 bits
    Kernels(kernels::KernelsArguments),
    /// Shows what changed between two runs
    Compare(compare::CompareArguments),
    /// Writes CLAIMS.md and ERRATA.md
    Table(table::TableArguments),
    /// Prints the JSON schema of results.json
    Schema,
    /// Prints a completion script for a shell
    Completions(completions::CompletionsArguments),
    /// Writes manual pages
    Man(man::ManArguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    AsClaimed = 0,
    Refuted = 2,
    Inconclusive = 3,
    MutantSurvived = 4,
    /// A kernel errs, or an entry of the table of allowed errors is not needed.
    NotAsListed = 6,
    /// The later of two runs shows less.
    Worse = 7,
    /// A claim's code panicked on a case.
    InternalError = 70,
}

/// Why a command could not do its work.
#[derive(Debug)]
enum Failure {
    /// The arguments make no sense for this catalogue.
    Usage(String),
    /// A file of the user's is of no use: its name, and why.
    BadFile(PathBuf, String),
    /// A file or the terminal cannot be read or written.
    Io(PathBuf, io::Error),
}

const USAGE: u8 = 1;
const BAD_FILE: u8 = 5;
const INTERNAL: u8 = 70;

/// Runs the command line of this process over `topics`.
pub fn run(topics: &'static [&'static Topic]) -> ExitCode {
    run_from(std::env::args_os(), topics).into()
}

/// Runs a command line, the program's name first, over `topics`; returns the exit code.
pub fn run_from(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    topics: &'static [&'static Topic],
) -> u8 {
    let program = match Program::try_parse_from(arguments) {
        Ok(program) => program,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { 0 };
            return if error.print().is_ok() { code } else { INTERNAL };
        }
    };
    // A panic is a defect of this program: its message is on stderr already, and it gets its own exit code.
    let outcome = std::panic::catch_unwind(|| dispatch(program, topics));
    match outcome {
        Ok(Ok(exit)) => exit as u8,
        Ok(Err(failure)) => failure.report(),
        Err(_) => INTERNAL,
    }
}

fn dispatch(arguments: Program, topics: &'static [&'static Topic]) -> Result<Exit, Failure> {
    let mut terminal = Terminal::stdout();
    match arguments.command {
        None => check::run(&arguments.check, topics, &mut terminal),
        Some(Command::Check(check)) => check::run(&check, topics, &mut terminal),
        Some(Command::Merge(merge)) => merge::run(&merge, topics, &mut terminal),
        Some(Command::List(list)) => list::run(&list, topics, &mut terminal),
        Some(Command::Explain(explain)) => explain::run(&explain, topics, &mut terminal),
        Some(Command::Hunt(hunt)) => hunt::run(&hunt, topics, &mut terminal),
        Some(Command::Replay(replay)) => replay::run(&replay, topics, &mut terminal),
        Some(Command::Report(report)) => report::run(&report, &mut terminal),
        Some(Command::Kernels(kernels)) => kernels::run(&kernels, &mut terminal),
        Some(Command::Compare(compare)) => compare::run(&compare, &mut terminal),
        Some(Command::Table(table)) => table::run(&table, topics, &mut terminal),
        Some(Command::Schema) => schema::run(&mut terminal),
        Some(Command::Man(man)) => man::run(&man, &mut terminal),
        Some(Command::Completions(shell)) => completions::run(&shell, &mut terminal),
    }
}

impl Failure {
    /// Tells stderr; a reader of stdout that has left is no failure.
    fn report(&self) -> u8 {
        let (text, code) = match self {
            Self::Usage(text) => (text.clone(), USAGE),
            Self::BadFile(path, why) => (format!("{}: {why}", path.display()), BAD_FILE),
            Self::Io(_, error) if error.kind() == ErrorKind::BrokenPipe => return 0,
            Self::Io(path, error) => (format!("{}: {error}", path.display()), BAD_FILE),
        };
        eprintln!("error: {text}");
        code
    }

    fn stdout(error: io::Error) -> Self {
        Self::Io(PathBuf::from("standard output"), error)
    }
}

/// The claims whose address contains any of `filters`; all when there is none.
fn filtered(topics: &'static [&'static Topic], filters: &[String]) -> Result<Vec<Entry>, Failure> {
    let all = entries(topics);
    for filter in filters {
        if !all.iter().any(|entry| entry.address().contains(filter.as_str())) {
            return Err(Failure::Usage(format!(
                "no claim's address contains `{filter}`; `theoremcheck list` shows all"
            )));
        }
    }
    let matches = |entry: &Entry| {
        filters.is_empty() || filters.iter().any(|f| entry.address().contains(f.as_str()))
    };
    Ok(all.into_iter().filter(matches).collect())
}
