//! Long division by limbs, each estimated from three limbs of the rest and two of the divisor.
//!
//! Source: N. Möller and T. Granlund, Improved division by invariant integers, IEEE Transactions on Computers 60 (2011), algorithms 4
//! to 6, with B = 2^64.

/// A divisor whose top bit is set.
pub(super) struct Divisor<'a> {
    limbs: &'a [u64],
    /// Its two leading limbs; the second is 0 if there is only one.
    leading: u128,
    /// ⌊(B³ − 1) / leading⌋ − B.
    reciprocal: u64,
}

impl<'a> Divisor<'a> {
    #[inline]
    pub(super) fn of(limbs: &'a [u64]) -> Self {
        let leading =
            pair(limbs[limbs.len() - 1], if limbs.len() > 1 { limbs[limbs.len() - 2] } else { 0 });
        Divisor { limbs, leading, reciprocal: reciprocal(leading) }
    }

    /// The next limb of the quotient of `rest`·B by the divisor; `rest`, of as many limbs and less than the divisor, becomes the remainder.
    ///
    /// The estimate is right or one too large, since all limbs that it neglects are less than a unit of its last one (Knuth, The Art
    /// of Computer Programming 2, 4.3.1).
    #[inline]
    pub(super) fn next_limb(&self, rest: &mut [u64]) -> u64 {
        let count = rest.len();
        let limb = |down: usize| if down <= count { rest[count - down] } else { 0 };
        let top = limb(1);
        let mut quotient = self.estimate(pair(top, limb(2)), limb(3));
        let (mut carry, mut borrow, mut below) = (0, false, 0_u64);
        for (limb, factor) in rest.iter_mut().zip(self.limbs) {
            let product;
            (product, carry) = quotient.carrying_mul(*factor, carry);
            let difference;
            (difference, borrow) = below.borrowing_sub(product, borrow);
            below = std::mem::replace(limb, difference);
        }
        if top.borrowing_sub(carry, borrow).1 {
            quotient -= 1;
            let mut carry = false;
            for (limb, addend) in rest.iter_mut().zip(self.limbs) {
                (*limb, carry) = limb.carrying_add(*addend, carry);
            }
        }
        quotient
    }

    /// ⌊(high·B + low) / leading⌋, at most B − 1, for high ≤ leading.
    #[inline]
    fn estimate(&self, high: u128, low: u64) -> u64 {
        if high >= self.leading {
            return u64::MAX;
        }
        let (top, middle) = halves(high);
        let (divisor, second) = halves(self.leading);
        let guess = u128::from(self.reciprocal) * u128::from(top) + high;
        let (quotient, fraction) = halves(guess);
        let rest = pair(middle.wrapping_sub(quotient.wrapping_mul(divisor)), low)
            .wrapping_sub(u128::from(second) * u128::from(quotient))
            .wrapping_sub(self.leading);
        let mut quotient = quotient.wrapping_add(1);
        let mut rest = rest;
        if halves(rest).0 >= fraction {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.leading);
        }
        if rest >= self.leading {
            quotient = quotient.wrapping_add(1);
        }
        quotient
    }
}

/// ⌊(B³ − 1) / leading⌋ − B for a number whose top bit is set.
#[inline]
fn reciprocal(leading: u128) -> u64 {
    let (divisor, second) = halves(leading);
    let (_, mut result) = halves(pair(!divisor, u64::MAX) / u128::from(divisor));
    let (mut rest, over) = divisor.wrapping_mul(result).overflowing_add(second);
    if over {
        result -= 1;
        if rest >= divisor {
            result -= 1;
            rest -= divisor;
        }
        rest = rest.wrapping_sub(divisor);
    }
    let (high, low) = halves(u128::from(result) * u128::from(second));
    let (rest, over) = rest.overflowing_add(high);
    if over {
        result -= 1;
        if pair(rest, low) >= leading {
            result -= 1;
        }
    }
    result
}

fn pair(high: u64, low: u64) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

#[expect(clippy::cast_possible_truncation, reason = "the halves are meant")]
fn halves(value: u128) -> (u64, u64) {
    ((value >> 64) as u64, value as u64)
}
