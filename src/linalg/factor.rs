//! Factorizations of floats through faer. PLACEHOLDER.

use super::Matrix;
use crate::number::{Ball, Field, Mp};
use crate::obstacle::Obstacle;

/// The factorizations of a number type.
pub trait Factor: Field {
    /// The X with `self · X = rhs`.
    fn solve(_matrix: &Matrix<Self>, _rhs: &Matrix<Self>) -> Result<Matrix<Self>, Obstacle> {
        Err(Obstacle::NoEnclosure { of: "a linear solve" })
    }
}
impl Factor for f32 {}
impl Factor for f64 {}
impl<const B: u32> Factor for Mp<B> {}
impl<const B: u32> Factor for Ball<B> {}

macro_rules! native {
    ($($float:ident),*) => {$(
        impl Matrix<$float> {
            pub(crate) fn to_faer(&self) -> faer::Mat<$float> {
                faer::Mat::from_fn(self.rows(), self.cols(), |i, j| self[(i, j)])
            }
        }
    )*};
}
native!(f32, f64);
