//! Random balls, the points within them, and what it means to contain the truth.

use num_traits::{One, Zero};
use proptest::prelude::*;
use rug::float::Round;
use rug::{Float, Integer};
use theoremcheck::number::{Ball, Field, Rational, Rung};

/// The balls under test.
pub(crate) type B = Ball<BITS>;
/// Their precision.
pub(crate) const BITS: u32 = 128;
/// The precision of the truth.
pub(crate) const TRUTH: u32 = 4 * BITS;

/// A ball and a place within it, from −8 (its lower end) to 8 (its upper end).
#[derive(Clone, Debug)]
pub(crate) struct Pointed {
    pub(crate) ball: B,
    place: i64,
}

impl Pointed {
    /// The point, exactly.
    pub(crate) fn point(&self) -> rug::Rational {
        let reading = self.ball.reading();
        let radius = rug::Rational::from_f64(reading.radius).expect("only finite balls are drawn");
        exact(&reading.centre) + radius * rug::Rational::from((self.place, 8))
    }

    /// A point of the ball that a float of the truth's precision holds exactly.
    pub(crate) fn float(&self) -> Float {
        let rounded = Float::with_val(TRUTH, &self.point());
        let within = contains_exactly(&self.ball, &exact(&rounded));
        if within { rounded } else { Float::with_val(TRUTH, &self.ball.reading().centre) }
    }
}

/// The exact value of a finite float.
pub(crate) fn exact(value: &Float) -> rug::Rational {
    value.to_rational().expect("a finite float")
}

/// `significand·2^exponent ± radius`.
pub(crate) fn ball(significand: i128, exponent: i32, radius: f64) -> B {
    let radius = B::of(&Rational::exact(radius));
    B::of(&Rational::dyadic(significand, exponent)).widened(&radius)
}

/// No information: the result of a division by 0.
pub(crate) fn whole_line() -> B {
    B::one() / B::zero()
}

/// Whether the ball tells nothing, or contains `value`.
pub(crate) fn contains_exactly<const P: u32>(ball: &Ball<P>, value: &rug::Rational) -> bool {
    let reading = ball.reading();
    if !reading.is_finite() {
        return true;
    }
    let radius = rug::Rational::from_f64(reading.radius).expect("finite, as just tested");
    (value - exact(&reading.centre)).abs() <= radius
}

/// Whether the ball tells nothing, or may contain a value known by its roundings down and up.
///
/// It may not where even the nearer rounding is outside. The distances are rounded down, so a miss by less than 2⁻⁵⁰⁰ of
/// the value passes, and nothing that is right fails.
pub(crate) fn contains(ball: &B, (down, up): &(Float, Float)) -> bool {
    let reading = ball.reading();
    let above = Float::with_val_round(TRUTH, down - &reading.centre, Round::Down).0;
    let below = Float::with_val_round(TRUTH, &reading.centre - up, Round::Down).0;
    !reading.is_finite() || (above <= reading.radius && below <= reading.radius)
}

/// `value` rounded down and up at the truth's precision.
pub(crate) fn both_ways(value: impl Fn(&mut Float, Round)) -> (Float, Float) {
    let rounded = |round| {
        let mut float = Float::new(TRUTH);
        value(&mut float, round);
        float
    };
    (rounded(Round::Down), rounded(Round::Up))
}

/// Centres as significand and exponent: ordinary ones, small integers, and values out of the range of f64.
fn centres() -> impl Strategy<Value = (i128, i32)> {
    prop_oneof![
        6 => (any::<i128>(), -130..-120_i32),
        2 => (-8..=8_i128, -2..=2_i32),
        2 => (any::<i64>().prop_map(i128::from), -80..20_i32),
        1 => (any::<i128>(), prop_oneof![Just(-1230), Just(-1190), Just(-1100), Just(870), Just(900), Just(2000)]),
        1 => (-1..=1_i128, prop_oneof![Just(-1100), Just(-1074), Just(1000), Just(1023), Just(2000)]),
    ]
}

/// Balls of every kind, but for the whole line.
pub(crate) fn balls() -> impl Strategy<Value = B> {
    let radii = prop_oneof![
        3 => Just(Relative::Absolute(0.0)),
        6 => (0.0..1.0, -140..3_i32).prop_map(|(part, exponent)| Relative::Part(part, exponent)),
        1 => Just(Relative::Part(1.0, 0)),
        2 => (0.0..4.0).prop_map(Relative::Absolute),
        1 => prop_oneof![Just(5e-324), Just(1e-320), Just(1e-300), Just(1e300)].prop_map(Relative::Absolute),
    ];
    (centres(), radii).prop_map(|((significand, exponent), radius)| {
        let centre = Float::with_val(BITS, Integer::from(significand)) << exponent;
        let radius = match radius {
            Relative::Absolute(radius) => radius,
            Relative::Part(part, exponent) => {
                part * centre.to_f64_round(Round::Zero).abs() * 2_f64.powi(exponent)
            }
        };
        ball(significand, exponent, if radius.is_finite() { radius } else { f64::MAX })
    })
}

/// A radius, perhaps as a part of the centre's size.
#[derive(Clone, Debug)]
enum Relative {
    Absolute(f64),
    Part(f64, i32),
}

/// A ball and a point of it, an end as often as not.
pub(crate) fn pointed() -> impl Strategy<Value = Pointed> {
    pointed_in(balls())
}

/// A ball of `balls` and a point of it.
pub(crate) fn pointed_in(balls: impl Strategy<Value = B>) -> impl Strategy<Value = Pointed> {
    let places = prop_oneof![Just(-8), Just(8), Just(0), -8..=8_i64];
    (balls, places).prop_map(|(ball, place)| Pointed { ball, place })
}

/// Balls around numbers of moderate size, for functions that grow fast.
pub(crate) fn moderate() -> impl Strategy<Value = B> {
    let radii =
        prop_oneof![Just(0.0), (0.0..2.0, -120..2_i32).prop_map(|(part, e)| part * 2_f64.powi(e))];
    (-(1_i128 << 125)..1_i128 << 125, -125..-120_i32, radii).prop_map(|(s, e, r)| ball(s, e, r))
}

/// Balls that lie at or above 0, often touching it.
pub(crate) fn not_negative() -> impl Strategy<Value = B> {
    let touching =
        (0.0..4.0).prop_map(|r| B::of(&Rational::exact(r)).widened(&B::of(&Rational::exact(r))));
    prop_oneof![
        4 => balls().prop_map(|ball| {
            let reading = ball.reading();
            let centre = reading.centre.clone().abs();
            if centre >= reading.radius && reading.centre < 0 { -ball } else { ball }
        }),
        2 => touching,
        2 => moderate().prop_map(|ball| ball.power(2)),
    ]
}
