//! Flows arrive where their closed forms say, to a multiple of the unit roundoff in every float.

use theoremcheck::Obstacle;
use theoremcheck::calculus::flow;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// In units of the roundoff of the largest entry: up to 1.5·23² midpoint steps of the longest row, at weights below 4
/// in sum, lose up to 2¹² at 256 bits in each of at most 8 parts of the time.
const TOLERANCE: usize = 1 << 15;

fn scalars<S: Rung>(values: &[S]) -> Vec<Matrix<S>> {
    values.iter().map(|x| Matrix::column(vec![x.clone()])).collect()
}

/// Panics unless the two agree to the tolerance.
fn agree<S: Rung>(reached: &[Matrix<S>], expected: &[Matrix<S>]) {
    let allowed = S::of(&Rational::dyadic(1, -i32::try_from(S::BITS).expect("few bits")));
    let allowed = (allowed * S::count(TOLERANCE)).reading().centre;
    for (reached, expected) in reached.iter().zip(expected) {
        let size = expected.max_abs().reading().centre;
        let error = (reached - expected).max_abs().reading().centre;
        assert!(error <= rug::Float::with_val(64, &allowed * size), "{error} in {} bits", S::BITS);
    }
}

/// a′ = b(s − ab), b′ = a(s − ab).
fn two_weights<S: Rung>(state: &[Matrix<S>], s: &S) -> Vec<Matrix<S>> {
    let (a, b) = (&state[0][(0, 0)], &state[1][(0, 0)]);
    let error = s - &(a * b);
    scalars(&[b * &error, a * &error])
}

fn two_weights_follow_the_logistic_curve<S: Rung>() {
    let (s, start, time) = (S::ratio(3, 2), S::ratio(1, 10), S::count(1));
    let root = start.sqrt();
    let end = flow(|state| two_weights(state, &s), &scalars(&[root.clone(), root]), &time);
    let growth = (S::count(2) * &s * time).exp();
    let u = &s * &growth / (growth - S::count(1) + &s / &start);
    agree(&end.expect("a smooth flow").state, &scalars(&[u.sqrt(), u.sqrt()]));
}

fn a_rotation_turns_by_its_angle<S: Rung>() {
    let turn = |state: &[Matrix<S>]| {
        let (x, y) = (&state[0][(0, 0)], &state[0][(1, 0)]);
        vec![Matrix::column(vec![-y, x.clone()])]
    };
    let angle = S::ratio(7, 2);
    let start = [Matrix::column(vec![S::count(1), S::zero()])];
    let end = flow(turn, &start, &angle).expect("a smooth flow");
    agree(&end.state, &[Matrix::column(vec![angle.cos(), angle.sin()])]);
}

#[test]
fn flow_of_two_weights_is_logistic() {
    two_weights_follow_the_logistic_curve::<f32>();
    two_weights_follow_the_logistic_curve::<f64>();
    two_weights_follow_the_logistic_curve::<Mp<128>>();
    two_weights_follow_the_logistic_curve::<Mp<256>>();
}

#[test]
fn flow_of_a_rotation_is_a_rotation() {
    a_rotation_turns_by_its_angle::<f32>();
    a_rotation_turns_by_its_angle::<f64>();
    a_rotation_turns_by_its_angle::<Mp<128>>();
    a_rotation_turns_by_its_angle::<Mp<256>>();
}

#[test]
fn flow_for_no_time_stays() {
    let start = scalars(&[0.25, 0.5]);
    let end = flow(|state| two_weights(state, &1.0), &start, &0.0).expect("a smooth flow");
    agree(&end.state, &start);
}

#[test]
fn flow_has_no_enclosure() {
    let start = scalars(&[Ball::<128>::ratio(1, 2)]);
    let end = flow(<[Matrix<_>]>::to_vec, &start, &Ball::ratio(1, 1));
    assert_eq!(end.err(), Some(Obstacle::NoEnclosure { of: "a flow" }));
}

#[test]
fn flow_into_a_pole_gives_up() {
    let square = |state: &[Matrix<f64>]| vec![state[0].map(|x| x * x)];
    let end = flow(square, &scalars(&[1.0]), &2.0);
    assert!(matches!(end.err(), Some(Obstacle::NotConverged { algorithm: "flow", .. })));
}
