//! One step along one direction.

use crate::claim::{Case, Draw, Rejected};
use crate::linalg::{Matrix, rank, solve_exactly};
use crate::number::{Field, Rational};
use num_traits::{One, Zero};

/// A system, an error and a direction.
#[derive(Debug)]
pub(super) struct Step {
    /// A.
    pub(super) matrix: Matrix<Rational>,
    /// e.
    pub(super) error: Matrix<Rational>,
    /// f, not parallel to e.
    pub(super) direction: Matrix<Rational>,
}

/// A = Q diag(λ)Qᵀ with κ ≤ 10⁸; e = A⁻¹r; f of A-distance below ‖e‖_A from e.
impl Case for Step {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(2, 4);
        let frame = draw.orthogonal(size);
        let spectrum: Vec<_> = (0..size).map(|_| draw.log_uniform("1", "1e8")).collect();
        let matrix = &(&frame * &Matrix::diagonal(&spectrum)) * &frame.transpose();
        let error = solve_exactly(&matrix, &draw.vector(size)).expect("A is regular");
        let (push, share) = (draw.vector(size), draw.above("0", "1.875"));
        if rank(&error.beside(&push)) < 2 {
            return Err(Rejected("r ≠ 0 and f not parallel to e"));
        }
        // ‖e‖²‖p‖/(‖e‖² + ‖p‖²) ≤ ½‖e‖.
        let [own, pushed] = [&error, &push].map(|v| energy(&matrix, v));
        let direction = &error + &push.scale(&(share * &own / (&own + pushed)));
        Ok(Step { matrix, error, direction })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let [zero, one] = [0, 1].map(|n: usize| Rational::from(n));
        let matrix = Matrix::diagonal(&[one.clone(), Rational::from(1000)]);
        let column = |entries: [&Rational; 2]| Matrix::column(entries.map(Clone::clone).to_vec());
        let direction = column([&one, &Rational::fraction(1, 100)]);
        vec![("κ = 1000", Step { matrix, error: column([&one, &zero]), direction })]
    }
}

/// ‖v‖_A².
pub(super) fn energy<S: Field>(matrix: &Matrix<S>, v: &Matrix<S>) -> S {
    v.inner(&(matrix * v))
}

impl Step {
    pub(super) fn matrix<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.matrix)
    }

    pub(super) fn error<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.error)
    }

    pub(super) fn direction<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.direction)
    }

    /// diag(1, 1000), e = (1, 0), f = (1, 0.3): the angle is small for Euclid and near a right one for A.
    pub(super) fn stretched() -> Self {
        let [zero, one] = [Rational::zero(), Rational::one()];
        let matrix = Matrix::diagonal(&[one.clone(), Rational::from(1000)]);
        let direction = Matrix::column(vec![one.clone(), Rational::fraction(3, 10)]);
        Step { matrix, error: Matrix::column(vec![one, zero]), direction }
    }

    /// κ = 1000, e = (−9.9, 0.1), f = (1, 0.1): rᵀf = 0.1, but rᵀAf = 9990.1.
    pub(super) fn across() -> Self {
        let tenths = |first, second| {
            Matrix::column([first, second].map(|n| Rational::fraction(n, 10)).to_vec())
        };
        Step { error: tenths(-99, 1), direction: tenths(10, 1), ..Step::stretched() }
    }
}

/// e − αf for the step size of the exact line search, α = rᵀf/(fᵀAf).
pub(super) fn searched<S: Field>(
    matrix: &Matrix<S>,
    error: &Matrix<S>,
    direction: &Matrix<S>,
) -> Matrix<S> {
    let residual = matrix * error;
    let rate = residual.inner(direction) / energy(matrix, direction);
    error - &direction.scale(&rate)
}
