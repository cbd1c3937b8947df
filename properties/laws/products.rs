//! Matrix products of every number type against exact ones.

use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Complex, Dual, Field, Mp, Rational, Rung, sum};

type Exact = Matrix<Rational>;

fn sized(rows: usize, cols: usize) -> impl Strategy<Value = Exact> {
    let entry = (any::<i32>(), 1..=1_000_000_u64);
    prop::collection::vec(entry, rows * cols).prop_map(move |entries| {
        Matrix::from_fn(rows, cols, |i, j| {
            let (numerator, denominator) = entries[i * cols + j];
            Rational::fraction(i64::from(numerator), denominator)
        })
    })
}

/// (m × k) and (k × n), also of no rows, columns or terms.
fn factors() -> impl Strategy<Value = (Exact, Exact)> {
    (0..=5_usize, 0..=9_usize, 0..=5_usize).prop_flat_map(|(m, k, n)| (sized(m, k), sized(k, n)))
}

/// The number that a float is.
fn exactly<S: Rung>(value: &S) -> Rational {
    let centre = value.reading().centre;
    Rational::from(rug::Rational::try_from(&centre).expect("a finite number"))
}

fn by_definition<S: Field>(left: &Matrix<S>, right: &Matrix<S>) -> Matrix<S> {
    Matrix::from_fn(left.rows(), right.cols(), |i, j| {
        sum((0..left.cols()).map(|k| left[(i, k)].clone() * &right[(k, j)]))
    })
}

/// |C − AB| ≤ k·u/(1 − k·u)·|A||B|, entry by entry, for the rounded A and B (Higham, Accuracy and Stability, §3.5).
fn is_within_its_bound<S: Rung>(left: &Exact, right: &Exact) -> TestCaseResult {
    let (left, right): (Matrix<S>, Matrix<S>) = (Matrix::of(left), Matrix::of(right));
    let (a, b) = (left.map(exactly), right.map(exactly));
    let found = left.times(&right).map(exactly);
    let loss = Rational::from(left.cols()) * Rational::dyadic(1, -S::BITS.cast_signed());
    let share = &loss / &(Rational::from(1) - &loss);
    let allowed = by_definition(&a.map(Rational::abs), &b.map(Rational::abs)).scale(&share);
    for (error, allowed) in
        (&found - &by_definition(&a, &b)).entries().iter().zip(allowed.entries())
    {
        prop_assert!(error.abs() <= *allowed, "at {} bits: {error} > {allowed}", S::BITS);
    }
    Ok(())
}

fn contains<const B: u32>(left: &Exact, right: &Exact) -> TestCaseResult {
    let found = Matrix::<Ball<B>>::of(left).times(&Matrix::of(right));
    for (ball, truth) in found.entries().iter().zip(by_definition(left, right).entries()) {
        prop_assert!(
            !(ball - Ball::<B>::of(truth)).reading().excludes_zero(),
            "{ball:?} lacks {truth}"
        );
    }
    Ok(())
}

laws! { 64 or 5_000 cases;
    products_of_floats_keep_their_bound: factors() => |(a, b)| {
        is_within_its_bound::<f32>(&a, &b)?;
        is_within_its_bound::<f64>(&a, &b)?;
        is_within_its_bound::<Mp<128>>(&a, &b)?;
        is_within_its_bound::<Mp<256>>(&a, &b)
    };
    products_of_balls_contain_the_exact_one: factors() => |(a, b)| {
        contains::<128>(&a, &b)?;
        contains::<512>(&a, &b)
    };
    products_of_rationals_are_exact: factors() => |(a, b)| {
        prop_assert_eq!(a.times(&b), by_definition(&a, &b));
        Ok(())
    };
    products_of_pairs_are_those_of_their_entries: (factors(), factors()) => |((a, b), (c, d))| {
        // Any second halves of the same shapes.
        let like = |m: &Exact, other: &Exact| {
            let take = |i: usize| other.entries().get(i).cloned().unwrap_or(Rational::from(3));
            Matrix::from_fn(m.rows(), m.cols(), |i, j| take(i * m.cols() + j))
        };
        let (c, d) = (like(&a, &c), like(&b, &d));
        let dual = |m: &Exact, n: &Exact| {
            m.zip(n, |value, slope| Dual { value: value.clone(), slope: slope.clone() })
        };
        let (x, y) = (dual(&a, &c), dual(&b, &d));
        let (found, wanted) = (x.times(&y), by_definition(&x, &y));
        prop_assert_eq!(found.map(|z| z.value.clone()), wanted.map(|z| z.value.clone()));
        prop_assert_eq!(found.map(|z| z.slope.clone()), wanted.map(|z| z.slope.clone()));
        let complex = |m: &Exact, n: &Exact| {
            m.zip(n, |re, im| Complex { re: re.clone(), im: im.clone() })
        };
        let (x, y) = (complex(&a, &c), complex(&b, &d));
        let (found, wanted) = (x.times(&y), by_definition(&x, &y));
        prop_assert_eq!(found.map(|z| z.re.clone()), wanted.map(|z| z.re.clone()));
        prop_assert_eq!(found.map(|z| z.im.clone()), wanted.map(|z| z.im.clone()));
        Ok(())
    };
}
