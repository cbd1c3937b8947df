//! Our time over the peer's, from criterion's own estimates, beside what is wanted.

use std::path::Path;
use std::process::ExitCode;

/// What was measured, by criterion's identifiers, and what is wanted of it.
struct Row {
    ours: String,
    peer: Option<String>,
    at_most: Limit,
}

enum Limit {
    /// Times the peer's time.
    Ratio(f64),
    Nanoseconds(f64),
}

/// All comparisons of a run.
#[derive(Default)]
pub(crate) struct Ratios(Vec<Row>);

impl Ratios {
    /// The time of `ours` shall be at most so many times that of `peer`, both `group/name`.
    pub(crate) fn want(&mut self, ours: &str, peer: &str, at_most: f64) {
        self.push(ours, Some(peer), Limit::Ratio(at_most));
    }

    /// `ours` shall take at most so many nanoseconds, whatever `peer` takes.
    pub(crate) fn want_time(&mut self, ours: &str, peer: Option<&str>, at_most: f64) {
        self.push(ours, peer, Limit::Nanoseconds(at_most));
    }

    fn push(&mut self, ours: &str, peer: Option<&str>, at_most: Limit) {
        self.0.push(Row { ours: ours.to_owned(), peer: peer.map(str::to_owned), at_most });
    }

    /// A table of the comparisons whose two sides were measured; fails when one is missed.
    #[expect(clippy::print_stdout, reason = "the table is what a run of the benchmarks is for")]
    pub(crate) fn print(&self) -> ExitCode {
        println!("\n{:<34} {:>12} {:>12} {:>7} {:>9}", "", "ours", "peer", "ratio", "wanted");
        let mut all_met = true;
        for row in &self.0 {
            let Some(ours) = nanoseconds(&row.ours) else { continue };
            let peer = match &row.peer {
                Some(peer) => match nanoseconds(peer) {
                    Some(peer) => Some(peer),
                    None => continue,
                },
                None => None,
            };
            let (is_met, wanted) = row.at_most.judge(ours, peer);
            all_met &= is_met;
            println!(
                "{:<34} {:>12} {:>12} {:>7} {wanted:>9}{}",
                row.ours,
                spelled(ours),
                peer.map_or("–".to_owned(), spelled),
                peer.map_or("–".to_owned(), |peer| format!("{:.3}", ours / peer)),
                if is_met { "" } else { "  missed" }
            );
        }
        if all_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl Limit {
    /// Whether it is met, and how it is written.
    fn judge(&self, ours: f64, peer: Option<f64>) -> (bool, String) {
        match *self {
            Limit::Ratio(ratio) => {
                (peer.is_some_and(|peer| ours <= ratio * peer), format!("{ratio:.3}"))
            }
            Limit::Nanoseconds(most) => (ours <= most, spelled(most)),
        }
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
