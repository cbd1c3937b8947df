//! What balls do at the ends of their domain and of their range.

use crate::balls::{B, ball, balls, contains_exactly, whole_line};
use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use theoremcheck::number::{Field, Rational, Real, Rung, largest, sum};

fn knows_nothing(x: &B) -> bool {
    let reading = x.reading();
    !reading.is_finite() && !reading.excludes_zero() && !reading.is_at_least_zero()
}

laws! { 1_000 or 100_000 cases;
    whole_line_absorbs_all_that_it_meets: balls() => |x| {
        let whole = whole_line();
        let results = [
            x + whole, whole + x, x - whole, whole - x, x * whole, whole * x, x / whole, whole / x,
            x.max(&whole), whole.max(&x), x.min(&whole), whole.min(&x), x.pow(&whole), whole.pow(&x),
            x.widened(&whole), whole.widened(&x),
            B::dot(&[x, B::zero()], &[x, whole]),
            sum([x, whole]), largest([whole, x]),
        ];
        for (at, result) in results.iter().enumerate() {
            prop_assert!(knows_nothing(result), "operation {at}: {result:?}");
        }
        Ok(())
    };
    ball_that_contains_zero_divides_to_the_whole_line: (balls(), balls()) => |(x, y)| {
        let contains_zero = !y.reading().excludes_zero();
        prop_assert!(!contains_zero || knows_nothing(&(x / y)));
        Ok(())
    };
    disjoint_balls_have_one_of_them_as_maximum: (balls(), balls()) => |(x, y)| {
        let gap = (x - y).reading();
        if gap.is_positive() || gap.is_negative() {
            let top = if gap.is_positive() { &x } else { &y };
            prop_assert_eq!(x.max(&y).reading(), top.reading());
        }
        Ok(())
    };
    exact_small_numbers_stay_exact: (-1000..1000_i64, -1000..1000_i64) => |(m, n)| {
        let (x, y) = (B::ratio(m, 1), B::ratio(n, 1));
        let results = [x + y, x - y, x * y, x.square(), x.power(3), x.abs(), x.max(&y), x.square().sqrt()];
        for (at, result) in results.iter().enumerate() {
            prop_assert_eq!(result.reading().radius, 0.0, "operation {}", at);
        }
        Ok(())
    };
}

#[test]
fn functions_of_the_whole_line_know_nothing() {
    let whole = whole_line();
    let results = [
        whole.sqrt(),
        whole.exp(),
        whole.ln(),
        whole.tanh(),
        whole.sin(),
        whole.cos(),
        whole.abs(),
        whole.power(2),
        whole.square(),
        -&whole,
        Rung::centre(&whole),
        B::of(&Rational::UNDEFINED),
    ];
    for (at, result) in results.iter().enumerate() {
        assert!(knows_nothing(result), "function {at}: {result:?}");
    }
}

#[test]
fn square_root_and_logarithm_know_nothing_below_their_domain() {
    assert!(knows_nothing(&ball(1, 0, 1.0_f64.next_up()).sqrt()));
    assert!(knows_nothing(&ball(-1, 0, 0.0).sqrt()));
    assert!(knows_nothing(&ball(1, 0, 1.0).ln()));
    assert!(knows_nothing(&B::zero().ln()));
}

#[test]
fn square_root_of_a_ball_that_touches_zero_touches_zero() {
    let root = ball(2, 0, 2.0).sqrt().reading();
    assert!(root.is_at_least_zero() && root.centre == 1 && root.radius == 1.0);
    assert!(B::zero().sqrt().is_zero());
}

#[test]
fn exponential_overflows_to_the_whole_line() {
    assert!(knows_nothing(&ball(1, 70, 0.0).exp()));
    assert!(knows_nothing(&ball(0, 0, 1e30).exp()));
    let small = ball(-1, 20, 0.0).exp().reading();
    assert!(small.is_finite() && small.radius <= 5e-324);
}

#[test]
fn sine_cosine_and_tangent_stay_within_one() {
    for wild in [
        ball(1, 2000, 0.0),
        ball(1, 20_000, 0.0),
        ball(0, 0, 1e300),
        ball(3, 0, 4.0),
        ball(11, -3, 0.5),
    ] {
        for value in [wild.sin(), wild.cos(), wild.tanh()] {
            let rests = [B::one() - value, B::one() + value];
            assert!(
                rests.iter().all(|rest| rest.reading().is_at_least_zero()),
                "{value:?} of {wild:?}"
            );
        }
    }
}

#[test]
fn powers_of_zero_are_as_the_trait_says() {
    let zero = B::zero();
    assert!(zero.pow(&ball(1, -1, 0.25)).is_zero());
    assert!(zero.power(3).is_zero());
    assert_eq!(zero.pow(&B::zero()).reading(), B::one().reading());
    assert_eq!(zero.power(0).reading(), B::one().reading());
    assert!(knows_nothing(&zero.pow(&ball(-1, 0, 0.0))));
    let touching = ball(1, 0, 1.0).pow(&ball(1, -1, 0.0)).reading();
    assert!(touching.is_at_least_zero() && touching.is_finite() && touching.radius < 0.8);
}

#[test]
fn wide_balls_keep_their_sign() {
    let wide = ball(2, 0, 1.0);
    for value in [
        B::one() / wide,
        wide * wide,
        wide.square(),
        wide.power(3),
        wide.exp(),
        wide.sqrt(),
        wide.pow(&wide),
    ] {
        assert!(value.reading().is_positive(), "{value:?}");
    }
    assert!(ball(-2, 0, 1.9).exp().reading().is_positive());
    assert!(ball(0, 0, 3.0).square().reading().is_at_least_zero());
    assert!(ball(1, 0, 3.0).abs().reading().is_at_least_zero());
}

#[test]
fn exact_centres_beyond_the_range_of_f64_stay_exact() {
    let (huge, tiny) = (ball(3, 2000, 0.0), ball(3, -2000, 0.0));
    assert_eq!((huge * tiny).reading(), ball(9, 0, 0.0).reading());
    assert_eq!((huge / huge).reading(), B::one().reading());
    assert_eq!((huge.square().sqrt()).reading(), huge.reading());
    assert!(
        (huge - ball(1, 0, 1e300)).reading().is_positive()
            || knows_nothing(&(huge - ball(1, 0, 1e300)))
    );
    assert!((tiny / ball(3, 0, 0.0)).reading().radius <= 5e-324);
    assert!(knows_nothing(&(huge / ball(7, 0, 0.0))));
}

/// 1 and 2⁻²⁰⁰ ± 1 overlap by less than the last place of the centres' difference, which rounds to the sum of the radii.
#[test]
fn maximum_of_balls_that_hardly_overlap_contains_both_tops() {
    let (point, wide) = (ball(1, 0, 0.0), ball(1, -200, 1.0));
    let top = rug::Rational::from(1) + (rug::Rational::from(1) >> 200_u32);
    for maximum in [point.max(&wide), wide.max(&point)] {
        assert!(contains_exactly(&maximum, &top), "{maximum:?}");
    }
    for minimum in [(-point).min(&-wide), (-wide).min(&-point)] {
        assert!(contains_exactly(&minimum, &-top.clone()), "{minimum:?}");
    }
}
