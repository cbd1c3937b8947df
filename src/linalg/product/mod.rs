//! Matrix products, each number type by its fastest exact or rounded method.
//!
//! | file | holds |
//! |---|---|
//! | `native` | `f32` and `f64`: a loop for tiny matrices, faer's kernels for the others |
//! | `multiprecision` | floats of many bits and balls: dot products or integers, by size, precision and spread of exponents |
//! | `integers` | a matrix as integers times a power of two for each line, and their digits |
//! | `lanes` | steps between limbs and digits, for many integers at once |
//! | `plan` | primes and conversion tables, kept for the next product |
//! | `residues` | products of integers modulo primes, by faer's kernels for `f64` |
//! | `sums` | from residues back to integers |
//! | `radii` | the radius of a product of balls, by the same kernels, rounded upwards |
//! | `scratch` | memory that is used again |

use super::Matrix;
use crate::number::Field;

mod integers;
mod lanes;
mod multiprecision;
mod native;
mod plan;
mod radii;
mod residues;
mod scratch;
mod sums;

/// Products of so many multiplications take least time as dot products, in every number type.
const SMALL: usize = 128;

/// How matrices of a number type are multiplied.
pub trait Product: Sized {
    /// `left · right`, (m × k)·(k × n) → m × n; the shapes are already known to fit.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self>;
}

impl<S: Field> Matrix<S> {
    /// The product entry by entry, as dot products of rows and columns.
    pub(crate) fn times_by_dots(&self, right: &Self) -> Self {
        let columns = right.transpose();
        self.by_dots(&columns)
    }

    fn by_dots(&self, columns: &Self) -> Self {
        let mut entries = Vec::with_capacity(self.rows() * columns.rows());
        for i in 0..self.rows() {
            entries.extend((0..columns.rows()).map(|j| S::dot(self.row(i), columns.row(j))));
        }
        Matrix::from_entries(self.rows(), columns.rows(), entries)
    }

    /// self · rightᵀ, where small matrices need no transpose.
    pub(crate) fn times_transpose_of(&self, right: &Self) -> Self {
        if self.rows() * self.cols() * right.rows() <= SMALL {
            self.by_dots(right)
        } else {
            self.times(&right.transpose())
        }
    }
}

/// (m × k)·(k × n).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    m: usize,
    k: usize,
    n: usize,
}

impl Shape {
    fn of<S>(left: &Matrix<S>, right: &Matrix<S>) -> Self {
        Shape { m: left.rows(), k: left.cols(), n: right.cols() }
    }

    /// Multiplications.
    fn terms(self) -> usize {
        self.m * self.k * self.n
    }

    /// Numbers that go in and come out.
    fn entries(self) -> usize {
        self.m * self.k + self.k * self.n + self.m * self.n
    }
}

/// The rows and columns of a matrix's entries, row by row.
struct Places {
    cols: usize,
    place: (usize, usize),
}

impl Places {
    fn of(cols: usize) -> Self {
        Places { cols, place: (0, 0) }
    }

    #[inline]
    fn next(&mut self) -> (usize, usize) {
        let (row, col) = self.place;
        self.place = if col + 1 == self.cols { (row + 1, 0) } else { (row, col + 1) };
        (row, col)
    }
}
