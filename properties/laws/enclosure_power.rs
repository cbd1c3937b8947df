//! Enclosures of powers of positive semidefinite matrices, against matrices of known roots.

use crate::spectra::{
    Exact, Spread, ascending, enclose, fail, largest, moderate, orthogonal, sizes, spreads,
    symmetric,
};
use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::cmp::Ordering;
use theoremcheck::Obstacle;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung};

/// Units of n(u + spread)‖A‖·(the derivative of the power) that a radius may take.
const UNITS: u32 = 256;

/// A = Q·diag(c)^root·Qᵀ, and A^(top/root) = Q·diag(c)^top·Qᵀ.
#[derive(Clone, Debug)]
struct Known {
    q: Exact,
    /// Ascending.
    roots: Vec<Rational>,
    spread: Spread,
    top: i32,
    root: u32,
}

fn known(most: usize) -> impl Strategy<Value = Known> {
    let powers = prop_oneof![3 => Just((1, 2)), 1 => Just((1, 3)), 1 => Just((2, 3)), 1 => Just((3, 2)),
        1 => Just((2, 1)), 1 => Just((5, 2)), 1 => Just((-1, 2)), 1 => Just((-1, 1)), 1 => Just((-3, 2))];
    (
        (1..=most)
            .prop_flat_map(|n| (orthogonal(n), sizes(moderate(n)).prop_map(ascending), spreads())),
        powers,
    )
        .prop_map(|((q, roots, spread), (top, root))| Known { q, roots, spread, top, root })
}

/// x^exponent; undefined for 0 and a negative one.
fn power(x: &Rational, exponent: i32) -> Rational {
    let size = Field::power(x, exponent.unsigned_abs());
    if exponent < 0 { Rational::one() / size } else { size }
}

fn powers_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let Known { q, roots, spread, top, root } = case;
    let values: Vec<_> = roots.iter().map(|c| Field::power(c, *root)).collect();
    let size = largest(&values);
    let (least, most) = (&roots[0], &roots[roots.len() - 1]);
    let n = roots.len();
    let unit = spread.allowance::<B>(UNITS, n, &size);
    let exponent = Rational::fraction(i64::from(*top), u64::from(*root));
    let matrix = spread.around::<B>(&symmetric(q, &values), |_, _| size.clone());
    match matrix.positive_power(&exponent) {
        Ok(found) => {
            let powers: Vec<_> = roots.iter().map(|c| power(c, *top)).collect();
            let truth = symmetric(q, &powers);
            // The largest derivative of the power: at the least value below 1, at the largest one above.
            let at = if exponent < Rational::one() { least } else { most };
            let slope = power(at, *top - root.cast_signed()) * exponent.abs() * &unit;
            let relative = spread.allowance::<B>(UNITS, n, &largest(&powers));
            let linear = &slope + &relative;
            let radius = found.entries().iter().map(|x| Rational::exact(x.reading().radius));
            let radius = radius.fold(Rational::zero(), |a, b| if b > a { b } else { a });
            // ‖A − B‖^p where the matrix may be singular.
            let by_root = Field::power(&(&radius / Rational::from(2)), *root) <= power(&unit, *top);
            // The derivative changes by too much over the balls of a nearly singular matrix.
            let nonlinear = *top < 0 && &unit * Rational::from(8) > values[0];
            let narrow =
                nonlinear || radius <= linear || *top > 0 && exponent < Rational::one() && by_root;
            prop_assert!(narrow, "{} wide", radius.nearest(53));
            enclose(found.entries(), truth.entries(), &radius)
        }
        Err(Obstacle::NotPositiveDefinite { .. }) => {
            let close = exponent.sign() == Some(Ordering::Less) && values[0] <= unit;
            prop_assert!(close, "λ₁ = {} is far enough from 0", values[0].nearest(53));
            Ok(())
        }
        Err(Obstacle::NotFinite { .. }) if *top < 0 => Ok(()),
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

fn floats_agree<S: Rung>(case: &Known) -> TestCaseResult {
    let Known { q, roots, .. } = case;
    let size = largest(roots);
    if size.is_zero() {
        return Ok(());
    }
    let squares: Vec<_> = roots.iter().map(|c| c * c / (&size * &size)).collect();
    let matrix = Matrix::<S>::of(&symmetric(q, &squares));
    let found = matrix.positive_sqrt().map_err(|o| fail(&o))?;
    let error = (&(&found * &found) - &matrix).norm().reading().magnitude();
    let allowed = (matrix.norm().reading().magnitude() * 1024_f64) >> S::BITS;
    prop_assert!(error <= allowed, "{error} > {allowed} at {} bits", S::BITS);
    Ok(())
}

laws! { 24 or 100_000 cases;
    powers_of_positive_balls_are_enclosed: known(4) => |case| {
        powers_are_enclosed::<128>(&case)?;
        powers_are_enclosed::<256>(&case)
    };
    roots_in_floats_square_to_the_matrix: known(4) => |case| {
        floats_agree::<f32>(&case)?;
        floats_agree::<f64>(&case)?;
        floats_agree::<Mp<128>>(&case)
    };
}

/// Its least eigenvalue is below the roundoff of the largest one in f64, so that the hint of it has few bits or none.
#[test]
fn a_root_of_a_steep_matrix_is_narrow() {
    let turn = [[3, 4], [-4, 3]].map(|row| row.map(|n| Rational::fraction(n, 5)).to_vec());
    let turn = Matrix::from_rows(&turn);
    let steep = [
        (11, 421_875_000_000, 13, 13_600, 1e-30, 1e-68),
        (103, 8_200_000_000_000, 163, 122_500, 1e-30, 1e-68),
        (93, 4, 92_000_000_000, 1, 1e-16, 1e-54),
        (1, 12_000_000_000_000, 155, 2, 1e-21, 1e-60),
    ];
    for (p, q, r, s, at_128, at_256) in steep {
        let roots = Matrix::diagonal(&[Rational::fraction(p, q), Rational::fraction(r, s)]);
        let truth = &(&turn * &roots) * &turn.transpose();
        root_is_narrow::<128>(&truth, at_128);
        root_is_narrow::<256>(&truth, at_256);
    }
}

fn root_is_narrow<const B: u32>(truth: &Matrix<Rational>, most: f64) {
    let root = Matrix::<Ball<B>>::of(&(truth * truth)).positive_sqrt().expect("a positive matrix");
    for (found, truth) in root.entries().iter().zip(truth.entries()) {
        let reading = found.reading();
        assert!(!(found - Ball::of(truth)).reading().excludes_zero());
        assert!(reading.radius < most, "{reading:?} at {B} bits");
    }
}

#[test]
fn a_negative_eigenvalue_has_no_root() {
    let matrix =
        Matrix::<Ball<128>>::of(&Matrix::diagonal(&[Rational::from(1), -Rational::from(1)]));
    assert_eq!(matrix.positive_sqrt().err(), Some(Obstacle::NotPositiveDefinite { size: 2 }));
    assert!(matches!(
        Matrix::<f64>::diagonal(&[1.0, -1.0]).positive_sqrt(),
        Err(Obstacle::NotPositiveDefinite { size: 2 })
    ));
}
