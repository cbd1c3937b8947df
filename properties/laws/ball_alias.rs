//! Operands that are one object act as two equal ones, and every form of an operator is the same operation.

#![expect(clippy::op_ref, reason = "the forms by reference are under test")]

use crate::balls::{B, balls, contains_exactly, pointed};
use crate::trial::laws;
use proptest::prelude::*;
use std::slice::from_ref;
use theoremcheck::number::{Field, Reading, Real};

/// Equality of readings, where NaN equals NaN.
fn same(x: &Reading, y: &Reading) -> bool {
    x.radius == y.radius && (x.centre == y.centre || (x.centre.is_nan() && y.centre.is_nan()))
}

laws! { 2_000 or 200_000 cases;
    ball_with_itself_is_a_ball_with_its_copy: balls() => |x| {
        let y = x;
        let pairs = [
            (&x + &x, &x + &y),
            (&x - &x, &x - &y),
            (&x * &x, &x * &y),
            (&x / &x, &x / &y),
            (x.max(&x), x.max(&y)),
            (x.min(&x), x.min(&y)),
            (x.pow(&x), x.pow(&y)),
            (B::dot(from_ref(&x), from_ref(&x)), B::dot(from_ref(&x), from_ref(&y))),
        ];
        for (at, (one, two)) in pairs.iter().enumerate() {
            prop_assert!(same(&one.reading(), &two.reading()), "operation {at}: {one:?} is not {two:?}");
        }
        Ok(())
    };
    ball_maximum_with_itself_is_itself: balls() => |x| {
        prop_assert!(same(&x.max(&x).reading(), &x.reading()));
        prop_assert!(same(&x.min(&x).reading(), &x.reading()));
        Ok(())
    };
    ball_times_itself_contains_the_square: pointed() => |x| {
        prop_assert!(contains_exactly(&(&x.ball * &x.ball), &x.point().square()));
        Ok(())
    };
    operators_by_value_and_by_reference_agree: (balls(), balls()) => |(x, y)| {
        let mut sum = x;
        sum += &y;
        prop_assert!(same(&sum.reading(), &(x + y).reading()));
        prop_assert!(same(&sum.reading(), &(&x + y).reading()));
        let mut product = x;
        product *= &y;
        prop_assert!(same(&product.reading(), &(x * &y).reading()));
        let mut difference = x;
        difference -= &y;
        prop_assert!(same(&difference.reading(), &(&x - &y).reading()));
        let mut quotient = x;
        quotient /= &y;
        prop_assert!(same(&quotient.reading(), &(x / y).reading()));
        Ok(())
    };
}
