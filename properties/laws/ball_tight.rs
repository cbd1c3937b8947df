//! The radius of a result is a small multiple of the best possible one, so that no operation gives up.

use crate::balls::{B, BITS, TRUTH, ball};
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rug::Assign;
use rug::Float;
use rug::ops::Pow;
use theoremcheck::number::{Field, Real};

/// Balls with 2⁻² < |centre| < 2³ and a radius of at most half of it.
fn ordinary() -> impl Strategy<Value = B> {
    let sizes = (1_i128 << 124)..(1_i128 << 126);
    let radii =
        prop_oneof![Just(0.0), (0.1..1.0, -150..0_i32).prop_map(|(part, e)| part * 2_f64.powi(e))];
    (any::<bool>(), sizes, -126..-122_i32, radii).prop_map(
        |(negative, significand, exponent, part)| {
            let radius = part * (significand as f64) * 2_f64.powi(exponent);
            ball(if negative { -significand } else { significand }, exponent, radius)
        },
    )
}

fn positive() -> impl Strategy<Value = B> {
    ordinary().prop_map(|x| x.abs())
}

/// Both ends at the truth's precision.
fn ends(x: &B) -> [Float; 2] {
    let reading = x.reading();
    let low = Float::with_val(TRUTH, &reading.centre - reading.radius);
    [low, Float::with_val(TRUTH, &reading.centre + reading.radius)]
}

/// radius ≤ `factor` · half the width of the values' hull + one unit in the last place of the largest value.
///
/// Half a unit is the rounding of the centre; the other half covers a centre that straddles a power of two.
fn at_most(factor: f64, result: &B, values: &[Float]) -> TestCaseResult {
    let radius = result.reading().radius;
    let first = values[0].clone();
    let (low, high) =
        values[1..].iter().fold((first.clone(), first), |(low, high), x| (low.min(x), high.max(x)));
    let half = Float::with_val(TRUTH, &high - &low) / 2_u32;
    let unit = high.abs().max(&low.abs()) >> (BITS - 1);
    prop_assert!(
        radius <= half.clone() * factor + unit,
        "{result:?} for a half width of {}",
        half.to_f64()
    );
    Ok(())
}

/// The hull of a monotone function.
fn unary(factor: f64, x: &B, result: &B, function: impl Fn(Float) -> Float) -> TestCaseResult {
    at_most(factor, result, &ends(x).map(function))
}

/// The hull of a function of two balls that has its extremes at their corners.
fn binary(
    factor: f64,
    x: &B,
    y: &B,
    result: &B,
    function: impl Fn(&Float, &Float) -> Float,
) -> TestCaseResult {
    let (xs, ys) = (ends(x), ends(y));
    let values: Vec<_> = xs.iter().flat_map(|x| ys.iter().map(|y| function(x, y))).collect();
    at_most(factor, result, &values)
}

fn at_truth<T>(value: T) -> Float
where
    Float: Assign<T>,
{
    let mut float = Float::new(TRUTH);
    float.assign(value);
    float
}

laws! { 3_000 or 300_000 cases;
    sum_is_tight: (ordinary(), ordinary()) => |(x, y)| {
        binary(1.000_001, &x, &y, &(x + y), |x, y| at_truth(x + y))
    };
    difference_is_tight: (ordinary(), ordinary()) => |(x, y)| {
        binary(1.000_001, &x, &y, &(x - y), |x, y| at_truth(x - y))
    };
    product_is_tight: (ordinary(), ordinary()) => |(x, y)| {
        binary(1.01, &x, &y, &(x * y), |x, y| at_truth(x * y))
    };
    quotient_is_tight: (ordinary(), ordinary()) => |(x, y)| {
        binary(1.2, &x, &y, &(x / y), |x, y| at_truth(x / y))
    };
    power_is_tight: (positive(), 2..9_u32) => |(x, n)| {
        unary(1.2, &x, &x.power(n), |x| at_truth((&x).pow(n)))
    };
    square_root_is_tight: positive() => |x| unary(1.1, &x, &x.sqrt(), Float::sqrt);
    exponential_is_tight: ordinary() => |x| unary(1.2, &x, &x.exp(), Float::exp);
    logarithm_is_tight: positive() => |x| unary(1.2, &x, &x.ln(), Float::ln);
    tangent_is_tight: ordinary() => |x| unary(1.5, &x, &x.tanh(), Float::tanh);
    real_power_is_tight: (positive(), ordinary()) => |(x, y)| {
        binary(2.0, &x, &y, &x.pow(&y), |x, y| at_truth(x.pow(y)))
    };
    maximum_is_tight: (ordinary(), ordinary()) => |(x, y)| {
        // The last places of both centres and of the guarded ends may add up.
        binary(1.01, &x, &y, &x.max(&y), |x, y| x.clone().max(y))
    };
    dot_product_is_tight: (ordinary(), ordinary(), ordinary()) => |(x, y, z)| {
        let dot = B::dot(&[x, z], &[y, z]);
        let products = x * y + z * z;
        // Every product is within its own tight radius, and the sum rounds once more.
        prop_assert!(dot.reading().radius <= products.reading().radius * 2.0 + 1e-36);
        Ok(())
    };
    // A narrow angle moves by r|f′| + r²/2 at most; half of that is the best possible radius at an extremum.
    sine_is_tight: ordinary() => |x| {
        let reading = x.reading();
        let slope = Float::with_val(TRUTH, reading.centre.cos_ref()).abs() + reading.radius / 2.0;
        let bound = slope * reading.radius * 1.000_1 + 2_f64.powi(-127);
        prop_assert!(x.sin().reading().radius <= bound);
        Ok(())
    };
    cosine_is_tight: ordinary() => |x| {
        let reading = x.reading();
        let slope = Float::with_val(TRUTH, reading.centre.sin_ref()).abs() + reading.radius / 2.0;
        let bound = slope * reading.radius * 1.000_1 + 2_f64.powi(-127);
        prop_assert!(x.cos().reading().radius <= bound);
        Ok(())
    };
}
