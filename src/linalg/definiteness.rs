//! Whether a symmetric matrix is positive definite.

use super::Matrix;

/// What is known of the sign of xᵀAx for a symmetric A (n × n).
#[derive(Clone, Debug, PartialEq)]
pub enum Definiteness<S> {
    /// xᵀAx > 0 for every x ≠ 0.
    Definite,
    /// xᵀAx ≥ 0 for every x, and = 0 for some x ≠ 0. Known in exact arithmetic only.
    Semidefinite {
        /// The rank of A, below n.
        rank: usize,
    },
    /// xᵀAx < 0 for some x.
    Indefinite {
        /// Such an x (n × 1).
        witness: Matrix<S>,
    },
    /// Too close to the boundary to tell.
    Undecided,
}
