//! A number's size in `f64`, rounded outwards and inwards.

use super::{Binary, Kind, LIMBS};

impl Binary {
    /// The least `f64` ≥ |self|, ∞ beyond the range; NaN for NaN.
    #[inline]
    pub fn size_above(&self) -> f64 {
        match self.kind {
            Kind::Zero => 0.0,
            Kind::Finite => {
                let (significand, lost) = self.leading_bits();
                let significand = significand + u64::from(lost);
                match self.exponent {
                    -1021..=1024 => normal(significand, self.exponent),
                    1025.. => f64::INFINITY,
                    // Units of 2⁻¹⁰⁷⁴.
                    _ => {
                        let shift = self.exponent.abs_diff(-1021).min(63);
                        let units = significand >> shift;
                        f64::from_bits(units + u64::from(units << shift != significand))
                    }
                }
            }
            Kind::Infinite => f64::INFINITY,
            Kind::NotANumber => f64::NAN,
        }
    }

    /// The greatest finite `f64` ≤ |self|; ∞ and NaN for themselves.
    #[inline]
    pub fn size_below(&self) -> f64 {
        match self.kind {
            Kind::Zero => 0.0,
            Kind::Finite => {
                let (significand, _) = self.leading_bits();
                match self.exponent {
                    -1021..=1024 => normal(significand, self.exponent),
                    1025.. => f64::MAX,
                    _ => f64::from_bits(significand >> self.exponent.abs_diff(-1021).min(63)),
                }
            }
            Kind::Infinite => f64::INFINITY,
            Kind::NotANumber => f64::NAN,
        }
    }

    /// The 53 leading bits, and whether others follow.
    #[inline]
    fn leading_bits(&self) -> (u64, bool) {
        let top = self.limbs[LIMBS - 1];
        // Most numbers show it in the first limb.
        let others = top << 53 != 0 || self.limbs[..LIMBS - 1].iter().any(|&limb| limb != 0);
        (top >> 11, others)
    }
}

/// significand·2^(exponent−53) for 2⁵² ≤ significand ≤ 2⁵³, whose top bit carries into the exponent's field.
#[inline]
fn normal(significand: u64, exponent: i32) -> f64 {
    let field = u64::from((exponent + 1021).unsigned_abs());
    f64::from_bits((field << 52) + significand)
}
