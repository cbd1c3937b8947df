//! The formats that CI systems read.

use super::Failure;
use super::files::{write, write_json};
use super::terminal::Terminal;
use crate::report::{github_annotations, html, junit, sarif};
use crate::results::{Folder, Results, Timings};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Formats {
    /// Write the HTML report here [default: report.html in the results' folder]
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write JUnit XML: a suite a paper, a test a claim or mutant
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write SARIF 2.1.0: what is not as declared, at its line
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
    /// Print what is not as declared as GitHub annotations, too
    #[arg(long)]
    github: bool,
}

impl Formats {
    /// Where the HTML report is.
    pub(super) fn report(&self, folder: &Folder) -> PathBuf {
        self.html.clone().unwrap_or_else(|| folder.path().join("report.html"))
    }

    pub(super) fn write(
        &self,
        results: &Results,
        timings: &Timings,
        folder: &Folder,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        write(&self.report(folder), &html(results))?;
        if let Some(path) = &self.junit {
            write(path, &junit(results, timings))?;
        }
        if let Some(path) = &self.sarif {
            write_json(path, &sarif(results))?;
        }
        if self.github {
            github_annotations(results).iter().try_for_each(|line| terminal.line(line))?;
        }
        Ok(())
    }
}
