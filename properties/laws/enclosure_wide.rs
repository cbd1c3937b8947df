//! Wide balls, with the truth at their ends: whatever is enclosed is contained, or there is an obstacle. Here the bounds of
//! second order count, which roundoff hides in narrow balls.

use crate::balls::contains_exactly;
use crate::spectra::{
    Exact, Spread, ascending, largest, orthogonal, symmetric, unit_lower, wide_spreads,
};
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::{Definiteness, Matrix, determinant, pseudo_inverse, solve_exactly};
use theoremcheck::number::{Ball, Rational};

type B = Ball<128>;
/// A unit lower triangular matrix, an orthogonal one, as many small numbers, and the radii.
type Parts = (Exact, Exact, Vec<Rational>, Spread);

fn parts(most: usize) -> impl Strategy<Value = Parts> {
    (1..=most).prop_flat_map(|n| {
        let numbers = prop::collection::vec((1..=8_i64, any::<bool>()), n).prop_map(|numbers| {
            let signed = |(size, negative): (i64, bool)| if negative { -size } else { size };
            numbers.into_iter().map(|x| Rational::fraction(signed(x), 4)).collect::<Vec<_>>()
        });
        (unit_lower(n), orthogonal(n), numbers, wide_spreads())
    })
}

fn around(spread: &Spread, truth: &Exact) -> Matrix<B> {
    let size = largest(truth.entries());
    spread.around(truth, |_, _| size.clone())
}

fn contained<'a>(
    found: impl IntoIterator<Item = &'a B>,
    truths: impl IntoIterator<Item = &'a Rational>,
) -> TestCaseResult {
    for (ball, truth) in found.into_iter().zip(truths) {
        let value = truth.value().expect("defined");
        prop_assert!(contains_exactly(ball, value), "{ball:?} lacks {truth}");
    }
    Ok(())
}

fn triangular_factors((unit, q, numbers, spread): &Parts) -> TestCaseResult {
    let sizes: Vec<_> = numbers.iter().map(Rational::abs).collect();
    let lower = unit * &Matrix::diagonal(&sizes);
    if let Ok(found) = around(spread, &(&lower * &lower.transpose())).cholesky() {
        contained(found.entries(), lower.entries())?;
    }
    let exact = &(unit * &Matrix::diagonal(numbers)) * &unit.transpose();
    if let Ok((found, pivots)) = around(spread, &exact).ldlt() {
        contained(found.entries(), unit.entries())?;
        contained(&pivots, numbers)?;
    }
    if let Ok((found_q, found_r)) = around(spread, &(q * &lower.transpose())).qr() {
        contained(found_q.entries(), q.entries())?;
        contained(found_r.entries(), lower.transpose().entries())?;
    }
    Ok(())
}

fn systems((unit, q, numbers, spread): &Parts) -> TestCaseResult {
    let exact = &(q * &Matrix::diagonal(numbers)) * unit;
    let balls = around(spread, &exact);
    let rhs = Matrix::column(numbers.clone());
    if let Ok(found) = balls.solve(&around(spread, &rhs)) {
        let truth = solve_exactly(&exact, &rhs).expect("regular");
        contained(found.entries(), truth.entries())?;
    }
    if let Ok(found) = balls.determinant() {
        contained([&found], [&determinant(&exact)])?;
    }
    if let Ok(found) = balls.pseudo_inverse() {
        contained(found.entries(), pseudo_inverse(&exact).entries())?;
    }
    Ok(())
}

fn spectra((_, q, numbers, spread): &Parts) -> TestCaseResult {
    let values = ascending(numbers.clone());
    let balls = around(spread, &symmetric(q, &values));
    if let Ok(found) = balls.eigenvalues() {
        contained(&found, &values)?;
    }
    if let Ok(found) = balls.singular_values() {
        let mut sizes = ascending(numbers.iter().map(Rational::abs).collect());
        sizes.reverse();
        contained(&found, &sizes)?;
    }
    for cut in 1..values.len() {
        if let Ok(found) = balls.spectral_projector(0..cut) {
            let basis = q.columns(0..cut);
            contained(found.entries(), (&basis * &basis.transpose()).entries())?;
        }
    }
    let least = &values[0];
    let negative = *least < Rational::from(0);
    let definite = matches!(balls.definiteness(), Definiteness::Definite);
    prop_assert!(!definite || !negative, "λ₁ = {least}");
    Ok(())
}

fn roots((_, q, numbers, spread): &Parts) -> TestCaseResult {
    let squares: Vec<_> = numbers.iter().map(|x| x * x).collect();
    let sizes: Vec<_> = numbers.iter().map(Rational::abs).collect();
    if let Ok(found) = around(spread, &symmetric(q, &squares)).positive_sqrt() {
        contained(found.entries(), symmetric(q, &sizes).entries())?;
    }
    Ok(())
}

laws! { 100 or 100_000 cases;
    triangular_factors_of_wide_balls_are_contained: parts(3) => |case| triangular_factors(&case);
    solutions_and_determinants_of_wide_balls_are_contained: parts(3) => |case| systems(&case);
    spectra_of_wide_balls_are_contained: parts(3) => |case| spectra(&case);
    roots_of_wide_balls_are_contained: parts(3) => |case| roots(&case);
}
