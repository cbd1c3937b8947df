//! The command line over the catalogue.

use std::process::ExitCode;

fn main() -> ExitCode {
    theoremcheck::cli::run(theoremcheck::papers::TOPICS)
}
