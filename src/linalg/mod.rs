//! Dense matrices over any field, and what is done with them.
//!
//! | file | holds |
//! |---|---|
//! | `matrix` | [`Matrix`]: shapes, entries, the entrywise operations |
//! | `product` | [`Product`]: one matrix product per number type |
//! | `exact` | structure that stays rational: Cayley, positive definite, stochastic, solve, determinant, LDLᵀ, rank, pseudo-inverse, definiteness |
//! | `definiteness` | [`Definiteness`]: what is known of the sign of xᵀAx |
//! | `factor` | [`Factor`]: factorizations, spectra and systems, one trait for all rungs; the norms that follow |
//! | `floats` | these in floats of any precision, through faer |
//! | `enclosure` | these in balls, verified after the fact |
//! | `exponential` | the matrix exponential on all rungs |
//! | `permutation` | signs of permutations |

mod definiteness;
mod enclosure;
mod exact;
mod exponential;
mod factor;
mod floats;
mod matrix;
mod permutation;
mod product;

pub use definiteness::Definiteness;
use exact::eliminated;
pub use exact::{
    cayley, definiteness, determinant, ldlt, positive_definite, pseudo_inverse, rank,
    solve_exactly, stochastic,
};
pub use factor::{Factor, Svd, SymmetricEigen};
pub use matrix::Matrix;
use permutation::is_odd;
pub use product::Product;
