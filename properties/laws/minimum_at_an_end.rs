//! Least values of functions with an infinite slope at an end: v(n) = min over s ≥ 0 of (s − √n)²/8 + w·s^(2/3).

use theoremcheck::calculus::{Jet, minimum, root};
use theoremcheck::number::{Ball, Dual, Field, Mp, Rung};

/// v(n) for the weight w.
fn least_loss<S: Rung>(n: usize, weight: &S) -> S {
    let target = S::count(n).sqrt();
    let loss = |s: &Jet<S>| {
        let gap = s.shift(&-&target);
        let fit = gap.times(&gap).scale(&S::ratio(1, 8));
        fit.plus(&s.pow(&S::ratio(2, 3)).scale(weight))
    };
    minimum(loss, &S::zero(), &target).expect("one interior minimum at most")
}

/// Asserts that a number is the truth: a ball contains it, and both are within 2^(22 − BITS): `minimum` may lose 20 bits to its radius.
#[track_caller]
fn assert_is<S: Rung>(found: &S, truth: &S) {
    let difference = (found - truth).reading();
    assert!(!S::RIGOROUS || !difference.excludes_zero(), "{found:?} lacks {truth:?}");
    let error = difference.magnitude();
    assert!(error <= rug::Float::with_val(64, 1) >> (S::BITS - 22), "{found:?}, off by {error}");
}

/// A heavy weight: s = 0 is best.
fn is_at_the_end<S: Rung>() {
    assert_is(&least_loss(2, &S::one()), &S::ratio(1, 4));
}

/// A light weight: with s = t³ the loss is smooth, and its slope is t/2·((t³ − 3)·3t/2 + 4w), w = 1/16.
fn is_inside<S: Rung>() {
    let weight = S::ratio(1, 16);
    let slope =
        |t: &Dual<S>| (t.power(3) - Dual::count(3)) * t * Dual::ratio(3, 2) + Dual::ratio(1, 4);
    let t = root(slope, &S::one(), &S::count(2)).expect("a change of sign");
    let truth = (t.power(3) - S::count(3)).square() * S::ratio(1, 8) + t.square() * &weight;
    let found = least_loss(9, &weight);
    assert_is(&found, &truth);
    assert!((S::ratio(9, 8) - found).reading().is_positive(), "less than at s = 0");
}

#[test]
fn minimum_at_an_infinite_slope_is_that_at_the_end() {
    is_at_the_end::<f64>();
    is_at_the_end::<Mp<256>>();
    is_at_the_end::<Ball<128>>();
    is_at_the_end::<Ball<512>>();
}

#[test]
fn minimum_beside_an_infinite_slope_is_the_interior_one() {
    is_inside::<f64>();
    is_inside::<Mp<256>>();
    is_inside::<Ball<128>>();
    is_inside::<Ball<512>>();
}
