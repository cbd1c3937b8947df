//! The layer: a continuous system, its discretisation, and what it makes of a sequence.

use crate::claim::{Draw, Rejected};
use crate::linalg::{Matrix, solve_exactly};
use crate::networks::StateSpace;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// (Ā, B̄) for a blend α and a step Δ.
///
/// # Errors
/// [`Obstacle::Singular`] when I − αΔA is.
pub(super) fn discretised(
    matrix: &Matrix<Rational>,
    input: &Matrix<Rational>,
    blend: &Rational,
    step: &Rational,
) -> Result<(Matrix<Rational>, Matrix<Rational>), Obstacle> {
    let identity = Matrix::identity(matrix.rows());
    let implicit = &identity - &matrix.scale(&(blend * step));
    let explicit = &identity + &matrix.scale(&((Rational::one() - blend) * step));
    Ok((solve_exactly(&implicit, &explicit)?, solve_exactly(&implicit, &input.scale(step))?))
}

/// A continuous system with its discretisation.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// A (N × N).
    pub(super) matrix: Matrix<Rational>,
    /// B (N × 1).
    pub(super) input: Matrix<Rational>,
    /// C (1 × N).
    pub(super) output: Matrix<Rational>,
    /// D.
    pub(super) direct: Rational,
    /// α.
    pub(super) blend: Rational,
    /// Δ.
    pub(super) step: Rational,
}

impl Layer {
    /// Of N states.
    pub(super) fn of_size(draw: &mut Draw<'_>, size: usize) -> Result<Self, Rejected> {
        let blend = match draw.dim(0, 3) {
            0 => Rational::zero(),
            1 => Rational::fraction(1, 2),
            2 => Rational::one(),
            _ => draw.between("0", "1"),
        };
        let layer = Layer {
            matrix: draw.matrix(size, size),
            input: draw.vector(size),
            output: draw.matrix(1, size),
            direct: draw.entry(),
            blend,
            step: draw.above("0", "1"),
        };
        match layer.discretised() {
            Ok(_) => Ok(layer),
            Err(_) => Err(Rejected("I − αΔA invertible")),
        }
    }

    /// (Ā, B̄).
    pub(super) fn discretised(&self) -> Result<(Matrix<Rational>, Matrix<Rational>), Obstacle> {
        discretised(&self.matrix, &self.input, &self.blend, &self.step)
    }

    /// Ā, B̄ and C.
    pub(super) fn space<S: Field>(&self) -> Result<StateSpace<S>, Obstacle> {
        let (transition, input) = self.discretised()?;
        Ok(StateSpace::of(&StateSpace { transition, input, output: self.output.clone() }))
    }

    /// y₁, …, y_T, from x₀ = `start`.
    pub(super) fn outputs<S: Field>(
        &self,
        inputs: &[Rational],
        start: &Matrix<Rational>,
    ) -> Result<Vec<S>, Obstacle> {
        let inputs: Vec<S> = inputs.iter().map(S::of).collect();
        let columns: Vec<_> = inputs.iter().map(|u| Matrix::column(vec![u.clone()])).collect();
        let states = self.space()?.outputs(&columns, &Matrix::of(start));
        Ok(self.with_direct(states.iter().map(|y| y[(0, 0)].clone()), &inputs))
    }

    /// Each plus D times the input.
    pub(super) fn with_direct<S: Field>(
        &self,
        outputs: impl Iterator<Item = S>,
        inputs: &[S],
    ) -> Vec<S> {
        let direct = S::of(&self.direct);
        outputs.zip(inputs).map(|(y, u)| y + &direct * u).collect()
    }

    /// x = 0.
    pub(super) fn rest(&self) -> Matrix<Rational> {
        Matrix::zeros(self.matrix.rows(), 1)
    }
}
