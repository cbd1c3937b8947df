//! One line a paper: its claims by verdict, and its mutants.

use crate::claim::{Entry, Judged, Verdict};
use serde_json::{Map, Value, json};

/// What a run says of one paper.
pub struct PaperSummary {
    /// Any of the paper's claims.
    pub entry: Entry,
    /// How many claims have each verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
    /// How many mutants were refuted.
    pub refuted: usize,
    /// How many mutants there are.
    pub mutants: usize,
    /// Whether every claim passes and every mutant is refuted.
    pub is_as_declared: bool,
}

/// A summary of every paper, in order.
pub fn paper_summaries(judged: &[Judged]) -> Vec<PaperSummary> {
    let papers = judged.chunk_by(|a, b| a.entry.paper.slug == b.entry.paper.slug);
    papers
        .map(|claims| {
            let mutants = || claims.iter().flat_map(|judged| &judged.mutants);
            PaperSummary {
                entry: claims[0].entry,
                verdicts: Verdict::ALL.map(|verdict| {
                    claims.iter().filter(|judged| judged.judgement.verdict == verdict).count()
                }),
                refuted: mutants().filter(|found| found.verdict == Verdict::Refuted).count(),
                mutants: mutants().count(),
                is_as_declared: claims.iter().all(Judged::is_as_declared),
            }
        })
        .collect()
}

/// The summaries as a table, its head and its sums included.
pub fn paper_table(papers: &[PaperSummary]) -> Vec<String> {
    let line = |names: [&str; 3], verdicts: [String; Verdict::ALL.len()], killed: String| {
        let [number, topic, slug] = names;
        let verdicts = verdicts.map(|count| format!("{count:>13}")).concat();
        format!("{number:<4} {topic:<18} {slug:<36}{verdicts} {killed:>9}")
    };
    let counts = |counts: &[usize; Verdict::ALL.len()]| {
        counts.map(|count| if count == 0 { "·".to_owned() } else { count.to_string() })
    };
    let head = line(
        ["", "topic", "paper"],
        Verdict::ALL.map(|verdict| verdict.name().to_owned()),
        "mutants".to_owned(),
    );
    let rows = papers.iter().map(|paper| {
        let Entry { topic, paper: about, claim: _ } = paper.entry;
        let number = format!("{:03}", about.number);
        let killed = format!("{}/{}", paper.refuted, paper.mutants);
        line([&number, topic.name, about.slug], counts(&paper.verdicts), killed)
    });
    let mut sums = [0; Verdict::ALL.len()];
    let (mut refuted, mut mutants) = (0, 0);
    for paper in papers {
        sums.iter_mut().zip(paper.verdicts).for_each(|(sum, count)| *sum += count);
        refuted += paper.refuted;
        mutants += paper.mutants;
    }
    let claims: usize = sums.iter().sum();
    let title = format!("{} papers, {claims} claims", papers.len());
    let last = line(["", "", &title], counts(&sums), format!("{refuted}/{mutants}"));
    std::iter::once(head).chain(rows).chain([last]).collect()
}

/// The summaries for programs: an array of one object a paper.
pub fn papers_json(papers: &[PaperSummary]) -> Value {
    papers
        .iter()
        .map(|paper| {
            let Entry { topic, paper: about, claim: _ } = paper.entry;
            let verdicts = Verdict::ALL.iter().zip(paper.verdicts);
            let verdicts: Map<_, _> = verdicts
                .map(|(verdict, count)| (verdict.name().to_owned(), json!(count)))
                .collect();
            json!({
                "number": about.number,
                "paper": about.slug,
                "title": about.title,
                "topic": topic.name,
                "verdicts": verdicts,
                "mutants": paper.mutants,
                "mutants_refuted": paper.refuted,
                "as_declared": paper.is_as_declared,
            })
        })
        .collect()
}
