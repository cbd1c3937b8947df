//! One case of a claim, as a paper's file would write it, beside what a researcher writes with python-flint or numpy.
//!
//! Both sides do the same: matrices from drawn numbers (rationals here, lists of floats there), the computation, and a
//! comparison of every entry of the result with what is claimed: balls contain 0 or a sign is proved, floats are within 10⁻¹².

use crate::peer::Peers;
use crate::ratios::Ratios;
use criterion::Criterion;
use std::hint::black_box;
use theoremcheck::calculus::{Velocity, flow, gradient};
use theoremcheck::linalg::{Definiteness, Matrix};
use theoremcheck::networks::end_to_end;
use theoremcheck::number::{Ball, Field, Rational, Real, Rung, Traced};

/// Our time shall be at most this part of what the same case takes as researchers write it.
const WANTED: f64 = 0.2;

/// The trajectory shall take at most so many nanoseconds.
const TRAJECTORY: f64 = 20e6;

/// In balls of 256 bits and in f64.
struct Case {
    name: &'static str,
    balls: fn(&[Matrix<Rational>]),
    floats: fn(&[Matrix<Rational>]),
    shapes: &'static [(usize, usize)],
    /// Nanoseconds that programs in python-flint and numpy took which were written without a view to speed, before the first line
    /// of this crate and on two cores of the same kind. The ones of `peers.py` take less, and stand beside.
    written: [f64; 2],
}

const CASES: [Case; 3] = [
    Case {
        name: "balancedness",
        balls: balancedness::<Ball<256>>,
        floats: balancedness::<f64>,
        shapes: &[(3, 4), (5, 3), (2, 5)],
        written: [143e3, 40e3],
    },
    Case {
        name: "end-to-end",
        balls: end_to_end_rule::<Ball<256>>,
        floats: end_to_end_rule::<f64>,
        shapes: &[(3, 3), (3, 3)],
        written: [630e3, 130e3],
    },
    Case {
        name: "patterns",
        balls: patterns::<Ball<256>>,
        floats: patterns::<f64>,
        shapes: &[(6, 4), (4, 6)],
        written: [1630e3, 151e3],
    },
];

pub(crate) fn benches(criterion: &mut Criterion, peers: &mut Peers, ratios: &mut Ratios) {
    for case in &CASES {
        let mut group = criterion.benchmark_group(case.name);
        let exact: Vec<_> =
            (0_u64..).zip(case.shapes).map(|(seed, &(m, n))| seeded(m, n, seed)).collect();
        group.bench_function("balls", |b| b.iter(|| (case.balls)(black_box(&exact))));
        group.bench_function("floats", |b| b.iter(|| (case.floats)(black_box(&exact))));
        let sides = [("balls", "flint"), ("floats", "numpy")];
        for ((ours, peer), written) in sides.into_iter().zip(case.written) {
            let task = format!("{peer}-{}", case.name);
            group.bench_function(peer, |b| b.iter_custom(|n| peers.time(&task, n)));
            let name = |of| format!("{}/{of}", case.name);
            ratios.want_time(&name(ours), Some(&name(peer)), WANTED * written);
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
    ratios.want_time("trajectory/balls", None, TRAJECTORY);
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

fn drawn<S: Rung>(exact: &[Matrix<Rational>]) -> Vec<Matrix<S>> {
    exact.iter().map(Matrix::of).collect()
}

/// Whether every entry may be 0, in floats up to 10⁻¹².
fn vanishes<S: Rung>(matrix: &Matrix<S>) -> bool {
    let slack = if S::RIGOROUS { 0.0 } else { 1e-12 };
    let may_be_zero = |(centre, distance): (f64, f64)| centre.abs() <= distance + slack;
    matrix.entries().iter().all(|x| x.nearby().is_some_and(may_be_zero))
}

/// The derivative of Wⱼ₊₁ᵀWⱼ₊₁ − WⱼWⱼᵀ along the gradient flow of ½‖W₃W₂W₁‖² is 0.
fn balancedness<S: Rung>(exact: &[Matrix<Rational>]) {
    let layers = drawn::<S>(exact);
    let half = S::ratio(1, 2);
    let slopes = gradient(&layers, |layers| {
        end_to_end(layers).norm_squared() * Traced::constant(half.clone())
    });
    for (pair, by) in layers.windows(2).zip(slopes.windows(2)) {
        let above = &by[1].transpose() * &pair[1];
        let below = &by[0] * &pair[0].transpose();
        assert!(vanishes(&(&(&above + &above.transpose()) - &(&below + &below.transpose()))));
    }
}

/// −W′ = Σⱼ (WWᵀ)^{(3−j)/3}·G·(WᵀW)^{(j−1)/3} lessens the loss: ⟨G, −W′⟩ > 0, and the powers are those of WWᵀ and WᵀW.
fn end_to_end_rule<S: Rung>(exact: &[Matrix<Rational>]) {
    let layers = drawn::<S>(exact);
    let [w, slope] = layers.as_slice() else { panic!("a matrix and a gradient") };
    let thirds = |m: &Matrix<S>| {
        let powers = m.positive_powers(&[1, 2].map(|n| Rational::fraction(n, 3)));
        let [one, two] = powers.expect("regular").try_into().expect("two powers");
        assert!(vanishes(&(&(&one * &two) - m)) && vanishes(&(&(&one * &one) - &two)));
        (one, two)
    };
    let (left_one, left_two) = thirds(&(w * &w.transpose()));
    let (right_one, right_two) = thirds(&(&w.transpose() * w));
    let middle = &(&left_one * slope) * &right_one;
    let rule = &(&(&left_two * slope) + &middle) + &(slope * &right_two);
    assert!(slope.inner(&rule).reading().is_positive());
}

/// ‖W₂DW₁‖ < 6 for all 64 patterns D of a 4-6-4 network: 36·I − AᵀA is positive definite.
fn patterns<S: Rung>(exact: &[Matrix<Rational>]) {
    let layers = drawn::<S>(exact);
    let [first, second] = layers.as_slice() else { panic!("two layers") };
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
