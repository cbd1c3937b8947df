//! The crate and its program from outside, and the repository's own discipline.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalogue;
mod chromium;
mod command_line;
mod determinism;
mod faulty_kernels;
mod flint;
mod hunts;
mod kernels;
mod program;
mod report;
mod verdicts;
mod witnesses;
