//! The velocities, linear and planar.

use crate::claim::Draw;
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real};

/// θ: M (d × d), or U (d × h), W (h × d) and b (h × 1).
#[derive(Clone, Debug)]
pub(super) struct Dynamics {
    pub(super) parameters: Vec<Matrix<Rational>>,
}

impl Dynamics {
    pub(super) fn linear(draw: &mut Draw<'_>, size: usize) -> Self {
        Dynamics { parameters: vec![draw.matrix(size, size)] }
    }

    /// With h units.
    pub(super) fn planar(draw: &mut Draw<'_>, size: usize, units: usize) -> Self {
        let outer = draw.matrix(size, units);
        Dynamics { parameters: vec![outer, draw.matrix(units, size), draw.vector(units)] }
    }

    /// M of numbered entries: no symmetry.
    pub(super) fn numbered(size: usize) -> Self {
        let entry = |i: usize, j: usize| {
            let number = i64::try_from((3 * i + 5 * j + i * j) % 7).expect("below 7");
            Rational::fraction(number - 2, 4)
        };
        Dynamics { parameters: vec![Matrix::from_fn(size, size, entry)] }
    }

    pub(super) fn is_linear(&self) -> bool {
        self.parameters.len() == 1
    }

    /// d.
    pub(super) fn size(&self) -> usize {
        self.parameters[0].rows()
    }

    pub(super) fn parameters<T: Field>(&self) -> Vec<Matrix<T>> {
        self.parameters.iter().map(Matrix::of).collect()
    }

    /// f at z.
    pub(super) fn at<T: Real>(&self, z: &Matrix<T>) -> Matrix<T> {
        velocity(&self.parameters(), z)
    }

    /// (∂f/∂z)·direction.
    pub(super) fn along<T: Real>(&self, z: &Matrix<T>, direction: &Matrix<T>) -> Matrix<T> {
        self.at(&z.moving(direction)).slopes()
    }

    /// ∂f/∂z.
    pub(super) fn jacobian<T: Real>(&self, z: &Matrix<T>) -> Matrix<T> {
        let axes = Matrix::<T>::identity(self.size());
        let columns = (0..self.size()).map(|j| self.along(z, &axes.col(j)));
        columns.reduce(|left, column| left.beside(&column)).expect("a coordinate at least")
    }
}

/// f(z, θ).
pub(super) fn velocity<T: Real>(parameters: &[Matrix<T>], z: &Matrix<T>) -> Matrix<T> {
    let [outer, inner, shift] = parameters else { return parameters[0].times(z) };
    outer.times(&(&inner.times(z) + shift).map(Real::tanh))
}
