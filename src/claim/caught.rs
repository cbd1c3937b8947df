//! Panics of a claim's code, caught with the place where they arose.

use super::cases::Instance;
use super::verdict::Origin;
use crate::obstacle::Obstacle;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// Characters of a case that results keep.
const SPELLED: usize = 600;

/// A panic while a case was drawn, evaluated or shrunk: a defect of this program or of the claim's code.
#[derive(Clone, Debug, PartialEq)]
pub struct InternalError {
    /// Which case.
    pub origin: String,
    /// The case spelled out, clipped; none when there was no case yet.
    pub spelled: Option<String>,
    /// [`Obstacle::Panicked`].
    pub why: Obstacle,
}

impl InternalError {
    /// Before there was a case.
    pub(super) fn without_case(origin: impl fmt::Display, why: Obstacle) -> Self {
        InternalError { origin: origin.to_string(), spelled: None, why }
    }

    /// On this case.
    pub(super) fn on(instance: &Instance, why: Obstacle) -> Self {
        let spelled = caught(|| clipped(&format!("{:?}", instance.case))).ok();
        InternalError { spelled, ..Self::without_case(&instance.origin, why) }
    }

    /// While the random case of this trial was drawn.
    pub(super) fn in_draw(trial: usize, why: Obstacle) -> Self {
        Self::without_case(Origin::Tape { trial, tape: Vec::new() }, why)
    }
}

impl fmt::Display for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InternalError { origin, spelled, why } = self;
        write!(f, "{why}, at {origin}")?;
        spelled.as_ref().map_or(Ok(()), |spelled| write!(f, ": {spelled}"))
    }
}

/// The text, cut where it is longer than results keep.
pub(crate) fn clipped(text: &str) -> String {
    let mut short: String = text.chars().take(SPELLED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

thread_local! {
    /// How many calls of [`caught`] this thread is in.
    static CATCHING: Cell<usize> = const { Cell::new(0) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work; a panic of it becomes [`Obstacle::Panicked`], and stderr is not told.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Obstacle> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |info| if CATCHING.get() > 0 { note(info) } else { others(info) }));
    });
    CATCHING.set(CATCHING.get() + 1);
    // What the work changes is dropped with it, or is a cell that is written at once.
    let done = catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(CATCHING.get() - 1);
    done.map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        let place = PLACE.take().unwrap_or_else(|| "an unknown place".to_owned());
        Obstacle::Panicked { message: text.unwrap_or("a panic without a text").to_owned(), place }
    })
}

fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|at| format!("{}:{}", of_package(at.file()), at.line()));
    PLACE.set(place);
}

/// A dependency's path begins with its package: where cargo keeps it is a matter of the machine.
fn of_package(file: &str) -> &str {
    let within = file.split_once("/registry/src/").and_then(|(_, path)| path.split_once('/'));
    within.map_or(file, |(_, path)| path)
}

/// The items up to the first panic of the iterator, and that.
pub(super) fn until_panic<T>(
    items: impl Iterator<Item = T>,
) -> impl Iterator<Item = Result<T, Obstacle>> {
    let mut items = Some(items);
    std::iter::from_fn(move || {
        let next = caught(|| items.as_mut().and_then(Iterator::next));
        if next.is_err() {
            items = None;
        }
        next.transpose()
    })
}
