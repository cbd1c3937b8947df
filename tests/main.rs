//! The crate and its program from outside, and the repository's own discipline.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalogue;
mod certified;
mod chromium;
mod command_line;
mod comparison;
mod determinism;
mod faulty_kernels;
mod flint;
mod formats;
mod hunts;
mod internal_errors;
mod journals;
mod kernels;
mod kills;
mod program;
mod report;
mod shards;
mod slurm;
mod time_limits;
mod verdicts;
mod witnesses;
