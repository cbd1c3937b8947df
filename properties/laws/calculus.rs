//! Integrals, roots, minima and Hessians against values known otherwise.

use crate::balls::{B, BITS, TRUTH, contains, contains_exactly};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use rug::float::Constant;
use rug::ops::Pow;
use theoremcheck::Obstacle;
use theoremcheck::calculus::{Jet, hessian, integral, minimum, root};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Dual, Field, Mp, Rational, Real, Rung};

pub(crate) fn truth(value: &Rational) -> Float {
    value.nearest(TRUTH)
}

/// Whether the ball contains `value`, known to 500 bits, and has a radius of at most 2^−`bits`.
pub(crate) fn encloses(ball: &B, value: &Float, bits: i32) -> bool {
    let error = Float::with_val(TRUTH, value.abs_ref()) >> 500;
    let around = (Float::with_val(TRUTH, value - &error), Float::with_val(TRUTH, value + &error));
    contains(ball, &around) && ball.reading().radius <= 2_f64.powi(-bits)
}

/// k/16 from just above `low` to `high`.
pub(crate) fn between(low: i64, high: i64) -> impl Strategy<Value = Rational> {
    (low * 16 + 1..=high * 16).prop_map(|k| Rational::fraction(k, 16))
}

/// An integrand in any rung, and its integral over [1, b].
macro_rules! integrands {
    ($($name:ident: |$x:ident| $f:expr, |$b:ident| $integral:expr;)*) => {$(
        mod $name {
            use super::*;
            pub(super) fn f<S: Rung>($x: &Jet<S>) -> Jet<S> {
                $f
            }
            pub(super) fn over(end: &Rational) -> Float {
                let from_zero = |$b: Float| -> Float { $integral };
                from_zero(truth(end)) - from_zero(Float::with_val(TRUTH, 1))
            }
        }
    )*};
}
integrands! {
    reciprocal: |x| x.constant(S::one()).over(x), |b| b.ln();
    gaussian: |x| x.times(x).scale(&-S::one()).exp(), |b| {
        let root_pi = Float::with_val(TRUTH, Constant::Pi).sqrt();
        b.erf() * root_pi / 2
    };
    sine: |x| x.sin_cos().0, |b| -b.cos();
    power: |x| x.pow(&S::ratio(3, 2)), |b| b.pow(Float::with_val(TRUTH, 2.5)) / 2.5_f64;
    hyperbolic_tangent: |x| x.tanh(), |b| b.cosh().ln();
}

/// Whether the error is at most 2^−(BITS − 10): the remainders take 2⁶ units, the sums as much again, and ∫|f| < 4.
fn is_accurate<S: Rung>(
    f: fn(&Jet<S>) -> Jet<S>,
    over: fn(&Rational) -> Float,
    end: &Rational,
) -> bool {
    let found = integral(f, &S::one(), &S::of(end)).expect("smooth on [1, 3]").reading().centre;
    Float::with_val(TRUTH, found - over(end)).abs() <= Float::with_val(64, 1) >> (S::BITS - 10)
}

macro_rules! integral_laws {
    ($($law:ident: $module:ident;)*) => {
        laws! { 3 or 100 cases; $(
            $law: between(1, 3) => |end| {
                let ball = integral($module::f::<B>, &B::of(&Rational::from(1)), &B::of(&end)).expect("smooth on [1, 3]");
                prop_assert!(encloses(&ball, &$module::over(&end), 115), "{ball:?}");
                prop_assert!(is_accurate::<Mp<64>>($module::f, $module::over, &end));
                prop_assert!(is_accurate::<Mp<192>>($module::f, $module::over, &end));
                Ok(())
            };
        )* }
    };
}
mod integrals {
    use super::*;
    integral_laws! {
        reciprocal_integrates_to_the_logarithm: reciprocal;
        gaussian_integrates_to_the_error_function: gaussian;
        sine_integrates_to_the_cosine: sine;
        power_integrates_to_a_power: power;
        hyperbolic_tangent_integrates_to_ln_cosh: hyperbolic_tangent;
    }
}

#[test]
fn integral_remainder_covers_the_first_term_left_out() {
    // A series of order 32 about 0 leaves out x³² in full, and 1 + x³² needs a single panel on ±2⁻⁴.
    let f = |x: &Jet<B>| {
        let power = (0..5).fold(x.clone(), |power, _| power.times(&power));
        power.shift(&B::of(&Rational::from(1)))
    };
    let end = B::of(&Rational::dyadic(1, -4));
    let ball = integral(f, &-&end, &end).expect("a polynomial");
    let exact = Rational::fraction(1, 8) + Rational::dyadic(1, -131) / Rational::from(33);
    assert!(contains_exactly(&ball, exact.value().expect("a number")), "{ball:?}");
}

#[test]
fn integral_contains_those_to_every_point_of_a_ball() {
    let end = B::of(&Rational::from(2)).widened(&B::of(&Rational::fraction(1, 8)));
    let ball = integral(sine::f::<B>, &B::of(&Rational::from(1)), &end).expect("smooth");
    for sixteenths in 30..=34 {
        assert!(encloses(&ball, &sine::over(&Rational::fraction(sixteenths, 16)), 2));
    }
}

#[test]
fn integral_over_a_singularity_does_not_converge() {
    let reciprocal =
        integral(reciprocal::f::<B>, &-B::of(&Rational::from(1)), &B::of(&Rational::from(2)));
    assert!(matches!(reciprocal, Err(Obstacle::NotConverged { .. })));
}

/// The root of cos x = x in high precision, by Newton's method.
fn fixed_point_of_cosine() -> Float {
    let newton = |x: Float| {
        let (sine, cosine) = x.clone().sin_cos(Float::new(TRUTH));
        Float::with_val(TRUTH, &x - &cosine) / (sine + 1_u32)
    };
    (0..12).fold(Float::with_val(TRUTH, 0.75), |x, _| x.clone() - newton(x))
}

#[test]
fn roots_are_contained_and_narrow() {
    let [zero, one, three] = [0, 1, 3_usize].map(|n| B::of(&Rational::from(n)));
    let cosine = root(|x| Real::cos(x) - x, &zero, &one).expect("a change of sign");
    assert!(encloses(&cosine, &fixed_point_of_cosine(), 110), "{cosine:?}");
    let exponential = |x: &Dual<B>| x.exp() - Dual::count(3);
    let logarithm = root(exponential, &zero, &three).expect("a change of sign");
    assert!(encloses(&logarithm, &Float::with_val(TRUTH, 3).ln(), 110), "{logarithm:?}");
    let above = |x: &Dual<B>| x.square() + Dual::count(1);
    assert_eq!(root(above, &-&one, &three).err(), Some(Obstacle::NoSignChange));
    // e^x = 3 beyond ln 3.
    assert_eq!(root(exponential, &(one + one), &three).err(), Some(Obstacle::NoSignChange));
}

/// A quartic by its derivative (x − a)(x − m)(x − b), without a constant term.
#[derive(Clone, Debug)]
struct Quartic {
    critical: [Rational; 3],
}

impl Quartic {
    /// The coefficients of x, x², x³ and x⁴.
    fn coefficients(&self) -> [Rational; 4] {
        let [a, m, b] = &self.critical;
        let sum = a + m + b;
        let pairs = a * m + a * b + m * b;
        let ratio = |n, d| Rational::fraction(n, d);
        [-(a * m * b), pairs * ratio(1, 2), sum * ratio(-1, 3), ratio(1, 4)]
    }

    fn jet<S: Rung>(&self, x: &Jet<S>) -> Jet<S> {
        let zero = x.constant(S::zero());
        let horner = |sum: Jet<S>, c: &Rational| sum.shift(&S::of(c)).times(x);
        self.coefficients().iter().rev().fold(zero, horner)
    }

    fn value(&self, x: &Rational) -> Rational {
        self.coefficients().iter().rev().fold(Rational::from(0), |sum, c| (sum + c) * x)
    }

    fn minimum(&self, low: &Rational, high: &Rational) -> Rational {
        let inside = self.critical.iter().filter(|x| *x > low && *x < high);
        let values = inside.chain([low, high]).map(|x| self.value(x));
        values.reduce(|least, v| if v < least { v } else { least }).expect("two ends")
    }
}

/// Quartics whose two minima often differ by little, and an interval that holds both, one or none.
fn quartics() -> impl Strategy<Value = (Quartic, Rational, Rational)> {
    let tilts =
        prop_oneof![Just(Rational::from(0)), Just(Rational::dyadic(1, -45)), between(-1, 1)];
    let ends = (between(-4, 0), between(0, 4));
    (between(-3, 0), between(1, 3), tilts, ends).prop_map(|(a, width, tilt, (low, high))| {
        let m = &a + &width + tilt * Rational::fraction(1, 2);
        let b = &a + &width + &width;
        (Quartic { critical: [a, m, b] }, low, high)
    })
}

/// Within 2^−(BITS − 16): |f| < 2⁸ on [−4, 4], and its sum loses some units.
fn finds_the_minimum<S: Rung>(quartic: &Quartic, low: &Rational, high: &Rational) -> bool {
    let found = minimum(|x| quartic.jet(x), &S::of(low), &S::of(high)).expect("a polynomial");
    let error = found.reading().centre - truth(&quartic.minimum(low, high));
    Float::with_val(TRUTH, error).abs() <= Float::with_val(64, 1) >> (S::BITS - 16)
}

/// A cubic in six weights: coefficients and the three weights of each term.
fn cubics() -> impl Strategy<Value = Vec<(Rational, [usize; 3])>> {
    let term = (between(-2, 2), [0..6_usize, 0..6, 0..6]);
    prop::collection::vec(term, 1..6)
}

laws! { 24 or 2000 cases;
    root_of_a_square_is_contained_and_narrow: between(0, 16) => |c| {
        let found = root(|x: &Dual<B>| x.square() - Dual::of(&c), &B::of(&Rational::from(0)), &B::of(&Rational::from(17)));
        prop_assert!(encloses(&found.expect("a change of sign"), &truth(&c).sqrt(), 110));
        Ok(())
    };

    minimum_of_a_quartic_is_contained_and_narrow: quartics() => |(quartic, low, high)| {
        let found = minimum(|x| quartic.jet(x), &B::of(&low), &B::of(&high)).expect("a polynomial");
        prop_assert!(encloses(&found, &truth(&quartic.minimum(&low, &high)), 108), "{found:?}");
        prop_assert!(finds_the_minimum::<f64>(&quartic, &low, &high));
        prop_assert!(finds_the_minimum::<Mp<192>>(&quartic, &low, &high));
        Ok(())
    };

    hessian_of_a_cubic_is_exact: (cubics(), prop::collection::vec(between(-2, 2), 6)) => |(terms, point)| {
        // W₁ (2 × 2) and W₂ (1 × 2), row by row.
        let weights = [Matrix::from_rows(&[point[..2].to_vec(), point[2..4].to_vec()]), Matrix::from_rows(&[point[4..].to_vec()])];
        let found = hessian(&weights, |w| {
            let all = [w[0].entries(), w[1].entries()].concat();
            let product = |(c, at): &(Rational, [usize; 3])| at.iter().fold(Dual::of(c), |p, &i| p * &all[i]);
            theoremcheck::number::sum(terms.iter().map(product))
        });
        let mut exact = Matrix::zeros(6, 6);
        for (c, at) in &terms {
            for [first, second, rest] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                exact[(at[first], at[second])] += &(c * &point[at[rest]]);
            }
        }
        prop_assert_eq!(found, exact);
        Ok(())
    };

    minimum_of_a_steep_wave_is_contained_and_narrow: between(10, 30) => |tenth| {
        // sin(cx) + x/16 is least in its first trough, where cos θ = −1/16c at θ = cx in (π, 2π).
        let c = tenth * Rational::from(16);
        let slope = Rational::fraction(1, 16);
        let wave = |x: &Jet<B>| x.scale(&B::of(&c)).sin_cos().0.plus(&x.scale(&B::of(&slope)));
        let found = minimum(wave, &B::of(&Rational::from(0)), &B::of(&Rational::from(1)));
        let per_angle = truth(&(&slope / &c));
        let angle = Float::with_val(TRUTH, Constant::Pi) * 2_u32 - Float::with_val(TRUTH, -&per_angle).acos();
        let least = angle.clone().sin() + angle * per_angle;
        let found = found.expect("smooth");
        prop_assert!(encloses(&found, &least, 100), "{found:?}");
        Ok(())
    };
}

#[test]
fn degenerate_minimum_is_contained_and_narrow() {
    // 1 + (x − 1/3)⁴.
    let f = |x: &Jet<B>| {
        let square = x.shift(&-B::ratio(1, 3));
        let square = square.times(&square);
        square.times(&square).shift(&B::of(&Rational::from(1)))
    };
    let found = minimum(f, &B::of(&Rational::from(0)), &B::of(&Rational::from(2)));
    let found = found.expect("a polynomial");
    assert!(encloses(&found, &Float::with_val(TRUTH, 1), BITS.cast_signed() - 24), "{found:?}");
}

#[test]
fn minimum_contains_those_from_every_point_of_a_ball() {
    let low = B::ratio(1, 2).widened(&B::ratio(1, 8));
    let found = minimum(Jet::clone, &low, &B::of(&Rational::from(2))).expect("a line");
    for eighths in [3, 4, 5] {
        assert!(encloses(&found, &truth(&Rational::fraction(eighths, 8)), 2), "{found:?}");
    }
}

#[test]
fn minimum_contains_those_beyond_a_flat_place_within_an_end() {
    // The least of (x − 1/2)⁴ on [l, 2] is 0 up to l = 1/2, and (l − 1/2)⁴ above.
    let f = |x: &Jet<B>| {
        let square = x.shift(&-B::ratio(1, 2));
        let square = square.times(&square);
        square.times(&square)
    };
    let low = B::ratio(1, 2).widened(&B::ratio(1, 4));
    let found = minimum(f, &low, &B::of(&Rational::from(2))).expect("a polynomial");
    for least in [Rational::from(0), Rational::fraction(1, 4096), Rational::fraction(1, 256)] {
        assert!(contains_exactly(&found, least.value().expect("a number")), "{found:?}");
    }
    assert!(found.reading().is_finite());
}

#[test]
fn minimum_at_a_corner_does_not_converge() {
    let distance = |x: &Jet<Ball<64>>| {
        let from = x.shift(&-Ball::ratio(1, 3));
        from.times(&from).sqrt()
    };
    let (zero, one) = (Ball::of(&Rational::from(0)), Ball::of(&Rational::from(1)));
    assert!(matches!(minimum(distance, &zero, &one), Err(Obstacle::NotConverged { .. })));
}

#[test]
fn integral_of_an_even_function_in_floats_does_not_trust_one_vanishing_term() {
    // Of odd order, as in f64: every coefficient of that order vanishes at 0.
    let f = |x: &Jet<f64>| x.times(x).scale(&-1.0).exp();
    let found = integral(f, &-2.0, &2.0).expect("smooth");
    // √π erf 2, off by some units of 2⁻⁵³ for some ten panels.
    assert!((found - 1.764_162_781_524_843).abs() < 64.0 * f64::EPSILON, "{found}");
}
