//! Zeros where Newton's method alone fails, and changes of sign that are none.

use theoremcheck::calculus::root;
use theoremcheck::number::{Ball, Dual, Field, Mp, Real};

#[test]
fn a_pole_is_no_root() {
    let pole = |x: &Dual<Ball<128>>| Dual::count(1) / (x - Dual::ratio(1, 3));
    assert!(root(pole, &Ball::ratio(0, 1), &Ball::ratio(1, 1)).is_err());
}

#[test]
fn roots_are_found_where_newtons_method_alone_runs_away() {
    let step = |x: &Dual<Mp<256>>| (x - Dual::count(1)).tanh();
    let found = root(step, &-Mp::count(40), &Mp::count(50)).expect("a change of sign");
    let error = (found - Mp::count(1)).reading().magnitude();
    assert!(error <= rug::Float::with_val(64, 1) >> 250, "{error}");
    // In f32 the slope underflows to 0 on most of the bracket.
    let step = |x: &Dual<f32>| (x - Dual::constant(1.0)).tanh();
    assert_eq!(root(step, &-40.0, &50.0), Ok(1.0));
}
