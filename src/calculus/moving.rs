//! Matrices with their velocities, as dual numbers: whatever is computed from them carries its derivative along the motion.

use crate::linalg::Matrix;
use crate::number::{Dual, Field};

impl<S: Field> Matrix<S> {
    /// The same matrix with `velocity`, of the same shape, as its slope.
    ///
    /// # Panics
    /// When the shapes differ.
    pub fn moving(&self, velocity: &Self) -> Matrix<Dual<S>> {
        self.zip(velocity, |value, slope| Dual { value: value.clone(), slope: slope.clone() })
    }
}

impl<S: Field> Matrix<Dual<S>> {
    /// The derivative alone.
    pub fn slopes(&self) -> Matrix<S> {
        self.map(|x| x.slope.clone())
    }
}

/// Each matrix with its velocity.
///
/// # Panics
/// When they are not as many, or the shapes differ.
pub fn moving<S: Field>(state: &[Matrix<S>], velocity: &[Matrix<S>]) -> Vec<Matrix<Dual<S>>> {
    assert_eq!(
        state.len(),
        velocity.len(),
        "{} matrices, {} velocities",
        state.len(),
        velocity.len()
    );
    state.iter().zip(velocity).map(|(value, velocity)| value.moving(velocity)).collect()
}
