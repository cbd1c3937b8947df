//! Verified linear algebra in balls: an approximate factorization is a hint, and a few products in balls prove how far
//! it is from the truth.
//!
//! Hints come from the centres, in floats of the same precision, and need not be good: a bad one gives a wide ball or an
//! obstacle, never a wrong ball. Whatever is claimed holds for every matrix within the balls.
//!
//! | file | encloses |
//! |---|---|
//! | `bounds` | norms; matrices split into centre and spread, scaled by powers of two |
//! | `balance` | rows and columns scaled by powers of two |
//! | `near_identity` | inverses and triangular factors near the identity |
//! | `system` | solutions of linear systems |
//! | `spectrum` | all eigenvalues of a symmetric matrix |
//! | `eigenvectors` | its eigenvectors, spectral projectors and bases of invariant subspaces |
//! | `power` | its real powers, if it is positive semidefinite |
//! | `root` | its fractional powers, if it is small and well-conditioned |
//! | `pivots` | positive pivots, where they prove a definite matrix directly |
//! | `definiteness` | whether it is positive definite |
//! | `triangular` | the factors of Cholesky, LDLᵀ and QR |
//! | `singular` | all singular values, singular vectors |
//! | `pseudo_inverse` | the Moore–Penrose inverse for a given rank |
//! | `determinant` | the determinant |
//! | `general` | eigenvalues of a matrix that need not be symmetric |

mod balance;
mod bounds;
mod definiteness;
mod determinant;
mod eigenvectors;
mod general;
mod near_identity;
mod pivots;
mod power;
mod pseudo_inverse;
mod root;
mod singular;
mod spectrum;
mod system;
mod triangular;

pub(super) use definiteness::definiteness;
pub(super) use determinant::determinant;
pub(super) use eigenvectors::{invariant_basis, spectral_projector, symmetric_eigen};
pub(super) use general::general_eigenvalues;
pub(super) use power::positive_powers;
pub(super) use pseudo_inverse::pseudo_inverse_of_rank;
pub(super) use singular::{singular_values, svd};
pub(super) use spectrum::eigenvalues;
pub(super) use system::solve;
pub(super) use triangular::{cholesky, ldlt, qr};
