//! Both ends of a ball flow to the ends of a ball, which is hardly wider than that.

use crate::balls::{B, TRUTH};
use crate::calculus::{encloses, truth};
use rug::Float;
use theoremcheck::calculus::{Velocity, flow};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Field, Rational, Real, Rung};

/// From centre ± radius.
fn thick(centre: &Rational, radius: &Rational) -> B {
    B::of(centre).widened(&B::of(radius))
}

/// y′ = y, but for every fourth at rest.
struct Fourths;
impl Velocity for Fourths {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let next =
            |i: usize| if i.is_multiple_of(4) { T::zero() } else { state[0][(i, 0)].clone() };
        vec![Matrix::column((0..state[0].rows()).map(next).collect())]
    }
}

/// y′ = 1/y.
struct Reciprocal;
impl Velocity for Reciprocal {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![state[0].map(|y| T::one() / y)]
    }
}

#[test]
fn the_ends_of_a_start_flow_to_the_ends_of_a_ball() {
    // Of a linear flow, nothing but the derivative's own remainder is to spare. To 151/100 the first step tried is shortened.
    for (place, time) in [1, 5].into_iter().flat_map(|i| [(i, 300), (i, 151)]) {
        let time = Rational::fraction(time, 100);
        let mut entries = vec![B::count(1); 6];
        entries[place] = thick(&Rational::from(1), &Rational::fraction(1, 8));
        let end = flow(&Fourths, &[Matrix::column(entries)], &B::of(&time)).expect("linear");
        let (end, growth) = (&end[0][(place, 0)], truth(&time).exp());
        for eighths in [7_u32, 9] {
            let closed = Float::with_val(TRUTH, &growth * eighths) / 8_u32;
            assert!(encloses(end, &closed, -2), "{end:?} {closed}");
        }
        let ratio = end.reading().radius * 8.0 / growth.to_f64();
        assert!(ratio < 1.004, "{ratio} at {time}: {end:?}");
    }
}

#[test]
fn both_ends_of_a_start_flow_to_the_ends_along_a_quotient() {
    // y = √(y₀² + 2t).
    let radius = Rational::dyadic(1, -10);
    let start = [Matrix::column(vec![thick(&Rational::from(1), &radius)])];
    let end = flow(&Reciprocal, &start, &B::of(&Rational::from(1))).expect("smooth");
    for sign in [-1, 1] {
        let from = Float::with_val(TRUTH, truth(&radius) * sign) + 1_u32;
        let closed = (from.square() + 2_u32).sqrt();
        assert!(encloses(&end[0][(0, 0)], &closed, 1), "{end:?}");
    }
    let ratio = end[0][(0, 0)].reading().radius * 1024.0 * 3.0_f64.sqrt();
    assert!(ratio < 1.02, "{ratio}: {end:?}");
}
