//! Products of square matrices of `Mp` and `Ball` beside FLINT's `arb_mat_mul`.

use crate::peer::Peers;
use crate::ratios::Ratios;
use criterion::Criterion;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::hint::black_box;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// Sizes, with the share of FLINT's time that is wanted without and with radii.
const SIZES: [(usize, f64, Option<f64>); 7] = [
    (4, 1.2, None),
    (8, 1.2, None),
    (16, 1.0, None),
    (32, 0.5, Some(0.5)),
    (64, 0.5, Some(0.5)),
    (128, 0.5, Some(0.5)),
    (256, 0.5, None),
];

pub(crate) fn benches(criterion: &mut Criterion, peers: &mut Peers, ratios: &mut Ratios) {
    at_precision::<128>(criterion, peers, ratios);
    at_precision::<256>(criterion, peers, ratios);
    at_precision::<512>(criterion, peers, ratios);
}

fn at_precision<const BITS: u32>(
    criterion: &mut Criterion,
    peers: &mut Peers,
    ratios: &mut Ratios,
) {
    for (size, exact, balls) in SIZES {
        let name = format!("product-{BITS}-bits-{size}");
        let mut group = criterion.benchmark_group(&name);
        let (left, right) = (normal::<BITS>(size, 1), normal::<BITS>(size, 2));
        group.bench_function("floats", |b| b.iter(|| black_box(&left) * black_box(&right)));
        let task = format!("flint-product {BITS} {size} exact");
        group.bench_function("flint", |b| b.iter_custom(|n| peers.time(&task, n)));
        ratios.want(&format!("{name}/floats"), &format!("{name}/flint"), exact);
        let (left, right) = (last_places(&left), last_places(&right));
        group.bench_function("balls", |b| b.iter(|| black_box(&left) * black_box(&right)));
        let task = format!("flint-product {BITS} {size} balls");
        group.bench_function("flint-balls", |b| b.iter_custom(|n| peers.time(&task, n)));
        let at_most = balls.unwrap_or(exact);
        ratios.want(&format!("{name}/balls"), &format!("{name}/flint-balls"), at_most);
        group.finish();
    }
}

/// Full-width entries with a bell-shaped distribution: sums of twelve uniform numbers.
fn normal<const BITS: u32>(size: usize, seed: u8) -> Matrix<Mp<BITS>> {
    let mut source = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let below = Mp::of(&Rational::dyadic(1, -64));
    let mut uniform = || {
        let words = (0..=BITS / 64).map(|_| source.next_u64());
        words.fold(Mp::of(&Rational::fraction(0, 1)), |sum, word| {
            (sum + Mp::of(&Rational::dyadic(word.into(), 0))) * below
        })
    };
    let half = Mp::of(&Rational::fraction(1, 2));
    Matrix::from_fn(size, size, |_, _| {
        (0..12).fold(Mp::of(&Rational::fraction(0, 1)), |sum, _| sum + uniform() - half)
    })
}

/// Balls off by a unit in the last place of their centres.
fn last_places<const BITS: u32>(matrix: &Matrix<Mp<BITS>>) -> Matrix<Ball<BITS>> {
    let unit = Ball::of(&Rational::dyadic(1, -BITS.cast_signed()));
    matrix.map(|x| Ball::exact(x).widened(&(Ball::exact(x) * unit)))
}
