//! One line a paper: its claims by verdict, and its mutants.

use crate::claim::Verdict;
use crate::results::{ClaimResult, Counts, by_paper};
use serde_json::{Map, Value, json};

/// One line a paper, with a head and the sums.
pub fn paper_table(claims: &[ClaimResult]) -> Vec<String> {
    let head = Verdict::ALL.map(|verdict| verdict.name().to_owned());
    let rows = by_paper(claims).map(|paper| {
        let ClaimResult { number, topic, paper: slug, .. } = &paper[0];
        counted_line([&format!("{number:03}"), topic, slug], paper)
    });
    let title = format!("{} papers, {} claims", by_paper(claims).count(), claims.len());
    let sums = counted_line(["", "", &title], claims);
    std::iter::once(line(["", "topic", "paper"], &head, "mutants"))
        .chain(rows)
        .chain([sums])
        .collect()
}

fn line(names: [&str; 3], verdicts: &[String], killed: &str) -> String {
    let [number, topic, slug] = names;
    let verdicts = verdicts.iter().map(|count| format!("{count:>13}")).collect::<Vec<_>>().concat();
    format!("{number:<4} {topic:<18} {slug:<36}{verdicts} {killed:>9}")
}

fn counted_line(names: [&str; 3], claims: &[ClaimResult]) -> String {
    let counts = Counts::of(claims);
    let shown = |count| if count == 0 { "·".to_owned() } else { format!("{count}") };
    let verdicts: Vec<_> = counts.by_verdict().map(|(_, count)| shown(count)).collect();
    line(names, &verdicts, &format!("{}/{}", counts.mutants_refuted, counts.mutants))
}

/// The papers for programs: an array of one object each.
pub fn papers_json(claims: &[ClaimResult]) -> Value {
    by_paper(claims)
        .map(|claims| {
            let ClaimResult { number, topic, paper, title, .. } = &claims[0];
            let counts = Counts::of(claims);
            let verdicts: Map<_, _> = counts
                .by_verdict()
                .map(|(verdict, count)| (verdict.name().to_owned(), json!(count)))
                .collect();
            json!({
                "number": number,
                "paper": paper,
                "title": title,
                "topic": topic,
                "verdicts": verdicts,
                "mutants": counts.mutants,
                "mutants_refuted": counts.mutants_refuted,
                "as_declared": claims.iter().all(ClaimResult::is_as_declared),
            })
        })
        .collect()
}
