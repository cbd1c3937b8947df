//! Real matrices whose eigenvalues and eigenvectors are known exactly.

use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Complex, Field, Rational};
use crate::obstacle::Obstacle;

/// A = M·J·M⁻¹ (n × n) with a J of blocks [[α, −β], [β, α]], one for each pair α ± iβ, and then real eigenvalues: every real
/// matrix that is diagonalisable over the complex numbers is of this form.
#[derive(Clone, Debug)]
pub struct Modes {
    basis: Matrix<Rational>,
    inverse: Matrix<Rational>,
    pairs: Vec<[Rational; 2]>,
    reals: Vec<Rational>,
}

impl Modes {
    /// From M (n × n), the pairs (α, β) and the real eigenvalues.
    ///
    /// # Errors
    /// [`Obstacle::Singular`] when M is.
    ///
    /// # Panics
    /// When n is not twice the number of pairs and the number of real eigenvalues.
    pub fn new(
        basis: Matrix<Rational>,
        pairs: Vec<[Rational; 2]>,
        reals: Vec<Rational>,
    ) -> Result<Self, Obstacle> {
        let size = 2 * pairs.len() + reals.len();
        assert_eq!(basis.shape(), (size, size), "a basis for {size} eigenvalues");
        let inverse = solve_exactly(&basis, &Matrix::identity(size))?;
        Ok(Modes { basis, inverse, pairs, reals })
    }

    /// How many of the n eigenvalues are in pairs.
    pub fn paired(&self) -> usize {
        2 * self.pairs.len()
    }

    /// A.
    pub fn matrix(&self) -> Matrix<Rational> {
        let mut blocks = Matrix::zeros(self.basis.rows(), self.basis.rows());
        for (at, [re, im]) in self.pairs.iter().enumerate() {
            let at = 2 * at;
            blocks[(at, at)] = re.clone();
            blocks[(at + 1, at + 1)] = re.clone();
            blocks[(at, at + 1)] = -im;
            blocks[(at + 1, at)] = im.clone();
        }
        for (at, value) in self.reals.iter().enumerate() {
            blocks[(self.paired() + at, self.paired() + at)] = value.clone();
        }
        &(&self.basis * &blocks) * &self.inverse
    }

    /// λ₁, …, λ_n: α + iβ and α − iβ of each pair, then the real ones.
    pub fn values<S: Field>(&self) -> Vec<Complex<S>> {
        let pair = |[re, im]: &[Rational; 2]| {
            let value = Complex { re: S::of(re), im: S::of(im) };
            [value.clone(), value.conjugate()]
        };
        let reals = self.reals.iter().map(|value| Complex::real(S::of(value)));
        self.pairs.iter().flat_map(pair).chain(reals).collect()
    }

    /// P (n × n) with AP = P diag(λ): the block's eigenvectors are (1, ∓i).
    pub fn vectors<S: Field>(&self) -> Matrix<Complex<S>> {
        self.combined(&self.basis, true)
    }

    /// P⁻¹ (n × n), from the inverse ½[[1, i], [1, −i]] of a block's eigenvectors.
    pub fn inverse_vectors<S: Field>(&self) -> Matrix<Complex<S>> {
        let rows = self.combined::<S>(&self.inverse.transpose(), false).transpose();
        let half = Complex::real(S::ratio(1, 2));
        Matrix::from_fn(rows.rows(), rows.cols(), |i, j| {
            if i < self.paired() { &rows[(i, j)] * &half } else { rows[(i, j)].clone() }
        })
    }

    /// m₁ ∓ im₂, m₁ ± im₂ for the columns m₁, m₂ of each pair; the others as they are. The first sign is − when `lowered`.
    fn combined<S: Field>(&self, columns: &Matrix<Rational>, lowered: bool) -> Matrix<Complex<S>> {
        Matrix::from_fn(columns.rows(), columns.cols(), |i, j| {
            if j >= self.paired() {
                return Complex::real(S::of(&columns[(i, j)]));
            }
            let (first, second) = (j - j % 2, j - j % 2 + 1);
            let im = S::of(&columns[(i, second)]);
            let falls = (j == first) == lowered;
            Complex { re: S::of(&columns[(i, first)]), im: if falls { -im } else { im } }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Modes;
    use crate::linalg::Matrix;
    use crate::number::{Complex, Field, Rational};

    #[test]
    fn vectors_diagonalise_the_matrix_and_their_inverse_is_one() {
        let entry = |i: usize, j: usize| Rational::from((i * i + 3 * j + i * j * j) % 7 + 1);
        let pairs = vec![[1, 2], [-1, 3]].into_iter().map(|p| p.map(|n| Rational::fraction(n, 2)));
        let modes =
            Modes::new(Matrix::from_fn(5, 5, entry), pairs.collect(), vec![Rational::from(3)])
                .expect("a basis");
        let (vectors, inverse) = (modes.vectors::<Rational>(), modes.inverse_vectors());
        let vanishes =
            |m: Matrix<Complex<Rational>>| m.entries().iter().all(num_traits::Zero::is_zero);
        assert!(vanishes(&(&vectors * &inverse) - &Matrix::identity(5)));
        let matrix = modes.matrix().map(Complex::of);
        let values = Matrix::diagonal(&modes.values());
        assert!(vanishes(&(&matrix * &vectors) - &(&vectors * &values)));
    }
}
