//! Linear systems in balls: an approximate solution, and a proof of how far it is from every true one.

use super::balance::Balance;
use super::bounds::{
    centres, exactly, finite, is_positive, magnitude, power_of_two, row_sums, square, upper,
};
use crate::linalg::Matrix;
use crate::number::{Ball, Real, Rung, largest};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// The X (n × k) with A·X = B, for every A and B within the balls.
///
/// With R ≈ A⁻¹ and E = I − RA, ‖E‖∞ < 1 proves that A is regular, and x − x̃ = Rr + E(x − x̃) for r = b − Ax̃, so that
/// |x − x̃| ≤ |Rr| + |E||x − x̃| entry by entry, and ‖x − x̃‖∞ ≤ ‖Rr‖∞ / (1 − ‖E‖∞). R and x̃ are hints: they need not be good.
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
    let shifted = |matrix: &Matrix<Ball<B>>, powers: &[i32]| {
        let factors: Vec<_> = powers.iter().map(|&power| power_of_two::<B>(-power)).collect();
        Matrix::from_fn(size, matrix.cols(), |i, j| matrix[(i, j)] * factors[i])
    };
    let attempt = |balance: &Balance<B>| {
        let solution = solve_balanced(&balance.matrix, &shifted(rhs, &balance.rows))?;
        let solution = shifted(&solution, &balance.cols);
        finite(solution.entries(), NAME)?;
        Ok(solution)
    };
    let [first, second] = Balance::candidates(matrix);
    attempt(&first).or_else(|obstacle| attempt(&second).map_err(|_| obstacle))
}

fn solve_balanced<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    rhs: &Matrix<Ball<B>>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let (size, right_sides) = (matrix.rows(), rhs.cols());
    let hint = centres(matrix).inverse()?;
    let inverse = exactly(&hint);
    let error = (&Matrix::identity(size) - &(&inverse * matrix)).map(magnitude);
    let error_sums = row_sums(&error);
    let room = Ball::one() - largest(error_sums.iter().copied());
    if !is_positive(&room) {
        return Err(Obstacle::Singular { size });
    }
    let mut guess = exactly(&(&hint * &centres(rhs)));
    // One step of refinement: the residual of balls is as good as one of doubled precision at the centres.
    let step = &inverse * &residual(matrix, rhs, &guess);
    guess = (&guess + &step.map(Rung::centre)).map(Rung::centre);
    let change = (&inverse * &residual(matrix, rhs, &guess)).map(magnitude);
    let weights = guess.zip(&change, |x, change| upper(&(magnitude(x) + change)));
    let grown = &error * &weights;
    let factors: Vec<_> = (0..right_sides)
        .map(|j| weighted_factor(&change.col(j), &weights.col(j), &grown.col(j)))
        .collect();
    let sizes: Vec<_> =
        (0..right_sides).map(|j| largest(change.col(j).entries().iter().copied()) / room).collect();
    Ok(Matrix::from_fn(size, right_sides, |i, j| {
        let plain = error_sums[i] * sizes[j];
        let weighted = factors[j].as_ref().map(|factor| grown[(i, j)] * factor);
        let spread = weighted.map_or(plain, |weighted| weighted.min(&plain));
        guess[(i, j)].widened(&(change[(i, j)] + spread))
    }))
}

/// A t such that d ≤ c + |E|d implies d ≤ c + t|E|w, for the columns c, w and |E|w; none when w does not suit E.
///
/// (I − |E|)tw ≥ t(1 − ρ)w ≥ c for ρ = maxᵢ(|E|w)ᵢ/wᵢ and t = maxᵢcᵢ/wᵢ / (1 − ρ), so that d ≤ (I − |E|)⁻¹c ≤ tw. Weights as large as the
/// unknowns keep a large one from blurring the others.
fn weighted_factor<const B: u32>(
    change: &Matrix<Ball<B>>,
    weights: &Matrix<Ball<B>>,
    grown: &Matrix<Ball<B>>,
) -> Option<Ball<B>> {
    let share = |numerators: &Matrix<Ball<B>>| {
        let pairs = numerators.entries().iter().zip(weights.entries());
        largest(pairs.filter(|(x, _)| !x.is_zero()).map(|(x, weight)| x / weight))
    };
    let room = Ball::one() - share(grown);
    is_positive(&room).then(|| upper(&(share(change) / room)))
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
