//! One line a paper: its claims by verdict, and its mutants.

use crate::claim::{Entry, Judged, Verdict};
use serde_json::{Map, Value, json};

/// How many claims have which verdict, and how many mutants are refuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The claims of each verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
    /// Mutants refuted.
    pub refuted: usize,
    /// Mutants.
    pub mutants: usize,
}

impl Counts {
    /// Of these claims and their mutants.
    pub fn of(judged: &[Judged]) -> Self {
        let mutants = || judged.iter().flat_map(|judged| &judged.mutants);
        Counts {
            verdicts: Verdict::ALL.map(|verdict| {
                judged.iter().filter(|judged| judged.judgement.verdict == verdict).count()
            }),
            refuted: mutants().filter(|found| found.verdict == Verdict::Refuted).count(),
            mutants: mutants().count(),
        }
    }

    /// Each verdict with its number of claims.
    pub fn by_verdict(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().zip(self.verdicts)
    }
}

/// The claims of each paper, in order.
pub fn by_paper(judged: &[Judged]) -> impl Iterator<Item = &[Judged]> {
    judged.chunk_by(|a, b| a.entry.paper.slug == b.entry.paper.slug)
}

/// One line a paper, with a head and the sums.
pub fn paper_table(judged: &[Judged]) -> Vec<String> {
    let head = Verdict::ALL.map(|verdict| verdict.name().to_owned());
    let rows = by_paper(judged).map(|claims| {
        let Entry { topic, paper, claim: _ } = claims[0].entry;
        counted_line([&format!("{:03}", paper.number), topic.name, paper.slug], claims)
    });
    let title = format!("{} papers, {} claims", by_paper(judged).count(), judged.len());
    let sums = counted_line(["", "", &title], judged);
    std::iter::once(line(["", "topic", "paper"], head, "mutants"))
        .chain(rows)
        .chain([sums])
        .collect()
}

fn line(names: [&str; 3], verdicts: [String; Verdict::ALL.len()], killed: &str) -> String {
    let [number, topic, slug] = names;
    let verdicts = verdicts.map(|count| format!("{count:>13}")).concat();
    format!("{number:<4} {topic:<18} {slug:<36}{verdicts} {killed:>9}")
}

fn counted_line(names: [&str; 3], claims: &[Judged]) -> String {
    let counts = Counts::of(claims);
    let shown = |count| if count == 0 { "·".to_owned() } else { format!("{count}") };
    line(names, counts.verdicts.map(shown), &format!("{}/{}", counts.refuted, counts.mutants))
}

/// The papers for programs: an array of one object each.
pub fn papers_json(judged: &[Judged]) -> Value {
    by_paper(judged)
        .map(|claims| {
            let Entry { topic, paper, claim: _ } = claims[0].entry;
            let counts = Counts::of(claims);
            let verdicts: Map<_, _> = counts
                .by_verdict()
                .map(|(verdict, count)| (verdict.name().to_owned(), json!(count)))
                .collect();
            json!({
                "number": paper.number,
                "paper": paper.slug,
                "title": paper.title,
                "topic": topic.name,
                "verdicts": verdicts,
                "mutants": counts.mutants,
                "mutants_refuted": counts.refuted,
                "as_declared": claims.iter().all(Judged::is_as_declared),
            })
        })
        .collect()
}
