//! Matrices of a known spectrum, exactly: what the enclosures of eigenvalues and singular values are tried on.

use crate::balls::contains_exactly;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::cmp::Ordering;
use theoremcheck::Obstacle;
use theoremcheck::linalg::{Matrix, cayley};
use theoremcheck::number::{Ball, Field, Rational, Rung, sum};

pub(crate) type Exact = Matrix<Rational>;

/// Orthogonal matrices, n × n, of either determinant.
pub(crate) fn orthogonal(n: usize) -> impl Strategy<Value = Exact> {
    (prop::collection::vec(-3..=3_i64, n * n), any::<bool>()).prop_map(move |(seed, flip)| {
        let q = cayley(&Matrix::from_fn(n, n, |i, j| Rational::fraction(seed[i * n + j], 2)));
        Matrix::from_fn(n, n, |i, j| if flip && j == 0 { -&q[(i, j)] } else { q[(i, j)].clone() })
    })
}

fn decimal(text: &str) -> Rational {
    text.parse().expect("a decimal")
}

/// n values: generic, repeated, in a cluster of width 10⁻³⁰, with zeros, graded over 120 decades; perhaps tiny or huge.
pub(crate) fn values(n: usize) -> impl Strategy<Value = Vec<Rational>> {
    values_of_scales(
        n,
        vec!["1", "1", "1", "1", "1", "1", "1e-200", "1e200", "1e-260", "1e260"],
        vec!["1e-60", "1e-20", "1", "1e25", "1e60"],
    )
}

/// The same, but of a size that leaves room for some powers within the range of the radii.
pub(crate) fn moderate(n: usize) -> impl Strategy<Value = Vec<Rational>> {
    values_of_scales(n, vec!["1", "1", "1e-30", "1e30"], vec!["1e-12", "1e-4", "1", "1e9"])
}

fn values_of_scales(
    n: usize,
    scales: Vec<&'static str>,
    grades: Vec<&'static str>,
) -> impl Strategy<Value = Vec<Rational>> {
    let several = |value: BoxedStrategy<Rational>| prop::collection::vec(value, n);
    let fraction = || (-999..=999_i64, 1..=99_u64).prop_map(|(a, b)| Rational::fraction(a, b));
    let repeated = (-2..=2_i64).prop_map(|a| Rational::fraction(a, 3));
    let clustered = (0..=1_i64, -3..=3_i64)
        .prop_map(|(a, b)| Rational::fraction(a, 1) + Rational::fraction(b, 1) * decimal("1e-30"));
    let graded =
        (fraction(), prop::sample::select(grades)).prop_map(|(value, size)| value * decimal(size));
    let scales = prop::sample::select(scales);
    let kinds = prop_oneof![
        3 => several(fraction().boxed()),
        2 => several(repeated.boxed()),
        2 => several(clustered.boxed()),
        1 => several(prop_oneof![Just(Rational::zero()), Just(Rational::one())].boxed()),
    ];
    let scaled = (kinds, scales).prop_map(|(values, scale)| {
        let scale = decimal(scale);
        values.iter().map(|x| x * &scale).collect()
    });
    prop_oneof![4 => scaled, 1 => several(graded.boxed())]
}

/// Absolute values in descending order.
pub(crate) fn sizes(
    values: impl Strategy<Value = Vec<Rational>>,
) -> impl Strategy<Value = Vec<Rational>> {
    values.prop_map(|values| {
        let mut sizes = ascending(values.iter().map(Rational::abs).collect());
        sizes.reverse();
        sizes
    })
}

/// n powers of ten between 10⁻⁶⁰ and 10⁶⁰.
pub(crate) fn grades(n: usize) -> impl Strategy<Value = Vec<Rational>> {
    powers_of_ten(n, vec!["1e-60", "1e-9", "1", "1", "1", "1e7", "1e60"])
}

fn powers_of_ten(n: usize, powers: Vec<&'static str>) -> impl Strategy<Value = Vec<Rational>> {
    prop::collection::vec(prop::sample::select(powers).prop_map(decimal), n)
}

/// Two lists of n powers of ten within 2⁶⁴, what is taken for roundoff, and no radii; or ones and radii: what is as wide as its row is not balanced well.
pub(crate) fn graded_or_spread(
    n: usize,
) -> impl Strategy<Value = (Vec<Rational>, Vec<Rational>, Spread)> {
    let ones = vec![Rational::one(); n];
    let grade = || powers_of_ten(n, vec!["1e-9", "1e-4", "1", "1", "1e9"]);
    prop_oneof![
        (grade(), grade()).prop_map(|(rows, cols)| (rows, cols, Spread::none())),
        spreads().prop_map(move |spread| (ones.clone(), ones.clone(), spread)),
    ]
}

/// A unit lower triangular matrix with entries up to 1: condition numbers up to some 2ⁿ.
pub(crate) fn unit_lower(n: usize) -> impl Strategy<Value = Exact> {
    prop::collection::vec(-7..=7_i64, n * n).prop_map(move |entries| {
        Matrix::from_fn(n, n, |i, j| match i.cmp(&j) {
            Ordering::Less => Rational::zero(),
            Ordering::Equal => Rational::one(),
            Ordering::Greater => Rational::fraction(entries[i * n + j], 7),
        })
    })
}

pub(crate) fn ascending(mut values: Vec<Rational>) -> Vec<Rational> {
    values.sort_by(|a, b| a.partial_cmp(b).expect("defined"));
    values
}

pub(crate) fn largest(values: &[Rational]) -> Rational {
    values.iter().map(Rational::abs).fold(Rational::zero(), |a, b| if b > a { b } else { a })
}

/// How far the balls given to an algorithm reach: a part of the matrix's size, and where the truth lies within each.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    pub(crate) part: Rational,
    places: Vec<i64>,
}

/// No radius, or 2⁻³⁰ to 2⁻¹⁰⁰ of the matrix's size.
pub(crate) fn spreads() -> impl Strategy<Value = Spread> {
    let parts = prop_oneof![
        2 => Just(Rational::zero()),
        1 => (-100..=-30).prop_map(|exponent| Rational::dyadic(1, exponent)),
    ];
    (parts, prop::collection::vec(-8..=8_i64, 64))
        .prop_map(|(part, places)| Spread { part, places })
}

/// 2⁻¹ to 2⁻¹² of the matrix's size, where the truth is at the end of most balls.
pub(crate) fn wide_spreads() -> impl Strategy<Value = Spread> {
    let place = prop_oneof![3 => Just(8_i64), 3 => Just(-8_i64), 1 => -8..=8_i64];
    ((-12..=-1_i32), prop::collection::vec(place, 64))
        .prop_map(|(exponent, places)| Spread { part: Rational::dyadic(1, exponent), places })
}

impl Spread {
    pub(crate) fn none() -> Self {
        Spread { part: Rational::zero(), places: vec![0] }
    }

    /// Balls around somewhere else than `truth`, which they contain, with radii of this part of `size`; symmetric if both are.
    pub(crate) fn around<const B: u32>(
        &self,
        truth: &Exact,
        size: impl Fn(usize, usize) -> Rational,
    ) -> Matrix<Ball<B>> {
        Matrix::from_fn(truth.rows(), truth.cols(), |i, j| {
            let place = self.places[(i.max(j) * 7 + i.min(j)) % self.places.len()];
            let radius = &self.part * size(i, j);
            let centre = &truth[(i, j)] + &radius * Rational::fraction(place, 8);
            Ball::of(&centre).widened(&Ball::of(&radius))
        })
    }

    /// The roundoff and the spread.
    pub(crate) fn unit<const B: u32>(&self) -> Rational {
        Rational::dyadic(1, -B.cast_signed()) + &self.part
    }

    /// So many times n(u + spread) of the matrix's size; and the least number that a radius can tell from 0.
    pub(crate) fn allowance<const B: u32>(
        &self,
        units: u32,
        n: usize,
        size: &Rational,
    ) -> Rational {
        self.unit::<B>() * size * Rational::from(n * units as usize) + Rational::dyadic(1, -1060)
    }
}

pub(crate) fn fail(obstacle: &Obstacle) -> TestCaseError {
    TestCaseError::fail(obstacle.to_string())
}

/// Fails unless every ball contains its truth and is at most as wide as allowed.
pub(crate) fn enclose<'a, const B: u32>(
    balls: impl IntoIterator<Item = &'a Ball<B>>,
    truths: impl IntoIterator<Item = &'a Rational>,
    allowed: &Rational,
) -> TestCaseResult {
    let (mut balls, mut truths) = (balls.into_iter(), truths.into_iter());
    loop {
        match (balls.next(), truths.next()) {
            (None, None) => return Ok(()),
            (Some(ball), Some(truth)) => {
                let value = truth.value().expect("defined");
                let reading = ball.reading();
                prop_assert!(contains_exactly(ball, value), "{ball:?} lacks {truth}");
                prop_assert!(
                    reading.is_finite() && Rational::exact(reading.radius) <= *allowed,
                    "{:e} wide, {} allowed",
                    reading.radius,
                    allowed.nearest(53)
                );
            }
            (ball, truth) => prop_assert!(false, "unmatched: {ball:?}, {truth:?}"),
        }
    }
}

/// Whether the centres are at an angle of at most 90° from this vector.
pub(crate) fn along<const B: u32>(found: &Matrix<Ball<B>>, truth: &Exact) -> bool {
    let centre = |ball: &Ball<B>| ball.reading().centre.to_rational().map(Rational::from);
    let terms = found.entries().iter().zip(truth.entries());
    sum(terms.filter_map(|(ball, x)| Some(centre(ball)? * x))) >= Rational::zero()
}

/// QΛQᵀ.
pub(crate) fn symmetric(q: &Exact, values: &[Rational]) -> Exact {
    &(q * &Matrix::diagonal(values)) * &q.transpose()
}
