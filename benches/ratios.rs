//! Our time over the peer's, from criterion's own estimates, beside what is wanted.

use std::path::Path;
use std::process::ExitCode;

/// One comparison: criterion's identifiers of both sides; without a peer, `at_most` is in nanoseconds.
struct Row {
    ours: String,
    peer: Option<String>,
    at_most: f64,
}

/// All comparisons of a run.
#[derive(Default)]
pub(crate) struct Ratios(Vec<Row>);

impl Ratios {
    /// The time of `ours` shall be at most so many times that of `peer`, both `group/name`.
    pub(crate) fn want(&mut self, ours: &str, peer: &str, at_most: f64) {
        self.0.push(Row { ours: ours.to_owned(), peer: Some(peer.to_owned()), at_most });
    }

    /// `ours` shall take at most so many nanoseconds.
    pub(crate) fn want_time(&mut self, ours: &str, at_most: f64) {
        self.0.push(Row { ours: ours.to_owned(), peer: None, at_most });
    }

    /// A table of the comparisons whose two sides were measured; fails when one is missed.
    #[expect(clippy::print_stdout, reason = "the table is what a run of the benchmarks is for")]
    pub(crate) fn print(&self) -> ExitCode {
        println!("\n{:<34} {:>12} {:>12} {:>7} {:>9}", "", "ours", "peer", "ratio", "wanted");
        let mut missed = 0;
        for row in &self.0 {
            let Some(ours) = nanoseconds(&row.ours) else { continue };
            let (peer, ratio, wanted) = match row.peer.as_deref().map(nanoseconds) {
                Some(None) => continue,
                Some(Some(peer)) => (spelled(peer), ours / peer, format!("{:.3}", row.at_most)),
                None => ("–".to_owned(), ours, spelled(row.at_most)),
            };
            let is_missed = ratio > row.at_most;
            missed += usize::from(is_missed);
            let ratio = if row.peer.is_some() { format!("{ratio:.3}") } else { "–".to_owned() };
            let mark = if is_missed { "  missed" } else { "" };
            println!(
                "{:<34} {:>12} {peer:>12} {ratio:>7} {wanted:>9}{mark}",
                row.ours,
                spelled(ours)
            );
        }
        if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The median that criterion found in this run, or in the last one.
fn nanoseconds(name: &str) -> Option<f64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let estimates = root.join("target/criterion").join(name).join("new/estimates.json");
    let text = std::fs::read_to_string(estimates).ok()?;
    let estimates: serde_json::Value = serde_json::from_str(&text).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

fn spelled(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        ..1e6 => format!("{:.2} µs", nanoseconds / 1e3),
        _ => format!("{:.2} ms", nanoseconds / 1e6),
    }
}
