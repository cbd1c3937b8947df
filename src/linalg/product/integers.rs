//! A matrix of floats as integers times a power of two for each line, and the digits of these integers.

use super::scratch::Scratch;
use crate::number::Parts;

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
pub(super) struct Floats<'a> {
    /// The entries, row by row.
    pub entries: Vec<Parts<'a>>,
    /// Columns.
    pub cols: usize,
    /// What shares a power of two.
    pub lines: Lines,
}

impl Floats<'_> {
    /// The line of the entry at (i, j).
    fn line(&self, (i, j): (usize, usize)) -> usize {
        match self.lines {
            Lines::Rows => i,
            Lines::Columns => j,
        }
    }

    /// The powers of two; `None` when an integer would be longer than `most` bits.
    pub(super) fn scale(&self, most: u32) -> Option<Scale> {
        let rows = self.entries.len() / self.cols;
        let lines = if self.lines == Lines::Rows { rows } else { self.cols };
        // The lowest bit of a line, and the end of its highest.
        let mut ends = vec![(i64::MAX, i64::MIN); lines];
        for (i, row) in self.entries.chunks_exact(self.cols).enumerate() {
            for (j, parts) in row.iter().enumerate() {
                let Some(zeros) = trailing_zeros(parts.limbs) else { continue };
                let (low, high) = &mut ends[self.line((i, j))];
                *low = (*low).min(lowest_bit(parts) + zeros);
                *high = (*high).max(i64::from(parts.exponent));
            }
        }
        let longest = ends.iter().map(|(low, high)| high.saturating_sub(*low)).max().unwrap_or(0);
        let bits = u32::try_from(longest.max(0)).ok().filter(|&bits| bits <= most)?;
        let exponents = ends.iter().map(|&(low, _)| if low == i64::MAX { 0 } else { low });
        Some(Scale { exponents: exponents.collect(), bits })
    }

    /// `count` digits of every entry at base 2^width, lowest first, with the entry's sign; one entry after the other.
    pub(super) fn digits(&self, scale: &Scale, width: u32, count: usize) -> Scratch {
        let mut digits = Scratch::of(count * self.entries.len());
        // Both the integer and the last digit must fit, and the limb above it.
        let bits = (scale.bits as usize).max(count * width as usize);
        let mut shifted = vec![0_u64; bits / 64 + 2];
        let places: Vec<_> =
            (0..count).map(|d| d * width as usize).map(|bit| (bit / 64, bit % 64)).collect();
        let mask = (1_u64 << width) - 1;
        let rows = self.entries.chunks_exact(self.cols);
        for ((i, row), digits) in rows.enumerate().zip(digits.chunks_exact_mut(self.cols * count)) {
            for ((j, parts), digits) in row.iter().enumerate().zip(digits.chunks_exact_mut(count)) {
                if parts.limbs.is_empty() {
                    digits.fill(0.0);
                    continue;
                }
                let by = lowest_bit(parts) - scale.exponents[self.line((i, j))];
                shift_into(&mut shifted, parts.limbs, by);
                let sign = if parts.negative { -1.0 } else { 1.0 };
                for (digit, &(word, bit)) in digits.iter_mut().zip(&places) {
                    let window = shifted[word] >> bit | shifted[word + 1] << 1 << (63 - bit);
                    *digit = sign * (window & mask).cast_signed() as f64;
                }
            }
        }
        digits
    }
}

/// `None` for 0.
fn trailing_zeros(limbs: &[u64]) -> Option<i64> {
    let at = limbs.iter().position(|&limb| limb != 0)?;
    Some(64 * at.cast_signed() as i64 + i64::from(limbs[at].trailing_zeros()))
}

/// The exponent of the lowest bit of the limbs.
fn lowest_bit(parts: &Parts<'_>) -> i64 {
    i64::from(parts.exponent) - 64 * parts.limbs.len().cast_signed() as i64
}

/// limbs·2^by, an integer that fits into `shifted`.
fn shift_into(shifted: &mut [u64], limbs: &[u64], by: i64) {
    shifted.fill(0);
    let (words, bits) = (by.div_euclid(64), by.rem_euclid(64));
    // Limbs that fall below bit 0 are 0.
    let skipped = usize::try_from(-words).unwrap_or(0);
    let start = usize::try_from(words).unwrap_or(0);
    let mut below = if skipped > 0 { limbs[skipped - 1] } else { 0 };
    for (to, &limb) in shifted[start..].iter_mut().zip(limbs[skipped..].iter().chain(&[0])) {
        *to = limb << bits | below >> 1 >> (63 - bits);
        below = limb;
    }
}
