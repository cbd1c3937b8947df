//! Flows in balls contain what they should: closed forms, conserved quantities, flows of all points of the start.

use crate::balls::{B, TRUTH, contains, contains_exactly};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use rug::float::Constant;
use rug::ops::Pow;
use theoremcheck::calculus::{Descent, Loss, Velocity, flow, trajectory};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Real, Rung};

/// ½‖S − W₂W₁‖² for a square S.
struct Product(Matrix<Rational>);

impl Loss for Product {
    fn at<T: Real>(&self, weights: &[Matrix<T>]) -> T {
        let error = &Matrix::of(&self.0) - &(&weights[1] * &weights[0]);
        error.norm_squared() * T::ratio(1, 2)
    }
}

/// The same flow, written out.
struct WrittenOut<'a>(&'a Product);

impl Velocity for WrittenOut<'_> {
    fn at<T: Real>(&self, weights: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let error = &Matrix::of(&self.0.0) - &(&weights[1] * &weights[0]);
        vec![&weights[1].transpose() * &error, &error * &weights[0].transpose()]
    }
}

/// x″ = −x.
struct Turn;
impl Velocity for Turn {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (x, y) = (&state[0][(0, 0)], &state[0][(1, 0)]);
        vec![Matrix::column(vec![-y, x.clone()])]
    }
}

/// A pendulum beside a constant: x″ = −sin x.
struct Pendulum;
impl Velocity for Pendulum {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (x, v) = (&state[0][(0, 0)], &state[0][(1, 0)]);
        vec![Matrix::column(vec![v.clone(), -x.sin()]), state[1].map(|_| T::zero())]
    }
}

/// z′ = 1 and y′ = z²⁵, beside a number at rest.
struct Power;
impl Velocity for Power {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let power = state[0][(0, 0)].power(25);
        vec![Matrix::column(vec![T::one(), power]), state[1].map(|_| T::zero())]
    }
}

/// y′ = 1 + y².
struct Tangent;
impl Velocity for Tangent {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(|y| T::one() + y.square())]
    }
}

/// y′ = y(1 − y) beside a number at rest.
struct Logistic;
impl Velocity for Logistic {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(|y| y * (T::one() - y)), state[1].map(|_| T::zero())]
    }
}

fn column<S: Field>(entries: &[Rational]) -> Vec<Matrix<S>> {
    vec![Matrix::column(entries.iter().map(S::of).collect())]
}

fn square() -> impl Strategy<Value = Matrix<Rational>> {
    prop::collection::vec(between(-1, 1), 4)
        .prop_map(|v| Matrix::from_rows(&[v[..2].to_vec(), v[2..].to_vec()]))
}

fn square_balls(m: &Matrix<Rational>) -> Matrix<B> {
    Matrix::of(m)
}

fn thick(centre: &Rational, radius: &Rational) -> B {
    B::of(centre).widened(&B::of(radius))
}

laws! { 4 or 300 cases;
    flow_of_a_network_is_the_descent_of_its_loss_and_keeps_its_balance: (square(), square(), square()) => |(target, first, second)| {
        let loss = Product(target);
        let start = [square_balls(&first), square_balls(&second)];
        let one = B::of(&Rational::from(1));
        let written_out = flow(&WrittenOut(&loss), &start, &one).expect("smooth");
        let end = flow(&Descent(loss), &start, &one).expect("smooth");
        // W₁W₁ᵀ − W₂ᵀW₂ is what it was.
        let balance = |w: &[Matrix<B>]| &(&w[0] * &w[0].transpose()) - &(&w[1].transpose() * &w[1]);
        let change = &balance(&end) - &balance(&start);
        prop_assert!(change.entries().iter().all(|x| !x.reading().excludes_zero() && x.reading().radius < 2_f64.powi(-112)), "{change:?}");
        for (a, b) in end.iter().zip(&written_out) {
            prop_assert!((a - b).entries().iter().all(|x| !x.reading().excludes_zero()));
        }
        Ok(())
    };

    flow_from_a_ball_contains_those_from_its_points: (between(-2, 2), between(-2, 2), 2..40_i32, [-1..=1_i64, -1..=1]) => |(x, v, bits, place)| {
        let radius = Rational::dyadic(1, -bits);
        let time = Rational::from(2);
        let start = [Matrix::column(vec![thick(&x, &radius), thick(&v, &radius)]), Matrix::column(vec![B::of(&x)])];
        let found = flow(&Pendulum, &start, &B::of(&time));
        let Ok(found) = found else {
            prop_assert!(bits < 4, "{found:?}");
            return Ok(());
        };
        let at = |c: &Rational, place: i64| c + &radius * Rational::fraction(place, 1);
        let point: [Matrix<Mp<256>>; 2] = [Matrix::column(vec![Mp::of(&at(&x, place[0])), Mp::of(&at(&v, place[1]))]), Matrix::column(vec![Mp::of(&x)])];
        let truth = flow(&Pendulum, &point, &Mp::of(&time)).expect("smooth");
        for i in 0..2 {
            let float = truth[0][(i, 0)].float();
            let around = (Float::with_val(TRUTH, &float - 1e-70), Float::with_val(TRUTH, &float + 1e-70));
            prop_assert!(contains(&found[0][(i, 0)], &around), "{found:?} {float}");
        }
        prop_assert!(bits < 10 || found[0].entries().iter().all(|x| x.reading().radius < 64.0 * 2_f64.powi(-bits)), "{found:?}");
        Ok(())
    };

    flow_and_back_contains_the_start: (between(-1, 1), between(-1, 1)) => |(x, v)| {
        let start: Vec<Matrix<B>> = [column(&[x.clone(), v]), column(&[x])].concat();
        let time = B::of(&Rational::from(1));
        let there = flow(&Pendulum, &start, &time).expect("smooth");
        let back = flow(&Pendulum, &there, &-time).expect("smooth");
        for (a, b) in back[0].entries().iter().zip(start[0].entries()) {
            prop_assert!(a.contains(b) && a.reading().radius < 2_f64.powi(-115), "{a:?} {b:?}");
        }
        Ok(())
    };
}

/// (cos, sin) of whole numbers of radians.
fn turned(time: u32) -> [Float; 2] {
    let time = Float::with_val(TRUTH, time);
    [time.clone().cos(), time.sin()]
}

#[test]
fn a_rotation_for_sixteen_turns_keeps_its_digits() {
    let start = column(&[Rational::from(1), Rational::from(0)]);
    let times = [1_u32, 10, 100];
    let found = trajectory(&Turn, &start, &times.map(|t| B::of(&Rational::from(t as usize))))
        .expect("linear");
    for (state, time) in found.states.iter().zip(times) {
        for (ball, closed) in state[0].entries().iter().zip(turned(time)) {
            // Some units a step of two radians.
            assert!(encloses(ball, &closed, 117), "{ball:?} after {time}");
        }
    }
}

#[test]
fn a_square_that_turns_is_not_wrapped() {
    // Its box grows by √2 once, not at every step.
    let radius = Rational::dyadic(1, -20);
    let side = |x| thick(&Rational::from(x), &radius);
    let start = [Matrix::column(vec![side(1), side(0)])];
    let end = flow(&Turn, &start, &B::of(&Rational::from(100))).expect("linear");
    for ball in end[0].entries() {
        assert!(ball.reading().radius < 1.5 * 2_f64.powi(-20), "{ball:?}");
    }
    // The corner (1 + r, r) and its closed form, at the rim of the set.
    let [cos, sin] = turned(100);
    let (x, y) = (1 + truth(&radius), truth(&radius));
    let corner = [Float::with_val(TRUTH, &x * &cos) - &y * sin.clone(), x * sin + y * cos];
    for (ball, closed) in end[0].entries().iter().zip(corner) {
        assert!(encloses(ball, &closed, 10), "{ball:?}");
    }
}

#[test]
fn both_ends_of_a_start_flow_to_the_ends() {
    // y′ = 1 + y² from ±1/64, where the derivative is not that at the centre; and the radius is not much more.
    let radius = Rational::fraction(1, 64);
    let start = [Matrix::column(vec![thick(&Rational::from(0), &radius)])];
    let end = flow(&Tangent, &start, &B::of(&Rational::from(1))).expect("no pole below π/2 − 1/64");
    for sign in [-1, 1] {
        let angle = Float::with_val(TRUTH, truth(&radius) * sign).atan() + 1_u32;
        assert!(encloses(&end[0][(0, 0)], &angle.tan(), 3), "{end:?}");
    }
}

#[test]
fn pieces_contain_what_the_terms_left_out_add() {
    // From 0, every other term of tan vanishes, also the one that the first guess is made of. To 1/8 is one step.
    for time in [Rational::fraction(1, 8), Rational::from(1)] {
        let start = column::<B>(&[Rational::from(0)]);
        let found = trajectory(&Tangent, &start, &[B::of(&time)]).expect("no pole yet");
        for piece in &found.pieces {
            for time in [&piece.from, &piece.to] {
                let closed = truth(time).tan();
                assert!(encloses(&piece.states[0][(0, 0)], &closed, -2), "{piece:?}");
            }
        }
        assert!(encloses(&found.states[0][0][(0, 0)], &truth(&time).tan(), 118));
    }
}

#[test]
fn a_small_number_beside_a_large_one_is_contained() {
    // The step is as long as the large one's roundoff allows, so that the remainder is most of the error.
    type B = Ball<53>;
    let start =
        [column::<B>(&[Rational::fraction(1, 4)]), column(&[Rational::dyadic(1, 40)])].concat();
    let end = flow(&Logistic, &start, &B::of(&Rational::from(2))).expect("smooth");
    let growth = Float::with_val(TRUTH, 2).exp();
    let closed = growth.clone() / (growth + 3_u32);
    assert!(contains_exactly(&end[0][(0, 0)], &closed.to_rational().expect("finite")), "{end:?}");
    assert!(end[0][(0, 0)].reading().radius < 1e-6, "{end:?}");
    assert_eq!(end[1][(0, 0)].reading(), start[1][(0, 0)].reading());
}

#[test]
fn a_remainder_that_is_all_there_is_is_contained() {
    // All terms below the order of 26 vanish, and the remainder is not overrated; the first step tried is shortened.
    type B = Ball<53>;
    let start =
        [column::<B>(&[Rational::from(0), Rational::from(0)]), column(&[Rational::dyadic(1, 47)])];
    let time = Rational::fraction(29, 32);
    let end = flow(&Power, &start.concat(), &B::of(&time)).expect("smooth");
    let closed = truth(&time).pow(26_u32) / 26_u32;
    assert!(contains_exactly(&end[0][(1, 0)], &closed.to_rational().expect("finite")), "{end:?}");
}

#[test]
fn a_time_that_is_a_ball_is_reached_all_over() {
    let start = column::<B>(&[Rational::fraction(1, 4), Rational::from(1)]);
    let time = B::pi().widened(&B::ratio(1, 8));
    let end = flow(&Turn, &start, &time).expect("linear");
    let pi = Float::with_val(TRUTH, Constant::Pi);
    for eighth in [-1, 0, 1] {
        let angle = Float::with_val(TRUTH, &pi + Float::with_val(TRUTH, eighth) / 8_u32);
        let (sin, cos) = angle.sin_cos(Float::new(TRUTH));
        let x = Float::with_val(TRUTH, &cos / 4_u32) - &sin;
        let y = sin / 4_u32 + cos;
        assert!(encloses(&end[0][(0, 0)], &x, 1) && encloses(&end[0][(1, 0)], &y, 1), "{end:?}");
    }
}

#[test]
fn a_diagonal_network_stays_diagonal_exactly() {
    let diagonal = |a: i64, b: i64| Matrix::diagonal(&[B::ratio(a, 8), B::ratio(b, 8)]);
    let target = Matrix::diagonal(&[Rational::from(1), Rational::fraction(1, 2)]);
    let start = [diagonal(1, 2), diagonal(3, 2)];
    let found = trajectory(&Descent(Product(target)), &start, &[B::count(1), B::count(2)]);
    let found = found.expect("smooth");
    let pieces = found.pieces.iter().map(|piece| &piece.states);
    for state in found.states.iter().chain(pieces) {
        for off in state.iter().flat_map(|w| [&w[(0, 1)], &w[(1, 0)]]) {
            let off = off.reading();
            assert!(off.centre == 0 && off.radius == 0.0, "{state:?}");
        }
    }
}
