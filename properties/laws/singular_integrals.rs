//! Integrals with a singular end, of infinite range and of tiny functions, against closed forms.

use crate::balls::{B, TRUTH, contains_exactly};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use rug::float::Constant;
use theoremcheck::Obstacle;
use theoremcheck::calculus::{Jet, Singularity, integral, singular_integral};
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

fn power(numerator: i64, denominator: u64) -> Singularity {
    Singularity::Power(Rational::fraction(numerator, denominator))
}

fn logarithm() -> Singularity {
    Singularity::PowerTimesLogarithm(Rational::from(0))
}

/// 1/(1 + x).
fn hyperbola<S: Rung>(x: &Jet<S>) -> Jet<S> {
    x.constant(S::count(1)).over(&x.shift(&S::count(1)))
}

fn one<S: Rung>(x: &Jet<S>) -> Jet<S> {
    x.constant(S::count(1))
}

laws! { 6 or 300 cases;
    root_over_a_line_integrates_to_the_arc_tangent: between(0, 4) => |end| {
        let closed = truth(&end).sqrt().atan() * 2_u32;
        let found = singular_integral(&power(-1, 2), hyperbola, &B::of(&end)).expect("smooth");
        prop_assert!(encloses(&found, &closed, 115), "{found:?} {closed}");
        let float = singular_integral(&power(-1, 2), hyperbola, &Mp::<192>::of(&end)).expect("smooth");
        prop_assert!(Float::with_val(TRUTH, float.float() - &closed).abs() < 1e-54);
        let float: f64 = singular_integral(&power(-1, 2), hyperbola, &f64::of(&end)).expect("smooth");
        prop_assert!((float - closed.to_f64()).abs() < 1e-14);
        Ok(())
    };

    logarithm_integrates_to_its_closed_form: between(0, 4) => |end| {
        let b = truth(&end);
        let closed = Float::with_val(TRUTH, b.clone().ln() - 1_u32) * b;
        let found = singular_integral(&logarithm(), one, &B::of(&end)).expect("smooth");
        prop_assert!(encloses(&found, &closed, 115), "{found:?} {closed}");
        Ok(())
    };

    powers_integrate_to_powers: (-15..40_i64, between(0, 3)) => |(sixteenths, end)| {
        let exponent = Rational::fraction(sixteenths, 16);
        let s = truth(&(exponent.clone() + Rational::from(1)));
        let closed = Float::with_val(TRUTH, rug::ops::Pow::pow(truth(&end), &s)) / s;
        let found = singular_integral(&Singularity::Power(exponent), one, &B::of(&end)).expect("smooth");
        prop_assert!(encloses(&found, &closed, 108), "{found:?} {closed}");
        Ok(())
    };
}

#[test]
fn logarithm_over_a_line_integrates_to_a_twelfth_of_the_square_of_pi() {
    let pi = Float::with_val(TRUTH, Constant::Pi);
    let closed = -pi.square() / 12_u32;
    let found = singular_integral(&logarithm(), hyperbola, &B::ratio(1, 1)).expect("smooth");
    assert!(encloses(&found, &closed, 118), "{found:?}");
}

#[test]
fn an_infinite_range_is_one_from_zero_to_one() {
    // ∫ e^(−t/2)/(1 + e^(−t)) dt over t > 0 is π/2.
    let found = singular_integral(&power(-1, 2), hyperbola, &B::ratio(1, 1)).expect("smooth");
    let closed = Float::with_val(TRUTH, Constant::Pi) / 2_u32;
    assert!(encloses(&found, &closed, 118), "{found:?}");
}

#[test]
fn the_remainder_at_a_singularity_is_enclosed() {
    // A series of order 32 leaves out x³² in full.
    let f = |x: &Jet<B>| {
        let square = |x: Jet<B>| x.times(&x);
        (0..5).fold(x.clone(), |x, _| square(x)).shift(&B::ratio(1, 1))
    };
    let end = Rational::dyadic(1, -4);
    let found = singular_integral(&power(0, 1), f, &B::of(&end)).expect("a polynomial");
    let exact = end + Rational::dyadic(1, -132) / Rational::from(33);
    assert!(contains_exactly(&found, exact.value().expect("a number")), "{found:?}");
}

#[test]
fn a_singular_integral_is_refused_where_it_has_none() {
    let wide = B::ratio(1, 1).widened(&B::ratio(2, 1));
    let found = singular_integral(&logarithm(), one, &wide);
    assert!(matches!(found, Err(Obstacle::TooWide { .. })));
    let pole = |x: &Jet<B>| x.constant(B::ratio(1, 1)).over(x);
    let found = singular_integral(&logarithm(), pole, &B::ratio(1, 1));
    assert!(matches!(found, Err(Obstacle::NotConverged { .. })));
}

#[test]
fn integrals_of_tiny_functions_are_as_narrow_as_radii_can_be() {
    // Radii are multiples of 2⁻¹⁰⁷⁴, whatever the precision.
    for exponent in [-500, -800, -900, -1040, -1200] {
        let scale = Ball::<512>::of(&Rational::dyadic(1, exponent));
        let f = |x: &Jet<Ball<512>>| x.constant(scale).over(x);
        let found = integral(f, &Ball::ratio(1, 1), &Ball::ratio(3, 1)).expect("smooth");
        let closed = Float::with_val(1024, 3).ln() << exponent;
        assert!(contains_exactly(&found, &closed.to_rational().expect("finite")), "{found:?}");
        let narrowest = 0.5_f64.powi((490 - exponent).min(1040));
        assert!(found.reading().radius <= narrowest, "{exponent}: {found:?}");
    }
}
