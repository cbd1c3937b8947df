//! What follows from a number of significand bits.

use super::LIMBS;

/// `BITS` significand bits.
pub(super) struct Precision<const BITS: u32>;

impl<const BITS: u32> Precision<BITS> {
    /// The limbs in use.
    pub(super) const LIMBS: usize = {
        assert!(2 <= BITS && BITS <= 512, "a precision is from 2 to 512 bits");
        BITS.div_ceil(64) as usize
    };
    /// The place of the least significant limb in use.
    pub(super) const FIRST: usize = LIMBS - Self::LIMBS;
    /// The bits of that limb that are not in use, its lowest.
    pub(super) const PAD: u32 = 64 * Self::LIMBS as u32 - BITS;
}
