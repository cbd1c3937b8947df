//! The laws of a commutative ring: exact in rationals, both sides overlapping in balls.

use crate::balls::{B, balls};
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::number::{Field, Rational};

fn rationals() -> impl Strategy<Value = Rational> {
    (any::<i32>(), 1..=u64::MAX).prop_map(|(n, d)| Rational::fraction(i64::from(n), d))
}

/// The two sides of every law.
fn sides<S: Field>(x: &S, y: &S, z: &S) -> Vec<(S, S)> {
    vec![
        (x + y, y + x),
        (x * y, y * x),
        (x + (y + z), x + y + z),
        (x * (y * z), x * y * z),
        (x * (y + z), x * y + x * z),
        (x - y, -(y - x)),
        (x + S::zero(), x.clone()),
        (x * S::one(), x.clone()),
        (x + -x, S::zero()),
        ((x + y).square(), x.square() + x * y + x * y + y.square()),
        (x.power(3), x * x * x),
        (S::dot(&[x.clone(), y.clone()], &[y.clone(), z.clone()]), x * y + y * z),
    ]
}

/// Both sides describe the same numbers, so their balls share a point.
fn overlap(left: &B, right: &B) -> TestCaseResult {
    let difference = (left - right).reading();
    prop_assert!(!difference.excludes_zero(), "{left:?} and {right:?} are apart");
    Ok(())
}

laws! { 2_000 or 200_000 cases;
    rationals_form_a_commutative_ring: (rationals(), rationals(), rationals()) => |(x, y, z)| {
        for (at, (left, right)) in sides(&x, &y, &z).into_iter().enumerate() {
            prop_assert_eq!(left, right, "law {}", at);
        }
        Ok(())
    };
    rational_division_undoes_multiplication: (rationals(), rationals()) => |(x, y)| {
        if !y.is_zero() {
            prop_assert_eq!(&(&(&x * &y) / &y), &x);
            prop_assert_eq!(&(&x / &y) * &y, x);
        }
        Ok(())
    };
    balls_on_both_sides_of_a_ring_law_overlap: (balls(), balls(), balls()) => |(x, y, z)| {
        for (left, right) in sides(&x, &y, &z) {
            overlap(&left, &right)?;
        }
        overlap(&(x / y * y), &x)
    };
}
