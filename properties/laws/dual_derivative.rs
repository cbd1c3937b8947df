//! Dual numbers over the rationals carry the exact derivative of rational functions.

use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use theoremcheck::number::{Dual, Field, Mp, Rational, Real};

/// The coefficients of a polynomial, constant term first.
type Polynomial = Vec<Rational>;

fn rationals() -> impl Strategy<Value = Rational> {
    (-12..=12_i64, 1..=6_u64).prop_map(|(n, d)| Rational::fraction(n, d))
}

fn polynomials() -> impl Strategy<Value = Polynomial> {
    proptest::collection::vec(rationals(), 1..6)
}

/// Its value at `x`, by Horner's rule.
fn value<S: Field>(coefficients: &[Rational], x: &S) -> S {
    coefficients.iter().rev().fold(S::zero(), |sum, c| sum * x + S::of(c))
}

/// The coefficients of the derivative.
fn derivative(coefficients: &[Rational]) -> Polynomial {
    coefficients.iter().enumerate().skip(1).map(|(k, c)| c * Rational::from(k)).collect()
}

laws! { 2_000 or 200_000 cases;
    dual_of_a_rational_function_has_its_derivative: (polynomials(), polynomials(), rationals()) => |(p, q, x)| {
        let variable = Dual::variable(x.clone());
        let quotient = value(&p, &variable) / value(&q, &variable);
        let (top, bottom) = (value(&p, &x), value(&q, &x));
        let slope = value(&derivative(&p), &x) * &bottom - &top * value(&derivative(&q), &x);
        prop_assert_eq!(&quotient.value, &(top / &bottom));
        prop_assert_eq!(&quotient.slope, &(slope / bottom.square()));
        Ok(())
    };
    dual_power_has_the_derivative_of_the_product: (polynomials(), rationals(), 0..7_u32) => |(p, x, n)| {
        let base = value(&p, &Dual::variable(x));
        let product = (0..n).fold(Dual::one(), |product, _| product * &base);
        let power = base.power(n);
        prop_assert_eq!((&power.value, &power.slope), (&product.value, &product.slope));
        Ok(())
    };
    dual_sum_and_difference_are_linear: (polynomials(), polynomials(), rationals()) => |(p, q, x)| {
        let (f, g) = (value(&p, &Dual::variable(x.clone())), value(&q, &Dual::variable(x)));
        prop_assert_eq!((&f - &g).slope, &f.slope - &g.slope);
        prop_assert_eq!((-&f + &g).slope, &g.slope - &f.slope);
        Ok(())
    };
    dual_of_a_dual_has_the_second_derivative: (polynomials(), rationals()) => |(p, x)| {
        let twice = value(&p, &Dual::variable(Dual::variable(x.clone())));
        prop_assert_eq!(twice.slope.slope, value(&derivative(&derivative(&p)), &x));
        Ok(())
    };
}

#[test]
fn constants_have_no_slope() {
    assert!(Dual::<Mp<128>>::pi().slope.is_zero() && Dual::<Mp<128>>::one().slope.is_zero());
    assert!(Dual::<Rational>::ratio(1, 3).slope.is_zero());
}
