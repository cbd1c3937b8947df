//! A tanh network of orthogonal layers with a gain of at most 1.

use crate::claim::{Compared, Draw, Rejected, at_most, below, equal, squares_tape};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Rung};

/// h_{l+1} = tanh(g W_l h_l).
#[derive(Debug)]
pub(super) struct Net {
    /// W_l, used by turns (n × n).
    orthogonal: Vec<Matrix<Rational>>,
    depth: usize,
    /// g.
    gain: Rational,
    /// h₀.
    start: Matrix<Rational>,
}

impl Net {
    /// Up to 4 units and 6 layers.
    pub(super) fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 4);
        let orthogonal: Vec<_> = (0..2).map(|_| draw.orthogonal(size)).collect();
        let (depth, gain) = (draw.dim(1, 6), draw.above("0.5", "1"));
        let start = draw.vector(size);
        let first = &orthogonal[0] * &start;
        if first.entries().iter().any(|x| x.abs() < Rational::fraction(1, 16)) {
            return Err(Rejected("no coordinate of W₁h₀ below 1/16 in size"));
        }
        Ok(Net { orthogonal, depth, gain, start })
    }

    /// 4 units, 20 layers, gain 9/10.
    pub(super) fn deep() -> Self {
        let tape = squares_tape(80, 7, 97);
        let mut draw = Draw::replay(&tape);
        let orthogonal = vec![draw.orthogonal(4), draw.orthogonal(4)];
        let start = Matrix::column((1..=4).map(|k| Rational::fraction(k, 3)).collect());
        let start = &orthogonal[0].transpose() * &start;
        Net { orthogonal, depth: 20, gain: Rational::fraction(9, 10), start }
    }

    /// h_l.
    fn output<T: Real>(&self, start: &Matrix<T>) -> Matrix<T> {
        let gain = T::of(&self.gain);
        let layers: Vec<Matrix<T>> = self.orthogonal.iter().map(Matrix::of).collect();
        (0..self.depth).fold(start.clone(), |state, l| {
            (&layers[l % layers.len()] * &state).map(|x| (&gain * x).tanh())
        })
    }

    /// g^{2l}.
    fn bound<S: Field>(&self) -> S {
        S::of(&self.gain).power(u32::try_from(2 * self.depth).expect("few layers"))
    }

    /// ∂h_l/∂h₀, column by column.
    fn jacobian<S: Rung>(&self, start: &Matrix<S>) -> Matrix<S> {
        let size = start.rows();
        let columns: Vec<_> = (0..size)
            .map(|j| {
                let direction = |i: usize| if i == j { S::one() } else { S::zero() };
                let at = Matrix::from_fn(size, 1, |i, _| Dual {
                    value: start[(i, 0)].clone(),
                    slope: direction(i),
                });
                self.output(&at)
            })
            .collect();
        Matrix::from_fn(size, size, |i, j| columns[j][(i, 0)].slope.clone())
    }

    /// 0 < ‖h_l‖² ≤ g^{2l}‖h₀‖².
    pub(super) fn contracts<S: Rung>(&self) -> Compared<S> {
        let start = Matrix::<S>::of(&self.start);
        let end = self.output(&start).norm_squared();
        below(S::zero(), &end).and(at_most(end, start.norm_squared() * self.bound::<S>()))
    }

    /// I − JᵀJ/g^{2l} has positive pivots: it is positive definite.
    pub(super) fn has_small_jacobian<S: Rung>(&self) -> Compared<S> {
        let jacobian = self.jacobian(&Matrix::<S>::of(&self.start));
        let gram = (&jacobian.transpose() * &jacobian).scale(&(S::one() / self.bound::<S>()));
        let pivots = pivots(&Matrix::identity(gram.rows()) - &gram);
        Compared::all(pivots.into_iter().map(|pivot| below(S::zero(), pivot)))
    }

    /// JᵀJ = g^{2l}I at h₀ = 0.
    pub(super) fn is_isometric_at_zero<S: Rung>(&self) -> Compared<S> {
        let size = self.start.rows();
        let jacobian = self.jacobian(&Matrix::<S>::zeros(size, 1));
        equal(&jacobian.transpose() * &jacobian, Matrix::identity(size).scale(&self.bound::<S>()))
    }
}

/// The pivots of symmetric elimination without exchanges, all positive iff the matrix is positive definite.
fn pivots<S: Field>(mut matrix: Matrix<S>) -> Vec<S> {
    let size = matrix.rows();
    for at in 0..size {
        for i in at + 1..size {
            let factor = &matrix[(i, at)] / &matrix[(at, at)];
            for j in at + 1..size {
                let product = &factor * &matrix[(at, j)];
                matrix[(i, j)] -= &product;
            }
        }
    }
    (0..size).map(|i| matrix[(i, i)].clone()).collect()
}
