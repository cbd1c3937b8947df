//! Flows arrive where their closed forms say, to a multiple of the unit roundoff in every float.

use theoremcheck::Obstacle;
use theoremcheck::calculus::{Velocity, flow};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Field, Mp, Rational, Real, Rung};

/// In units of the roundoff of the largest entry: at most 16 steps lose a unit by the term left out, one by the sum and
/// one by each factor of its first term; errors grow at most 16-fold.
const TOLERANCE: usize = 1 << 10;

fn scalars<S: Field>(values: &[S]) -> Vec<Matrix<S>> {
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

/// a′ = b(s − ab), b′ = a(s − ab), s = 3/2.
struct TwoWeights;
impl Velocity for TwoWeights {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (a, b) = (&state[0][(0, 0)], &state[1][(0, 0)]);
        let error = T::ratio(3, 2) - a * b;
        scalars(&[b * &error, a * &error])
    }
}

struct Turn;
impl Velocity for Turn {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (x, y) = (&state[0][(0, 0)], &state[0][(1, 0)]);
        vec![Matrix::column(vec![-y, x.clone()])]
    }
}

struct Square;
impl Velocity for Square {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(Field::square)]
    }
}

fn two_weights_follow_the_logistic_curve<S: Rung>() {
    let (s, start, time) = (S::ratio(3, 2), S::ratio(1, 10), S::count(1));
    let root = start.sqrt();
    let end = flow(&TwoWeights, &scalars(&[root.clone(), root]), &time);
    let growth = (S::count(2) * &s * time).exp();
    let u = &s * &growth / (growth - S::count(1) + &s / &start);
    agree(&end.expect("a smooth flow"), &scalars(&[u.sqrt(), u.sqrt()]));
}

fn a_rotation_turns_by_its_angle<S: Rung>() {
    let angle = S::ratio(7, 2);
    let start = [Matrix::column(vec![S::count(1), S::zero()])];
    let end = flow(&Turn, &start, &angle).expect("a smooth flow");
    agree(&end, &[Matrix::column(vec![angle.cos(), angle.sin()])]);
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
    assert_eq!(flow(&TwoWeights, &start, &0.0), Ok(start));
}

#[test]
fn flow_into_a_pole_gives_up() {
    let end = flow(&Square, &scalars(&[1.0]), &2.0);
    assert!(
        matches!(end, Err(Obstacle::Stopped { time }) if (0.9..1.0).contains(&time)),
        "{end:?}"
    );
}
