//! Floats round every operation correctly: the result is the float nearest to the exact one.

use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::number::{Field, Mp, Rational, Real};

/// Dyadic numbers of up to `bits` bits.
fn dyadics(bits: u32) -> impl Strategy<Value = Rational> {
    let size = 1_i128 << bits;
    (1 - size..size, -60..60_i32)
        .prop_map(|(significand, exponent)| Rational::dyadic(significand, exponent))
}

/// +, −, × and ÷ of two numbers that `S` holds exactly, against the exact results rounded once.
fn operations<S: Real>(x: &Rational, y: &Rational) -> TestCaseResult {
    let (a, b) = (S::of(x), S::of(y));
    let mut pairs = vec![(&a + &b, x + y), (&a - &b, x - y), (&a * &b, x * y)];
    if !y.is_zero() {
        pairs.push((&a / &b, x / y));
    }
    for (at, (float, exact)) in pairs.into_iter().enumerate() {
        prop_assert_eq!(float.reading().centre, S::of(&exact).reading().centre, "operation {}", at);
    }
    Ok(())
}

laws! { 3_000 or 300_000 cases;
    double_operations_round_correctly: (dyadics(53), dyadics(53)) => |(x, y)| operations::<f64>(&x, &y);
    single_operations_round_correctly: (dyadics(24), dyadics(24)) => |(x, y)| {
        // Exponents within the range of f32 products.
        let scale = Rational::dyadic(1, 0);
        operations::<f32>(&(x * &scale), &(y * scale))
    };
    multiprecision_operations_round_correctly: (dyadics(126), dyadics(126)) => |(x, y)| {
        operations::<Mp<128>>(&x, &y)
    };
    conversion_rounds_to_nearest: (any::<i64>(), 1..=u64::MAX) => |(numerator, denominator)| {
        let value = Rational::fraction(numerator, denominator);
        let double = f64::of(&value);
        let error = |float: f64| (Rational::exact(float) - &value).abs();
        prop_assert!(error(double) <= error(double.next_up()) && error(double) <= error(double.next_down()));
        let single = f32::of(&value);
        let error = |float: f32| error(f64::from(float));
        prop_assert!(error(single) <= error(single.next_up()) && error(single) <= error(single.next_down()));
        Ok(())
    };
    multiprecision_dot_product_rounds_once: proptest::collection::vec((dyadics(120), dyadics(120)), 0..6) => |terms| {
        let exact = terms.iter().fold(Rational::zero(), |sum, (x, y)| sum + x * y);
        let (left, right): (Vec<_>, Vec<_>) = terms.iter().map(|(x, y)| (Mp::<128>::of(x), Mp::<128>::of(y))).unzip();
        prop_assert_eq!(Mp::dot(&left, &right).reading().centre, exact.nearest(128));
        Ok(())
    };
    maximum_is_undefined_where_an_operand_is: any::<f64>() => |x| {
        let (nan, wide) = (f64::NAN, |x: f64| Mp::<128>::rounded(&rug::Float::with_val(53, x)));
        prop_assert!(Real::max(&x, &nan).is_nan() && Real::max(&nan, &x).is_nan());
        prop_assert!(Real::min(&x, &nan).is_nan() && Real::min(&nan, &x).is_nan());
        prop_assert!(wide(x).max(&wide(nan)).float().is_nan() && wide(nan).max(&wide(x)).float().is_nan());
        prop_assert!(wide(x).min(&wide(nan)).float().is_nan() && wide(nan).min(&wide(x)).float().is_nan());
        Ok(())
    };
}

#[test]
fn conversion_to_f64_handles_subnormal_numbers() {
    for (significand, exponent) in
        [(1, -1074), (3, -1074), (1, -1075), (3, -1075), ((1 << 53) - 1, -1075), (1, 1024)]
    {
        let value = Rational::dyadic(significand, exponent);
        let text = format!("{:e}", value.nearest(200).to_f64());
        assert_eq!(
            f64::of(&value),
            text.parse::<f64>().expect("a float"),
            "{significand}·2^{exponent}"
        );
    }
}
