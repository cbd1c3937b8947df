//! Quotients and square roots.

use super::{Binary, Rounded};
use rug::Float;
use rug::float::Round;

impl Binary {
    /// self ÷ rhs, for operands of at most `BITS` bits.
    pub fn over<const BITS: u32>(&self, rhs: &Self) -> Rounded {
        let (x, y) = (self.float::<BITS>(), rhs.float::<BITS>());
        Self::of_rounded(Float::with_val_round(BITS, &x / &y, Round::Nearest))
    }

    /// √self, for an operand of at most `BITS` bits.
    pub fn square_root<const BITS: u32>(&self) -> Rounded {
        let x = self.float::<BITS>();
        Self::of_rounded(Float::with_val_round(BITS, x.sqrt_ref(), Round::Nearest))
    }
}
