//! Enclosures of eigenvalues, eigenvectors and spectral projectors, against matrices of a known spectrum.

use crate::balls::contains_exactly;
use crate::spectra::{
    Exact, Spread, along, ascending, enclose, fail, largest, orthogonal, spreads, symmetric, values,
};
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::Obstacle;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Rational, Rung};

/// Units of n(u + spread)‖A‖ that an eigenvalue's radius may take: the roundoff of the hint's Q, twice, and of the products.
const UNITS: u32 = 64;

/// An orthogonal Q, the eigenvalues in ascending order, and the radii of the balls.
type Known = (Exact, Vec<Rational>, Spread);

fn known(most: usize) -> impl Strategy<Value = Known> {
    (1..=most).prop_flat_map(|n| (orthogonal(n), values(n).prop_map(ascending), spreads()))
}

fn balls<const B: u32>((q, values, spread): &Known) -> Matrix<Ball<B>> {
    spread.around(&symmetric(q, values), |_, _| largest(values))
}

fn eigenvalues_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    eigenvalues_are_enclosed_by(&balls::<B>(case).eigenvalues().map_err(|o| fail(&o))?, case)
}

fn eigenvalues_are_enclosed_by<const B: u32>(found: &[Ball<B>], case: &Known) -> TestCaseResult {
    let (_, values, spread) = case;
    enclose(found, values, &spread.allowance::<B>(UNITS, values.len(), &largest(values)))
}

/// The least distance between values inside and outside of a range of an ordered list; none when all are inside.
fn gap(values: &[Rational], first: usize, last: usize) -> Option<Rational> {
    let below = (first > 0).then(|| &values[first] - &values[first - 1]);
    let above = (last < values.len()).then(|| &values[last] - &values[last - 1]);
    match (below, above) {
        (Some(a), Some(b)) => Some(if a < b { a } else { b }),
        (one, other) => one.or(other),
    }
}

/// What a basis may be off by: what an eigenvalue may, over the gap.
fn turn<const B: u32>((_, values, spread): &Known, gap: Option<Rational>) -> Rational {
    let size = largest(values);
    let gap = gap.unwrap_or(size.clone());
    let gap = if gap.is_zero() { Rational::from(1) } else { gap };
    spread.allowance::<B>(UNITS, values.len(), &size) / gap
        + spread.allowance::<B>(UNITS, values.len(), &Rational::from(1))
}

fn eigenvectors_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let (q, values, _) = case;
    let n = values.len();
    let least = (0..n).filter_map(|k| gap(values, k, k + 1));
    let least = least.fold(None, |a: Option<Rational>, b| {
        Some(a.map_or(b.clone(), |a| if a < b { a } else { b }))
    });
    let repeated = least.as_ref().is_some_and(Rational::is_zero);
    match balls::<B>(case).symmetric_eigen() {
        Ok(found) => {
            prop_assert!(!repeated, "repeated eigenvalues have no vectors of their own");
            for j in 0..n {
                let allowed = turn::<B>(case, gap(values, j, j + 1));
                let (found, truth) = (found.vectors.col(j), q.col(j));
                let sign = if along(&found, &truth) { truth } else { -&truth };
                enclose(found.entries(), sign.entries(), &allowed)?;
            }
            eigenvalues_are_enclosed_by(&found.values, case)
        }
        Err(Obstacle::NotSeparated { .. } | Obstacle::TooWide { .. }) => {
            let hopeless = turn::<B>(case, least.filter(|gap| !gap.is_zero()));
            prop_assert!(repeated || hopeless > Rational::fraction(1, 8), "only {hopeless} off");
            Ok(())
        }
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

fn projectors_are_enclosed<const B: u32>(case: &Known, cut: (usize, usize)) -> TestCaseResult {
    let (q, values, _) = case;
    let n = values.len();
    let (first, last) = (cut.0.min(cut.1) % n, cut.0.max(cut.1) % n + 1);
    let (first, last) = (first.min(last - 1), last);
    let gap = gap(values, first, last);
    let split = gap.as_ref().is_some_and(Rational::is_zero);
    let basis = q.columns(first..last);
    let truth = &basis * &basis.transpose();
    match balls::<B>(case).spectral_projector(first..last) {
        Ok(found) => {
            prop_assert!(!split, "a projector that splits a multiple eigenvalue is not unique");
            enclose(found.entries(), truth.entries(), &turn::<B>(case, gap))
        }
        Err(Obstacle::NotSeparated { .. } | Obstacle::TooWide { .. }) => {
            let hopeless = turn::<B>(case, gap.filter(|gap| !gap.is_zero()));
            prop_assert!(split || hopeless > Rational::fraction(1, 8), "only {hopeless} off");
            Ok(())
        }
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

/// For the hint X, which is at the centres: PX'(X'ᵀPX')^(−1/2) with X' = X(XᵀX)^(−1/2), in balls of many bits, is within.
fn invariant_bases_are_enclosed<const B: u32>(case: &Known, cut: (usize, usize)) -> TestCaseResult {
    let (q, values, _) = case;
    let n = values.len();
    let (first, last) = (cut.0.min(cut.1) % n, cut.0.max(cut.1) % n + 1);
    let first = first.min(last - 1);
    let gap = gap(values, first, last);
    let split = gap.as_ref().is_some_and(Rational::is_zero);
    match balls::<B>(case).invariant_basis(first..last) {
        Ok(found) => {
            prop_assert!(!split, "a subspace that splits a multiple eigenvalue is not unique");
            let basis = Matrix::<Ball<512>>::of(&q.columns(first..last));
            let project = |x: &Matrix<Ball<512>>| &basis * &(&basis.transpose() * x);
            let orthonormal = |x: &Matrix<Ball<512>>| {
                let gram = &x.transpose() * x;
                gram.positive_power(&Rational::fraction(-1, 2)).map(|root| x * &root)
            };
            let exact = |x: &Ball<B>| x.reading().centre.to_rational().map(Rational::from);
            let hint = found.map(|x| Ball::<512>::of(&exact(x).expect("finite")));
            let hint = orthonormal(&hint).map_err(|o| fail(&o))?;
            let truth = orthonormal(&project(&hint)).map_err(|o| fail(&o))?;
            let truth: Vec<_> = truth
                .entries()
                .iter()
                .map(|x| Rational::from(x.reading().centre.to_rational().expect("finite")))
                .collect();
            // What the many bits leave open.
            let found = found.map(|x| x.widened(&Ball::of(&Rational::dyadic(1, -400))));
            enclose(found.entries(), &truth, &turn::<B>(case, gap))
        }
        Err(Obstacle::NotSeparated { .. } | Obstacle::TooWide { .. }) => {
            let hopeless = turn::<B>(case, gap.filter(|gap| !gap.is_zero()));
            prop_assert!(split || hopeless > Rational::fraction(1, 8), "only {hopeless} off");
            Ok(())
        }
        Err(obstacle) => Err(fail(&obstacle)),
    }
}

laws! { 24 or 100_000 cases;
    eigenvalues_of_symmetric_balls_are_enclosed: known(5) => |case| {
        eigenvalues_are_enclosed::<128>(&case)?;
        eigenvalues_are_enclosed::<256>(&case)
    };
    eigenvectors_of_symmetric_balls_are_enclosed: known(5) => |case| {
        eigenvectors_are_enclosed::<128>(&case)?;
        eigenvectors_are_enclosed::<256>(&case)
    };
    spectral_projectors_of_symmetric_balls_are_enclosed: (known(5), (0..5_usize, 0..5_usize))
        => |(case, cut)| {
            projectors_are_enclosed::<128>(&case, cut)?;
            projectors_are_enclosed::<256>(&case, cut)
        };
    bases_of_invariant_subspaces_of_symmetric_balls_are_enclosed:
        (known(4), (0..4_usize, 0..4_usize)) => |(case, cut)| {
            invariant_bases_are_enclosed::<128>(&case, cut)?;
            invariant_bases_are_enclosed::<256>(&case, cut)
        };
}

#[test]
fn eigenvalues_that_may_be_equal_are_named() {
    let case = (
        Matrix::identity(3),
        vec![Rational::from(1), Rational::from(2), Rational::from(2)],
        Spread::none(),
    );
    let obstacle = balls::<128>(&case).symmetric_eigen().expect_err("a double eigenvalue");
    let Obstacle::NotSeparated { low: 1, high: 2, distance, .. } = obstacle else {
        panic!("{obstacle:?}");
    };
    assert!(distance < 1e-30, "{distance}");
    assert!(obstacle.to_string().contains("eigenvalues 2 and 3"), "{obstacle}");
}

/// The bound is quadratic: an eigenvalue apart from the others is known to about u·|λ|, not u·‖A‖.
#[test]
fn a_small_eigenvalue_apart_from_the_others_is_known_to_its_own_roundoff() {
    let large =
        Matrix::from_fn(2, 2, |i, j| if i == j { Rational::from(3) } else { Rational::from(1) });
    let tiny = Rational::dyadic(1, -100);
    let matrix = Matrix::from_fn(3, 3, |i, j| match (i, j) {
        (2, 2) => tiny.clone(),
        (2, _) | (_, 2) => Rational::zero(),
        _ => large[(i, j)].clone(),
    });
    let found = Matrix::<Ball<128>>::of(&matrix).eigenvalues().expect("finite");
    assert!(contains_exactly(&found[0], tiny.value().expect("defined")));
    assert!(found[0].reading().radius < 2_f64.powi(-200), "{found:?}");
}
