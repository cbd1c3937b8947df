//! What the commands that take long have alike: a seed, threads, progress, and results for programs.

use super::Failure;
use super::files::write_json;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Running {
    /// Where the random numbers start
    #[arg(long, default_value_t = 0)]
    pub(super) seed: u64,
    /// Threads [default: one a core]; the results do not depend on it
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Write the results to this file too
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,
}

impl Running {
    /// Does the work on the threads asked for.
    pub(super) fn in_pool<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let threads = self.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Failure::Usage(format!("--jobs {threads}: {error}")))?;
        Ok(pool.install(work))
    }

    /// Writes the results where they were asked for.
    pub(super) fn save<T: Serialize>(&self, results: impl FnOnce() -> T) -> Result<(), Failure> {
        self.json.as_deref().map_or(Ok(()), |path| write_json(path, &results()))
    }
}

/// A bar over so many `things`, on stderr, and only when that is a terminal.
pub(super) fn progress_bar(count: usize, things: &str) -> ProgressBar {
    let style =
        format!("{{bar:40}} {{pos}}/{{len}} {things}, {{per_sec:.1}}, {{elapsed}}, {{eta}} left");
    let style = ProgressStyle::with_template(&style);
    ProgressBar::new(count as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
