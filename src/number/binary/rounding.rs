//! Rounding to nearest, ties to even.

use super::{Binary, EASY, Kind, LIMBS, Precision, Rounded};
use rug::float::Round;
use rug::integer::Order;
use rug::{Float, Integer};
use std::cmp::Ordering;

/// A significand before it is rounded: the limbs in use, the 64 bits that follow, and whether anything follows these.
pub(super) struct Unrounded {
    pub(super) negative: bool,
    pub(super) exponent: i32,
    /// Left-aligned, its top bit set.
    pub(super) limbs: [u64; LIMBS],
    pub(super) next: u64,
    pub(super) sticky: bool,
}

impl Unrounded {
    /// ±(0.limbs + t)·2^exponent after its leading zeros, which `exponent` has been lessened by, are shifted out; 0 < t < one unit of the
    /// first limb if `sticky`, else t = 0. The last limb is not 0, and there is at least one more than the float has.
    #[inline]
    pub(super) fn of_limbs<const BITS: u32>(
        negative: bool,
        exponent: i32,
        limbs: &[u64],
        sticky: bool,
    ) -> Self {
        let count = Precision::<BITS>::LIMBS;
        let following = (limbs.len() - 1).saturating_sub(count);
        let zeros = limbs[limbs.len() - 1].leading_zeros();
        let shifted = |place: usize| {
            let below = if place > 0 { limbs[place - 1] } else { 0 };
            limbs[place] << zeros | below >> 1 >> (63 - zeros)
        };
        let mut kept = [0; LIMBS];
        for k in 0..count.min(limbs.len() - 1) {
            kept[LIMBS - count + k] = shifted(following + 1 + k);
        }
        // Of the limbs below, the first one's leading bits may be in `next` already.
        let sticky = sticky || limbs[..following].iter().fold(0, |any, limb| any | limb) != 0;
        Unrounded { negative, exponent, limbs: kept, next: shifted(following), sticky }
    }

    /// The nearest float of `BITS` bits, for an exponent within MPFR's range also after a carry.
    #[inline]
    pub(super) fn rounded<const BITS: u32>(mut self) -> Rounded {
        let (first, pad) = (Precision::<BITS>::FIRST, Precision::<BITS>::PAD);
        if pad > 0 {
            self.sticky |= self.next != 0;
            self.next = self.limbs[first] << (64 - pad);
            self.limbs[first] &= u64::MAX << pad;
        }
        let half = self.next >> 63 == 1;
        let rest = self.next << 1 != 0 || self.sticky;
        let odd = self.limbs[first] >> pad & 1 == 1;
        let up = half && (rest || odd);
        let mut carry;
        (self.limbs[first], carry) = self.limbs[first].overflowing_add(u64::from(up) << pad);
        for limb in &mut self.limbs[first + 1..] {
            (*limb, carry) = limb.overflowing_add(u64::from(carry));
        }
        if carry {
            // All limbs were full, and are 0 now.
            self.limbs[LIMBS - 1] = 1 << 63;
            self.exponent += 1;
        }
        let direction = match (half || rest, up != self.negative) {
            (false, _) => Ordering::Equal,
            (true, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        };
        let (exponent, negative) = (self.exponent, self.negative);
        (Binary { limbs: self.limbs, exponent, kind: Kind::Finite, negative }, direction)
    }
}

impl Binary {
    /// The float nearest to ±(0.limbs + t)·2^exponent, where 0 < t < one unit of the lowest limb if `sticky`, else t = 0.
    ///
    /// `limbs` are of any number, the most significant one last, and may begin with zeros. The rounding error is at most half a unit in
    /// the last place, and 0 if and only if the ordering is `Equal`. Overflow and underflow are as MPFR's.
    ///
    /// # Panics
    /// When there are no bits, but sticky ones.
    pub fn from_parts<const BITS: u32>(
        negative: bool,
        exponent: i64,
        limbs: &[u64],
        sticky: bool,
    ) -> Rounded {
        let Some(top) = limbs.iter().rposition(|&limb| limb != 0) else {
            assert!(!sticky, "sticky bits below no bits");
            return (Self::zero(negative), Ordering::Equal);
        };
        let zeros = limbs[top].leading_zeros();
        let leading = 64 * (limbs.len() - 1 - top).cast_signed() as i64 + i64::from(zeros);
        let exponent = exponent - leading;
        if exponent.unsigned_abs() >= u64::from(EASY) {
            return Self::from_far_parts::<BITS>(negative, exponent, &limbs[..=top], sticky);
        }
        // The limb at `place`, shifted left by the leading zeros; nothing below the lowest one.
        let shifted = |place: Option<usize>| {
            let Some(place) = place else { return 0 };
            let below = place.checked_sub(1).map_or(0, |below| limbs[below]);
            limbs[place] << zeros | below >> 1 >> (63 - zeros)
        };
        let mut kept = [0; LIMBS];
        for (down, limb) in kept.iter_mut().rev().take(Precision::<BITS>::LIMBS).enumerate() {
            *limb = shifted(top.checked_sub(down));
        }
        let following = top.checked_sub(Precision::<BITS>::LIMBS);
        let below = following.map_or(&limbs[..0], |following| &limbs[..following]);
        Unrounded {
            negative,
            exponent: i32::try_from(exponent).expect("below 2^28 in size, as just tested"),
            limbs: kept,
            next: shifted(following),
            // A bit of the last limb below may be in `next` already; then it is set there as well.
            sticky: sticky || below.iter().any(|&limb| limb != 0),
        }
        .rounded::<BITS>()
    }

    #[cold]
    fn from_far_parts<const BITS: u32>(
        negative: bool,
        exponent: i64,
        limbs: &[u64],
        sticky: bool,
    ) -> Rounded {
        // The sticky bits as one bit below, beyond the precision: with a limb of zeros between, no tie is made.
        let mut digits = vec![u64::from(sticky)];
        digits.resize(1 + LIMBS, 0);
        digits.extend(limbs);
        let integer = Integer::from_digits(&digits, Order::Lsf);
        let bits = integer.significant_bits();
        let exact = Float::with_val(bits, if negative { -integer } else { integer });
        let shift = exponent - i64::from(bits);
        let shift = i32::try_from(shift).unwrap_or(if shift < 0 { i32::MIN } else { i32::MAX });
        Self::of_rounded(Float::with_val_round(BITS, &exact << shift, Round::Nearest))
    }
}
