//! Rationals are read exactly, and a division by 0 is undefined for good.

use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use rug::Integer;
use rug::ops::Pow;
use theoremcheck::number::{Field, Rational};

fn read(text: &str) -> Rational {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

laws! { 2_000 or 200_000 cases;
    printed_rational_reads_as_itself: (any::<i64>(), 1..=u64::MAX) => |(numerator, denominator)| {
        let value = Rational::fraction(numerator, denominator);
        prop_assert_eq!(read(&value.to_string()), value);
        Ok(())
    };
    decimal_literal_is_exact: (any::<i64>(), 0..20_usize, -40..40_i32) => |(digits, point, exponent)| {
        let text = format!("{:020}", digits.unsigned_abs());
        let (whole, fraction) = text.split_at(20 - point);
        let sign = if digits < 0 { "-" } else { "" };
        let scale = exponent - i32::try_from(point).expect("at most 20");
        let power = rug::Rational::from(Integer::from(10).pow(scale.unsigned_abs()));
        let digits = rug::Rational::from(digits);
        let expected = if scale < 0 { digits / power } else { digits * power };
        prop_assert_eq!(read(&format!("{sign}{whole}.{fraction}e{exponent}")), Rational::from(expected));
        Ok(())
    };
    text_never_panics: "[-+0-9./eE ]{0,14}" => |text| {
        let _ = text.parse::<Rational>();
        Ok(())
    };
    float_is_read_exactly: any::<f64>() => |x| {
        let value = Rational::exact(x);
        prop_assert_eq!(value.nearest(53).to_f64(), x);
        Ok(())
    };
    undefined_absorbs_every_rational: (any::<i64>(), 1..=u64::MAX) => |(numerator, denominator)| {
        let (x, undefined) = (Rational::fraction(numerator, denominator), Rational::UNDEFINED);
        prop_assert_eq!(&x / Rational::zero(), Rational::UNDEFINED);
        for result in [
            &x + &undefined, &undefined + &x, &x - &undefined, &undefined - &x, &x * &undefined, &undefined * &x,
            &x / &undefined, &undefined / &x, -&undefined, undefined.abs(), undefined.square(),
        ] {
            prop_assert_eq!(&result, &Rational::UNDEFINED);
            prop_assert!(!result.reading().is_finite() && !result.reading().excludes_zero());
        }
        Ok(())
    };
    reading_of_a_rational_encloses_it: (any::<i64>(), 1..=u64::MAX, -1400..1400_i32) => |(n, d, exponent)| {
        let value = Rational::fraction(n, d) * Rational::dyadic(1, exponent);
        let reading = value.reading();
        let centre = Rational::from(reading.centre.to_rational().expect("finite"));
        let error = (&value - centre).abs();
        prop_assert!(!reading.radius.is_finite() || error <= Rational::exact(reading.radius));
        prop_assert!(reading.radius <= 2_f64.powi(-509) * value.nearest(53).to_f64().abs() + 5e-324);
        Ok(())
    };
}

#[test]
fn decimals_are_the_rationals_that_they_denote() {
    for (text, numerator, denominator) in [
        ("0.1", 1, 10),
        ("1e-2", 1, 100),
        ("-4.94", -494, 100),
        ("3", 3, 1),
        ("-3/4", -3, 4),
        ("7.5e-1", 3, 4),
        ("+2.50", 5, 2),
        ("1E3", 1000, 1),
        ("1e+3", 1000, 1),
        (".5", 1, 2),
        ("-0.0", 0, 1),
        ("6/4", 3, 2),
    ] {
        assert_eq!(read(text), Rational::fraction(numerator, denominator), "{text}");
    }
}

#[test]
fn what_denotes_no_rational_is_refused() {
    for text in [
        "",
        ".",
        "-",
        "+",
        "e5",
        "1e",
        "1e1.5",
        "1..2",
        "1.2.3",
        "0x10",
        "1_000",
        "1 2",
        " 1",
        "1 ",
        "nan",
        "inf",
        "1/0",
        "1/",
        "/2",
        "1//2",
        "1/2/3",
        "--1",
        "+-1",
        "1e99999",
        "1e-2147483648",
        "1e2147483648",
        "½",
        "1,5",
        "1-2",
        "0/0",
    ] {
        let error = text.parse::<Rational>();
        assert!(error.is_err(), "{text} was read as {error:?}");
    }
    let message = "x".repeat(1000).parse::<Rational>().expect_err("letters").to_string();
    assert!(message.chars().count() < 200, "{message}");
}

#[test]
fn undefined_has_no_sign_and_no_order() {
    assert!(Rational::UNDEFINED.sign().is_none() && !Rational::UNDEFINED.is_zero());
    assert!(Rational::UNDEFINED.partial_cmp(&Rational::one()).is_none());
    assert!(Rational::zero() / Rational::zero() == Rational::UNDEFINED);
    assert!(
        Rational::exact(f64::NAN) == Rational::UNDEFINED
            && Rational::exact(f64::INFINITY) == Rational::UNDEFINED
    );
}
