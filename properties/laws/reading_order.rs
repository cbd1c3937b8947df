//! A reading decides a sign exactly when every number within its radius has that sign.

use crate::trial::laws;
use proptest::prelude::*;
use rug::{Float, Integer};
use theoremcheck::number::Reading;

fn readings() -> impl Strategy<Value = Reading> {
    let centres = (any::<i64>(), prop_oneof![-90..0_i32, Just(-1300), Just(1300), Just(-1074)]);
    let radii = prop_oneof![
        2 => Just(Part::Of(0.0)),
        2 => Just(Part::Of(1.0)),
        3 => (0.0..2.0).prop_map(Part::Of),
        1 => Just(Part::Of(1.0 + f64::EPSILON)),
        1 => Just(Part::Of(1.0 - f64::EPSILON)),
        1 => prop_oneof![Just(5e-324), Just(1e300), Just(1.0)].prop_map(Part::Absolute),
    ];
    (centres, radii).prop_map(|((significand, exponent), radius)| {
        let centre = Float::with_val(128, Integer::from(significand)) << exponent;
        let radius = match radius {
            Part::Of(part) => part * centre.to_f64().abs(),
            Part::Absolute(radius) => radius,
        };
        Reading { centre, radius: if radius.is_finite() { radius } else { f64::MAX } }
    })
}

#[derive(Clone, Debug)]
enum Part {
    Of(f64),
    Absolute(f64),
}

fn ends(reading: &Reading) -> (rug::Rational, rug::Rational) {
    let centre = reading.centre.to_rational().expect("finite");
    let radius = rug::Rational::from_f64(reading.radius).expect("finite");
    (rug::Rational::from(&centre - &radius), centre + radius)
}

laws! { 5_000 or 500_000 cases;
    reading_decides_the_sign_exactly: readings() => |reading| {
        let (low, high) = ends(&reading);
        prop_assert_eq!(reading.is_positive(), low > 0);
        prop_assert_eq!(reading.is_negative(), high < 0);
        prop_assert_eq!(reading.is_at_least_zero(), low >= 0);
        prop_assert_eq!(reading.excludes_zero(), low > 0 || high < 0);
        Ok(())
    };
    positive_reading_is_not_negative: readings() => |reading| {
        prop_assert!(!(reading.is_positive() && reading.is_negative()));
        prop_assert!(!reading.is_positive() || reading.is_at_least_zero());
        let opposite = Reading { centre: -reading.centre.clone(), radius: reading.radius };
        prop_assert_eq!(reading.is_positive(), opposite.is_negative());
        Ok(())
    };
    magnitude_and_mignitude_bound_the_absolute_value: readings() => |reading| {
        let (low, high) = ends(&reading);
        let largest = low.clone().abs().max(high.clone().abs());
        let smallest = if low > 0 { low } else if high < 0 { -high } else { rug::Rational::new() };
        prop_assert!(reading.magnitude() >= largest && reading.mignitude() <= smallest);
        prop_assert!(reading.magnitude() >= reading.mignitude() && reading.mignitude() >= 0);
        // Both are rounded twice, outwards, at 64 bits.
        prop_assert!(reading.magnitude().to_f64() <= largest.to_f64() * (1.0 + f64::EPSILON) + 5e-324);
        Ok(())
    };
}

#[test]
fn readings_that_are_not_finite_decide_nothing() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let centres =
        odd.map(|centre| (centre, 0.0)).into_iter().chain(odd.map(|radius| (1.0, radius)));
    for (centre, radius) in centres.chain([(f64::NAN, f64::INFINITY)]) {
        let reading = Reading { centre: Float::with_val(53, centre), radius };
        assert!(
            !reading.is_finite() && !reading.is_positive() && !reading.is_negative(),
            "{reading:?}"
        );
        assert!(!reading.is_at_least_zero() && !reading.excludes_zero(), "{reading:?}");
        assert!(reading.magnitude().is_infinite() && reading.mignitude().is_zero(), "{reading:?}");
    }
}
