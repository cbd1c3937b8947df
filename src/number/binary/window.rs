//! From limbs with few leading zeros, such as sums in fixed point have them, to a float.

use super::rounding::Unrounded;
use super::{Binary, EASY, LIMBS, Precision, Rounded};

impl Binary {
    /// [`Binary::from_parts`], fast for limbs that are more than the float's and whose last or last but one is not 0.
    ///
    /// # Panics
    /// As there.
    #[inline]
    pub fn of_window<const BITS: u32>(
        negative: bool,
        exponent: i64,
        limbs: &[u64],
        sticky: bool,
    ) -> Rounded {
        let count = Precision::<BITS>::LIMBS;
        let empty = usize::from(limbs.last() == Some(&0));
        // The limbs of the float, one more that its lowest one is filled from, and one more for the bits that follow.
        let Some(first) = limbs.len().checked_sub(empty + count + 2) else {
            return Self::from_parts::<BITS>(negative, exponent, limbs, sticky);
        };
        let (below, window) = limbs.split_at(first);
        let zeros = window[count + 1].leading_zeros();
        let shown = exponent - 64 * i64::from(empty == 1) - i64::from(zeros);
        if zeros == 64 || shown.unsigned_abs() >= u64::from(EASY) {
            return Self::from_parts::<BITS>(negative, exponent, limbs, sticky);
        }
        let shifted = |k: usize| window[k] << zeros | window[k - 1] >> 1 >> (63 - zeros);
        let mut kept = [0; LIMBS];
        for k in 0..count {
            kept[LIMBS - count + k] = shifted(k + 2);
        }
        let below = below.iter().fold(0, |any, limb| any | limb);
        Unrounded {
            negative,
            exponent: i32::try_from(shown).expect("below 2^28 in size, as just tested"),
            limbs: kept,
            next: shifted(1),
            sticky: sticky || window[0] << zeros != 0 || below != 0,
        }
        .rounded::<BITS>()
    }
}
