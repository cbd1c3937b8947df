//! One hidden layer beside a linear map, and what certifies that it does not stretch.

use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;

/// x ↦ Ax + Bσ(Cx + b), σ entry by entry, of slopes in [0, 1].
#[derive(Clone, Debug)]
pub struct ResidualLayer<S> {
    /// A (m × n).
    pub skip: Matrix<S>,
    /// B (m × h).
    pub outer: Matrix<S>,
    /// C (h × n).
    pub inner: Matrix<S>,
}

impl ResidualLayer<Rational> {
    /// The same layer in number type `S`.
    pub fn of<S: Field>(&self) -> ResidualLayer<S> {
        ResidualLayer {
            skip: Matrix::of(&self.skip),
            outer: Matrix::of(&self.outer),
            inner: Matrix::of(&self.inner),
        }
    }
}

impl<S: Field> ResidualLayer<S> {
    /// A + BDC (m × n), the Jacobian where the slopes are D = diag(slopes).
    pub fn jacobian(&self, slopes: &[S]) -> Matrix<S> {
        let middle = Matrix::diagonal(slopes);
        &self.skip + &(&(&self.outer * &middle) * &self.inner)
    }

    /// The Jacobians at all 2^h diagonal D of entries 0 and 1, from D = 0 on.
    pub fn corners(&self) -> impl Iterator<Item = Matrix<S>> {
        let units = self.inner.rows();
        (0..1_usize << units).map(move |pattern| {
            let slope = |i: usize| if pattern >> i & 1 == 1 { S::one() } else { S::zero() };
            self.jacobian(&(0..units).map(slope).collect::<Vec<_>>())
        })
    }
}

impl<S: Rung> ResidualLayer<S> {
    /// The largest ‖A + BDC‖ over all diagonal 0 ⪯ D ⪯ I: at a corner, as norms are convex.
    ///
    /// # Errors
    /// As [`Matrix::spectral_norm`].
    pub fn steepest(&self) -> Result<S, Obstacle> {
        self.corners().try_fold(S::zero(), |top, jacobian| Ok(top.max(&jacobian.spectral_norm()?)))
    }

    /// The least L² with `[[L²I − AᵀA, −AᵀB − CᵀΛ], [−BᵀA − ΛC, 2Λ − BᵀB]]` ⪰ 0 for Λ = diag(multipliers), 2Λ ≻ BᵀB:
    /// λ_max(AᵀA + (AᵀB + CᵀΛ)(2Λ − BᵀB)⁻¹(BᵀA + ΛC)).
    ///
    /// # Errors
    /// As [`Matrix::cholesky`] of 2Λ − BᵀB, and [`Matrix::eigenvalues`].
    pub fn certificate(&self, multipliers: &[S]) -> Result<S, Obstacle> {
        let multipliers = Matrix::diagonal(multipliers);
        let back = self.outer.transpose();
        let lower = &(&back * &self.skip) + &(&multipliers * &self.inner);
        let corner = &multipliers.scale(&S::count(2)) - &(&back * &self.outer);
        // LLᵀ = corner: the sum is AᵀA + (L⁻¹lower)ᵀ(L⁻¹lower).
        let reduced = corner.cholesky()?.solve(&lower)?;
        let gram = |matrix: &Matrix<S>| &matrix.transpose() * matrix;
        let values = (&gram(&self.skip) + &gram(&reduced)).eigenvalues()?;
        Ok(values.last().cloned().unwrap_or(S::zero()))
    }
}
