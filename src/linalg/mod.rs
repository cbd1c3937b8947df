//! Dense matrices over any field, and what is done with them.
//!
//! | file | holds |
//! |---|---|
//! | `matrix` | [`Matrix`]: shapes, entries, the entrywise operations |
//! | `product` | [`Product`]: one matrix product per number type |
//! | `exact` | structure that stays rational: Cayley, positive definite, stochastic, solve, determinant |
//! | `factor` | [`Factor`]: QR, Cholesky, LU solve, SVD, symmetric eigen through faer |

mod exact;
mod factor;
mod matrix;
mod product;

pub use exact::{cayley, determinant, positive_definite, solve_exactly, stochastic};
pub use factor::Factor;
pub use matrix::Matrix;
pub use product::Product;
