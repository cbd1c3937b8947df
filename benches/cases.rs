//! One case of a claim, as a paper's file would write it, beside what a researcher writes with python-flint or numpy.

use crate::peer::Peers;
use crate::ratios::Ratios;
use criterion::Criterion;
use std::hint::black_box;
use theoremcheck::calculus::{Velocity, flow, gradient};
use theoremcheck::linalg::{Definiteness, Matrix};
use theoremcheck::networks::end_to_end;
use theoremcheck::number::{Ball, Field, Rational, Real, Rung, Traced};

/// Our time shall be at most this part of the peer's.
const WANTED: f64 = 0.2;

/// The trajectory shall take at most so many nanoseconds.
const TRAJECTORY: f64 = 20e6;

/// In balls of 256 bits and in f64.
struct Case {
    name: &'static str,
    balls: fn(&[Matrix<Ball<256>>]),
    floats: fn(&[Matrix<f64>]),
    shapes: &'static [(usize, usize)],
}

const CASES: [Case; 3] = [
    Case {
        name: "balancedness",
        balls: balancedness,
        floats: balancedness,
        shapes: &[(3, 4), (5, 3), (2, 5)],
    },
    Case {
        name: "end-to-end",
        balls: end_to_end_rule,
        floats: end_to_end_rule,
        shapes: &[(3, 3), (3, 3)],
    },
    Case { name: "patterns", balls: patterns, floats: patterns, shapes: &[(6, 4), (4, 6)] },
];

pub(crate) fn benches(criterion: &mut Criterion, peers: &mut Peers, ratios: &mut Ratios) {
    for case in &CASES {
        let mut group = criterion.benchmark_group(case.name);
        let exact: Vec<_> =
            (0_u64..).zip(case.shapes).map(|(seed, &(m, n))| seeded(m, n, seed)).collect();
        let balls: Vec<_> = exact.iter().map(Matrix::of).collect();
        let floats: Vec<_> = exact.iter().map(Matrix::of).collect();
        group.bench_function("balls", |b| b.iter(|| (case.balls)(black_box(&balls))));
        group.bench_function("floats", |b| b.iter(|| (case.floats)(black_box(&floats))));
        for (ours, peer) in [("balls", "flint"), ("floats", "numpy")] {
            let task = format!("{peer}-{}", case.name);
            group.bench_function(peer, |b| b.iter_custom(|n| peers.time(&task, n)));
            let name = |of| format!("{}/{of}", case.name);
            ratios.want(&name(ours), &name(peer), WANTED);
        }
        group.finish();
    }
    let mut group = criterion.benchmark_group("trajectory");
    let start: Vec<Matrix<Ball<128>>> = [1, 2].map(|seed| Matrix::of(&seeded(3, 3, seed))).to_vec();
    let end = flow(&Shallow, &start, &Ball::count(1)).expect("a smooth flow");
    let widest =
        end.iter().flat_map(Matrix::entries).map(|x| x.reading().radius).fold(0.0, f64::max);
    assert!(widest < 1e-30, "the end is known to {widest:e} only");
    group
        .bench_function("balls", |b| b.iter(|| flow(&Shallow, black_box(&start), &Ball::count(1))));
    ratios.want_time("trajectory/balls", TRAJECTORY);
    group.finish();
}

/// Entries of 53 bits in [−1, 1).
fn seeded(rows: usize, cols: usize, seed: u64) -> Matrix<Rational> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    Matrix::from_fn(rows, cols, |_, _| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        Rational::dyadic(i128::from(state.cast_signed() >> 11), -52)
    })
}

/// The derivative of Wⱼ₊₁ᵀWⱼ₊₁ − WⱼWⱼᵀ along the gradient flow of ½‖W₃W₂W₁‖², which is 0.
fn balancedness<S: Rung>(layers: &[Matrix<S>]) {
    let half = S::ratio(1, 2);
    let slopes = gradient(layers, |layers| {
        end_to_end(layers).norm_squared() * Traced::constant(half.clone())
    });
    for (pair, by) in layers.windows(2).zip(slopes.windows(2)) {
        let above = &by[1].transpose() * &pair[1];
        let below = &by[0] * &pair[0].transpose();
        let change = &(&above + &above.transpose()) - &(&below + &below.transpose());
        assert!(change.entries().iter().all(|x| x.reading().to_f64().abs() < 1e-12));
    }
}

/// W′ = −Σⱼ (WWᵀ)^{(3−j)/3}·G·(WᵀW)^{(j−1)/3} for a balanced network of three layers with the end-to-end matrix W, G given.
fn end_to_end_rule<S: Rung>(layers: &[Matrix<S>]) {
    let [w, slope] = layers else { panic!("a matrix and a gradient") };
    let (left, right) = (w * &w.transpose(), &w.transpose() * w);
    let thirds = |m: &Matrix<S>| {
        let [one, two] = [1, 2].map(|n| m.positive_power(&Rational::fraction(n, 3)));
        (one.expect("regular"), two.expect("regular"))
    };
    let ((left_one, left_two), (right_one, right_two)) = (thirds(&left), thirds(&right));
    let middle = &(&left_one * slope) * &right_one;
    black_box(&(&(&left_two * slope) + &middle) + &(slope * &right_two));
}

/// ‖W₂DW₁‖ < 6 for all 64 patterns D of a 4-6-4 network: 36·I − AᵀA is positive definite.
fn patterns<S: Rung>(layers: &[Matrix<S>]) {
    let [first, second] = layers else { panic!("two layers") };
    let bound = Matrix::identity(4).scale(&S::count(36));
    for pattern in 0..64 {
        let kept = Matrix::from_fn(6, 4, |i, j| {
            if pattern >> i & 1 == 1 { first[(i, j)].clone() } else { S::zero() }
        });
        let map = second * &kept;
        let gap = &bound - &(&map.transpose() * &map);
        assert!(matches!(gap.definiteness(), Definiteness::Definite));
    }
}

/// The gradient flow of ½‖T − W₂W₁‖², 3-3-3.
struct Shallow;

impl Velocity for Shallow {
    fn at<T: Real>(&self, w: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let target = Matrix::diagonal(&[T::count(2), T::count(1), T::ratio(1, 2)]);
        let error = &target - &(&w[1] * &w[0]);
        vec![&w[1].transpose() * &error, &error * &w[0].transpose()]
    }
}
