//! Dense matrices over any field, and what is done with them.
//!
//! | file | holds |
//! |---|---|
//! | `matrix` | [`Matrix`]: shapes, entries, the entrywise operations |
//! | `product` | [`Product`]: one matrix product per number type |
//! | `exact` | structure that stays rational: Cayley, positive definite, stochastic, solve, determinant, pseudo-inverse |
//! | `factor` | [`Factor`]: QR, Cholesky, solve, SVD, symmetric eigen, one trait for all rungs |
//! | `floats` | these in floats of any precision, through faer |
//! | `enclosure` | linear systems in balls, verified after the fact |

mod enclosure;
mod exact;
mod factor;
mod floats;
mod matrix;
mod product;

pub use exact::{
    cayley, determinant, positive_definite, pseudo_inverse, solve_exactly, stochastic,
};
pub use factor::{Factor, Svd, SymmetricEigen};
pub use matrix::Matrix;
pub use product::Product;
