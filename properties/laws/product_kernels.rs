//! Products of many bits on the sizes and exponents where their kernels change: correct rounding, containment, narrow radii.

use crate::balls::contains_exactly;
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseResult, TestRng};
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Mp, Rational, Rung, sum};

type Exact = Matrix<Rational>;

/// What is special about the entries.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Plain,
    /// One in three entries is 0, and whole lines are.
    Sparse,
    /// The terms of a sum come in pairs that nearly cancel.
    Cancelling,
    Positive,
    /// The left factor's entries are small integers.
    Short,
}

/// A shape, how far the exponents spread, what is special, and where the random numbers start.
#[derive(Clone, Debug)]
struct Factors {
    shape: [usize; 3],
    spread: u64,
    kind: Kind,
    seed: [u8; 32],
}

fn factors() -> impl Strategy<Value = Factors> {
    let size = || prop_oneof![1..=12_usize, 1..=26_usize];
    let spread = prop_oneof![Just(0_u64), Just(10), 0..=300_u64];
    let kind = prop_oneof![
        Just(Kind::Plain),
        Just(Kind::Sparse),
        Just(Kind::Cancelling),
        Just(Kind::Positive),
        Just(Kind::Short)
    ];
    ((size(), size(), size()), spread, kind, any::<[u8; 32]>()).prop_map(
        |((m, k, n), spread, kind, seed)| Factors { shape: [m, k, n], spread, kind, seed },
    )
}

/// Sums of many terms, for which the primes are shorter.
fn long_sums() -> impl Strategy<Value = Factors> {
    let shape = (8..=12_usize, 27..=300_usize, 8..=12_usize);
    (shape, any::<[u8; 32]>()).prop_map(|((m, k, n), seed)| Factors {
        shape: [m, k, n],
        spread: 10,
        kind: Kind::Plain,
        seed,
    })
}

/// Large enough for residues, and with nothing that hides a radius that is too small.
fn large_and_positive() -> impl Strategy<Value = Factors> {
    let size = || 14..=20_usize;
    ((size(), size(), size()), any::<[u8; 32]>()).prop_map(|((m, k, n), seed)| Factors {
        shape: [m, k, n],
        spread: 10,
        kind: Kind::Positive,
        seed,
    })
}

impl Factors {
    /// Entries of `bits` bits: (m × k) and (k × n).
    fn matrices(&self, bits: u32) -> (Exact, Exact) {
        let [m, k, n] = self.shape;
        let mut source = TestRng::from_seed(RngAlgorithm::ChaCha, &self.seed);
        let mut left = Exact::from_fn(m, k, |i, _| match self.kind {
            Kind::Short => Rational::fraction(i64::from(self.seed[i]) - 128, 64),
            Kind::Plain | Kind::Sparse | Kind::Cancelling | Kind::Positive => {
                self.entry(&mut source, bits, i)
            }
        });
        let mut right = Exact::from_fn(k, n, |_, j| self.entry(&mut source, bits, j));
        if matches!(self.kind, Kind::Cancelling) {
            for l in (1..k).step_by(2) {
                for i in 0..m {
                    left[(i, l)] = -left[(i, l - 1)].clone();
                }
                for j in 0..n {
                    let nudge = Rational::dyadic(1, -(bits.cast_signed() / 2));
                    right[(l, j)] =
                        Self::cut(&(&right[(l - 1, j)] * (Rational::from(1) + nudge)), bits);
                }
            }
        }
        (left, right)
    }

    fn entry(&self, source: &mut TestRng, bits: u32, line: usize) -> Rational {
        use proptest::prelude::Rng as _;
        if matches!(self.kind, Kind::Sparse)
            && (source.next_u64().is_multiple_of(3) || line % 4 == 3)
        {
            return Rational::from(0);
        }
        let words = (0..bits / 64).map(|_| source.next_u64());
        let value = words.fold(Rational::from(0), |sum, word| {
            sum * Rational::dyadic(1, 64) + Rational::dyadic(i128::from(word), 0)
        });
        let shift = source.next_u64() % (self.spread + 1);
        let exponent = i32::try_from(shift).expect("at most 300") - bits.cast_signed();
        let value = value * Rational::dyadic(1, exponent);
        if matches!(self.kind, Kind::Positive) || source.next_u64().is_multiple_of(2) {
            value
        } else {
            -value
        }
    }

    /// Rounded to `bits` bits, so that every type holds it exactly.
    fn cut(value: &Rational, bits: u32) -> Rational {
        let float = rug::Float::with_val(bits, value.value().expect("no division by 0"));
        Rational::from(float.to_rational().expect("a finite float"))
    }
}

fn by_definition(left: &Exact, right: &Exact) -> Exact {
    Matrix::from_fn(left.rows(), right.cols(), |i, j| {
        sum((0..left.cols()).map(|k| &left[(i, k)] * &right[(k, j)]))
    })
}

/// Every entry of the product is the float nearest to the exact one.
fn is_rounded_once<const B: u32>(factors: &Factors) -> TestCaseResult {
    let (left, right) = factors.matrices(B);
    let found = Matrix::<Mp<B>>::of(&left).times(&Matrix::of(&right));
    let wanted = Matrix::<Mp<B>>::of(&by_definition(&left, &right));
    for (found, wanted) in found.entries().iter().zip(wanted.entries()) {
        prop_assert!(found == wanted, "{found:?} is not {wanted:?}");
    }
    Ok(())
}

/// Balls around the entries, of radius up to 2^−width times each, and a point of each: the product of the points lies in the product.
fn contains_products_of_points<const B: u32>(factors: &Factors, width: i32) -> TestCaseResult {
    let (left, right) = factors.matrices(B);
    let mut place = 0_i64;
    let mut around = |centres: &Exact| {
        let radii = centres.map(|x| {
            let size = x.abs() * Rational::dyadic(1, -width);
            Rational::exact(size.reading().to_f64())
        });
        let balls = centres.zip(&radii, |c, r| Ball::<B>::of(c).widened(&Ball::of(r)));
        let points = Matrix::from_fn(centres.rows(), centres.cols(), |i, j| {
            place = (place * 5 + 3) % 16;
            &centres[(i, j)] + &radii[(i, j)] * Rational::fraction(place - 8, 8)
        });
        (balls, points, radii)
    };
    let ((a, x, r), (b, y, s)) = (around(&left), around(&right));
    let found = a.times(&b);
    // Any points, and those farthest from 0, whose products all err to one side when the data are positive.
    let farthest =
        |c: &Exact, r: &Exact| c.zip(r, |c, r| if c < &Rational::from(0) { c - r } else { c + r });
    let farthest = by_definition(&farthest(&left, &r), &farthest(&right, &s));
    for truths in [by_definition(&x, &y), farthest] {
        for (ball, truth) in found.entries().iter().zip(truths.entries()) {
            prop_assert!(ball.reading().is_finite(), "nothing is known of {truth}");
            let truth = truth.value().expect("no division by 0");
            prop_assert!(contains_exactly(ball, truth), "{ball:?} lacks {truth}");
        }
    }
    // The corner of all balls at once: for positive data the product reaches exactly so far.
    let size = |m: &Exact| m.map(Rational::abs);
    let reach = &by_definition(&(&size(&left) + &r), &(&size(&right) + &s))
        - &by_definition(&size(&left), &size(&right));
    let sums = by_definition(&left, &right);
    for ((ball, reach), value) in found.entries().iter().zip(reach.entries()).zip(sums.entries()) {
        let rounding = value.abs() * Rational::dyadic(1, -B.cast_signed());
        let least = Rational::dyadic(1, -1000);
        let allowed = reach * Rational::from(4) + rounding * Rational::from(4) + least;
        let radius = Rational::exact(ball.reading().radius);
        prop_assert!(radius <= allowed, "radius {radius:?}, four times the optimum {allowed:?}");
    }
    Ok(())
}

laws! { 10 or 3_000 cases;
    every_entry_is_the_exact_sum_rounded_once: factors() => |factors| {
        is_rounded_once::<128>(&factors)?;
        is_rounded_once::<192>(&factors)?;
        is_rounded_once::<256>(&factors)?;
        is_rounded_once::<512>(&factors)
    };
    sums_of_many_terms_are_rounded_once: long_sums() => |factors| is_rounded_once::<128>(&factors);
    balls_of_positive_numbers_reach_their_far_corners: (large_and_positive(), prop_oneof![Just(20), Just(60)]) => |(factors, width)| {
        contains_products_of_points::<128>(&factors, width)?;
        contains_products_of_points::<256>(&factors, 2 * width)
    };
    balls_contain_the_products_of_their_points_and_are_narrow: (factors(), prop_oneof![Just(20), Just(60), Just(128)]) => |(factors, width)| {
        contains_products_of_points::<128>(&factors, width)?;
        contains_products_of_points::<256>(&factors, 2 * width)
    };
}

/// Infinities and NaN, and centres that f64 does not hold, take the way of dot products.
#[test]
fn what_is_not_finite_spoils_its_own_entries_only() {
    let size = 20;
    let entry = |i: usize, j: usize| {
        if (i, j) == (3, 4) {
            Ball::<128>::of(&Rational::from(1)) / Ball::of(&Rational::from(0))
        } else {
            Ball::ratio(1, 1 + (i + j) as u64)
        }
    };
    let left = Matrix::from_fn(size, size, entry);
    let right = Matrix::<Ball<128>>::identity(size);
    let product = left.times(&right);
    for i in 0..size {
        for j in 0..size {
            assert_eq!(product[(i, j)].reading().is_finite(), i != 3, "entry ({i}, {j})");
        }
    }
}
