//! Verdicts for people and programs.
//!
//! | file | holds |
//! |---|---|
//! | `shortfall` | what fell short, with the line that reproduces it |
//! | `json` | the catalogue and hunts for programs |
//! | `kernels` | conformance of kernels for programs |
//! | `plot` | the ladder in the terminal |
//! | `markdown` | CLAIMS.md and ERRATA.md |
//! | `papers` | one line a paper |
//! | `html` | the report as a page of HTML |
//! | `page` | a paper's page, as its snapshot keeps it |

mod html;
mod json;
mod kernels;
mod markdown;
mod page;
mod papers;
mod plot;
mod shortfall;

pub use html::html;
pub use json::{catalogue, hunt_results};
pub use kernels::kernel_results;
pub use markdown::{claims_markdown, errata_markdown};
pub use page::page;
pub use papers::{paper_table, papers_json};
pub use plot::ladder_plot;
pub use shortfall::{
    claim_shortfall, counterexample_text, mutant_shortfall, pair_text, reproduction,
};
