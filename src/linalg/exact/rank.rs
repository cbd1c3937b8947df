//! The rank of a rational matrix, and what it decides.

use super::{solve_exactly, subtract};
use crate::linalg::Matrix;
use crate::number::Rational;
use num_traits::{One, Zero};

/// The rank of a matrix of any shape.
pub fn rank(matrix: &Matrix<Rational>) -> usize {
    Echelon::of(matrix).pivots.len()
}

/// The Moore–Penrose inverse (n × m) of an m × n matrix of any rank.
///
/// A = CF for C, the columns of the pivots, and F, the rows of the reduced echelon form, both of full rank: A⁺ = F⁺C⁺.
pub fn pseudo_inverse(matrix: &Matrix<Rational>) -> Matrix<Rational> {
    let Echelon { rows, pivots } = Echelon::of(matrix);
    let rows = Matrix::from_fn(pivots.len(), matrix.cols(), |i, j| rows[i][j].clone());
    let columns =
        Matrix::from_fn(matrix.rows(), pivots.len(), |i, j| matrix[(i, pivots[j])].clone());
    let regular = "the Gram matrix of independent vectors is regular";
    // FFᵀ is symmetric, so that ((FFᵀ)⁻¹F)ᵀ = Fᵀ(FFᵀ)⁻¹ = F⁺.
    let over_rows = solve_exactly(&(&rows * &rows.transpose()), &rows).expect(regular);
    let transpose = columns.transpose();
    let over_columns = solve_exactly(&(&transpose * &columns), &transpose).expect(regular);
    &over_rows.transpose() * &over_columns
}

/// The reduced row echelon form.
struct Echelon {
    rows: Vec<Vec<Rational>>,
    /// The column of each row's leading 1; rows beyond are 0.
    pivots: Vec<usize>,
}

impl Echelon {
    fn of(matrix: &Matrix<Rational>) -> Self {
        let mut rows: Vec<Vec<Rational>> =
            (0..matrix.rows()).map(|i| matrix.row(i).to_vec()).collect();
        let mut pivots = Vec::new();
        for column in 0..matrix.cols() {
            let at = pivots.len();
            let Some(found) = (at..rows.len()).find(|&i| !rows[i][column].is_zero()) else {
                continue;
            };
            rows.swap(at, found);
            let lead = Rational::one() / &rows[at][column];
            let scaled: Vec<_> = rows[at].iter().map(|x| x * &lead).collect();
            for (_, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != at) {
                subtract(row, &scaled, column);
            }
            rows[at] = scaled;
            pivots.push(column);
        }
        Echelon { rows, pivots }
    }
}
