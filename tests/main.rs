//! The crate and its program from outside, and the repository's own discipline.

mod catalogue;
mod command_line;
mod determinism;
mod program;
mod witnesses;
