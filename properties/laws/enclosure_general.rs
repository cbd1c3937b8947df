//! Enclosures of the eigenvalues of matrices that need not be symmetric, and of exponentials.

use crate::balls::contains_exactly;
use crate::spectra::{Exact, Spread, enclose, fail, largest, orthogonal, spreads, unit_lower};
use crate::trial::laws;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::{Matrix, solve_exactly};
use theoremcheck::number::{Ball, Complex, Field, Rational, Real, Rung};

/// Units of n(u + spread) of the size that a radius may take: the condition of the eigenvectors is at most some 2²ⁿ, n ≤ 5.
const UNITS: u32 = 1 << 16;

/// An eigenvalue re ± i·im.
type Pair = (i64, i64);

/// X = Q·(unit lower) and the blocks of D in A = XDX⁻¹: real eigenvalues, and pairs.
#[derive(Clone, Debug)]
struct Known {
    basis: Exact,
    reals: Vec<Rational>,
    pairs: Vec<(Rational, Rational)>,
    spread: Spread,
}

fn known() -> impl Strategy<Value = Known> {
    (0..=3_usize, 0..=1_usize)
        .prop_flat_map(|(reals, pairs)| {
            let (reals, n) = (reals.max(1), reals.max(1) + 2 * pairs);
            let real = prop::collection::vec(-9..=9_i64, reals);
            let pair = prop::collection::vec((-9..=9_i64, 1..=9_i64), pairs);
            (orthogonal(n), unit_lower(n), real, pair, spreads())
        })
        .prop_map(|(q, lower, reals, pairs, spread): (_, _, Vec<i64>, Vec<Pair>, _)| Known {
            basis: &q * &lower,
            reals: reals.iter().map(|&x| Rational::fraction(x, 4)).collect(),
            pairs: pairs
                .iter()
                .map(|&(re, im)| (Rational::fraction(re, 4), Rational::fraction(im, 4)))
                .collect(),
            spread,
        })
}

impl Known {
    fn eigenvalues(&self) -> Vec<(Rational, Rational)> {
        let reals = self.reals.iter().map(|x| (x.clone(), Rational::zero()));
        let pairs =
            self.pairs.iter().flat_map(|(re, im)| [(re.clone(), im.clone()), (re.clone(), -im)]);
        reals.chain(pairs).collect()
    }

    fn matrix(&self) -> Exact {
        let n = self.basis.rows();
        let mut blocks = Matrix::zeros(n, n);
        for (i, x) in self.reals.iter().enumerate() {
            blocks[(i, i)] = x.clone();
        }
        for (k, (re, im)) in self.pairs.iter().enumerate() {
            let at = self.reals.len() + 2 * k;
            blocks[(at, at)] = re.clone();
            blocks[(at + 1, at + 1)] = re.clone();
            blocks[(at, at + 1)] = im.clone();
            blocks[(at + 1, at)] = -im;
        }
        // XDX⁻¹, the transpose of the solution of XᵀY = (XD)ᵀ.
        solve_exactly(&self.basis.transpose(), &(&self.basis * &blocks).transpose())
            .expect("unit lower times orthogonal is regular")
            .transpose()
    }

    fn has_repeated(&self) -> bool {
        (1..self.reals.len()).any(|i| self.reals[..i].contains(&self.reals[i]))
    }
}

fn is_within<const B: u32>(found: &Complex<Ball<B>>, (re, im): &(Rational, Rational)) -> bool {
    let within = |ball: &Ball<B>, x: &Rational| contains_exactly(ball, x.value().expect("defined"));
    within(&found.re, re) && within(&found.im, im)
}

fn general_eigenvalues_are_enclosed<const B: u32>(case: &Known) -> TestCaseResult {
    let exact = case.matrix();
    let size = largest(exact.entries());
    let matrix = case.spread.around::<B>(&exact, |_, _| size.clone());
    let boxes = match matrix.general_eigenvalues() {
        Ok(boxes) => boxes,
        // Vectors of a multiple eigenvalue may come out parallel.
        Err(_) if case.has_repeated() => return Ok(()),
        Err(obstacle) => return Err(fail(&obstacle)),
    };
    let truths = case.eigenvalues();
    prop_assert_eq!(boxes.len(), truths.len());
    for truth in &truths {
        let wanted = truths.iter().filter(|other| *other == truth).count();
        let found = boxes.iter().filter(|b| is_within(b, truth)).count();
        prop_assert!(found >= wanted, "{truth:?} is in {found} of {boxes:?}");
    }
    prop_assert!(boxes.iter().all(|b| truths.iter().any(|truth| is_within(b, truth))), "{boxes:?}");
    let radius = truths.iter().map(|(re, im)| re * re + im * im);
    let radius = radius.fold(Rational::zero(), |a, b| if b > a { b } else { a });
    let found = matrix.spectral_radius().map_err(|o| fail(&o))?;
    let allowed = case.spread.allowance::<B>(UNITS, exact.rows(), &(&size + Rational::one()));
    if !case.has_repeated() && allowed < Rational::fraction(1, 16) {
        for b in boxes.iter().flat_map(|b| [&b.re, &b.im]) {
            let wide = Rational::exact(b.reading().radius) > allowed;
            prop_assert!(!wide, "{b:?} is wide, {} allowed", allowed.nearest(53));
        }
        prop_assert_eq!(boxes.iter().filter(|b| b.im.is_zero()).count(), case.reals.len());
        let tolerance = &allowed * (Rational::from(8) * (size + Rational::one()));
        enclose([&found.square()], [&radius], &tolerance)?;
    }
    Ok(())
}

/// ΣNᵏ/k!, k < n.
fn exponential_of_nilpotent(nilpotent: &Exact) -> Exact {
    let n = nilpotent.rows();
    let (mut total, mut term) = (Matrix::identity(n), Matrix::<Rational>::identity(n));
    for k in 1..n {
        term = (&term * nilpotent).map(|x| x / Rational::from(k));
        total = &total + &term;
    }
    total
}

/// A = XNX⁻¹ for a strictly triangular N, so that e^A = X(ΣNᵏ/k!)X⁻¹ is rational.
fn exponential_is_enclosed<const B: u32>(
    q: &Exact,
    unit: &Exact,
    spread: &Spread,
) -> TestCaseResult {
    let n = q.rows();
    let nilpotent = (unit - &Matrix::identity(n)).scale(&Rational::from(3));
    let turned = |m: &Exact| &(q * m) * &q.transpose();
    let total = exponential_of_nilpotent(&nilpotent);
    let size = Rational::from(3 * n);
    let found = spread
        .around::<B>(&turned(&nilpotent), |_, _| size.clone())
        .exponential()
        .map_err(|o| fail(&o))?;
    // ‖A‖ ≤ 12, so 7 squarings of balls, whose radii grow by a few ‖e^(A/2^s)‖n each.
    let allowed = spread.allowance::<B>(1 << 24, n, &(largest(total.entries()) * &size));
    enclose(found.entries(), turned(&total).entries(), &allowed)
}

/// e^(tJ) for J = (0 −1; 1 0) is a rotation by t, and e^(sI) a multiple of I.
fn rotation_is_enclosed(angle: i64, growth: i64) -> TestCaseResult {
    let (angle, growth) = (Rational::fraction(angle, 8), Rational::fraction(growth, 8));
    let generator = Matrix::from_fn(2, 2, |i, j| match (i, j) {
        (0, 1) => -&angle,
        (1, 0) => angle.clone(),
        _ => growth.clone(),
    });
    let found = Matrix::<Ball<128>>::of(&generator).exponential().map_err(|o| fail(&o))?;
    let (fine, scale) = (Ball::<512>::of(&angle), Ball::<512>::of(&growth).exp());
    let truth = [fine.cos() * scale, -fine.sin() * scale, fine.sin() * scale, fine.cos() * scale];
    for (ball, truth) in found.entries().iter().zip(&truth) {
        let truth = truth.reading().centre.to_rational().expect("finite");
        prop_assert!(contains_exactly(ball, &truth), "{ball:?} lacks {truth}");
        let size = scale.reading().to_f64();
        prop_assert!(ball.reading().radius <= size * 2_f64.powi(20 - 128), "{ball:?} is wide");
    }
    Ok(())
}

/// The same for A + μI and e^μ·e^A: narrow, though ‖A + μI‖ would take some more squarings.
fn shifted_exponential_is_enclosed<const B: u32>(unit: &Exact, mean: i64) -> TestCaseResult {
    let n = unit.rows();
    let mean = Rational::fraction(mean, 4);
    let nilpotent = unit - &Matrix::identity(n);
    let shifted = &nilpotent + &Matrix::identity(n).scale(&mean);
    let found = Matrix::<Ball<B>>::of(&shifted).exponential().map_err(|o| fail(&o))?;
    let growth = Ball::<512>::of(&mean).exp();
    let truth = Matrix::<Ball<512>>::of(&exponential_of_nilpotent(&nilpotent)).scale(&growth);
    for (ball, truth) in found.entries().iter().zip(truth.entries()) {
        let truth = truth.reading().centre.to_rational().expect("finite");
        prop_assert!(contains_exactly(ball, &truth), "{ball:?} lacks {truth}");
        let size = growth.reading().to_f64();
        let allowed = size * 2_f64.powi(24 - B.cast_signed());
        prop_assert!(ball.reading().radius <= allowed, "{ball:?} is wide, {allowed} allowed");
    }
    Ok(())
}

/// In floats to 2⁷n roundoffs, for the 7 squarings.
fn exponentials_cancel<S: Rung>(q: &Exact) -> TestCaseResult {
    let skew = q - &q.transpose();
    let matrix = Matrix::<S>::of(&skew);
    let product = &matrix.exponential().map_err(|o| fail(&o))?
        * &(-&matrix).exponential().map_err(|o| fail(&o))?;
    let error = (&product - &Matrix::identity(q.rows())).norm().reading().magnitude();
    let allowed = rug::Float::with_val(64, 1 << 12) >> S::BITS;
    prop_assert!(error <= allowed, "{error} > {allowed} at {} bits", S::BITS);
    Ok(())
}

laws! { 24 or 100_000 cases;
    general_eigenvalues_of_balls_are_enclosed: known() => |case| {
        general_eigenvalues_are_enclosed::<128>(&case)?;
        general_eigenvalues_are_enclosed::<256>(&case)
    };
    exponentials_of_balls_are_enclosed: (1..=4_usize)
        .prop_flat_map(|n| (orthogonal(n), unit_lower(n), spreads()))
        => |(q, unit, spread)| {
            exponential_is_enclosed::<128>(&q, &unit, &spread)?;
            exponential_is_enclosed::<256>(&q, &unit, &spread)
        };
    exponentials_of_rotations_are_enclosed: (-99..=99_i64, -99..=99_i64)
        => |(angle, growth)| rotation_is_enclosed(angle, growth);
    exponentials_of_shifted_balls_are_enclosed: ((1..=4_usize).prop_flat_map(unit_lower), -160..=160_i64)
        => |(unit, mean)| {
            shifted_exponential_is_enclosed::<128>(&unit, mean)?;
            shifted_exponential_is_enclosed::<256>(&unit, mean)
        };
    exponentials_in_floats_of_opposites_cancel: (1..=4_usize).prop_flat_map(orthogonal) => |q| {
        exponentials_cancel::<f32>(&q)?;
        exponentials_cancel::<f64>(&q)?;
        exponentials_cancel::<theoremcheck::number::Mp<128>>(&q)
    };
}
