//! Verdicts for people and programs.
//!
//! | file | holds |
//! |---|---|
//! | `shortfall` | what fell short, with the line that reproduces it |
//! | `json` | the catalogue and hunts for programs |
//! | `kernels` | conformance of kernels for programs |
//! | `plot` | the ladder in the terminal |
//! | `junit` | results as JUnit XML |
//! | `sarif` | results as SARIF 2.1.0 |
//! | `annotations` | results as GitHub annotations |
//! | `alert` | what fell short, with its place in the source |
//! | `markdown` | CLAIMS.md and ERRATA.md |
//! | `papers` | one line a paper |
//! | `html` | the report as a page of HTML |
//! | `page` | a paper's page, as its snapshot keeps it |

mod alert;
mod annotations;
mod html;
mod json;
mod junit;
mod kernels;
mod markdown;
mod page;
mod papers;
mod plot;
mod sarif;
mod shortfall;

pub use alert::{Alert, alerts};
pub use annotations::github_annotations;
pub use html::html;
pub use json::{catalogue, hunt_results};
pub use junit::junit;
pub use kernels::kernel_results;
pub use markdown::{claims_markdown, errata_markdown};
pub use page::page;
pub use papers::{paper_table, papers_json};
pub use plot::ladder_plot;
pub use sarif::sarif;
pub use shortfall::{
    claim_shortfall, counterexample_text, mutant_shortfall, pair_text, reproduction,
};
