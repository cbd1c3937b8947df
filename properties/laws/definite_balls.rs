//! Balls are definite only if every symmetric matrix within is: tried on matrices next to singular ones, at the corners.

use crate::spectra::Exact;
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::{Definiteness, Matrix, definiteness};
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// LLᵀ + 2^shift·sign·I for L (n × (n − 1)), so of least eigenvalue 2^shift·sign; the exponent of all radii, if any.
fn nearly_singular() -> impl Strategy<Value = (Exact, i64, i32, Option<i32>)> {
    (1..=4_usize).prop_flat_map(|n| {
        let factor = prop::collection::vec(-9..=9_i64, n * (n - 1));
        let apart = prop_oneof![-140..-80_i32, -56..-30_i32, -30..3_i32];
        let radius = prop::option::of(prop_oneof![-130..-70_i32, -60..-20_i32]);
        (factor, -1..=1_i64, apart, radius).prop_map(move |(factor, sign, shift, radius)| {
            let lower =
                Matrix::from_fn(n, n - 1, |i, j| Rational::fraction(factor[i * (n - 1) + j], 1));
            let apart = Rational::dyadic(i128::from(sign), shift);
            let matrix = &lower * &lower.transpose();
            (&matrix + &Matrix::identity(n).scale(&apart), sign, shift, radius)
        })
    })
}

/// A − r·ssᵀ for all signs s, of which one is the worst within radius r.
fn corners_are_definite(exact: &Exact, radius: &Rational) -> bool {
    let n = exact.rows();
    (0..1 << n).all(|signs: u32| {
        let sign = |i: usize| if signs >> i & 1 == 1 { -radius.clone() } else { radius.clone() };
        let corner = Matrix::from_fn(n, n, |i, j| {
            &exact[(i, j)] - if sign(i) == sign(j) { radius.clone() } else { -radius.clone() }
        });
        matches!(definiteness(&corner), Definiteness::Definite)
    })
}

fn definite_is_true_of_all_within<const B: u32>(
    exact: &Exact,
    sign: i64,
    shift: i32,
    radius: Option<i32>,
) -> TestCaseResult {
    let radius = radius.map_or(Rational::zero(), |radius| Rational::dyadic(1, radius));
    let balls = exact.map(|x| Ball::<B>::of(x).widened(&Ball::of(&radius)));
    // Beyond the precision the entries have radii of their own.
    let is_exact = radius.is_zero();
    match balls.definiteness() {
        Definiteness::Definite => {
            prop_assert!(corners_are_definite(exact, &radius), "not all within are definite");
        }
        // A condition number below 2^90, so that n ≤ 4 pivots in 128 bits have a sign.
        _ if sign > 0 && is_exact && shift > -80 => {
            prop_assert!(B < 128, "2^{shift} is not seen in {B} bits");
        }
        Definiteness::Semidefinite { .. }
        | Definiteness::Indefinite { .. }
        | Definiteness::Undecided => {}
    }
    Ok(())
}

fn floats_agree(exact: &Exact, sign: i64, shift: i32) -> TestCaseResult {
    if sign != 0 && shift > -30 {
        let definite = [
            matches!(Matrix::<f64>::of(exact).definiteness(), Definiteness::Definite),
            matches!(Matrix::<Mp<128>>::of(exact).definiteness(), Definiteness::Definite),
        ];
        prop_assert_eq!(definite, [sign > 0; 2]);
    }
    Ok(())
}

laws! { 60 or 20_000 cases;
    definite_balls_hold_definite_matrices_only: nearly_singular()
        => |(exact, sign, shift, radius)| {
            definite_is_true_of_all_within::<53>(&exact, sign, shift, radius)?;
            definite_is_true_of_all_within::<128>(&exact, sign, shift, radius)?;
            definite_is_true_of_all_within::<256>(&exact, sign, shift, radius)
        };
    floats_are_definite_where_the_matrix_is_clearly: nearly_singular()
        => |(exact, sign, shift, _)| floats_agree(&exact, sign, shift);
}
