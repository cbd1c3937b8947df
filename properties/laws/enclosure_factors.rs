//! Enclosures of the factors of Cholesky, LDLᵀ and QR, determinants and solutions, and certificates of definiteness, also of graded
//! matrices.

use crate::balls::contains_exactly;
use crate::spectra::{
    Exact, Spread, ascending, enclose, fail, graded_or_spread, grades, largest, moderate,
    orthogonal, spreads, symmetric, unit_lower, values,
};
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::{
    Definiteness, Matrix, definiteness, determinant, ldlt, rank, solve_exactly,
};
use theoremcheck::number::{Ball, Field, Rational};

/// Units of n(u + spread) that an entry's radius may take beside the size of its row or column: condition numbers are at
/// most some 2ⁿ in each factor, n ≤ 5, and enter twice.
const UNITS: u32 = 1 << 14;

type Graded = (Exact, Vec<Rational>, Spread);

fn triangular(most: usize) -> impl Strategy<Value = Graded> {
    (1..=most).prop_flat_map(|n| (unit_lower(n), grades(n), spreads()))
}

/// L = diag(d)·(unit lower), A = LLᵀ.
fn cholesky_is_enclosed<const B: u32>((unit, grades, spread): &Graded) -> TestCaseResult {
    let n = grades.len();
    let lower = &Matrix::diagonal(grades) * unit;
    let matrix = spread.around::<B>(&(&lower * &lower.transpose()), |i, j| &grades[i] * &grades[j]);
    let found = matrix.cholesky().map_err(|o| fail(&o))?;
    for (i, grade) in grades.iter().enumerate() {
        let allowed = spread.allowance::<B>(UNITS, n, grade);
        enclose(found.row(i), lower.row(i), &allowed)?;
        prop_assert!(found.row(i)[i + 1..].iter().all(Zero::is_zero), "L is lower triangular");
    }
    Ok(())
}

/// A = LDLᵀ of either sign: in balls, narrow beside the true factors; in rationals, exactly.
fn indefinite_factors_are_enclosed<const B: u32>(
    (unit, grades, spread): &Graded,
    signs: &[bool],
) -> TestCaseResult {
    let n = grades.len();
    let signed = |(grade, negative): (&Rational, &bool)| {
        let pivot = grade * grade;
        if *negative { -pivot } else { pivot }
    };
    let pivots: Vec<_> = grades.iter().zip(signs).map(signed).collect();
    // L = diag(g)·U·diag(g)⁻¹ for a unit lower U: graded as A is.
    let lower = Matrix::from_fn(n, n, |i, j| &unit[(i, j)] * &grades[i] / &grades[j]);
    let exact = &(&lower * &Matrix::diagonal(&pivots)) * &lower.transpose();
    prop_assert_eq!(&ldlt(&exact).map_err(|o| fail(&o))?, &(lower.clone(), pivots.clone()));
    let matrix = spread.around::<B>(&exact, |i, j| &grades[i] * &grades[j]);
    let (found, values) = matrix.ldlt().map_err(|o| fail(&o))?;
    for i in 0..n {
        let allowed = spread.allowance::<B>(UNITS, n, &pivots[i].abs());
        enclose([&values[i]], [&pivots[i]], &allowed)?;
        for j in 0..n {
            let allowed = spread.allowance::<B>(UNITS, n, &(&grades[i] / &grades[j]));
            let allowed = if i > j { allowed } else { Rational::zero() };
            enclose([&found[(i, j)]], [&lower[(i, j)]], &allowed)?;
        }
    }
    Ok(())
}

/// R = (unit upper)·diag(d), A = QR for the first columns of an orthogonal matrix.
fn qr_is_enclosed<const B: u32>(q: &Exact, (unit, grades, spread): &Graded) -> TestCaseResult {
    let n = grades.len();
    let q = q.columns(0..n);
    let r = &unit.transpose() * &Matrix::diagonal(grades);
    let matrix = spread.around::<B>(&(&q * &r), |_, j| grades[j].clone());
    let (found_q, found_r) = matrix.qr().map_err(|o| fail(&o))?;
    let one = Rational::from(1);
    enclose(found_q.entries(), q.entries(), &spread.allowance::<B>(UNITS, q.rows(), &one))?;
    for i in 0..n {
        prop_assert!(found_r.row(i)[..i].iter().all(Zero::is_zero), "R is upper triangular");
        for j in 0..n {
            let allowed = spread.allowance::<B>(UNITS, q.rows(), &grades[j]);
            enclose([&found_r[(i, j)]], [&r[(i, j)]], &allowed)?;
        }
    }
    Ok(())
}

/// A = diag(d)·C·diag(e) for an orthogonal C.
type Scaled = (Exact, Vec<Rational>, Vec<Rational>, Spread);

fn scaled(most: usize) -> impl Strategy<Value = Scaled> {
    (1..=most)
        .prop_flat_map(|n| (orthogonal(n), graded_or_spread(n)))
        .prop_map(|(c, (rows, cols, spread))| (c, rows, cols, spread))
}

fn scaled_balls<const B: u32>((c, rows, cols, spread): &Scaled) -> (Exact, Matrix<Ball<B>>) {
    let exact = &(&Matrix::diagonal(rows) * c) * &Matrix::diagonal(cols);
    let balls = spread.around(&exact, |i, j| &rows[i] * &cols[j]);
    (exact, balls)
}

fn determinant_is_enclosed<const B: u32>(case: &Scaled) -> TestCaseResult {
    let (exact, balls) = scaled_balls::<B>(case);
    let truth = determinant(&exact);
    // Beyond, the radius is out of the range of f64.
    if truth.abs() > Rational::dyadic(1, 900) {
        return Ok(());
    }
    let found = balls.determinant().map_err(|o| fail(&o))?;
    let allowed = case.3.allowance::<B>(UNITS, exact.rows(), &truth.abs());
    enclose([&found], [&truth], &allowed)?;
    prop_assert!(allowed > truth.abs() || found.reading().excludes_zero(), "{found:?} has no sign");
    Ok(())
}

fn solution_is_enclosed<const B: u32>(case: &Scaled) -> TestCaseResult {
    let (_, rows, cols, spread) = case;
    let n = rows.len();
    let (exact, balls) = scaled_balls::<B>(case);
    let rhs = Matrix::column(rows.iter().map(|d| d * Rational::fraction(5, 7)).collect());
    let truth = solve_exactly(&exact, &rhs).map_err(|o| fail(&o))?;
    let found = balls.solve(&Matrix::of(&rhs)).map_err(|o| fail(&o))?;
    let size = largest(&truth.entries().iter().zip(cols).map(|(x, e)| x * e).collect::<Vec<_>>());
    for i in 0..n {
        let allowed = spread.allowance::<B>(UNITS, n, &(&size / &cols[i]));
        enclose([&found[(i, 0)]], [&truth[(i, 0)]], &allowed)?;
    }
    Ok(())
}

/// The determinant and the inverse where rows and columns differ by 120 decades each: contained, or an obstacle.
fn steep_cases_are_contained<const B: u32>(case: &Scaled) -> TestCaseResult {
    let (exact, balls) = scaled_balls::<B>(case);
    let contained = |found: &[Ball<B>], truth: &[Rational]| {
        prop_assert_eq!(found.len(), truth.len());
        for (ball, truth) in found.iter().zip(truth) {
            let value = truth.value().expect("defined");
            prop_assert!(contains_exactly(ball, value), "{ball:?} lacks {truth}");
        }
        Ok(())
    };
    if let Ok(found) = balls.determinant() {
        contained(&[found], &[determinant(&exact)])?;
    }
    if let Ok(found) = balls.inverse() {
        let identity = Matrix::identity(exact.rows());
        let truth = solve_exactly(&exact, &identity).map_err(|o| fail(&o))?;
        contained(found.entries(), truth.entries())?;
    }
    Ok(())
}

fn singular_determinant_is_enclosed(n: usize, q: &Exact, values: &[Rational]) -> TestCaseResult {
    let mut values = values.to_vec();
    values[n / 2] = Rational::zero();
    let size = largest(&values);
    let exact = symmetric(q, &values);
    let found = Matrix::<Ball<128>>::of(&exact).determinant().map_err(|o| fail(&o))?;
    let allowed = Spread::none().allowance::<128>(64, n, &size)
        * (1..n).fold(Rational::from(1), |product, _| product * &size * Rational::from(2));
    enclose([&found], [&Rational::zero()], &allowed)
}

/// An orthogonal Q, eigenvalues in ascending order, and the radii.
type Known = (Exact, Vec<Rational>, Spread);

fn known() -> impl Strategy<Value = Known> {
    (1..=5_usize).prop_flat_map(|n| (orthogonal(n), values(n).prop_map(ascending), spreads()))
}

fn form(matrix: &Exact, x: &Exact) -> Rational {
    (&x.transpose() * &(matrix * x))[(0, 0)].clone()
}

fn exactly<const B: u32>(ball: &Ball<B>) -> Rational {
    assert_eq!(ball.reading().radius, 0.0, "a witness is exact");
    Rational::from(ball.reading().centre.to_rational().expect("finite"))
}

fn definiteness_is_certified<const B: u32>((q, values, spread): &Known) -> TestCaseResult {
    let exact = symmetric(q, values);
    let size = largest(values);
    let balls = spread.around::<B>(&exact, |_, _| size.clone());
    let least = &values[0];
    // The shift of the certificate is 2¹⁰ n·u, besides the radii.
    let margin = spread.allowance::<B>(1 << 12, values.len(), &size);
    match balls.definiteness() {
        Definiteness::Definite => prop_assert!(*least > Rational::zero(), "λ₁ = {least}"),
        Definiteness::Semidefinite { .. } => prop_assert!(false, "balls cannot know that"),
        Definiteness::Indefinite { witness } => {
            let value = form(&exact, &witness.map(exactly));
            prop_assert!(value < Rational::zero(), "xᵀAx = {value}");
        }
        Definiteness::Undecided => {
            prop_assert!(least.abs() <= margin, "λ₁ = {} decides", least.nearest(53));
        }
    }
    Ok(())
}

fn definiteness_is_decided(q: &Exact, values: &[Rational]) -> TestCaseResult {
    let exact = symmetric(q, values);
    let nonzero = values.iter().filter(|x| !x.is_zero()).count();
    prop_assert_eq!(rank(&exact), nonzero);
    let negative = values[0] < Rational::zero();
    match definiteness(&exact) {
        Definiteness::Definite => prop_assert!(!negative && nonzero == values.len()),
        Definiteness::Semidefinite { rank } => {
            prop_assert!(!negative && rank == nonzero && rank < values.len());
        }
        Definiteness::Indefinite { witness } => {
            prop_assert!(form(&exact, &witness) < Rational::zero());
        }
        Definiteness::Undecided => prop_assert!(false, "rationals decide"),
    }
    Ok(())
}

laws! { 24 or 100_000 cases;
    cholesky_factors_of_graded_balls_are_enclosed: triangular(5) => |case| {
        cholesky_is_enclosed::<128>(&case)?;
        cholesky_is_enclosed::<256>(&case)
    };
    indefinite_factors_of_graded_balls_are_enclosed:
        (triangular(5), prop::collection::vec(any::<bool>(), 5)) => |(case, signs)| {
            indefinite_factors_are_enclosed::<128>(&case, &signs)?;
            indefinite_factors_are_enclosed::<256>(&case, &signs)
        };
    qr_factors_of_graded_balls_are_enclosed: (1..=4_usize, 0..=2_usize)
        .prop_flat_map(|(n, more)| (orthogonal(n + more), (unit_lower(n), grades(n), spreads())))
        => |(q, case)| {
            qr_is_enclosed::<128>(&q, &case)?;
            qr_is_enclosed::<256>(&q, &case)
        };
    determinants_of_graded_balls_are_enclosed: scaled(5) => |case| {
        determinant_is_enclosed::<128>(&case)?;
        determinant_is_enclosed::<256>(&case)
    };
    determinants_of_singular_matrices_are_near_zero: (1..=4_usize)
        .prop_flat_map(|n| (Just(n), orthogonal(n), moderate(n)))
        => |(n, q, values)| singular_determinant_is_enclosed(n, &q, &values);
    solutions_of_graded_systems_are_enclosed: scaled(5) => |case| {
        solution_is_enclosed::<128>(&case)?;
        solution_is_enclosed::<256>(&case)
    };
    determinants_and_inverses_of_steep_balls_are_contained_or_refused: (1..=4_usize)
        .prop_flat_map(|n| (orthogonal(n), grades(n), grades(n), spreads()))
        => |case| {
            steep_cases_are_contained::<128>(&case)?;
            steep_cases_are_contained::<256>(&case)
        };
    definiteness_of_balls_is_certified: known() => |case| {
        definiteness_is_certified::<128>(&case)?;
        definiteness_is_certified::<256>(&case)
    };
    definiteness_and_rank_of_rationals_are_decided: known()
        => |(q, values, _)| definiteness_is_decided(&q, &values);
}

#[test]
fn a_zero_on_the_diagonal_beside_another_entry_is_a_witness() {
    let matrix = Matrix::from_fn(3, 3, |i, j| Rational::from(usize::from(i + j == 2)));
    let Definiteness::Indefinite { witness } = definiteness(&matrix) else { panic!("indefinite") };
    assert!(form(&matrix, &witness) < Rational::zero());
}
