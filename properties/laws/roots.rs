//! All zeros of a function, and zeros of systems, with the proof that there are no others.

use crate::balls::{B, TRUTH, contains_exactly};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use rug::float::Constant;
use theoremcheck::Obstacle;
use theoremcheck::calculus::{Loss, System, critical_point, roots, zero};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Dual, Field, Mp, Rational, Real, Rung};

/// ∏(x − zero).
fn polynomial<S: Field>(x: &Dual<S>, zeros: &[Rational]) -> Dual<S> {
    zeros.iter().fold(Dual::count(1), |product, zero| product * (x - Dual::of(zero)))
}

/// Zeros k/16 apart from each other, some at ends of pieces.
fn zeros() -> impl Strategy<Value = Vec<Rational>> {
    prop::collection::btree_set(-47..48_i64, 1..6)
        .prop_map(|set| set.into_iter().map(|k| Rational::fraction(k, 16)).collect())
}

/// A circle and a line: x² + y² = c, y = a·x.
struct Crossing {
    c: Rational,
    a: Rational,
}
impl System for Crossing {
    fn at<T: Real>(&self, p: &[T]) -> Vec<T> {
        vec![p[0].square() + p[1].square() - T::of(&self.c), &p[1] - T::of(&self.a) * &p[0]]
    }
}

/// x = cos(y), y = sin(x)/2 + e^(z − 1) − 1, z = tanh(x·y): no closed form.
struct Tangled;
impl System for Tangled {
    fn at<T: Real>(&self, p: &[T]) -> Vec<T> {
        let exponential = (&p[2] - T::one()).exp() - T::one();
        vec![
            &p[0] - p[1].cos(),
            &p[1] - p[0].sin() * T::ratio(1, 2) - exponential,
            &p[2] - (&p[0] * &p[1]).tanh(),
        ]
    }
}

/// x² and a sum of squares: singular zeros.
struct Double;
impl System for Double {
    fn at<T: Real>(&self, p: &[T]) -> Vec<T> {
        vec![p[0].square()]
    }
}

/// (ab − s)²/2 + λ(a² + b²)/2, critical at a = b = √(s − λ).
struct Regularized;
impl Loss for Regularized {
    fn at<T: Real>(&self, w: &[Matrix<T>]) -> T {
        let (a, b) = (&w[0][(0, 0)], &w[1][(0, 0)]);
        let half = T::ratio(1, 2);
        (a * b - T::count(2)).square() * &half + (a.square() + b.square()) * T::ratio(1, 8) * &half
    }
}

laws! { 12 or 1000 cases;
    all_zeros_of_a_polynomial_are_found_and_no_others: zeros() => |zeros| {
        let (low, high) = (-Rational::from(3), Rational::from(3));
        let found = roots(|x| polynomial(x, &zeros), &B::of(&low), &B::of(&high)).expect("simple zeros");
        prop_assert_eq!(found.len(), zeros.len(), "{:?}", found);
        for (ball, zero) in found.iter().zip(&zeros) {
            prop_assert!(contains_exactly(ball, zero.value().expect("a number")) && ball.reading().radius < 1e-30, "{ball:?}");
        }
        let floats = roots(|x| polynomial(x, &zeros), &-3.0, &3.0).expect("simple zeros");
        prop_assert!(floats.windows(2).all(|pair| pair[0] <= pair[1]));
        Ok(())
    };

    zeros_of_a_system_are_contained_and_alone: (between(0, 4), between(-2, 2)) => |(c, a)| {
        let crossing = Crossing { c: c.clone(), a: a.clone() };
        let guess = [B::ratio(1, 1), B::of(&a)];
        let found = zero(&crossing, &guess).expect("a crossing");
        let x = (truth(&c) / (truth(&a).square() + 1_u32)).sqrt();
        prop_assert!(encloses(&found.at[0], &x, 110), "{found:?}");
        prop_assert!(encloses(&found.at[1], &(x.clone() * truth(&a)), 110), "{found:?}");
        // The other crossing is at −x.
        let other = Float::with_val(TRUTH, -&x);
        let may_contain = |ball: &B, x: &Float| Float::with_val(TRUTH, x - &ball.reading().centre).abs() <= ball.reading().radius;
        prop_assert!(!(may_contain(&found.alone[0], &other) && may_contain(&found.alone[1], &(other * truth(&a)))), "{found:?}");
        prop_assert!(found.alone[0].reading().radius > 2_f64.powi(-8), "{found:?}");
        let float = zero(&crossing, &[Mp::<256>::ratio(1, 1), Mp::of(&a)]).expect("a crossing");
        prop_assert!(Float::with_val(TRUTH, float.at[0].float() - &x).abs() < 1e-70);
        Ok(())
    };
}

#[test]
fn all_zeros_of_a_sine_are_found() {
    let found = roots(|x: &Dual<B>| x.sin(), &B::ratio(1, 1), &B::ratio(40, 1)).expect("simple");
    let pi = Float::with_val(TRUTH, Constant::Pi);
    assert_eq!(found.len(), 12);
    for (k, ball) in (1_u32..).zip(&found) {
        assert!(encloses(ball, &Float::with_val(TRUTH, &pi * k), 110), "{ball:?}");
    }
}

#[test]
fn zeros_at_the_ends_are_found_and_double_ones_refused() {
    let zeros = [0, 1, 2_usize].map(Rational::from);
    let found = roots(|x| polynomial(x, &zeros), &B::ratio(0, 1), &B::ratio(2, 1)).expect("simple");
    assert_eq!(found.len(), 3, "{found:?}");
    let double =
        roots(|x: &Dual<B>| (x - Dual::ratio(1, 3)).square(), &B::ratio(0, 1), &B::ratio(2, 1));
    assert!(matches!(double, Err(Obstacle::Undecided { near }) if (near - 1.0 / 3.0).abs() < 1e-6));
    // 1 + x² has none; 1/(x − 1/3) a pole.
    let none = roots(|x: &Dual<B>| x.square() + Dual::count(1), &B::ratio(-2, 1), &B::ratio(2, 1));
    assert!(none.expect("no zero").is_empty());
    let pole = |x: &Dual<B>| Dual::count(1) / (x - Dual::ratio(1, 3));
    assert!(roots(pole, &B::ratio(0, 1), &B::ratio(1, 1)).is_err());
}

fn tangled<S: Rung>() -> Vec<S> {
    zero(&Tangled, &[S::ratio(1, 1), S::ratio(0, 1), S::ratio(0, 1)]).expect("regular").at
}

/// Asserts that balls contain the truth, and lose at most 6 bits.
fn tangled_contains<const P: u32>(truth: &[Mp<512>]) {
    for (ball, truth) in tangled::<Ball<P>>().iter().zip(truth) {
        let reading = ball.reading();
        let distance = Float::with_val(TRUTH, truth.float() - &reading.centre).abs();
        assert!(distance <= reading.radius + 1e-150, "{ball:?}");
        assert!(reading.radius < 2_f64.powi(6 - P.cast_signed()), "{ball:?}");
    }
}

#[test]
fn zeros_of_a_tangled_system_are_contained_at_every_precision() {
    let truth = tangled::<Mp<512>>();
    tangled_contains::<64>(&truth);
    tangled_contains::<128>(&truth);
    tangled_contains::<256>(&truth);
}

#[test]
fn a_critical_point_is_contained_and_a_double_zero_is_none() {
    let guess = [1, 1].map(|k| Matrix::column(vec![B::ratio(k, 1)]));
    let found = critical_point(&Regularized, &guess).expect("isolated");
    // s − λ = 2 − 1/8.
    let truth = Float::with_val(TRUTH, 1.875).sqrt();
    assert!(found.iter().all(|w| encloses(&w[(0, 0)], &truth, 115)), "{found:?}");
    assert!(zero(&Double, &[B::ratio(1, 1)]).is_err());
}
