//! Flows of one number, by every function, contain their closed forms at every time.

use crate::balls::{B, TRUTH};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rug::Float;
use rug::ops::Pow;
use theoremcheck::calculus::{Velocity, trajectory};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Field, Rational, Real};

/// A velocity in any type, and where it takes y in the time t.
macro_rules! flows {
    ($($name:ident: |$x:ident: $T:ident| $f:expr, |$y:ident, $t:ident| $closed:expr;)*) => {$(
        mod $name {
            use super::*;
            pub(super) struct Flow;
            impl Velocity for Flow {
                fn at<$T: Real>(&self, state: &[Matrix<$T>]) -> Vec<Matrix<$T>> {
                    let velocity = |$x: &$T| $f;
                    vec![state[0].map(velocity)]
                }
            }
            pub(super) fn reached($y: Float, $t: &Float) -> Float {
                $closed
            }
        }
    )*};
}
flows! {
    exponential: |x: T| x.clone(), |y, t| y * t.clone().exp();
    stiff: |x: T| T::count(50) * (T::one() - x), |y, t| 1 + (y - 1) * Float::with_val(TRUTH, t * -50).exp();
    logistic: |x: T| x * (T::one() - x), |y, t| {
        let growth = t.clone().exp();
        growth.clone() * &y / (growth * &y + 1 - y)
    };
    products: |x: T| T::dot(&[x.clone(), T::one()], &[-x, x.clone()]), |y, t| logistic::reached(y, t);
    logarithm: |x: T| (-x).exp(), |y, t| (y.exp() + t).ln();
    root: |x: T| T::one() / x, |y, t| (y.square() + Float::with_val(TRUTH, t * 2)).sqrt();
    square: |x: T| x.sqrt(), |y, t| (y.sqrt() + Float::with_val(TRUTH, t / 2)).square();
    double_exponential: |x: T| x * x.ln(), |y, t| (y.ln() * t.clone().exp()).exp();
    hyperbolic: |x: T| x.tanh(), |y, t| (y.sinh() * t.clone().exp()).asinh();
    gudermannian: |x: T| x.cos(), |y, t| {
        // From y in (0, 1): within (−π/2, π/2) all along.
        (y.sin().atanh() + t).tanh().asin()
    };
    logarithmic_tangent: |x: T| x.sin(), |y, t| ((y / 2_u32).tan() * t.clone().exp()).atan() * 2_u32;
    power: |x: T| x.pow(&T::ratio(2, 3)), |y, t| (y.cbrt() + Float::with_val(TRUTH, t / 3)).pow(3_u32);
    distance: |x: T| -x.abs(), |y, t| y * Float::with_val(TRUTH, -t).exp();
}

/// At 1/4 and 1, to some 2¹⁸ roundoffs, since the flows grow; and at the ends of all pieces, which contain them.
fn follows(
    flow: &impl Velocity,
    reached: fn(Float, &Float) -> Float,
    y: &Rational,
) -> TestCaseResult {
    let start = [Matrix::column(vec![B::of(y)])];
    let times = [Rational::fraction(1, 4), Rational::from(1)];
    let found = trajectory(flow, &start, &times.clone().map(|t| B::of(&t))).expect("smooth");
    for (state, time) in found.states.iter().zip(&times) {
        let closed = reached(truth(y), &truth(time));
        prop_assert!(encloses(&state[0][(0, 0)], &closed, 110), "{state:?} at {time}: {closed}");
    }
    for piece in &found.pieces {
        let middle = (&piece.from + &piece.to) * Rational::fraction(1, 2);
        for time in [&piece.from, &middle, &piece.to] {
            let closed = reached(truth(y), &truth(time));
            prop_assert!(encloses(&piece.states[0][(0, 0)], &closed, -4), "{piece:?}: {closed}");
        }
    }
    Ok(())
}

macro_rules! flow_laws {
    ($($law:ident: $module:ident;)*) => {
        laws! { 3 or 200 cases; $(
            $law: between(0, 1) => |y| follows(&$module::Flow, $module::reached, &y);
        )* }
    };
}
flow_laws! {
    flow_of_itself_is_exponential: exponential;
    stiff_flow_decays: stiff;
    logistic_flow_is_a_sigmoid: logistic;
    flow_of_a_sum_of_products_is_that_of_its_value: products;
    flow_of_an_exponential_is_a_logarithm: logarithm;
    flow_of_a_reciprocal_is_a_root: root;
    flow_of_a_root_is_a_square: square;
    flow_of_a_logarithm_is_doubly_exponential: double_exponential;
    flow_of_tanh_is_exponential_in_sinh: hyperbolic;
    flow_of_the_cosine_is_the_gudermannian: gudermannian;
    flow_of_the_sine_is_exponential_in_the_tangent: logarithmic_tangent;
    flow_of_a_power_is_a_power: power;
    flow_of_a_distance_is_exponential_on_either_side: distance;
}
