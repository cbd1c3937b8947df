//! The flow of a network at every precision, and flows that end early.

use crate::balls::{B, TRUTH, ball};
use num_traits::Zero;
use rug::Float;
use theoremcheck::Obstacle;
use theoremcheck::calculus::{Velocity, flow};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Real, Rung};

/// The gradient flow of ½‖S − W₂W₁‖², S = [[−1/2, 0], [1/2, 1]].
struct Network;
impl Velocity for Network {
    fn at<T: Real>(&self, w: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let target =
            Matrix::from_rows(&[vec![T::ratio(-1, 2), T::zero()], vec![T::ratio(1, 2), T::one()]]);
        let error = &target - &(&w[1] * &w[0]);
        vec![&w[1].transpose() * &error, &error * &w[0].transpose()]
    }
}

/// y′ = 1 + y².
struct Tangent;
impl Velocity for Tangent {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(|y| T::one() + y.square())]
    }
}

/// y′ = 1 + |y|.
struct Kink;
impl Velocity for Kink {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(|y| T::one() + y.abs())]
    }
}

fn end_of_network<S: Rung>() -> Vec<Matrix<S>> {
    let weights = |entries: [i64; 4]| Matrix::from_fn(2, 2, |i, j| S::ratio(entries[2 * i + j], 8));
    let start = [weights([-3, 2, 0, -2]), weights([-1, -3, 2, 1])];
    flow(&Network, &start, &S::count(1)).expect("smooth")
}

/// Asserts that balls contain the truth, which is one to some units of 2⁻⁵¹², and lose at most 8 bits.
fn contain<const P: u32>(truth: &[Matrix<Mp<512>>], end: &[Matrix<Ball<P>>]) {
    let entries = |(t, b): (&'_ Matrix<Mp<512>>, &'_ Matrix<Ball<P>>)| {
        t.entries().iter().copied().zip(b.entries().to_vec()).collect::<Vec<_>>()
    };
    for (truth, ball) in truth.iter().zip(end).flat_map(entries) {
        let reading = ball.reading();
        let distance = Float::with_val(TRUTH, truth.float() - &reading.centre).abs();
        assert!(distance <= reading.radius + 1e-150, "{ball:?} {truth:?}");
        assert!(reading.radius < 2_f64.powi(8 - P.cast_signed()), "{ball:?}");
    }
}

#[test]
fn the_flow_of_a_network_is_contained_at_every_precision() {
    let truth = end_of_network::<Mp<512>>();
    contain(&truth, &end_of_network::<Ball<53>>());
    contain(&truth, &end_of_network::<Ball<64>>());
    contain(&truth, &end_of_network::<Ball<128>>());
    contain(&truth, &end_of_network::<Ball<256>>());
}

#[test]
fn flow_in_balls_stops_before_a_pole_and_at_a_kink() {
    let from = |y| [Matrix::column(vec![y])];
    let two = B::of(&Rational::from(2));
    let end = flow(&Tangent, &from(B::zero()), &two);
    let before_pole = |time| (1.5..std::f64::consts::FRAC_PI_2).contains(&time);
    assert!(matches!(end, Err(Obstacle::Stopped { time }) if before_pole(time)), "{end:?}");
    // From −1/2, y = 1 − 3/2·e^(−t) is 0 at t = ln(3/2).
    let end = flow(&Kink, &from(B::ratio(-1, 2)), &two);
    assert!(matches!(end, Err(Obstacle::Stopped { time }) if time <= 1.5_f64.ln()), "{end:?}");
}

#[test]
fn flow_from_too_wide_a_ball_stops() {
    let start = [Matrix::column(vec![ball(1, 0, 0.75)])];
    let end = flow(&Tangent, &start, &B::of(&Rational::from(1)));
    assert!(matches!(end, Err(Obstacle::Stopped { .. })), "{end:?}");
}
