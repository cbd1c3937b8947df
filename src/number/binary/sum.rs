//! Sums and differences.

use super::rounding::Unrounded;
use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

/// Whether the right operand is negated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Plus,
    Minus,
}

impl Binary {
    /// self + rhs, for operands of at most `BITS` bits.
    #[inline]
    pub fn plus<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        sum::<BITS>(self, rhs, Operation::Plus)
    }

    /// self − rhs, for operands of at most `BITS` bits.
    #[inline]
    pub fn minus<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        sum::<BITS>(self, rhs, Operation::Minus)
    }
}

/// Both significands are shifted right by one bit, so that nothing overflows, and followed by a guard limb; what the smaller one has
/// below that limb is nonzero or not. A difference loses more than two leading bits only when the exponents differ by one at most, and
/// then nothing is below the guard limb.
fn sum<const BITS: u32>(x: &Binary, y: &Binary, operation: Operation) -> Rounded {
    if !(x.is_easy() && y.is_easy()) {
        return unusual_sum::<BITS>(x, y, operation);
    }
    let (first, count) = (Precision::<BITS>::FIRST, Precision::<BITS>::LIMBS);
    let y_negative = y.negative ^ (operation == Operation::Minus);
    let subtract = x.negative ^ y_negative;
    let swap = x.exponent < y.exponent;
    let (large, small) = if swap { (y, x) } else { (x, y) };
    let negative = if swap { y_negative } else { x.negative };
    let shift = large.exponent.abs_diff(small.exponent) + 1;
    let (lower, sticky) = shifted::<BITS>(&small.limbs, shift);

    // Limb 0 is the guard; a difference adds the complement, less the borrow of what is below.
    let mask = 0_u64.wrapping_sub(u64::from(subtract));
    let mut carry = subtract && !sticky;
    let mut total = [0; LIMBS + 1];
    (total[0], carry) = (large.limbs[first] << 63).carrying_add(lower[0] ^ mask, carry);
    for k in 1..=count {
        let place = first + k - 1;
        let above = if k < count { large.limbs[place + 1] << 63 } else { 0 };
        let limb = large.limbs[place] >> 1 | above;
        (total[k], carry) = limb.carrying_add(lower[k] ^ mask, carry);
    }
    let mut negative = negative;
    if subtract && !carry {
        negative = !negative;
        let mut carry = true;
        for limb in &mut total[..=count] {
            (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
        }
    }
    let mut exponent = large.exponent + 1;
    while total[count] == 0 {
        // Cancellation. After `count` rounds of a difference that is not 0, the guard limb is at the top.
        if total[..count].iter().all(|&limb| limb == 0) {
            return (Binary::ZERO, Ordering::Equal);
        }
        total.copy_within(..count, 1);
        total[0] = 0;
        exponent -= 64;
    }
    let zeros = total[count].leading_zeros();
    let mut limbs = [0; LIMBS];
    for k in 1..=count {
        limbs[first + k - 1] = total[k] << zeros | total[k - 1] >> 1 >> (63 - zeros);
    }
    let exponent = exponent - zeros.cast_signed();
    Unrounded { negative, exponent, limbs, next: total[0] << zeros, sticky }.rounded::<BITS>()
}

/// The limbs in use, after a guard limb that becomes limb 0, shifted right by `shift` ≥ 1 bits, and whether ones were shifted out.
#[inline]
fn shifted<const BITS: u32>(limbs: &[u64; LIMBS], shift: u32) -> ([u64; LIMBS + 1], bool) {
    let (first, count) = (Precision::<BITS>::FIRST, Precision::<BITS>::LIMBS);
    let mut result = [0; LIMBS + 1];
    let bits = shift % 64;
    let low = |low: u64, high: u64| low >> bits | high << 1 << (63 - bits);
    if shift < 64 {
        result[0] = low(0, limbs[first]);
        for k in 1..count {
            result[k] = low(limbs[first + k - 1], limbs[first + k]);
        }
        result[count] = limbs[LIMBS - 1] >> bits;
        return (result, false);
    }
    let skipped = (shift / 64) as usize;
    if skipped > count {
        return (result, true);
    }
    let mut extended = [0; 2 * LIMBS + 3];
    extended[1..=count].copy_from_slice(&limbs[first..]);
    let window = &extended[skipped..skipped + count + 2];
    for k in 0..=count {
        result[k] = low(window[k], window[k + 1]);
    }
    let lost = extended[..skipped].iter().fold(0, |lost, limb| lost | limb);
    (result, lost != 0 || low(0, window[0]) != 0)
}

/// Zeros, infinities, NaN, and exponents near the ends of the range.
#[inline(never)]
fn unusual_sum<const BITS: u32>(x: &Binary, y: &Binary, operation: Operation) -> Rounded {
    let y = if operation == Operation::Minus { y.opposite() } else { *y };
    match (x.kind, y.kind) {
        (Kind::Zero, Kind::Zero) => (Binary::zero(x.negative && y.negative), Ordering::Equal),
        (Kind::Zero, Kind::Finite) => (y, Ordering::Equal),
        (Kind::Finite, Kind::Zero) => (*x, Ordering::Equal),
        _ => {
            let (x, y) = (x.float::<BITS>(), y.float::<BITS>());
            Binary::of_rounded(Float::with_val_round(BITS, &x + &y, Round::Nearest))
        }
    }
}
