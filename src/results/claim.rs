//! A claim with its verdict and its mutants.

use super::decimal::Decimal;
use super::evidence::{CounterexampleResult, Ratios, RungResult, ScopeResult};
use super::figure::FigureResult;
use crate::claim::{Entry, Erratum, Judgement, Mutant, MutantJudgement, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A claim, as the catalogue states it and as the run found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimResult {
    /// The paper's number in the catalogue.
    pub number: u32,
    /// The paper's `author-year-keyword`.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// In the paper's order.
    pub authors: Vec<String>,
    /// Of the publication.
    pub year: u16,
    /// Where it appeared.
    pub venue: String,
    /// The paper's symbols.
    pub notation: String,
    /// Its topic.
    pub topic: String,
    /// The claim's id, unique within the paper.
    pub claim: String,
    /// The source file that states it.
    pub file: String,
    /// The line of that file where its check begins.
    pub line: u32,
    /// equality, inequality, trajectory, limit, structure or impossibility.
    pub kind: String,
    /// identity, exhaustion, cover, enclosure or ladder.
    pub method: String,
    /// The method with what it states.
    pub settled_by: String,
    /// The mathematics, as checked.
    pub statement: String,
    /// What all cases satisfy.
    pub hypotheses: String,
    /// Where the paper says so.
    pub source: String,
    /// What was found.
    #[serde(flatten)]
    pub judgement: JudgementResult,
    /// Its false variants, each with what was found.
    pub mutants: Vec<MutantResult>,
}

/// The verdict of a claim with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgementResult {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is not as declared.
    pub shortfall: Option<String>,
    /// Hand-picked cases judged.
    pub known: usize,
    /// Random cases judged.
    pub trials: usize,
    /// Random cases drawn that did not satisfy the hypotheses.
    pub discarded: usize,
    /// Cases on which the claim says something.
    pub telling: usize,
    /// The scope of a proof.
    pub scope: Option<ScopeResult>,
    /// The nearest that a case brings its inequalities to equalities; null without inequalities.
    pub closest_ratio: Option<Decimal>,
    /// That of every case.
    pub ratios: Option<Ratios>,
    /// Whether it is a tight bound of which both ends are proved.
    pub tight: bool,
    /// On how many cases the witness of a tight bound attains it.
    pub witness_attains: Option<usize>,
    /// The worst of all cases, rung by rung.
    pub ladder: Vec<RungResult>,
    /// For a trajectory, its curves on one case; left out where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<FigureResult>,
    /// Why the curves that the claim should have are not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_figure: Option<String>,
    /// What refutes it.
    pub counterexample: Option<CounterexampleResult>,
    /// Whether its time limit left out any work, so that the result depends on the machine.
    pub out_of_time: bool,
    /// The first panic of its code, with the case: a defect, whatever the verdict.
    pub internal_error: Option<String>,
}

/// A false variant of a claim, and what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MutantResult {
    /// What was changed.
    pub id: String,
    /// Why it is false.
    pub why_false: String,
    /// Given when it is what a reader of the paper would believe.
    pub literal_reading: Option<ErratumResult>,
    /// refuted, as it must be, or what else it is.
    pub verdict: Verdict,
    /// Why it is not refuted.
    pub shortfall: Option<String>,
    /// Cases judged until then.
    pub cases: usize,
    /// What refutes it.
    pub counterexample: Option<CounterexampleResult>,
    /// Whether its time limit left out any work, so that the result depends on the machine.
    pub out_of_time: bool,
    /// The first panic of its code, with the case: a defect, whatever the verdict.
    pub internal_error: Option<String>,
}

/// A literal reading of a published statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErratumResult {
    /// The statement as it would be read.
    pub reading: String,
    /// What is true instead.
    pub true_form: String,
    /// What was not available or assumed.
    pub caveat: String,
}

impl ClaimResult {
    /// Of this claim.
    pub fn of(entry: &Entry, judgement: JudgementResult, mutants: Vec<MutantResult>) -> Self {
        let Entry { topic, paper, claim } = entry;
        ClaimResult {
            number: paper.number,
            paper: paper.slug.to_owned(),
            title: paper.title.to_owned(),
            authors: paper.authors.iter().map(ToString::to_string).collect(),
            year: paper.year,
            venue: paper.venue.to_owned(),
            notation: paper.notation.to_owned(),
            topic: topic.name.to_owned(),
            claim: claim.id.to_owned(),
            file: claim.check.place.file().to_owned(),
            line: claim.check.place.line(),
            kind: claim.kind.name().to_owned(),
            method: claim.method.name().to_owned(),
            settled_by: claim.settled_by(),
            statement: claim.statement.to_owned(),
            hypotheses: claim.hypotheses.to_owned(),
            source: claim.source.to_owned(),
            judgement,
            mutants,
        }
    }

    /// `slug/claim`.
    pub fn address(&self) -> String {
        format!("{}/{}", self.paper, self.claim)
    }

    /// Whether the claim and all its mutants are as declared, and no code of theirs panicked.
    pub fn is_as_declared(&self) -> bool {
        self.judgement.verdict.passes()
            && self.mutants.iter().all(MutantResult::is_refuted)
            && self.internal_errors().next().is_none()
    }

    /// The panics of its code and of its mutants'.
    pub fn internal_errors(&self) -> impl Iterator<Item = &str> {
        let of_mutants = self.mutants.iter().filter_map(|mutant| mutant.internal_error.as_deref());
        self.judgement.internal_error.as_deref().into_iter().chain(of_mutants)
    }

    /// Its literal readings that were refuted.
    pub fn errata(&self) -> impl Iterator<Item = (&MutantResult, &ErratumResult)> {
        let refuted = self.mutants.iter().filter(|mutant| mutant.is_refuted());
        refuted.filter_map(|mutant| Some((mutant, mutant.literal_reading.as_ref()?)))
    }
}

impl JudgementResult {
    /// The same with the curves of the claim, which take a flow.
    pub fn with_figure(self, entry: &Entry) -> Self {
        match entry.claim.check.figure() {
            None => self,
            Some(Ok(figure)) => Self { figure: Some(FigureResult::of(&figure)), ..self },
            Some(Err(obstacle)) => Self { no_figure: Some(obstacle.to_string()), ..self },
        }
    }

    /// Of this claim's judgement, without curves.
    pub fn of(entry: &Entry, judgement: &Judgement) -> Self {
        let ratios = Ratios::of(&judgement.ratios);
        JudgementResult {
            verdict: judgement.verdict,
            shortfall: judgement.shortfall.as_ref().map(ToString::to_string),
            known: judgement.known,
            trials: judgement.trials,
            discarded: judgement.discarded,
            telling: judgement.telling,
            scope: judgement.scope.map(ScopeResult::of),
            closest_ratio: ratios.as_ref().and_then(Ratios::closest),
            ratios,
            tight: entry.claim.is_tight() && judgement.verdict.passes(),
            witness_attains: judgement.attained,
            ladder: judgement.ladder.iter().map(RungResult::of).collect(),
            figure: None,
            no_figure: None,
            counterexample: judgement.counterexample.as_ref().map(CounterexampleResult::of),
            out_of_time: judgement.out_of_time,
            internal_error: judgement.internal_error.as_ref().map(ToString::to_string),
        }
    }
}

impl MutantResult {
    /// Of this mutant's judgement.
    pub fn of(mutant: &Mutant, found: &MutantJudgement) -> Self {
        MutantResult {
            id: mutant.id.to_owned(),
            why_false: mutant.why_false.to_owned(),
            literal_reading: mutant.literal_reading.as_ref().map(ErratumResult::of),
            verdict: found.verdict,
            shortfall: found.shortfall.as_ref().map(ToString::to_string),
            cases: found.cases,
            counterexample: found.counterexample.as_ref().map(CounterexampleResult::of),
            out_of_time: found.out_of_time,
            internal_error: found.internal_error.as_ref().map(ToString::to_string),
        }
    }

    /// As it must be.
    pub fn is_refuted(&self) -> bool {
        self.verdict == Verdict::Refuted
    }

    /// All cases were judged, and none refutes it.
    pub fn has_survived(&self) -> bool {
        !self.is_refuted() && !self.out_of_time && self.internal_error.is_none()
    }
}

impl ErratumResult {
    fn of(erratum: &Erratum) -> Self {
        ErratumResult {
            reading: erratum.reading.to_owned(),
            true_form: erratum.true_form.to_owned(),
            caveat: erratum.caveat.to_owned(),
        }
    }
}
