//! The report as one page of HTML, which needs no network and no other file.
//!
//! | file | holds |
//! |---|---|
//! | `summary` | the first screen: what was checked, what was found, the errata |
//! | `controls` | search and filters |
//! | `catalogue` | topics and papers |
//! | `claim` | one claim |
//! | `mutants` | its mutants, errata and counterexamples |
//! | `ladder`, `ratios`, `figure` | the plots, each with its numbers as a table |
//! | `axes` | from numbers to places in a plot |
//! | `style.css`, `script.js` | how it looks, and how it is searched |

mod axes;
mod catalogue;
mod claim;
mod controls;
mod figure;
mod ladder;
mod mutants;
mod ratios;
mod summary;

use crate::results::Results;
use maud::{DOCTYPE, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The page. It depends on the results alone: equal results give equal bytes.
pub fn html(results: &Results) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "theoremcheck " (results.version) };
                title { "theoremcheck: " (results.totals.claims) " claims" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#claims" { "Skip to the claims" }
                (summary::opening(results))
                main {
                    (summary::summary(results))
                    (catalogue::catalogue(results))
                }
                footer {
                    p {
                        "Made by theoremcheck " (results.version) " from its results alone: equal results give "
                        "this same file. " a href="#top" { "Back to the top" }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// A place in the page: of an address only what an id may hold.
fn anchor(address: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || "-_/.:".contains(c) { c } else { '-' };
    address.chars().map(allowed).collect()
}

/// `linear_networks` as words.
fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// `one mutant`, `2 mutants`.
fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
