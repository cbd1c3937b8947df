//! The reviewed table: what faer's kernels may do.

use super::verdict::{Allowed, Known, Limit};
use super::Kernel;

const fn limit(kernel: Kernel, measure: &'static str, log2: i32) -> Limit {
    Limit { kernel, measure, log2 }
}

/// What faer 0.24 is allowed.
pub const FAER: Allowed = Allowed { limits: LIMITS, known: KNOWN };

const LIMITS: &[Limit] = &[];
const KNOWN: &[Known] = &[];
