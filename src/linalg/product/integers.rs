//! A matrix of floats as integers times a power of two for each line, and the digits of these integers.

use super::Places;
use super::lanes::{BLOCK, Lanes, cut_out};
use super::scratch::Scratch;
use crate::number::{Ball, Mp, Parts};

/// A number with a float in its middle.
pub(super) trait Centred {
    /// The float; nothing for an infinity or NaN.
    fn float(&self) -> Option<Parts<'_>>;
}

impl<const B: u32> Centred for Mp<B> {
    #[inline]
    fn float(&self) -> Option<Parts<'_>> {
        self.parts()
    }
}

impl<const B: u32> Centred for Ball<B> {
    #[inline]
    fn float(&self) -> Option<Parts<'_>> {
        self.parts().map(|(centre, _)| centre)
    }
}

/// Which entries share a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// The rows of a left factor.
    Rows,
    /// The columns of a right factor.
    Columns,
}

/// The common powers of two of a matrix's lines.
#[derive(Debug)]
pub(super) struct Scale {
    /// The exponent of the lowest bit of each line.
    pub exponents: Vec<i64>,
    /// Bits of the longest integer, without its sign.
    pub bits: u32,
}

/// A matrix of floats, of which only the integers and exponents matter.
pub(super) struct Floats<'a, S> {
    /// The entries, row by row.
    pub entries: &'a [S],
    /// Columns.
    pub cols: usize,
    /// What shares a power of two.
    pub lines: Lines,
}

impl<S: Centred> Floats<'_, S> {
    /// The powers of two; `None` when an integer would be longer than `most` bits, or an entry is not finite.
    pub(super) fn scale(&self, most: u32) -> Option<Scale> {
        let rows = self.entries.len() / self.cols;
        let lines = if self.lines == Lines::Rows { rows } else { self.cols };
        // The lowest bit of a line, and the end of its highest.
        let mut ends = vec![(i64::MAX, i64::MIN); lines];
        let mut places = Places::of(self.cols);
        for entry in self.entries {
            let line = self.line(places.next());
            let parts = entry.float()?;
            let Some(zeros) = trailing_zeros(parts.limbs) else { continue };
            let (low, high) = &mut ends[line];
            *low = (*low).min(lowest_bit(&parts) + zeros);
            *high = (*high).max(i64::from(parts.exponent));
        }
        let longest = ends.iter().map(|(low, high)| high.saturating_sub(*low)).max().unwrap_or(0);
        let bits = u32::try_from(longest.max(0)).ok().filter(|&bits| bits <= most)?;
        let exponents = ends.iter().map(|&(low, _)| if low == i64::MAX { 0 } else { low });
        Some(Scale { exponents: exponents.collect(), bits })
    }

    /// `count` digits of every entry at base 2^width, with the entry's sign; the lowest digits of all entries come first.
    pub(super) fn digits(&self, scale: &Scale, width: u32, count: usize) -> Scratch {
        let total = self.entries.len();
        let mut digits = Scratch::of(count * total);
        // Both the integer and the last digit must fit, and the limb above it.
        let bits = (scale.bits as usize).max(count * width as usize);
        let mut limbs = vec![[0_u64; BLOCK]; bits / 64 + 2];
        let mut signs = [0_u64; BLOCK];
        let mut places = Places::of(self.cols);
        for (block, entries) in self.entries.chunks(BLOCK).enumerate() {
            limbs.fill([0; BLOCK]);
            for (at, entry) in entries.iter().enumerate() {
                let line = self.line(places.next());
                let parts = entry.float().expect("finite, since it has a scale");
                signs[at] = u64::from(parts.negative) << 63;
                let by = lowest_bit(&parts) - scale.exponents[line];
                shift_into(&mut limbs, at, parts.limbs, by);
            }
            for (from, digits) in
                (0_u32..).step_by(width as usize).zip(digits.chunks_exact_mut(total))
            {
                let to = &mut digits[block * BLOCK..][..entries.len()];
                let word = (from / 64) as usize;
                cut_out(to, [&limbs[word], &limbs[word + 1]], [from % 64, width], &signs);
            }
        }
        digits
    }

    /// The line of an entry.
    #[inline]
    fn line(&self, (row, col): (usize, usize)) -> usize {
        match self.lines {
            Lines::Rows => row,
            Lines::Columns => col,
        }
    }
}

/// `None` for 0.
#[inline]
fn trailing_zeros(limbs: &[u64]) -> Option<i64> {
    let mut below = 0;
    for &limb in limbs {
        if limb != 0 {
            return Some(below + i64::from(limb.trailing_zeros()));
        }
        below += 64;
    }
    None
}

/// The exponent of the lowest bit of the limbs.
#[inline]
fn lowest_bit(parts: &Parts<'_>) -> i64 {
    i64::from(parts.exponent) - 64 * parts.limbs.len().cast_signed() as i64
}

/// limbs·2^by, an integer that fits, into the entry at `at`, which is 0.
#[inline]
fn shift_into(shifted: &mut [Lanes<u64>], at: usize, limbs: &[u64], by: i64) {
    let (words, bits) = (by.div_euclid(64), by.rem_euclid(64));
    let mut below = 0;
    for k in 0..=limbs.len() {
        let limb = if k < limbs.len() { limbs[k] } else { 0 };
        // Limbs that fall below bit 0 are 0, as is what reaches beyond the last one.
        let place = usize::try_from(words + k.cast_signed() as i64);
        if let Some(to) = place.ok().and_then(|place| shifted.get_mut(place)) {
            to[at] = limb << bits | below >> 1 >> (63 - bits);
        }
        below = limb;
    }
}
