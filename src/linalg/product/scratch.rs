//! Memory that products use again, since fresh pages cost more than the arithmetic on them.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

/// Longer buffers are given back to the system: 64 MiB.
const LONGEST_KEPT: usize = 1 << 23;

/// Buffers that a thread keeps; a product of balls needs twelve.
const MOST_KEPT: usize = 12;

thread_local! {
    static KEPT: RefCell<Vec<Vec<f64>>> = const { RefCell::new(Vec::new()) };
}

/// A buffer of any contents, kept for the next one when it is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    buffer: Vec<f64>,
    length: usize,
}

impl Scratch {
    pub(super) fn of(length: usize) -> Self {
        let mut buffer = KEPT.with_borrow_mut(Vec::pop).unwrap_or_default();
        if buffer.len() < length {
            buffer.resize(length, 0.0);
        }
        Scratch { buffer, length }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let buffer = std::mem::take(&mut self.buffer);
        KEPT.with_borrow_mut(|kept| {
            if buffer.capacity() <= LONGEST_KEPT && kept.len() < MOST_KEPT {
                kept.push(buffer);
            }
        });
    }
}

impl Deref for Scratch {
    type Target = [f64];
    #[inline]
    fn deref(&self) -> &[f64] {
        &self.buffer[..self.length]
    }
}

impl DerefMut for Scratch {
    #[inline]
    fn deref_mut(&mut self) -> &mut [f64] {
        &mut self.buffer[..self.length]
    }
}
