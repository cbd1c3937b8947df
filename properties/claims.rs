//! One trial per claim and one per mutant of the catalogue.
//!
//! `cargo test arora` runs one paper; `PROPTEST_CASES` sets the random cases a claim.

use libtest_mimic::{Arguments, Failed, Trial};
use theoremcheck::claim::{Entry, Mutant, Settings, Verdict, entries, judge, judge_mutant};
use theoremcheck::papers;
use theoremcheck::report::{claim_shortfall, mutant_shortfall};
use theoremcheck::results::{JudgementResult, MutantResult};

fn main() {
    let arguments = Arguments::from_args();
    let settings = Settings::default();
    let mut trials = Vec::new();
    for entry in entries(papers::TOPICS) {
        trials.push(Trial::test(entry.address(), move || claim_is_as_declared(entry, settings)));
        for mutant in entry.claim.mutants {
            let name = format!("{}/{}", entry.address(), mutant.id);
            trials.push(Trial::test(name, move || mutant_is_refuted(entry, mutant, settings)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn claim_is_as_declared(entry: Entry, settings: Settings) -> Result<(), Failed> {
    let judgement = judge(entry.paper, entry.claim, settings);
    let judgement = JudgementResult::of(&entry, &judgement);
    match claim_shortfall(&entry.address(), &judgement, settings) {
        None => Ok(()),
        Some(text) => Err(text.into()),
    }
}

fn mutant_is_refuted(
    entry: Entry,
    mutant: &'static Mutant,
    settings: Settings,
) -> Result<(), Failed> {
    let judgement = judge_mutant(entry.paper, entry.claim, mutant, settings);
    match judgement.verdict {
        Verdict::Refuted => Ok(()),
        Verdict::Proved | Verdict::Certified | Verdict::Consistent | Verdict::Inconclusive => {
            let mutant = MutantResult::of(mutant, &judgement);
            Err(mutant_shortfall(&entry.address(), &mutant, settings).into())
        }
    }
}
