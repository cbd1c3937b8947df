//! One problem, run four times and judged.

use super::anomaly::{Case, Entries, Found, Kind};
use super::defects::{Defect, defects, in_order};
use super::problem::{Answer, Implementation, Nature, Problem, Refusal, Threads};
use super::{Native, Precision, silence};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a problem showed.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is wrong; empty when all is well.
    pub found: Vec<Found>,
    /// The errors of the answer, if it is one.
    pub defects: Vec<Defect>,
}

type Outcome<T> = Result<Answer<T>, Failed>;

enum Failed {
    Refused(Refusal),
    Panicked(String),
}

/// Runs the case's kernel twice on one thread and twice on two, compares the bits, and judges the answer; a panic is
/// caught.
pub fn judged<T: Native>(
    implementation: &impl Implementation,
    case: &Case,
    problem: &Problem<T>,
) -> Judgement {
    let run = |threads| {
        let call = AssertUnwindSafe(|| implementation.run(case.kernel, problem, threads));
        match silence::within(|| catch_unwind(call)) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(refusal)) => Err(Failed::Refused(refusal)),
            Err(payload) => Err(Failed::Panicked(panic_text(payload.as_ref()))),
        }
    };
    let [one, again, two, two_again] =
        [Threads::One, Threads::One, Threads::Two, Threads::Two].map(run);
    let nature = case.input.nature(case.kernel);
    let mut judgement = outcome(case, problem, nature, &one);
    let mut found = |kind, text: &str| {
        judgement.found.push(Found { kind, error: 0.0, text: text.to_owned() });
    };
    if !same(&one, &again) {
        found(Kind::RunDependent, "two runs on one thread differ in bits");
    } else if !same(&two, &two_again) {
        found(Kind::RunDependent, "two runs on two threads differ in bits");
    }
    if !same(&one, &two) {
        found(Kind::ThreadDependent, "one and two threads differ in bits");
        // What two threads do wrong counts as well.
        for other in outcome(case, problem, nature, &two).found {
            if judgement.found.iter().all(|found| found.kind != other.kind) {
                judgement.found.push(other);
            }
        }
    }
    judgement
}

/// The same for a problem given by its bits; `None` when they are not of the case's type.
pub fn judged_entries(
    implementation: &impl Implementation,
    case: &Case,
    entries: &Entries,
) -> Option<Judgement> {
    Some(match case.precision {
        Precision::Single => judged::<f32>(implementation, case, &entries.problem()?),
        Precision::Double => judged::<f64>(implementation, case, &entries.problem()?),
    })
}

fn outcome<T: Native>(
    case: &Case,
    problem: &Problem<T>,
    nature: Nature,
    outcome: &Outcome<T>,
) -> Judgement {
    let one = |kind, text| Judgement {
        found: vec![Found { kind, error: 0.0, text }],
        defects: Vec::new(),
    };
    let nothing = Judgement { found: Vec::new(), defects: Vec::new() };
    let answer = match outcome {
        Ok(answer) => answer,
        Err(Failed::Panicked(text)) => return one(Kind::Panic, format!("it panicked: {text}")),
        Err(Failed::Refused(Refusal(text))) if nature == Nature::Regular => {
            return one(Kind::Refused, format!("it refused: {text}"));
        }
        Err(Failed::Refused(_)) => return nothing,
    };
    let (m, n) = problem.matrix.shape();
    let owed = case.kernel.answer_shapes(m, n, problem.right.cols());
    let shapes: Vec<_> = answer.iter().map(super::Matrix::shape).collect();
    if shapes != owed {
        return one(Kind::WrongShape, format!("shapes {shapes:?} instead of {owed:?}"));
    }
    let is_finite = answer.iter().all(|part| part.entries().iter().all(T::is_finite_impl));
    let has_entries = m > 0 && n > 0;
    match (nature, is_finite) {
        (Nature::NotFinite, true) if has_entries => {
            one(Kind::FiniteFromNan, "a finite answer to a matrix that is not".to_owned())
        }
        (Nature::NotFinite, false) if case.kernel.can_refuse() => {
            one(Kind::NanAsSuccess, "success with NaN or ∞, where it could refuse".to_owned())
        }
        (Nature::Regular, false) => {
            one(Kind::NotFinite, format!("success with {}", first_not_finite(answer)))
        }
        (Nature::NotFinite, _) | (Nature::MayFail, false) => nothing,
        // Nothing can be measured against an infinity.
        (Nature::MayFail, true) if !problem.matrix.entries().iter().all(T::is_finite_impl) => {
            nothing
        }
        (Nature::Regular | Nature::MayFail, true) => measured(case, problem, answer),
    }
}

fn first_not_finite<T: Native>(answer: &Answer<T>) -> String {
    let entries = answer.iter().flat_map(super::Matrix::entries);
    let first = entries.map(|&x| -> f64 { x.into() }).find(|x| !x.is_finite());
    first.map_or_else(String::new, |x| x.to_string())
}

fn measured<T: Native>(case: &Case, problem: &Problem<T>, answer: &Answer<T>) -> Judgement {
    let defects = defects(case.kernel, problem, answer);
    // NaN is no success: an error that is not known to be within its bound is beyond it.
    let beyond =
        defects.iter().filter(|defect| defect.error.is_nan() || defect.error > defect.bound);
    let mut found: Vec<_> = beyond
        .map(|Defect { measure, error, bound }| Found {
            kind: Kind::WrongValue,
            error: *error,
            text: format!("{measure} is {error:.3e} u, above {bound:.3e} u"),
        })
        .collect();
    if !in_order(case.kernel, answer) {
        let text = "values out of order, or a negative singular value".to_owned();
        found.push(Found { kind: Kind::WrongOrder, error: 0.0, text });
    }
    Judgement { found, defects }
}

/// Bit for bit, all NaN taken as one.
fn same<T: Native>(left: &Outcome<T>, right: &Outcome<T>) -> bool {
    match (left, right) {
        (Ok(left), Ok(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| same_matrix(l, r))
        }
        (Err(Failed::Refused(_)), Err(Failed::Refused(_)))
        | (Err(Failed::Panicked(_)), Err(Failed::Panicked(_))) => true,
        (Ok(_), Err(_)) | (Err(_), Ok(_) | Err(_)) => false,
    }
}

fn same_matrix<T: Native>(left: &super::Matrix<T>, right: &super::Matrix<T>) -> bool {
    let mut pairs = left.entries().iter().zip(right.entries());
    left.shape() == right.shape()
        && pairs.all(|(l, r)| l.bits() == r.bits() || (T::is_nan_impl(l) && T::is_nan_impl(r)))
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").lines().next().unwrap_or_default().to_owned()
}
