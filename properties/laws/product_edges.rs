//! Products of many bits where their kernels have least room: the longest integers, and radii that underflow or are 0.

use crate::balls::contains_exactly;
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// Rows of a left factor, columns of a right one.
const LINES: usize = 16;

/// 2^bits − 1.
fn longest(bits: u32) -> Rational {
    Rational::dyadic(1, bits.cast_signed()) - Rational::from(1)
}

/// (16 × 2^log)·(2^log × 16) of the longest integers of `bits` bits, each line with a sign: all sums are as large as they can be.
fn longest_integers<const B: u32>(log: u32, bits: [u32; 2], signs: [u16; 2]) -> TestCaseResult {
    let entry = |side: usize, line: usize| {
        let entry = longest(bits[side]);
        if signs[side] >> line & 1 == 1 { -entry } else { entry }
    };
    let left = Matrix::from_fn(LINES, 1 << log, |i, _| Mp::<B>::of(&entry(0, i)));
    let right = Matrix::from_fn(1 << log, LINES, |_, j| Mp::<B>::of(&entry(1, j)));
    let found = left.times(&right);
    for i in 0..LINES {
        for j in 0..LINES {
            let sum = entry(0, i) * entry(1, j) * Rational::dyadic(1, log.cast_signed());
            prop_assert_eq!(&found[(i, j)], &Mp::of(&sum), "entry ({}, {})", i, j);
        }
    }
    Ok(())
}

laws! { 100 or 10_000 cases;
    sums_of_the_longest_integers_are_rounded_once:
        (2..=8_u32, [1..=128_u32, 1..=128_u32], any::<[u16; 2]>()) => |(log, bits, signs)| {
            longest_integers::<128>(log, bits, signs)?;
            longest_integers::<512>(log.min(6), bits.map(|bits| 4 * bits), signs)
        };
}

/// The number of limbs, digits and primes changes with each of these lengths.
#[test]
fn sums_of_every_length_are_rounded_once() -> TestCaseResult {
    for bits in 60..=420 {
        longest_integers::<512>(4, [bits / 2, bits - bits / 2], [0x0F3C, 0x5A69])?;
    }
    Ok(())
}

/// 2^centre ± 2^radius.
fn around(centre: i32, radius: i32) -> Ball<128> {
    Ball::of(&Rational::dyadic(1, centre)).widened(&Ball::of(&Rational::dyadic(1, radius)))
}

/// Every product of a radius and a centre is below the least `f64`.
#[test]
fn radii_that_underflow_are_not_lost() {
    let square = |ball| Matrix::from_fn(LINES, LINES, |_, _| ball);
    let product = square(around(-600, -700)).times(&square(around(-600, -700)));
    let farthest = Rational::dyadic(1, -600) + Rational::dyadic(1, -700);
    let farthest = &farthest * &farthest * Rational::from(LINES);
    let value = farthest.value().expect("no division by 0");
    assert!(product.entries().iter().all(|ball| contains_exactly(ball, value)));
}

/// As an operation by itself: 0 times any ball is 0 with a radius of 0.
#[test]
fn products_by_zero_have_no_radius() {
    let left = Matrix::from_fn(LINES, LINES, |i, _| {
        if i == 3 { Ball::of(&Rational::from(0)) } else { around(0, -60) }
    });
    let product = left.times(&Matrix::from_fn(LINES, LINES, |_, _| around(0, -60)));
    for i in 0..LINES {
        for j in 0..LINES {
            assert_eq!(product[(i, j)].reading().radius == 0.0, i == 3, "entry ({i}, {j})");
        }
    }
}
