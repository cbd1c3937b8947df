//! Laws of matrices: exact in rationals, to the roundoff in floats, enclosed in balls.

use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::ops::RangeInclusive;
use theoremcheck::Obstacle;
use theoremcheck::linalg::{
    Matrix, cayley, determinant, positive_definite, pseudo_inverse, solve_exactly, stochastic,
};
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung, sum};

type Exact = Matrix<Rational>;

/// Entries with 16-bit numerators and 8-bit denominators, so that floats must round.
fn sized(rows: usize, cols: usize) -> impl Strategy<Value = Exact> {
    let entry = (any::<i16>(), 1..=255_u64);
    prop::collection::vec(entry, rows * cols).prop_map(move |entries| {
        Matrix::from_fn(rows, cols, |i, j| {
            let (numerator, denominator) = entries[i * cols + j];
            Rational::fraction(i64::from(numerator), 128 * denominator)
        })
    })
}

fn squares(sizes: RangeInclusive<usize>) -> impl Strategy<Value = Exact> {
    sizes.prop_flat_map(|n| sized(n, n))
}

fn any_shape() -> impl Strategy<Value = Exact> {
    (1..=6_usize, 1..=6_usize).prop_flat_map(|(m, n)| sized(m, n))
}

fn tall() -> impl Strategy<Value = Exact> {
    (1..=5_usize, 0..=4_usize).prop_flat_map(|(n, more)| sized(n + more, n))
}

fn pairs() -> impl Strategy<Value = (Exact, Exact)> {
    (1..=5_usize).prop_flat_map(|n| (sized(n, n), sized(n, n)))
}

fn systems() -> impl Strategy<Value = (Exact, Exact)> {
    (1..=6_usize, 1..=3_usize).prop_flat_map(|(n, k)| (sized(n, n), sized(n, k)))
}

/// Backward errors of Householder and Gauss methods are at most c·mn·u of the norm, with c a small number (Higham,
/// Accuracy and Stability, §§9, 19): c = 16 here, and mn ≤ 64.
const UNITS: f64 = 16.0 * 64.0;

/// Whether `error` is at most `UNITS` unit roundoffs of `scale`.
fn is_roundoff<S: Rung>(what: &str, error: &S, scale: &S) -> TestCaseResult {
    let allowed = (scale.reading().magnitude() * UNITS) >> S::BITS;
    let error = error.reading().magnitude();
    prop_assert!(error <= allowed, "{} at {} bits: {} > {}", what, S::BITS, error, allowed);
    Ok(())
}

fn is_orthogonal<S: Rung>(q: &Matrix<S>) -> TestCaseResult {
    let gram = &q.transpose() * q;
    is_roundoff("QᵀQ = I", &(&gram - &Matrix::identity(q.cols())).norm(), &S::one())
}

fn qr_restores<S: Rung>(exact: &Exact) -> TestCaseResult {
    let matrix = Matrix::<S>::of(exact);
    let (q, r) = matrix.qr().map_err(|obstacle| reject(&obstacle))?;
    prop_assert!((0..r.rows()).all(|i| (0..i).all(|j| r[(i, j)].is_zero())), "R is triangular");
    is_orthogonal(&q)?;
    is_roundoff("QR = A", &(&(&q * &r) - &matrix).norm(), &matrix.norm())
}

fn svd_restores<S: Rung>(exact: &Exact) -> TestCaseResult {
    let matrix = Matrix::<S>::of(exact);
    let svd = matrix.svd().map_err(|obstacle| reject(&obstacle))?;
    let mut centres = svd.values.iter().map(|x| x.reading().centre);
    prop_assert!(centres.clone().is_sorted_by(|a, b| a >= b) && centres.all(|x| x >= 0));
    is_orthogonal(&svd.left)?;
    is_orthogonal(&svd.right)?;
    let product = &(&svd.left * &Matrix::diagonal(&svd.values)) * &svd.right.transpose();
    is_roundoff("UΣVᵀ = A", &(&product - &matrix).norm(), &matrix.norm())
}

fn eigen_restores<S: Rung>(exact: &Exact) -> TestCaseResult {
    let matrix = Matrix::<S>::of(&(exact + &exact.transpose()));
    let eigen = matrix.symmetric_eigen().map_err(|obstacle| reject(&obstacle))?;
    prop_assert!(eigen.values.iter().map(|x| x.reading().centre).is_sorted_by(|a, b| a <= b));
    is_orthogonal(&eigen.vectors)?;
    let product = &(&eigen.vectors * &Matrix::diagonal(&eigen.values)) * &eigen.vectors.transpose();
    is_roundoff("QΛQᵀ = A", &(&product - &matrix).norm(), &matrix.norm())
}

fn cholesky_restores<S: Rung>(exact: &Exact) -> TestCaseResult {
    let matrix = Matrix::<S>::of(&positive_definite(exact));
    let lower = matrix.cholesky().map_err(|obstacle| reject(&obstacle))?;
    prop_assert!((0..lower.rows()).all(|i| lower[(i, i)].reading().is_positive()));
    is_roundoff("LLᵀ = A", &(&(&lower * &lower.transpose()) - &matrix).norm(), &matrix.norm())
}

/// Gaussian elimination with partial pivoting grows entries by at most 2ⁿ⁻¹, n ≤ 6.
fn solve_is_backward_stable<S: Rung>(exact: &Exact, rhs: &Exact) -> TestCaseResult {
    let (matrix, rhs) = (Matrix::<S>::of(exact), Matrix::<S>::of(rhs));
    let solution = matrix.solve(&rhs).map_err(|obstacle| reject(&obstacle))?;
    let scale = matrix.norm() * solution.norm() + rhs.norm();
    is_roundoff("AX = B", &(&(&matrix * &solution) - &rhs).norm(), &(scale * S::count(32)))
}

fn reject(obstacle: &Obstacle) -> TestCaseError {
    TestCaseError::fail(obstacle.to_string())
}

/// A law at every float rung.
macro_rules! at_floats {
    ($law:ident($($case:expr),*)) => {{
        $law::<f32>($($case),*)?;
        $law::<f64>($($case),*)?;
        $law::<Mp<128>>($($case),*)?;
        $law::<Mp<256>>($($case),*)
    }};
}

/// A = I + S for a skew S is regular: xᵀAx = ‖x‖².
fn ball_solution_is_narrow<const B: u32>(seed: &Exact, rhs: &Exact) -> TestCaseResult {
    let skew = seed - &seed.transpose();
    let exact = &Matrix::identity(seed.rows()) + &skew;
    let truth = solve_exactly(&exact, rhs).map_err(|obstacle| reject(&obstacle))?;
    let solution = Matrix::<Ball<B>>::of(&exact)
        .solve(&Matrix::of(rhs))
        .map_err(|obstacle| reject(&obstacle))?;
    let scale = Matrix::<Ball<B>>::of(&truth).norm().reading().magnitude() + 1.0_f64;
    for (ball, truth) in solution.entries().iter().zip(truth.entries()) {
        prop_assert!(contains(ball, truth), "{ball:?} lacks {truth}");
        // ‖A⁻¹‖ ≤ 1 and ‖S‖ < 2¹³, so that residuals, errors of R and sums of 6 terms cost fewer than 40 bits.
        prop_assert!(ball.reading().radius <= scale.clone() >> (B - 40), "{ball:?} is wide");
    }
    Ok(())
}

/// Laplace's expansion along the first row.
fn expansion(a: &Exact) -> Rational {
    let minor = |j: usize| {
        let n = a.rows() - 1;
        Matrix::from_fn(n, n, |i, k| a[(i + 1, k + usize::from(k >= j))].clone())
    };
    if a.rows() == 0 {
        return Rational::one();
    }
    let sign = |j: usize| Rational::fraction(if j.is_multiple_of(2) { 1 } else { -1 }, 1);
    sum((0..a.cols()).map(|j| sign(j) * &a[(0, j)] * expansion(&minor(j))))
}

fn contains<const B: u32>(ball: &Ball<B>, truth: &Rational) -> bool {
    !(ball - Ball::<B>::of(truth)).reading().excludes_zero()
}

laws! { 24 or 2_000 cases;
    cayley_is_exactly_orthogonal: squares(1..=5) => |seed| {
        let q = cayley(&seed);
        prop_assert_eq!(&q.transpose() * &q, Matrix::identity(q.rows()));
        prop_assert_eq!(determinant(&q), Rational::one());
        Ok(())
    };
    stochastic_rows_sum_to_one: any_shape() => |seed| {
        let matrix = stochastic(&seed);
        for i in 0..matrix.rows() {
            prop_assert_eq!(sum(matrix.row(i).iter().cloned()), Rational::one());
        }
        Ok(())
    };
    determinants_multiply: pairs() => |(a, b)| {
        prop_assert_eq!(determinant(&(&a * &b)), determinant(&a) * determinant(&b));
        prop_assert_eq!(determinant(&a.transpose()), determinant(&a));
        Ok(())
    };
    determinants_expand_along_a_row: (1..=5_usize)
        .prop_flat_map(|n| prop::collection::vec(-1..=1_i64, n * n).prop_map(move |e| (n, e)))
        => |(n, entries)| {
            let a = Matrix::from_fn(n, n, |i, j| Rational::fraction(entries[i * n + j], 1));
            prop_assert_eq!(determinant(&a), expansion(&a));
            Ok(())
        };
    exact_solutions_solve: systems() => |(a, b)| {
        match solve_exactly(&a, &b) {
            Ok(x) => prop_assert_eq!(&a * &x, b),
            Err(_) => prop_assert!(determinant(&a).is_zero()),
        }
        Ok(())
    };
    exact_pseudo_inverses_obey_penrose: any_shape() => |a| {
        let p = pseudo_inverse(&a);
        let (ap, pa) = (&a * &p, &p * &a);
        prop_assert_eq!(&ap * &a, a);
        prop_assert_eq!(&pa * &p, p);
        prop_assert_eq!(ap.transpose(), ap);
        prop_assert_eq!(pa.transpose(), pa);
        Ok(())
    };
    vectorized_products_are_kronecker_products: (1..=3_usize, 1..=3_usize, 1..=3_usize, 1..=3_usize)
        .prop_flat_map(|(m, n, p, q)| (sized(m, n), sized(n, p), sized(p, q))) => |(a, x, b)| {
        let product = &(&a * &x) * &b;
        prop_assert_eq!(product.vectorized(), &b.transpose().kronecker(&a) * &x.vectorized());
        Ok(())
    };
    kronecker_products_multiply: (pairs(), pairs()) => |((a, b), (c, d))| {
        prop_assert_eq!(&a.kronecker(&c) * &b.kronecker(&d), (&a * &b).kronecker(&(&c * &d)));
        Ok(())
    };
    qr_restores_the_matrix: tall() => |a| at_floats!(qr_restores(&a));
    svd_restores_the_matrix: any_shape() => |a| at_floats!(svd_restores(&a));
    symmetric_eigen_restores_the_matrix: squares(1..=6) => |a| at_floats!(eigen_restores(&a));
    cholesky_restores_the_matrix: any_shape() => |a| at_floats!(cholesky_restores(&a));
    solutions_in_floats_are_backward_stable: systems() => |(a, b)| {
        prop_assume!(!determinant(&a).is_zero());
        at_floats!(solve_is_backward_stable(&a, &b))
    };
    solutions_in_balls_contain_the_exact_one_and_are_narrow: systems() => |(a, b)| {
        ball_solution_is_narrow::<128>(&a, &b)?;
        ball_solution_is_narrow::<512>(&a, &b)
    };
    pseudo_inverses_in_balls_contain_the_exact_one: any_shape() => |a| {
        let truth = pseudo_inverse(&a);
        let Ok(p) = Matrix::<Ball<256>>::of(&a).pseudo_inverse() else { return Ok(()) };
        prop_assert!(p.entries().iter().zip(truth.entries()).all(|(p, truth)| contains(p, truth)));
        Ok(())
    };
}

#[test]
fn exactly_singular_systems_are_obstacles() {
    let exact = Matrix::from_fn(3, 3, |i, j| Rational::from(3 * i + j));
    let rhs = Matrix::<Rational>::ones(3, 1);
    assert_eq!(solve_exactly(&exact, &rhs), Err(Obstacle::Singular { size: 3 }));
    let ball = Matrix::<Ball<128>>::of(&exact).solve(&Matrix::ones(3, 1));
    assert!(matches!(ball, Err(Obstacle::Singular { .. })), "{ball:?}");
    // Of a regular centre, but not regular all over.
    let wide =
        Matrix::from_fn(2, 2, |i, j| Ball::<128>::ratio(if i + j == 2 { 11 } else { 10 }, 10))
            .map(|x| x.widened(&Ball::ratio(1, 20)));
    let found = wide.solve(&Matrix::ones(2, 1));
    assert!(matches!(found, Err(Obstacle::Singular { size: 2 })), "{found:?}");
    let zero = Matrix::<f64>::zeros(2, 2).solve(&Matrix::ones(2, 1));
    assert_eq!(zero, Err(Obstacle::Singular { size: 2 }));
}

#[test]
fn a_system_with_wide_balls_contains_the_solution_of_every_system_within() {
    let exact = cayley(&Matrix::from_fn(3, 3, |i, j| Rational::from(i * i + 2 * j)));
    let rhs = Matrix::<Rational>::ones(3, 1);
    let radius = Ball::<128>::ratio(1, 100);
    let wide = Matrix::of(&exact).map(|x: &Ball<128>| x.widened(&radius));
    let solution = wide.solve(&Matrix::of(&rhs)).expect("an orthogonal matrix ± 1/100 is regular");
    for signs in 0..1_u32 << 9 {
        let sign = |at: usize| if signs >> at & 1 == 1 { 1 } else { -1 };
        let corner =
            Matrix::from_fn(3, 3, |i, j| &exact[(i, j)] + Rational::fraction(sign(3 * i + j), 100));
        let truth = solve_exactly(&corner, &rhs).expect("regular, as every matrix within");
        assert!((0..3).all(|i| contains(&solution[(i, 0)], &truth[(i, 0)])), "{corner:?}");
    }
}

#[test]
fn infinities_and_nan_are_obstacles() {
    for bad in [f64::NAN, f64::INFINITY] {
        let matrix = Matrix::from_fn(3, 3, |i, j| if i == 2 && j == 0 { bad } else { 1.0 });
        assert!(matches!(matrix.qr(), Err(Obstacle::NotFinite { .. })));
        assert!(matches!(matrix.svd(), Err(Obstacle::NotFinite { .. })));
        assert!(matches!(matrix.symmetric_eigen(), Err(Obstacle::NotFinite { .. })));
        assert!(matches!(matrix.cholesky(), Err(Obstacle::NotFinite { .. })));
        assert!(matches!(matrix.solve(&Matrix::ones(3, 1)), Err(Obstacle::NotFinite { .. })));
    }
}

#[test]
fn indefinite_matrices_have_no_cholesky_factor() {
    let matrix = Matrix::<Mp<128>>::of(&Matrix::from_fn(2, 2, |i, j| {
        if i == j { Rational::one() } else { Rational::from(2_usize) }
    }));
    assert!(matches!(matrix.cholesky(), Err(Obstacle::NotPositiveDefinite { size: 2 })));
}
