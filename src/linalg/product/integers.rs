//! A matrix of floats as integers times a power of two for each line, and the digits of these integers.

use super::scratch::Scratch;
use crate::number::{Ball, Mp, Parts};
use faer::traits::pulp::Arch;

/// Entries that are cut into digits at once: few enough for the fastest cache.
const BLOCK: usize = 128;

/// 2⁵², above which the last bit of an `f64` is 1.
const UNITS: f64 = 4_503_599_627_370_496.0;

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
        let mut each_line = self.each_line();
        for entry in self.entries {
            let line = each_line.next();
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
        let mut each_line = self.each_line();
        for (block, entries) in self.entries.chunks(BLOCK).enumerate() {
            limbs.fill([0; BLOCK]);
            for (at, entry) in entries.iter().enumerate() {
                let line = each_line.next();
                let Some(parts) = entry.float() else { continue };
                signs[at] = u64::from(parts.negative) << 63;
                let by = lowest_bit(&parts) - scale.exponents[line];
                shift_into(&mut limbs, at, parts.limbs, by);
            }
            for digit in 0..count {
                let bit = digit * width as usize;
                let (low, high) = (&limbs[bit / 64], &limbs[bit / 64 + 1]);
                let to = &mut digits[digit * total + block * BLOCK..][..entries.len()];
                cut_out(to, [low, high], &signs, [(bit % 64) as u32, width]);
            }
        }
        digits
    }

    fn each_line(&self) -> EachLine {
        EachLine { lines: self.lines, cols: self.cols, row: 0, col: 0 }
    }
}

/// The lines of the entries, row by row.
struct EachLine {
    lines: Lines,
    cols: usize,
    row: usize,
    col: usize,
}

impl EachLine {
    #[inline]
    fn next(&mut self) -> usize {
        let line = if self.lines == Lines::Rows { self.row } else { self.col };
        self.col += 1;
        if self.col == self.cols {
            (self.row, self.col) = (self.row + 1, 0);
        }
        line
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
fn shift_into(shifted: &mut [[u64; BLOCK]], at: usize, limbs: &[u64], by: i64) {
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

/// The digit of `width` bits from `bit` on of two limbs, with a sign, for each of many integers.
fn cut_out(
    digits: &mut [f64],
    [low, high]: [&[u64; BLOCK]; 2],
    signs: &[u64; BLOCK],
    [bit, width]: [u32; 2],
) {
    let mask = (1_u64 << width) - 1;
    let count = digits.len();
    let (low, high, signs) = (&low[..count], &high[..count], &signs[..count]);
    Arch::new().dispatch(|| {
        for at in 0..count {
            let window = low[at] >> bit | high[at] << 1 << (63 - bit);
            let digit = f64::from_bits(window & mask | UNITS.to_bits()) - UNITS;
            digits[at] = f64::from_bits(digit.to_bits() | signs[at]);
        }
    });
}
