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

    /// A + BDC where D has the entries 1 for the units that are on, and 0.
    ///
    /// # Panics
    /// When there is not one answer a unit.
    pub fn kept(&self, on: &[bool]) -> Matrix<S> {
        assert_eq!(on.len(), self.inner.rows(), "one answer a unit");
        let units: Vec<_> = (0..on.len()).filter(|&i| on[i]).collect();
        let columns = Matrix::from_fn(self.outer.rows(), units.len(), |i, j| {
            self.outer[(i, units[j])].clone()
        });
        let rows = Matrix::from_fn(units.len(), self.inner.cols(), |i, j| {
            self.inner[(units[i], j)].clone()
        });
        &self.skip + &(&columns * &rows)
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

/// All units on, and then `count` patterns that look random.
pub fn patterns(units: usize, count: usize) -> Vec<Vec<bool>> {
    let is_on = |k: usize| k * k * 7 % 10007 % 2 == 1;
    let pattern = |at: usize| (0..units).map(|i| is_on(at * units + i + 1)).collect();
    std::iter::once(vec![true; units]).chain((0..count).map(pattern)).collect()
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
