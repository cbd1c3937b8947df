//! Linear systems in balls: an approximate solution, and a proof of how far it is from every true one.

use super::balance::Balance;
use super::bounds::{centres, exactly, finite, is_positive, power_of_two, row_sums, square};
use crate::linalg::Matrix;
use crate::number::{Ball, Real, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::One;

/// The X (n × k) with A·X = B, for every A and B within the balls.
///
/// With R ≈ A⁻¹ and E = I − RA, ‖E‖∞ < 1 proves that A is regular, and x − x̃ = Rr + E(x − x̃) for r = b − Ax̃, so that
/// ‖x − x̃‖∞ ≤ ‖Rr‖∞ / (1 − ‖E‖∞) and |x − x̃|ᵢ ≤ |Rr|ᵢ + (Σⱼ|Eᵢⱼ|)·‖x − x̃‖∞. R and x̃ are hints: they need not be good.
///
/// Rows and columns are scaled first: A = D·S·E, so that S·(EX) = D⁻¹B.
pub(in crate::linalg) fn solve<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    const NAME: &str = "the enclosure of a linear system";
    let size = square(matrix, "a linear system");
    assert_eq!(rhs.rows(), size, "a system of {size} rows and {} right-hand sides", rhs.rows());
    finite(matrix.entries(), NAME)?;
    finite(rhs.entries(), NAME)?;
    let balance = Balance::of(matrix);
    let shifted = |matrix: &Matrix<Ball<B>>, powers: &[i32]| {
        let factors: Vec<_> = powers.iter().map(|&power| power_of_two::<B>(-power)).collect();
        Matrix::from_fn(size, matrix.cols(), |i, j| &matrix[(i, j)] * &factors[i])
    };
    let solution = solve_balanced(&balance.matrix, &shifted(rhs, &balance.rows))?;
    let solution = shifted(&solution, &balance.cols);
    finite(solution.entries(), NAME)?;
    Ok(solution)
}

fn solve_balanced<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let (size, right_sides) = (matrix.rows(), rhs.cols());
    let hint = centres(matrix).inverse()?;
    let inverse = exactly(&hint);
    let error_sums = row_sums(&(&Matrix::identity(size) - &(&inverse * matrix)));
    let room = Ball::one() - largest(error_sums.iter().cloned());
    if !is_positive(&room) {
        return Err(Obstacle::Singular { size });
    }
    let mut guess = exactly(&(&hint * &centres(rhs)));
    // One step of refinement: the residual of balls is as good as one of doubled precision at the centres.
    let step = &inverse * &residual(matrix, rhs, &guess);
    guess = (&guess + &step.map(Rung::centre)).map(Rung::centre);
    let change = (&inverse * &residual(matrix, rhs, &guess)).map(Real::abs);
    let farthest: Vec<_> = (0..right_sides)
        .map(|j| largest((0..size).map(|i| change[(i, j)].clone())) / &room)
        .collect();
    Ok(Matrix::from_fn(size, right_sides, |i, j| {
        guess[(i, j)].widened(&(&change[(i, j)] + &error_sums[i] * &farthest[j]))
    }))
}

/// B − A·X, each entry as one dot product: (A I)·(−X over B).
fn residual<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
    solution: &Matrix<Ball<B>>,
) -> Matrix<Ball<B>> {
    let identity = Matrix::identity(matrix.rows());
    &matrix.beside(&identity) * &(-solution).stacked(rhs)
}
