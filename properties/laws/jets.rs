//! Jets carry the Taylor coefficients of what they compute.

use crate::balls::{B, TRUTH, contains};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use rug::ops::Pow;
use theoremcheck::calculus::Jet;
use theoremcheck::number::{Field, Mp, Rational};

laws! { 24 or 2000 cases;
    jet_quotient_is_exact: prop::collection::vec(between(1, 3), 3) => |v| {
        // x/(c − x) = −1 + c/(c − x) about a ≠ c, with coefficients c/(c − a)ᵏ⁺¹.
        let (a, c) = (&v[0], &v[0] + &v[1]);
        let x = Jet::variable(a.clone(), 9);
        let quotient = x.over(&x.constant(c.clone()).minus(&x));
        for (k, found) in quotient.coefficients().iter().enumerate() {
            let exact = &c / v[1].power(u32::try_from(k).expect("small") + 1);
            prop_assert_eq!(found, &if k == 0 { exact - Rational::from(1) } else { exact });
        }
        Ok(())
    };

    jets_of_elementary_functions_contain_their_taylor_coefficients: (between(0, 3), between(-3, 3)) => |(at, y)| {
        let x = Jet::variable(B::of(&at), 12);
        let (a, y) = (truth(&at), truth(&y));
        let (sine, cosine) = x.sin_cos();
        let exponent = B::of(&Rational::from(y.to_rational().expect("finite")));
        let (exp, ln, pow) = (x.exp(), x.ln(), x.pow(&exponent));
        let mut factorial = Float::with_val(TRUTH, 1);
        let mut binomial = Float::with_val(TRUTH, 1);
        for k in 0..=12_u32 {
            if k > 0 {
                factorial *= k;
                binomial *= Float::with_val(TRUTH, &y - (k - 1)) / k;
            }
            let (s, c) = (a.clone().sin(), a.clone().cos());
            // The derivatives of sin: sin, cos, −sin, −cos.
            let cycle = [s.clone(), c.clone(), -s, -c];
            let place = k as usize;
            let by_factorial = |value: &Float| Float::with_val(TRUTH, value / &factorial);
            prop_assert!(encloses(&exp.coefficients()[place], &by_factorial(&a.clone().exp()), 90));
            prop_assert!(encloses(&sine.coefficients()[place], &by_factorial(&cycle[place % 4]), 90));
            prop_assert!(encloses(&cosine.coefficients()[place], &by_factorial(&cycle[(place + 1) % 4]), 90));
            let power = Float::with_val(TRUTH, (&a).pow(Float::with_val(TRUTH, &y - k)));
            prop_assert!(encloses(&pow.coefficients()[place], &(power * &binomial), 20));
            let logarithm = if k == 0 { a.clone().ln() } else {
                    let size = Float::with_val(TRUTH, (&a).pow(k)).recip() / k;
                    if k % 2 == 1 { size } else { -size }
                };
            prop_assert!(encloses(&ln.coefficients()[place], &logarithm, 30));
        }
        Ok(())
    };

    jet_of_tanh_is_that_of_its_exponentials: between(-3, 3) => |at| {
        // tanh x = 1 − 2/(e²ˣ + 1), by operations whose jets are tried above.
        let found = Jet::variable(B::of(&at), 12).tanh();
        let x = Jet::variable(Mp::<TRUTH>::of(&at), 12);
        let one = x.constant(Mp::of(&Rational::from(1)));
        let two = Mp::of(&Rational::from(2));
        let exact = one.minus(&one.scale(&two).over(&x.scale(&two).exp().plus(&one)));
        for (ball, truth) in found.coefficients().iter().zip(exact.coefficients()) {
            let float = truth.float();
            // The truth loses some ten bits itself.
            let error = Float::with_val(TRUTH, 1) >> 480;
            let around = (Float::with_val(TRUTH, &float - &error), Float::with_val(TRUTH, &float + &error));
            prop_assert!(contains(ball, &around) && ball.reading().radius < 2_f64.powi(-80));
        }
        Ok(())
    };
}
