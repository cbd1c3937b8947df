//! Inverses and triangular factors of matrices near the identity, to second order.

use super::bounds::{frobenius, is_positive, norm};
use crate::linalg::Matrix;
use crate::number::{Ball, Field, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// (I + N)⁻¹ for a square N of norm below 1; upper or lower triangular if N is.
///
/// (I + N)⁻¹ = I − N + N²(I + N)⁻¹, and no entry exceeds the norm ‖N‖²/(1 − ‖N‖).
pub(super) fn inverse<const B: u32>(
    difference: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = difference.rows();
    let norm = norm(difference);
    let room = Ball::one() - norm;
    if !is_positive(&room) {
        return Err(Obstacle::Singular { size });
    }
    let rest = norm.square() / room;
    let (upper, lower) = (is_upper(difference), is_upper(&difference.transpose()));
    Ok(Matrix::from_fn(size, size, |i, j| {
        if upper && i > j || lower && i < j {
            return Ball::zero();
        }
        let unit = if i == j { Ball::one() } else { Ball::zero() };
        (unit - difference[(i, j)]).widened(&rest)
    }))
}

fn is_upper<const B: u32>(matrix: &Matrix<Ball<B>>) -> bool {
    (0..matrix.rows()).all(|i| (0..i).all(|j| matrix[(i, j)].is_zero()))
}

/// The lower triangular L with LLᵀ = I + E, for every symmetric E within.
///
/// L = I + F with F + Fᵀ + FFᵀ = E, so F = low(E − FFᵀ), where low halves the diagonal and drops what is above it. ‖low(S)‖_F ≤ ‖S‖_F/√2 for
/// symmetric S, hence √2·f ≤ ε + f² for f = ‖F‖_F and ε = ‖E‖_F. Along tE, 0 ≤ t ≤ 1, f starts at 0 and cannot cross the
/// gap between the roots when ε < 1/2, so that f ≤ √2·ε, and F is within f² ≤ 2ε² of low(E).
pub(super) fn cholesky<const B: u32>(
    difference: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = difference.rows();
    let half = Ball::<B>::ratio(1, 2);
    let norm = frobenius(difference);
    if !is_positive(&(half - norm)) {
        return Err(Obstacle::NotPositiveDefinite { size });
    }
    let rest = norm.square() * Ball::count(2);
    Ok(Matrix::from_fn(size, size, |i, j| match i.cmp(&j) {
        std::cmp::Ordering::Less => Ball::zero(),
        std::cmp::Ordering::Equal => (Ball::one() + difference[(i, i)] * half).widened(&rest),
        std::cmp::Ordering::Greater => difference[(i, j)].widened(&rest),
    }))
}

/// (I + F, the diagonal of I + G) with I + N = (I + F)(I + G), F strictly lower and G upper triangular, for every square N within.
///
/// F + G = N − FG, and F and G share no entry, so that h ≤ ν + h²/2 for h = ‖F + G‖_F and ν = ‖N‖_F. Along tN, 0 ≤ t ≤ 1, all leading minors are
/// regular, and h starts at 0 and cannot cross the gap between the roots when ν < 1/2, so that h ≤ 2ν and ‖FG‖_F ≤ h²/2 ≤ 2ν².
pub(super) fn unpivoted<const B: u32>(
    difference: &Matrix<Ball<B>>,
) -> Result<(Matrix<Ball<B>>, Vec<Ball<B>>), Obstacle> {
    let size = difference.rows();
    let norm = frobenius(difference);
    if !is_positive(&(Ball::<B>::ratio(1, 2) - norm)) {
        return Err(Obstacle::Singular { size });
    }
    let rest = norm.square() * Ball::count(2);
    let lower = Matrix::from_fn(size, size, |i, j| match i.cmp(&j) {
        std::cmp::Ordering::Less => Ball::zero(),
        std::cmp::Ordering::Equal => Ball::one(),
        std::cmp::Ordering::Greater => difference[(i, j)].widened(&rest),
    });
    let diagonal = (0..size).map(|i| (Ball::one() + difference[(i, i)]).widened(&rest)).collect();
    Ok((lower, diagonal))
}

/// The part on and below the diagonal.
pub(super) fn lower_triangle<S: Field>(matrix: &Matrix<S>) -> Matrix<S> {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
        if i >= j { matrix[(i, j)].clone() } else { S::zero() }
    })
}

#[cfg(test)]
mod tests {
    use super::{cholesky, inverse, unpivoted};
    use crate::linalg::{Matrix, solve_exactly};
    use crate::number::{Ball, Field, Rational, Rung};

    type Exact = Matrix<Rational>;

    /// Entries up to 1/(3·least), so far from 0 as no hint leaves them: the second order counts.
    fn small(seed: usize, size: usize, least: u64) -> Exact {
        Matrix::from_fn(size, size, |i, j| {
            let numerator = (seed * (7 * i + 3 * j + 1) + i * j + seed * seed) % 9;
            Rational::fraction(i64::try_from(numerator).expect("below 9") - 4, 12 * least)
        })
    }

    fn part(matrix: &Exact, kept: impl Fn(usize, usize) -> bool) -> Exact {
        Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| {
            if kept(i, j) { matrix[(i, j)].clone() } else { Rational::from(0) }
        })
    }

    /// With what the rounding of the input may change, 64 units.
    fn contain<'a>(
        balls: impl IntoIterator<Item = &'a Ball<128>>,
        truths: impl IntoIterator<Item = &'a Rational>,
    ) {
        let slack = Ball::of(&Rational::dyadic(1, -122));
        for (ball, truth) in balls.into_iter().zip(truths) {
            let outside = (ball - Ball::of(truth)).widened(&slack).reading().excludes_zero();
            assert!(!outside, "{ball:?} lacks {truth}");
        }
    }

    #[test]
    fn inverses_and_factors_hold_the_second_order() {
        for (seed, size, least) in (0..200).map(|k| (k, 1 + k % 4, 1 + (k / 4 % 5) as u64)) {
            let unit = Matrix::<Rational>::identity(size);
            let any = small(seed, size, least);
            let difference = |exact: &Exact| Matrix::<Ball<128>>::of(&(exact - &unit));
            if let Ok(found) = inverse(&Matrix::of(&any)) {
                let truth = solve_exactly(&(&unit + &any), &unit).expect("near the identity");
                contain(found.entries(), truth.entries());
            }
            let factor = &unit + &part(&any, |i, j| i >= j);
            if let Ok(found) = cholesky(&difference(&(&factor * &factor.transpose()))) {
                contain(found.entries(), factor.entries());
            }
            let (lower, upper) = (part(&any, |i, j| i > j), part(&any, |i, j| i <= j));
            let (lower, upper) = (&unit + &lower, &unit + &upper);
            if let Ok((found, diagonal)) = unpivoted(&difference(&(&lower * &upper))) {
                contain(found.entries(), lower.entries());
                let truth: Vec<_> = (0..size).map(|i| upper[(i, i)].clone()).collect();
                contain(&diagonal, &truth);
            }
        }
    }
}
