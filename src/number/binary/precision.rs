//! What follows from a number of significand bits.

use super::LIMBS;

/// `BITS` significand bits.
pub(super) struct Precision<const BITS: u32>;

impl<const BITS: u32> Precision<BITS> {
    /// The bits of the limbs in use.
    pub(super) const WIDTH: u32 = {
        assert!(2 <= BITS && BITS <= 512, "a precision is from 2 to 512 bits");
        BITS.next_multiple_of(64)
    };
    /// The limbs in use.
    pub(super) const LIMBS: usize = Self::WIDTH as usize / 64;
    /// The place of the least significant limb in use.
    pub(super) const FIRST: usize = LIMBS - Self::LIMBS;
    /// The bits of that limb that are not in use, its lowest.
    pub(super) const PAD: u32 = Self::WIDTH - BITS;
}
