//! Dense matrices over any field.

use crate::number::{Field, Rational, Real, largest, sum};
use std::fmt;
use std::ops::{Add, Index, IndexMut, Mul, Neg, Sub};

/// A dense matrix, rows × columns, stored by rows. A vector is a matrix of one column.
#[derive(Clone, PartialEq)]
pub struct Matrix<S> {
    rows: usize,
    cols: usize,
    entries: Vec<S>,
}

impl<S> Matrix<S> {
    /// The matrix of `entry(i, j)`, made row by row.
    #[inline]
    pub fn from_fn(rows: usize, cols: usize, mut entry: impl FnMut(usize, usize) -> S) -> Self {
        let mut entries = Vec::with_capacity(rows * cols);
        for i in 0..rows {
            entries.extend((0..cols).map(|j| entry(i, j)));
        }
        Matrix { rows, cols, entries }
    }

    /// The matrix of entries given row by row.
    ///
    /// # Panics
    /// When they are not rows · cols many.
    #[inline]
    pub fn from_entries(rows: usize, cols: usize, entries: Vec<S>) -> Self {
        assert_eq!(entries.len(), rows * cols, "{} entries of {rows} × {cols}", entries.len());
        Matrix { rows, cols, entries }
    }

    /// An n × 1 matrix.
    pub fn column(entries: Vec<S>) -> Self {
        Matrix { rows: entries.len(), cols: 1, entries }
    }

    /// The number of rows.
    #[inline]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns.
    #[inline]
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// (rows, columns).
    #[inline]
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.cols)
    }

    /// All entries, row by row.
    #[inline]
    pub fn entries(&self) -> &[S] {
        &self.entries
    }

    /// Row i.
    #[inline]
    pub fn row(&self, i: usize) -> &[S] {
        &self.entries[i * self.cols..(i + 1) * self.cols]
    }

    /// The matrix of `f(entry)`.
    #[inline]
    pub fn map<T>(&self, f: impl Fn(&S) -> T) -> Matrix<T> {
        Matrix { rows: self.rows, cols: self.cols, entries: self.entries.iter().map(f).collect() }
    }

    /// The matrix of `f(entry, other's entry)`.
    ///
    /// # Panics
    /// When the shapes differ.
    #[inline]
    pub fn zip<T, U>(&self, other: &Matrix<T>, f: impl Fn(&S, &T) -> U) -> Matrix<U> {
        assert_eq!(self.shape(), other.shape(), "the shapes differ");
        let entries = self.entries.iter().zip(&other.entries).map(|(a, b)| f(a, b)).collect();
        Matrix { rows: self.rows, cols: self.cols, entries }
    }
}

impl<S: Clone> Matrix<S> {
    /// The matrix with these rows.
    ///
    /// # Panics
    /// When the rows differ in length.
    pub fn from_rows(rows: &[Vec<S>]) -> Self {
        let cols = rows.first().map_or(0, Vec::len);
        assert!(rows.iter().all(|row| row.len() == cols), "the rows differ in length");
        Matrix { rows: rows.len(), cols, entries: rows.concat() }
    }

    /// The transpose.
    #[inline]
    pub fn transpose(&self) -> Self {
        Self::from_fn(self.cols, self.rows, |i, j| self[(j, i)].clone())
    }

    /// Column j as an n × 1 matrix.
    pub fn col(&self, j: usize) -> Self {
        self.columns(j..j + 1)
    }

    /// The columns in `range`.
    pub fn columns(&self, range: std::ops::Range<usize>) -> Self {
        Self::from_fn(self.rows, range.len(), |i, j| self[(i, range.start + j)].clone())
    }

    /// `self` with `below` under it.
    ///
    /// # Panics
    /// When the numbers of columns differ.
    pub fn stacked(&self, below: &Self) -> Self {
        assert_eq!(self.cols, below.cols, "stacked matrices differ in columns");
        let entries = [self.entries.as_slice(), &below.entries].concat();
        Matrix { rows: self.rows + below.rows, cols: self.cols, entries }
    }

    /// `self` with `right` beside it.
    ///
    /// # Panics
    /// When the numbers of rows differ.
    pub fn beside(&self, right: &Self) -> Self {
        assert_eq!(self.rows, right.rows, "matrices side by side differ in rows");
        let rows = (0..self.rows).flat_map(|i| self.row(i).iter().chain(right.row(i)));
        Matrix { rows: self.rows, cols: self.cols + right.cols, entries: rows.cloned().collect() }
    }
}

impl<S: Field> Matrix<S> {
    /// The same matrix in number type `S`; see [`Field::of`] for how exact.
    pub fn of(source: &Matrix<Rational>) -> Self {
        source.map(S::of)
    }

    /// The matrix of zeros.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self::from_fn(rows, cols, |_, _| S::zero())
    }

    /// The matrix of ones.
    pub fn ones(rows: usize, cols: usize) -> Self {
        Self::from_fn(rows, cols, |_, _| S::one())
    }

    /// The identity, size × size.
    pub fn identity(size: usize) -> Self {
        Self::from_fn(size, size, |i, j| if i == j { S::one() } else { S::zero() })
    }

    /// The square matrix with this diagonal.
    pub fn diagonal(diagonal: &[S]) -> Self {
        let size = diagonal.len();
        Self::from_fn(size, size, |i, j| if i == j { diagonal[i].clone() } else { S::zero() })
    }

    /// I − 11ᵀ/K, K × K: the simplex equiangular tight frame up to scale.
    pub fn simplex(classes: usize) -> Self {
        let mean = S::one() / S::count(classes);
        Self::identity(classes).map(|x| x - &mean)
    }

    /// Multiplied by a number.
    pub fn scale(&self, by: &S) -> Self {
        self.map(|x| x * by)
    }

    /// `self · rhs`, (m × k)·(k × n) → m × n, by the number type's own kernel.
    ///
    /// # Panics
    /// When the inner dimensions differ.
    pub fn times(&self, rhs: &Self) -> Self {
        assert_eq!(
            self.cols, rhs.rows,
            "a product of {} × {} and {} × {}",
            self.rows, self.cols, rhs.rows, rhs.cols
        );
        S::product(self, rhs)
    }

    /// The Kronecker product, (m × n) ⊗ (p × q) → mp × nq.
    pub fn kronecker(&self, rhs: &Self) -> Self {
        let (p, q) = rhs.shape();
        Self::from_fn(self.rows * p, self.cols * q, |i, j| {
            &self[(i / p, j / q)] * &rhs[(i % p, j % q)]
        })
    }

    /// The columns below one another, mn × 1.
    pub fn vectorized(&self) -> Self {
        Self::from_fn(self.rows * self.cols, 1, |at, _| {
            self[(at % self.rows, at / self.rows)].clone()
        })
    }

    /// The sum of the diagonal entries.
    pub fn trace(&self) -> S {
        sum((0..self.rows.min(self.cols)).map(|i| self[(i, i)].clone()))
    }

    /// Squared Frobenius norm.
    pub fn norm_squared(&self) -> S {
        S::dot(&self.entries, &self.entries)
    }

    /// Σᵢⱼ selfᵢⱼ·otherᵢⱼ.
    ///
    /// # Panics
    /// When the shapes differ.
    pub fn inner(&self, other: &Self) -> S {
        assert_eq!(self.shape(), other.shape(), "the shapes differ");
        S::dot(&self.entries, &other.entries)
    }

    /// selfⁿ, for a square matrix; the 0th power is the identity.
    pub fn power(&self, exponent: u32) -> Self {
        (0..exponent).fold(Self::identity(self.rows), |product, _| product.times(self))
    }
}

impl<S: Real> Matrix<S> {
    /// Largest absolute entry, or zero.
    pub fn max_abs(&self) -> S {
        largest(self.entries.iter().map(Real::abs))
    }

    /// Frobenius norm.
    pub fn norm(&self) -> S {
        self.norm_squared().sqrt()
    }
}

impl<S> Index<(usize, usize)> for Matrix<S> {
    type Output = S;
    #[inline]
    fn index(&self, (i, j): (usize, usize)) -> &S {
        assert!(j < self.cols, "column {j} of {}", self.cols);
        &self.entries[i * self.cols + j]
    }
}

impl<S> IndexMut<(usize, usize)> for Matrix<S> {
    #[inline]
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut S {
        assert!(j < self.cols, "column {j} of {}", self.cols);
        &mut self.entries[i * self.cols + j]
    }
}

impl<'a, S: Field> Add<&'a Matrix<S>> for &'a Matrix<S> {
    type Output = Matrix<S>;
    fn add(self, rhs: &Matrix<S>) -> Matrix<S> {
        self.zip(rhs, |a, b| a + b)
    }
}

impl<'a, S: Field> Sub<&'a Matrix<S>> for &'a Matrix<S> {
    type Output = Matrix<S>;
    fn sub(self, rhs: &Matrix<S>) -> Matrix<S> {
        self.zip(rhs, |a, b| a - b)
    }
}

impl<'a, S: Field> Mul<&'a Matrix<S>> for &'a Matrix<S> {
    type Output = Matrix<S>;
    fn mul(self, rhs: &Matrix<S>) -> Matrix<S> {
        self.times(rhs)
    }
}

impl<S: Field> Neg for &Matrix<S> {
    type Output = Matrix<S>;
    fn neg(self) -> Matrix<S> {
        self.map(|x| -x)
    }
}

impl<S: fmt::Debug> fmt::Debug for Matrix<S> {
    /// `[[a, b], [c, d]]` on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<_> = (0..self.rows).map(|i| self.row(i)).collect();
        write!(f, "{rows:?}")
    }
}
