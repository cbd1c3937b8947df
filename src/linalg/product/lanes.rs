//! Steps of the conversions between limbs and digits, each for many integers side by side, so that they become vector instructions.
//!
//! A digit is an integer in `f64`. All sums and products here are integers below 2⁵³ in size, and exact.

use faer::traits::pulp::Arch;

/// Integers that are converted at once: few enough for the fastest cache.
pub(super) const BLOCK: usize = 64;

/// A number for each integer of a block.
pub(super) type Lanes<T> = [T; BLOCK];

/// 2⁵²: the last bit of an `f64` from here to 2⁵³ is 1.
const UNITS: f64 = 4_503_599_627_370_496.0;

/// The digits of `width` bits from bit `from` of `low` on, which may reach into `high`; `signs` are the sign bits of the integers.
pub(super) fn cut_out(
    digits: &mut [f64],
    [low, high]: [&Lanes<u64>; 2],
    [from, width]: [u32; 2],
    signs: &Lanes<u64>,
) {
    let mask = (1_u64 << width) - 1;
    let count = digits.len();
    let (low, high, signs) = (&low[..count], &high[..count], &signs[..count]);
    Arch::new().dispatch(|| {
        for at in 0..count {
            let window = low[at] >> from | high[at] << 1 << (63 - from);
            let digit = f64::from_bits(window & mask | UNITS.to_bits()) - UNITS;
            digits[at] = f64::from_bits(digit.to_bits() | signs[at]);
        }
    });
}

/// `low` |= digits·2^from, and what does not fit goes to `high`, where there is one; both are limbs of integers.
pub(super) fn put_in(
    low: &mut Lanes<u64>,
    high: Option<&mut Lanes<u64>>,
    from: u32,
    digits: &[u64],
) {
    let count = digits.len();
    let low = &mut low[..count];
    let high = high.map(|high| &mut high[..count]);
    Arch::new().dispatch(|| {
        for at in 0..count {
            low[at] |= digits[at] << from;
        }
        if let Some(high) = high {
            for at in 0..count {
                high[at] |= digits[at] >> 1 >> (63 - from);
            }
        }
    });
}

/// The integers nearest to `numbers`.
pub(super) fn nearest(integers: &mut Lanes<f64>, numbers: &[f64]) {
    let integers = &mut integers[..numbers.len()];
    Arch::new().dispatch(|| {
        for at in 0..integers.len() {
            integers[at] = numbers[at].round_ties_even();
        }
    });
}

/// The digits of `width` bits of sums − quotients·factor + carries, and their new carries.
pub(super) fn carry(
    digits: &mut Lanes<u64>,
    carries: &mut Lanes<f64>,
    sums: &[f64],
    (quotients, factor): (&Lanes<f64>, f64),
    width: u32,
) {
    let count = sums.len();
    let (digits, carries) = (&mut digits[..count], &mut carries[..count]);
    let quotients = &quotients[..count];
    let base = (1_u64 << width) as f64;
    let inverse = 1.0 / base;
    Arch::new().dispatch(|| {
        for at in 0..count {
            let sum = sums[at] - quotients[at] * factor + carries[at];
            let carry = (sum * inverse).floor();
            carries[at] = carry;
            digits[at] = (sum - carry * base + UNITS).to_bits() ^ UNITS.to_bits();
        }
    });
}
