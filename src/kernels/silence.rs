//! Panics of a kernel under test are results, and need no message on stderr.

use std::cell::Cell;
use std::panic::{set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static CALLING: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs `work`; a panic on this thread while it runs prints nothing. All others print as before.
pub(super) fn within<R>(work: impl FnOnce() -> R) -> R {
    HOOK.call_once(|| {
        let printing = take_hook();
        set_hook(Box::new(move |panic| {
            if !CALLING.get() {
                printing(panic);
            }
        }));
    });
    // A worker that waits for another may run another case meanwhile: restore, do not clear.
    let before = CALLING.replace(true);
    let result = work();
    CALLING.set(before);
    result
}
