//! What a kernel is given, and what it answers.

use super::{Kernel, Native};
use crate::linalg::Matrix;

/// A kernel's input.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem<T> {
    /// The first matrix, m × n.
    pub matrix: Matrix<T>,
    /// The second one; 0 × 0 for kernels that take one matrix.
    pub right: Matrix<T>,
}

/// What a kernel returns: the matrices that [`Kernel`] names, in that order.
pub type Answer<T> = Vec<Matrix<T>>;

/// A kernel said that there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(
    /// Why, in the kernel's words.
    pub String,
);

/// The threads that a kernel may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// faer's `Par::Seq`.
    One,
    /// faer's `Par::rayon(2)`.
    Two,
}

/// A library of kernels: [`Faer`](super::Faer), or one made wrong on purpose.
pub trait Implementation: Sync {
    /// Runs a kernel.
    ///
    /// # Errors
    /// When the kernel says that there is no answer.
    fn run<T: Native>(
        &self,
        kernel: Kernel,
        problem: &Problem<T>,
        threads: Threads,
    ) -> Result<Answer<T>, Refusal>;
}

/// What may be expected of a kernel on an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// There is a finite answer, and a stable kernel finds it.
    Regular,
    /// There may be no answer, or none in the range of the type: a refusal or an infinity is as good.
    MayFail,
    /// An entry that the kernel reads is NaN or infinite: no finite answer is right.
    NotFinite,
}
