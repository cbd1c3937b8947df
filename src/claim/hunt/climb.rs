//! Hill climbing on the tape: one or two changes at a time, kept when the case is no worse.

use super::candidate::{Candidate, Explorer};
use crate::claim::site::Site;

/// Numbers that tight cases are often made of.
const SIMPLE: [f64; 7] = [0.0, 0.5, -0.5, 0.25, 0.999_999, -1.0, 1e-3];

/// The best tape that `evaluations` changes lead to.
pub(super) fn climbed(
    explorer: &mut Explorer<'_>,
    start: Candidate,
    evaluations: usize,
) -> Candidate {
    let mut best = start;
    for _ in 0..evaluations {
        let Some(tape) = changed(explorer, &best) else { break };
        match explorer.judged(&tape) {
            Some(candidate) if candidate.closeness >= best.closeness => best = candidate,
            Some(_) | None => {}
        }
    }
    best
}

/// A tape with one or two of its sites changed; none when it spells nothing.
fn changed(explorer: &mut Explorer<'_>, from: &Candidate) -> Option<Vec<u64>> {
    if from.sites.is_empty() {
        return None;
    }
    let mut tape = from.tape.clone();
    for _ in 0..=explorer.below(2) {
        match from.sites[explorer.below(from.sites.len())] {
            Site::Choice { at, span } => tape[at] = explorer.word() % span,
            site @ Site::Number { .. } => {
                let position = moved(explorer, from, site);
                site.place(&mut tape, position);
            }
        }
    }
    Some(tape)
}

/// Another number for a site: near the old one, simple, or that of another site.
fn moved(explorer: &mut Explorer<'_>, from: &Candidate, site: Site) -> f64 {
    let old = site.position(&from.tape).unwrap_or(0.0);
    match explorer.below(4) {
        0 => SIMPLE[explorer.below(SIMPLE.len())],
        1 => {
            let other = from.sites[explorer.below(from.sites.len())];
            other
                .position(&from.tape)
                .map_or(old, |other| if explorer.below(2) == 0 { other } else { -other })
        }
        _ => {
            let size = 2_f64.powi(-i32::try_from(explorer.below(24)).unwrap_or(0));
            old + size * explorer.normal()
        }
    }
}
