//! Balls to start from, with a point of each, exactly.

use super::source::Source;
use rug::{Float, Integer};
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// A ball, and what FLINT is told of it and of its point.
#[derive(Clone, Debug)]
pub(super) struct Input<const B: u32> {
    pub(super) ball: Ball<B>,
    pub(super) text: String,
}

/// The bits of a centre.
#[derive(Clone, Copy, Debug)]
pub(super) enum Digits {
    /// As many as its precision.
    Full,
    /// At most three, perhaps none.
    Few,
}

/// The bits of a radius: FLINT's have at most 30.
const RADIUS_BITS: i32 = 24;

impl<const B: u32> Input<B> {
    /// Of size 2^exponent, and a radius 2^width times that, if any.
    pub(super) fn drawn(
        source: &mut Source,
        digits: Digits,
        exponent: i32,
        width: Option<i32>,
    ) -> Self {
        let centre = centre::<B>(source, digits, exponent);
        Self::around(source, &centre, exponent, width)
    }

    /// Around `centre`, the rest as above.
    pub(super) fn around(
        source: &mut Source,
        centre: &Float,
        exponent: i32,
        width: Option<i32>,
    ) -> Self {
        let radius = width.map_or(Float::new(53), |width| short(source) << (exponent + width));
        Self::placed(source, centre, &radius)
    }

    /// From 0 to some number, or the other way.
    pub(super) fn touching_zero(source: &mut Source, exponent: i32) -> Self {
        let radius = short(source) << exponent;
        let centre = if source.one_in(2) { radius.clone() } else { -radius.clone() };
        Self::placed(source, &centre, &radius)
    }

    fn placed(source: &mut Source, centre: &Float, radius: &Float) -> Self {
        let radius = Ball::of(&Rational::exact(radius.to_f64()));
        let ball = Ball::exact(&Mp::rounded(centre)).widened(&radius);
        // What is sent is what the ball says of itself.
        let reading = ball.reading();
        let [centre, radius] = [reading.centre, Float::with_val(53, reading.radius)].map(|x| {
            let (significand, exponent) = x.to_integer_exp().expect("finite balls are drawn");
            format!("{significand:x}:{}", if significand == 0 { 0 } else { exponent })
        });
        // Often an end, since most bounds are attained there.
        let place = if source.one_in(2) { source.pick(&[-8, 8]) } else { source.between(-8, 8) };
        Input { ball, text: format!("{centre}:{radius}:{place}") }
    }
}

/// A number in [1/2, 1) of few bits.
fn short(source: &mut Source) -> Float {
    let low = 1 << (RADIUS_BITS - 1);
    Float::with_val(53, source.between(low, 2 * low - 1)) >> RADIUS_BITS
}

/// A number in (−1, 1) times 2^exponent.
pub(super) fn centre<const B: u32>(source: &mut Source, digits: Digits, exponent: i32) -> Float {
    let (significand, places) = match digits {
        Digits::Full => {
            let bits = [(); 5].map(|()| source.bits());
            let all = Integer::from_digits(&bits, rug::integer::Order::Lsf);
            (all.keep_bits(B + 1) - (Integer::from(1) << B), B)
        }
        Digits::Few => (Integer::from(source.between(-7, 7)), 3),
    };
    Float::with_val(B, significand) << (exponent - places.cast_signed())
}
