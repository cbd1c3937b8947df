//! Complex rationals form a field, exactly.

use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use theoremcheck::number::{Complex, Field, Rational};

type C = Complex<Rational>;

fn numbers() -> impl Strategy<Value = C> {
    let parts = || (-20..=20_i64, 1..=9_u64).prop_map(|(n, d)| Rational::fraction(n, d));
    (parts(), parts()).prop_map(|(re, im)| Complex { re, im })
}

fn same(x: &C, y: &C) -> bool {
    x.re == y.re && x.im == y.im
}

laws! { 2_000 or 200_000 cases;
    complex_rationals_form_a_commutative_ring: (numbers(), numbers(), numbers()) => |(x, y, z)| {
        prop_assert!(same(&(&x + &y), &(&y + &x)) && same(&(&x * &y), &(&y * &x)));
        prop_assert!(same(&(&x + (&y + &z)), &(&x + &y + &z)) && same(&(&x * (&y * &z)), &(&x * &y * &z)));
        prop_assert!(same(&(&x * (&y + &z)), &(&x * &y + &x * &z)));
        prop_assert!(same(&(&x + C::zero()), &x) && same(&(&x * C::one()), &x));
        prop_assert!((&x - &x).is_zero() && (-&x + &x).is_zero());
        Ok(())
    };
    complex_division_undoes_multiplication: (numbers(), numbers()) => |(x, y)| {
        if y.is_zero() {
            prop_assert!((x / y).re == Rational::UNDEFINED);
        } else {
            prop_assert!(same(&(&x * &y / &y), &x) && same(&(&x / &y * &y), &x));
        }
        Ok(())
    };
    complex_conjugation_is_an_automorphism: (numbers(), numbers()) => |(x, y)| {
        prop_assert!(same(&(&x * &y).conjugate(), &(x.conjugate() * y.conjugate())));
        prop_assert!(same(&(&x + &y).conjugate(), &(x.conjugate() + y.conjugate())));
        prop_assert!(same(&x.conjugate().conjugate(), &x));
        Ok(())
    };
    complex_norm_is_multiplicative: (numbers(), numbers()) => |(x, y)| {
        prop_assert_eq!((&x * &y).norm_squared(), x.norm_squared() * y.norm_squared());
        prop_assert_eq!((&x * x.conjugate()).re, x.norm_squared());
        Ok(())
    };
    complex_power_is_repeated_multiplication: (numbers(), 0..7_u32) => |(x, n)| {
        let product = (0..n).fold(C::one(), |product, _| product * &x);
        prop_assert!(same(&x.power(n), &product));
        Ok(())
    };
    complex_reading_is_zero_only_for_zero: numbers() => |x| {
        prop_assert_eq!(x.reading().excludes_zero(), !x.is_zero());
        Ok(())
    };
}

#[test]
fn imaginary_unit_squares_to_minus_one() {
    let unit = Complex { re: Rational::zero(), im: Rational::one() };
    assert!(same(&unit.square(), &-C::one()));
}
