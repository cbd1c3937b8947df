//! Dual numbers carry the derivatives of the elementary functions, compared with central differences.

use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::number::{Dual, Field, Mp, Rational, Real};

type R = Mp<256>;

/// The derivative by dual numbers against (f(x + h) − f(x − h)) / 2h for h = 2⁻⁸⁵.
///
/// The functions below have |f| ≤ 2⁹ and |f‴|/6 ≤ 2¹¹ on [1/2, 4]. Truncation: h²·2¹¹ = 2⁻¹⁵⁹. Rounding: 2⁻²⁵⁵ of
/// |f|, over h: 2⁻¹⁶¹. Their sum is below 2⁻¹⁵⁷.
fn agrees(
    at: &Rational,
    dual: impl Fn(&Dual<R>) -> Dual<R>,
    plain: impl Fn(&R) -> R,
) -> TestCaseResult {
    let (x, h) = (R::of(at), R::of(&Rational::dyadic(1, -85)));
    let difference = (plain(&(x + h)) - plain(&(x - h))) / (h + h);
    let result = dual(&Dual::variable(x));
    let error = (result.slope - difference).abs() - R::of(&Rational::dyadic(1, -157));
    prop_assert!(error.float() < 0, "{:?} at {at}", result.slope);
    prop_assert_eq!(result.value.float(), plain(&x).float());
    Ok(())
}

macro_rules! agree {
    ($at:expr, $x:ident => $value:expr) => {
        agrees($at, |$x| $value, |$x| $value)
    };
}

/// Dyadic points of [1/2, 4), so that x ± h is exact.
fn points() -> impl Strategy<Value = Rational> {
    (1_i128 << 39..1_i128 << 42).prop_map(|significand| Rational::dyadic(significand, -40))
}

/// Rationals within [−3, 3].
fn exponents() -> impl Strategy<Value = Rational> {
    (-12..=12_i64, 4..=6_u64).prop_map(|(n, d)| Rational::fraction(n, d))
}

laws! { 300 or 30_000 cases;
    dual_elementary_functions_have_their_derivatives: points() => |at| {
        agree!(&at, x => x.exp())?;
        agree!(&at, x => x.ln())?;
        agree!(&at, x => x.sqrt())?;
        agree!(&at, x => x.tanh())?;
        agree!(&at, x => x.sin())?;
        agree!(&at, x => x.cos())?;
        agree!(&at, x => (-x).abs())?;
        agree!(&at, x => x.sin().exp() * x.sqrt().cos() * x.ln() / (x.square() + x))?;
        agree!(&at, x => x.pow(x))
    };
    dual_real_powers_have_their_derivatives: (points(), exponents()) => |(at, exponent)| {
        agrees(&at, |x| x.pow(&Dual::of(&exponent)), |x| x.pow(&R::of(&exponent)))
    };
    dual_maximum_has_the_slope_of_the_larger: (points(), points()) => |(at, other)| {
        if at == other {
            return Ok(());
        }
        agrees(&at, |x| x.max(&Dual::of(&other)), |x| x.max(&R::of(&other)))?;
        agrees(&at, |x| x.min(&Dual::of(&other)), |x| x.min(&R::of(&other)))
    };
}
