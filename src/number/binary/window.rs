//! From limbs with few leading zeros, such as sums in fixed point have them, to a float.

use super::rounding::Unrounded;
use super::{Binary, EASY, Precision, Rounded};

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
        let empty = usize::from(limbs.last() == Some(&0));
        let limbs_in_use = &limbs[..limbs.len() - empty];
        let zeros = limbs_in_use.last().map_or(64, |limb| limb.leading_zeros());
        let shown = exponent - 64 * i64::from(empty == 1) - i64::from(zeros);
        let is_short = limbs_in_use.len() <= Precision::<BITS>::LIMBS;
        match i32::try_from(shown) {
            Ok(shown) if !is_short && zeros < 64 && shown.unsigned_abs() < EASY => {
                Unrounded::of_limbs::<BITS>(negative, shown, limbs_in_use, sticky).rounded::<BITS>()
            }
            _ => Self::from_parts::<BITS>(negative, exponent, limbs, sticky),
        }
    }
}
