//! A paper's page: what a reader reviews when a claim changes.

use crate::claim::{Check, Paper, known_outcomes};
use std::fmt::Write;

/// Statements, methods, mutants, and the numbers on the known cases, with certified digits only.
pub fn page(paper: &Paper) -> String {
    let mut page = String::new();
    let authors = paper.authors.join(", ");
    let line = |page: &mut String, text: String| {
        page.push_str(&text);
        page.push('\n');
    };
    line(&mut page, format!("{:03} {}", paper.number, paper.title));
    line(&mut page, format!("{authors}; {}; {}", paper.year, paper.venue));
    line(&mut page, format!("Notation: {}", paper.notation));
    for claim in paper.claims {
        line(&mut page, format!("\n{} [{}, {}]", claim.id, claim.kind.name(), claim.settled_by()));
        line(&mut page, format!("  {}", claim.statement));
        line(&mut page, format!("  hypotheses: {}", claim.hypotheses));
        line(&mut page, format!("  source: {}", claim.source));
        numbers(&mut page, "case", &claim.check);
        if let Some(witness) = &claim.witness {
            numbers(&mut page, "witness on", witness);
        }
        for mutant in claim.mutants {
            let reading = if mutant.literal_reading.is_some() { " (literal reading)" } else { "" };
            line(&mut page, format!("  mutant {}{reading}: {}", mutant.id, mutant.why_false));
        }
    }
    page
}

/// One line a known case: the pair that decides it.
fn numbers(page: &mut String, what: &str, check: &Check) {
    for (name, outcome) in known_outcomes(check) {
        let text = match outcome {
            Ok(outcome) => {
                let pair = outcome.worst;
                format!(
                    "{} {} {}",
                    pair.left.certified_digits(),
                    pair.relation.symbol(),
                    pair.right.certified_digits()
                )
            }
            Err(obstacle) => obstacle.to_string(),
        };
        writeln!(page, "  {what} {name}: {text}").expect("a string takes all text");
    }
}
