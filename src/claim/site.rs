//! What the integers of a tape spell, so that a search may move it.

/// A choice or a number, and where on the tape it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// One of `span` options, the integer at `at`.
    Choice {
        /// On the tape.
        at: usize,
        /// How many options there are.
        span: u64,
    },
    /// A number in [0, 1) or, with a sign, [−1, 1), of `bits` binary digits, spelled from `at` on.
    Number {
        /// On the tape.
        at: usize,
        /// 8 in one integer, or 122 in two.
        bits: u32,
        /// Whether the lowest digit is a sign.
        signed: bool,
    },
}

impl Site {
    /// The number here; none for a choice.
    pub(crate) fn position(self, tape: &[u64]) -> Option<f64> {
        let Site::Number { at, bits, signed } = self else { return None };
        let high = if bits > 64 { u128::from(tape[at + 1]) << 64 } else { 0 };
        let value = high | u128::from(tape[at]);
        let fraction =
            |value: u128, bits: u32| mirrored(value, bits) as f64 / 2_f64.powi(bits.cast_signed());
        if !signed {
            return Some(fraction(value, bits));
        }
        let magnitude = fraction(value >> 1, bits - 1);
        Some(match (value % 2 == 0, value >> 1) {
            (true, _) => magnitude,
            (false, 0) => -1.0,
            (false, _) => -magnitude,
        })
    }

    /// Spells the nearest number below `position` in size, within the range; nothing for a choice.
    pub(crate) fn place(self, tape: &mut [u64], position: f64) {
        let Site::Number { at, bits, signed } = self else { return };
        let spelled = |size: f64, bits: u32| {
            let size = size.clamp(0.0, 1.0 - f64::EPSILON);
            mirrored(whole(size * 2_f64.powi(bits.cast_signed())), bits)
        };
        let value = if !signed {
            spelled(position, bits)
        } else if position <= -1.0 {
            1
        } else {
            match spelled(position.abs(), bits - 1) {
                // Without a size it is 0: the sign alone would spell −1.
                0 => 0,
                size => size << 1 | u128::from(position < 0.0),
            }
        };
        let [low, high] = words(value);
        tape[at] = low;
        if bits > 64 {
            tape[at + 1] = high;
        }
    }
}

/// The lowest `bits` of `value`, in opposite order.
fn mirrored(value: u128, bits: u32) -> u128 {
    value.reverse_bits() >> (128 - bits)
}

/// The integer below a number of at most 122 bits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ value < 2¹²²")]
fn whole(value: f64) -> u128 {
    value as u128
}

/// The low and the high half.
#[expect(clippy::cast_possible_truncation, reason = "each half has 64 bits")]
fn words(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::draw::Draw;

    #[test]
    fn what_is_placed_is_read_again() {
        for first in [0, 1] {
            let tape = [first, 5, 5, 5, 5];
            let mut draw = Draw::replay(&tape);
            draw.entry();
            draw.between("0", "1");
            let (mut tape, sites) = (draw.tape().to_vec(), draw.sites().to_vec());
            for position in [-1.0, -0.75, -0.015_625, 0.0, 0.5, 0.984_375, 7.0] {
                sites[0].place(&mut tape, position);
                sites[1].place(&mut tape, position);
                let read = |site: Site| site.position(&tape).expect("a number");
                assert!((read(sites[0]) - position.min(1.0)).abs() <= 1.0 / 64.0, "{position}");
                assert!((read(sites[1]) - position.clamp(0.0, 1.0)).abs() <= 1.0 / 128.0);
                let drawn = crate::number::Field::reading(&Draw::replay(&tape).entry()).to_f64();
                assert_eq!(drawn, 2.0 * read(sites[0]), "an entry lies in [−2, 2)");
            }
        }
    }
}
