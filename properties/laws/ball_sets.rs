//! Balls as sets: what they contain, share and span.

use crate::balls::{B, contains_exactly, pointed};
use crate::trial::laws;
use proptest::prelude::*;
use theoremcheck::number::{Ball, Field, Rung as _};

laws! { 200 or 1_000_000 cases;
    a_ball_contains_itself_and_its_points: pointed() => |x| {
        prop_assert!(x.ball.contains(&x.ball));
        prop_assert!(!x.ball.reading().is_finite() || !x.ball.contains_inside(&x.ball));
        Ok(())
    };
    a_ball_lies_between_its_ends: pointed() => |x| {
        let (low, high) = x.ball.ends();
        let around = Ball::between(&low, &high);
        prop_assert!(contains_exactly(&around, &x.point()), "{:?} of {:?}", around, x.ball);
        Ok(())
    };
    a_union_contains_the_points_of_both: (pointed(), pointed()) => |(x, y)| {
        let union: B = x.ball.union(&y.ball);
        prop_assert!(contains_exactly(&union, &x.point()) && contains_exactly(&union, &y.point()));
        Ok(())
    };
    an_intersection_contains_the_points_of_both: (pointed(), pointed()) => |(x, y)| {
        if contains_exactly(&y.ball, &x.point()) {
            let both = x.ball.intersection(&y.ball);
            prop_assert!(both.is_some_and(|both| contains_exactly(&both, &x.point())));
        }
        Ok(())
    };
    what_a_ball_contains_has_its_points_in_it: (pointed(), pointed()) => |(x, y)| {
        let near = x.ball.widened(&y.ball);
        prop_assert!(near.contains(&x.ball));
        if x.ball.contains(&y.ball) {
            prop_assert!(contains_exactly(&x.ball, &y.point()));
        }
        Ok(())
    };
}
