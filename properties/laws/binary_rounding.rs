//! Binary floats are MPFR's, bit for bit, and so are their ternary values.

use crate::balls::contains_exactly;
use crate::binaries::{Draft, agrees, at_precision, is_same, one, precisions, two};
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rug::float::Round;
use rug::integer::Order;
use rug::{Float, Integer};
use theoremcheck::number::{Ball, Binary, Field, Mp, Parts};

/// Both operands at a precision, as MPFR's floats and as ours.
fn pair<const BITS: u32>(x: &Draft, y: &Draft) -> ((Float, Float), (Binary, Binary)) {
    let (x, y) = (x.float(BITS), y.float(BITS));
    let ours = (Binary::exact(&x), Binary::exact(&y));
    ((x, y), ours)
}

fn nearest<const BITS: u32, T>(value: T) -> (Float, std::cmp::Ordering)
where
    Float: rug::ops::AssignRound<T, Round = Round, Ordering = std::cmp::Ordering>,
{
    Float::with_val_round(BITS, value, Round::Nearest)
}

fn sum<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    agrees::<BITS>(&a.plus::<BITS>(&b), &nearest::<BITS, _>(&x + &y))
}

fn difference<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    agrees::<BITS>(&a.minus::<BITS>(&b), &nearest::<BITS, _>(&x - &y))
}

fn product<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    agrees::<BITS>(&a.times::<BITS>(&b), &nearest::<BITS, _>(&x * &y))
}

fn quotient<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    agrees::<BITS>(&a.over::<BITS>(&b), &nearest::<BITS, _>(&x / &y))
}

/// A product divided by a factor, which is exact or close to a tie.
fn quotient_of_product<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let (x, y) = (x.float(BITS), y.float(BITS));
    let product = Float::with_val(BITS, &x * &y);
    let ours = Binary::exact(&product).over::<BITS>(&Binary::exact(&y));
    agrees::<BITS>(&ours, &nearest::<BITS, _>(&product / &y))
}

fn root<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    agrees::<BITS>(&a.square_root::<BITS>(), &nearest::<BITS, _>(x.sqrt_ref()))?;
    // A square, whose root is exact or nearly so.
    let square = b.times::<BITS>(&b).0;
    let truth = Float::with_val(BITS, y.square_ref());
    agrees::<BITS>(&square.square_root::<BITS>(), &nearest::<BITS, _>(truth.sqrt_ref()))
}

fn order<const BITS: u32>(x: &Draft, y: &Draft) -> TestCaseResult {
    let ((x, y), (a, b)) = pair::<BITS>(x, y);
    prop_assert_eq!(a.partial_cmp(&b), x.partial_cmp(&y));
    prop_assert_eq!(a == b, x == y);
    let double = y.to_f64();
    prop_assert_eq!(a.partial_cmp(&double), x.partial_cmp(&double));
    prop_assert_eq!(b == double, y == double);
    prop_assert!(
        is_same::<BITS>(&a.opposite(), &-x.clone()) && is_same::<BITS>(&a.abs(), &x.abs())
    );
    Ok(())
}

fn bounds<const BITS: u32>(x: &Draft) -> TestCaseResult {
    let x = x.float(BITS);
    let a = Binary::exact(&x);
    let outward = x.to_f64_round(Round::AwayZero).abs();
    let inward = x.to_f64_round(Round::Zero).abs();
    if x.is_nan() {
        prop_assert!(a.size_above().is_nan() && a.size_below().is_nan());
        return Ok(());
    }
    prop_assert_eq!(a.size_above(), outward, "{:?}", &x);
    prop_assert_eq!(a.size_below(), inward, "{:?}", &x);
    let double = Float::with_val(53, inward);
    prop_assert!(is_same::<53>(&Binary::exact_double(inward), &double));
    Ok(())
}

fn conversion<const BITS: u32>(x: &Draft) -> TestCaseResult {
    let x = x.float(512);
    let truth = Float::with_val(BITS, &x);
    prop_assert!(is_same::<BITS>(&Binary::rounded::<BITS>(&x), &truth));
    Ok(())
}

/// The terms, each followed by itself with the sign turned where `cancel` says so.
fn dot<const BITS: u32>(terms: &[(Draft, Draft)], cancel: u8, last: &Draft) -> TestCaseResult {
    let mut floats = Vec::new();
    for (at, (x, y)) in terms.iter().enumerate() {
        let (x, y) = (x.float(BITS), y.float(BITS));
        if cancel >> at & 1 == 1 {
            floats.push((-x.clone(), y.clone()));
        }
        floats.insert(floats.len() / 2, (x, y));
    }
    if cancel & 1 == 1 {
        floats.push((last.float(BITS), Float::with_val(BITS, 1)));
    }
    let exact = |(x, y): &(Float, Float)| (Binary::exact(x), Binary::exact(y));
    let ours: Vec<_> = floats.iter().map(exact).collect();
    let found = Binary::dot::<BITS>(ours.iter().map(|(x, y)| (x, y)));
    let Some(found) = found else {
        let far = |x: &Float| x.get_exp().is_some_and(|e| e.unsigned_abs() >= 1 << 28);
        prop_assert!(floats.iter().any(|(x, y)| far(x) || far(y)));
        return Ok(());
    };
    let truth = Float::dot(floats.iter().map(|(x, y)| (x, y)));
    agrees::<BITS>(&found, &nearest::<BITS, _>(truth))
}

/// ±0.limbs·2^exponent with a 1 far below, if `sticky`.
fn from_parts<const BITS: u32>(limbs: &[u64], exponent: i64, sticky: bool) -> TestCaseResult {
    if limbs.iter().all(|&limb| limb == 0) {
        return Ok(());
    }
    for negative in [false, true] {
        let integer = Integer::from_digits(limbs, Order::Lsf) << 1000_u32 | Integer::from(sticky);
        let exact = Float::with_val(2100, if negative { -integer } else { integer });
        let length = i64::try_from(64 * limbs.len()).expect("a few limbs");
        let shift = i32::try_from(exponent - length - 1000).expect("an exponent of MPFR");
        let truth = nearest::<BITS, _>(&exact << shift);
        agrees::<BITS>(&Binary::from_parts::<BITS>(negative, exponent, limbs, sticky), &truth)?;
        agrees::<BITS>(&Binary::of_window::<BITS>(negative, exponent, limbs, sticky), &truth)?;
    }
    Ok(())
}

/// The parts of a number make it again, and a ball around them holds all that lies within its spread.
fn parts<const BITS: u32>(x: &Draft, more: &[u64], spread: f64) -> TestCaseResult {
    let number = Mp::<BITS>::rounded(&x.float(BITS));
    let Some(Parts { negative, exponent, limbs }) = number.parts() else {
        prop_assert!(!number.float().is_finite());
        return Ok(());
    };
    let again = Mp::<BITS>::from_parts(negative, i64::from(exponent), limbs, false);
    prop_assert_eq!(again, (number, std::cmp::Ordering::Equal));
    if exponent.unsigned_abs() > 1000 || BITS < 53 {
        return Ok(());
    }
    let limbs = [more, limbs].concat();
    let ball = Ball::<128>::from_parts(negative, i64::from(exponent), &limbs, false, spread);
    let value = rug::Rational::from(Integer::from_digits(&limbs, Order::Lsf));
    let value = value << (exponent - 64 * i32::try_from(limbs.len()).expect("a few limbs"));
    let value = if negative { -value } else { value };
    let spread = rug::Rational::from_f64(spread).expect("a finite spread");
    prop_assert!(contains_exactly(&ball, &rug::Rational::from(&value - &spread)));
    prop_assert!(contains_exactly(&ball, &(value + spread)));
    let shown = ball.parts().map(|(centre, radius)| (centre.exponent, radius));
    let reading = ball.reading();
    prop_assert_eq!(shown, reading.centre.get_exp().or(Some(0)).map(|e| (e, reading.radius)));
    Ok(())
}

fn limbs() -> impl Strategy<Value = Vec<u64>> {
    let limb =
        prop_oneof![any::<u64>(), Just(0), Just(u64::MAX), Just(1 << 63), Just(1), Just(1 << 32)];
    prop::collection::vec(limb, 0..=17)
}

laws! { 4_000 or 1_000_000 cases;
    sums_are_those_of_mpfr: (two(), precisions()) => |((x, y), bits)| at_precision!(bits, sum(&x, &y));
    differences_are_those_of_mpfr: (two(), precisions()) => |((x, y), bits)| {
        at_precision!(bits, difference(&x, &y))
    };
    products_are_those_of_mpfr: (two(), precisions()) => |((x, y), bits)| {
        at_precision!(bits, product(&x, &y))
    };
    quotients_are_those_of_mpfr: (two(), precisions()) => |((x, y), bits)| {
        at_precision!(bits, quotient(&x, &y))?;
        at_precision!(bits, quotient_of_product(&x, &y))
    };
    square_roots_are_those_of_mpfr: (two(), precisions()) => |((x, y), bits)| {
        at_precision!(bits, root(&x, &y))
    };
    order_is_that_of_mpfr: (two(), precisions()) => |((x, y), bits)| at_precision!(bits, order(&x, &y));
    bounds_in_doubles_are_the_nearest_ones: (one(), precisions()) => |(x, bits)| {
        at_precision!(bits, bounds(&x))
    };
    conversion_from_mpfr_rounds_to_nearest: (one(), precisions()) => |(x, bits)| {
        at_precision!(bits, conversion(&x))
    };
    dot_products_are_those_of_mpfr:
        (prop::collection::vec(two(), 0..7), any::<u8>(), one(), precisions()) => |(terms, cancel, last, bits)| {
            at_precision!(bits, dot(&terms, cancel, &last))
        };
    parts_make_the_number_again: (one(), limbs(), 0.0..4.0, precisions()) => |(x, more, spread, bits)| {
        at_precision!(bits, parts(&x, &more, spread))
    };
    limbs_of_any_number_are_rounded_once:
        (limbs(), prop_oneof![-99..99_i64, Just(-(1 << 29)), Just(1 << 29), Just((1 << 30) + 60)], any::<bool>(), precisions())
        => |(limbs, exponent, sticky, bits)| at_precision!(bits, from_parts(&limbs, exponent, sticky));
}
