//! Linear systems in balls: an approximate solution, and a proof of how far it is from every true one.

use super::Matrix;
use crate::number::{Ball, Field, Mp, Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// The X (n × k) with A·X = B, for every A and B within the balls.
///
/// With R ≈ A⁻¹ and E = I − RA, ‖E‖∞ < 1 proves that A is regular, and x − x̃ = Rr + E(x − x̃) for r = b − Ax̃, so that
/// ‖x − x̃‖∞ ≤ ‖Rr‖∞ / (1 − ‖E‖∞) and |x − x̃|ᵢ ≤ |Rr|ᵢ + (Σⱼ|Eᵢⱼ|)·‖x − x̃‖∞. R and x̃ are hints: they need not be good.
pub(super) fn solve<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let (size, right_sides) = (matrix.rows(), rhs.cols());
    let hint = centres(matrix).inverse()?;
    let inverse = hint.map(exactly);
    let error = &Matrix::identity(size) - &(&inverse * matrix);
    let error_sums: Vec<_> =
        (0..size).map(|i| sum(error.row(i).iter().map(Real::abs))).collect::<Vec<Ball<B>>>();
    let room = Ball::one() - crate::number::largest(error_sums.iter().copied());
    if !room.reading().is_positive() {
        return Err(Obstacle::Singular { size });
    }
    let mut guess = (&hint * &centres(rhs)).map(exactly);
    // One step of refinement: the residual of balls is as good as one of doubled precision at the centres.
    let step = centres(&(&inverse * &residual(matrix, rhs, &guess)));
    guess = (&guess + &step.map(exactly)).map(Rung::centre);
    let change = (&inverse * &residual(matrix, rhs, &guess)).map(Real::abs);
    let farthest: Vec<_> = (0..right_sides)
        .map(|j| crate::number::largest((0..size).map(|i| change[(i, j)])) / room)
        .collect();
    let solution = Matrix::from_fn(size, right_sides, |i, j| {
        guess[(i, j)].widened(&(change[(i, j)] + error_sums[i] * farthest[j]))
    });
    if solution.entries().iter().all(|x| x.reading().is_finite()) {
        Ok(solution)
    } else {
        Err(Obstacle::NotFinite { algorithm: "the enclosure of a linear system" })
    }
}

/// B − A·X, each entry as one dot product.
fn residual<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
    solution: &Matrix<Ball<B>>,
) -> Matrix<Ball<B>> {
    let negated = -solution;
    Matrix::from_fn(rhs.rows(), rhs.cols(), |i, j| {
        let left = [matrix.row(i), &[Ball::one()]].concat();
        let right = [negated.col(j).entries(), &[rhs[(i, j)]]].concat();
        Ball::dot(&left, &right)
    })
}

fn centres<const B: u32>(matrix: &Matrix<Ball<B>>) -> Matrix<Mp<B>> {
    matrix.map(Ball::mid)
}

/// The ball of radius 0.
fn exactly<const B: u32>(value: &Mp<B>) -> Ball<B> {
    let value = rug::Rational::try_from(&value.float()).map_or(Rational::UNDEFINED, Rational::from);
    Ball::of(&value)
}
