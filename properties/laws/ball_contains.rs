//! A random ball, a random point within: the exact result lies in the resulting ball.

use crate::balls::{
    B, BITS, Pointed, TRUTH, ball, both_ways, contains, contains_exactly, exact, moderate,
    not_negative, pointed, pointed_in,
};
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rug::float::{Constant, Round};
use rug::ops::{AssignRound, Pow};
use rug::{Float, Integer};
use theoremcheck::number::{Ball, Field, Rational, Real, Rung};

fn within<const P: u32>(ball: &Ball<P>, truth: &rug::Rational) -> TestCaseResult {
    prop_assert!(contains_exactly(ball, truth), "{truth} lies outside of {ball:?}");
    Ok(())
}

/// `function` rounds its value at the point in the direction given.
fn function_within(ball: &B, function: impl Fn(&mut Float, Round)) -> TestCaseResult {
    let truth = both_ways(function);
    prop_assert!(contains(ball, &truth), "{} lies outside of {ball:?}", truth.0);
    Ok(())
}

fn two() -> impl Strategy<Value = (Pointed, Pointed)> {
    (pointed(), pointed())
}

/// Two balls that may be equal or overlap, for what compares them.
fn rivals() -> impl Strategy<Value = (Pointed, Pointed)> {
    let shifted = pointed().prop_flat_map(|first| {
        let radius = first.ball.reading().radius;
        let shift = prop_oneof![Just(0.0), Just(radius), Just(2.0 * radius), Just(radius * 0.3)];
        let ball = first.ball;
        let near = shift.prop_map(move |shift| {
            let shift = if f64::is_finite(shift) { shift } else { 0.0 };
            let sum = ball.centre() + B::of(&Rational::exact(shift));
            let sum = if sum.reading().is_finite() { sum } else { ball.centre() };
            let wide = sum.widened(&B::of(&Rational::exact(ball.reading().radius)));
            if wide.reading().is_finite() { wide } else { ball }
        });
        (Just(first), pointed_in(near))
    });
    prop_oneof![two(), shifted]
}

/// Among others, bases around 1 and exponents around 0, where the power moves by the product of both radii alone.
fn bases_and_exponents() -> impl Strategy<Value = (Pointed, Pointed)> {
    let radii = || (0.0..0.25, -30..0_i32).prop_map(|(part, exponent)| part * 2_f64.powi(exponent));
    let around =
        |significand| pointed_in(radii().prop_map(move |radius| ball(significand, 0, radius)));
    prop_oneof![
        (around(1), around(0)),
        (pointed_in(not_negative()), pointed_in(moderate())),
        (pointed_in(not_negative()), pointed()),
        (pointed_in(moderate()), pointed_in(moderate())),
    ]
}

fn rationals() -> impl Strategy<Value = rug::Rational> {
    let scale = prop_oneof![4 => -40..40_i32, 1 => Just(-1100), 1 => Just(2000), 1 => Just(-1074)];
    (any::<i128>(), 1..=u128::MAX, scale).prop_map(|(numerator, denominator, scale)| {
        rug::Rational::from((Integer::from(numerator), Integer::from(denominator))) << scale
    })
}

laws! { 10_000 or 1_000_000 cases;
    ball_sum_contains_the_sum: two() => |(x, y)| {
        within(&(x.ball + y.ball), &(x.point() + y.point()))
    };
    ball_difference_contains_the_difference: two() => |(x, y)| {
        within(&(x.ball - y.ball), &(x.point() - y.point()))
    };
    ball_product_contains_the_product: two() => |(x, y)| {
        within(&(x.ball * y.ball), &(x.point() * y.point()))
    };
    ball_quotient_contains_the_quotient: two() => |(x, y)| {
        let (quotient, divisor) = (x.ball / y.ball, y.point());
        if divisor.is_zero() {
            prop_assert!(!quotient.reading().is_finite(), "a quotient by 0: {quotient:?}");
            return Ok(());
        }
        within(&quotient, &(x.point() / divisor))
    };
    ball_opposite_contains_the_opposite: pointed() => |x| within(&-&x.ball, &-x.point());
    ball_power_contains_the_power: (pointed(), 0..12_u32) => |(x, exponent)| {
        let power = x.ball.power(exponent);
        if exponent % 2 == 0 && power.reading().is_finite() {
            prop_assert!(power.reading().is_at_least_zero(), "an even power below 0: {power:?}");
        }
        within(&power, &x.point().pow(exponent))
    };
    ball_square_contains_the_square: pointed() => |x| within(&x.ball.square(), &x.point().square());
    ball_dot_product_contains_the_dot_product: proptest::collection::vec(two(), 0..6) => |terms| {
        let (left, right): (Vec<_>, Vec<_>) = terms.iter().map(|(x, y)| (x.ball, y.ball)).unzip();
        let zero = rug::Rational::new();
        let truth = terms.iter().fold(zero, |sum, (x, y)| sum + x.point() * y.point());
        within(&B::dot(&left, &right), &truth)
    };
    ball_absolute_value_contains_the_absolute_value: pointed() => |x| {
        let value = x.ball.abs();
        prop_assert!(!value.reading().is_finite() || value.reading().is_at_least_zero(), "{value:?}");
        within(&value, &x.point().abs())
    };
    ball_maximum_contains_the_maximum: rivals() => |(x, y)| {
        within(&x.ball.max(&y.ball), &x.point().max(y.point()))
    };
    ball_minimum_contains_the_minimum: rivals() => |(x, y)| {
        within(&x.ball.min(&y.ball), &x.point().min(y.point()))
    };
    ball_of_a_rational_contains_it: rationals() => |value| {
        let ball = B::of(&Rational::from(value.clone()));
        let fits = exact(&Float::with_val(BITS, &value)) == value;
        prop_assert_eq!(ball.reading().radius == 0.0, fits);
        within(&ball, &value)
    };
    ball_of_a_decimal_contains_it: (any::<i64>(), -30..30_i32) => |(significand, exponent)| {
        let scale = rug::Rational::from(Integer::from(10).pow(exponent.unsigned_abs()));
        let value = rug::Rational::from(significand);
        let value = if exponent < 0 { value / scale } else { value * scale };
        within(&B::decimal(&format!("{significand}e{exponent}")), &value)
    };
    widened_ball_contains_both_balls: two() => |(x, y)| {
        within(&x.ball.widened(&y.ball), &(x.point() + y.point() - exact(&y.ball.reading().centre)))?;
        within(&x.ball.widened(&y.ball), &(x.point() + y.point()))?;
        within(&x.ball.widened(&y.ball), &(x.point() - y.point()))
    };
    ball_centre_is_a_point_of_the_ball: pointed() => |x| {
        let centre = x.ball.centre().reading();
        prop_assert_eq!(centre.radius, 0.0);
        prop_assert!(x.ball.mid().float() == centre.centre);
        within(&x.ball, &exact(&centre.centre))
    };
    ball_square_root_contains_the_square_root: pointed_in(not_negative()) => |x| {
        let (root, point) = (x.ball.sqrt(), x.float());
        let certain = x.ball.reading().is_at_least_zero();
        prop_assert_eq!(root.reading().is_finite(), certain, "{:?}", root);
        if !certain { return Ok(()); }
        function_within(&root, |y, round| { y.assign_round(point.sqrt_ref(), round); })
    };
    ball_exponential_contains_the_exponential: prop_oneof![pointed(), pointed_in(moderate())] => |x| {
        let point = x.float();
        function_within(&x.ball.exp(), |y, round| { y.assign_round(point.exp_ref(), round); })
    };
    ball_logarithm_contains_the_logarithm: pointed_in(not_negative()) => |x| {
        let (logarithm, point) = (x.ball.ln(), x.float());
        let certain = x.ball.reading().is_positive();
        prop_assert_eq!(logarithm.reading().is_finite(), certain, "{:?}", logarithm);
        if !certain { return Ok(()); }
        function_within(&logarithm, |y, round| { y.assign_round(point.ln_ref(), round); })
    };
    ball_tangent_contains_the_tangent: prop_oneof![pointed(), pointed_in(moderate())] => |x| {
        let point = x.float();
        prop_assert!(x.ball.tanh().reading().radius <= 1.0);
        function_within(&x.ball.tanh(), |y, round| { y.assign_round(point.tanh_ref(), round); })
    };
    ball_sine_contains_the_sine: prop_oneof![pointed(), pointed_in(moderate())] => |x| {
        let point = x.float();
        prop_assert!(x.ball.sin().reading().radius <= 1.0);
        function_within(&x.ball.sin(), |y, round| { y.assign_round(point.sin_ref(), round); })
    };
    ball_cosine_contains_the_cosine: prop_oneof![pointed(), pointed_in(moderate())] => |x| {
        let point = x.float();
        prop_assert!(x.ball.cos().reading().radius <= 1.0);
        function_within(&x.ball.cos(), |y, round| { y.assign_round(point.cos_ref(), round); })
    };
    ball_real_power_contains_the_real_power: bases_and_exponents() => |(x, y)| {
        let (power, base, exponent) = (x.ball.pow(&y.ball), x.float(), y.float());
        if base < 0 || (base.is_zero() && exponent < 0) {
            prop_assert!(!power.reading().is_finite(), "an undefined power: {power:?}");
            return Ok(());
        }
        function_within(&power, |z, round| { z.assign_round((&base).pow(&exponent), round); })
    };
    ball_of_512_bits_contains_the_sum_and_the_product: two() => |(x, y)| {
        let wide = |value: rug::Rational| Ball::<512>::of(&Rational::from(value));
        within(&(wide(x.point()) * wide(y.point())), &(x.point() * y.point()))?;
        within(&(wide(x.point()) + wide(y.point())), &(x.point() + y.point()))
    };
}

#[test]
fn ball_of_the_circle_constant_contains_it() {
    let truth = both_ways(|pi, round| {
        pi.assign_round(Constant::Pi, round);
    });
    assert!(truth.0.prec() == TRUTH && contains(&B::pi(), &truth));
    assert!(B::pi().reading().radius < 1e-37);
}

#[test]
fn empty_dot_product_is_zero() {
    assert!(B::dot(&[], &[]).is_zero());
}
