//! Whether a rational symmetric matrix is positive definite, semidefinite or neither.

use crate::linalg::{Definiteness, Matrix};
use crate::number::{Rational, sum};
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// Decides the sign of xᵀAx for a symmetric A (n × n), by LDLᵀ with symmetric pivoting; reads the lower triangle of A only.
///
/// Never [`Definiteness::Undecided`], unless an entry is undefined. "Indefinite" is said of every A that is not positive
/// semidefinite, and its witness is exact.
///
/// # Panics
/// When A is not square.
pub fn definiteness(matrix: &Matrix<Rational>) -> Definiteness<Rational> {
    let size = matrix.rows();
    assert_eq!(matrix.cols(), size, "definiteness of {} × {}", size, matrix.cols());
    if matrix.entries().iter().any(|x| x.sign().is_none()) {
        return Definiteness::Undecided;
    }
    let mut left = Matrix::from_fn(size, size, |i, j| matrix[(i.max(j), i.min(j))].clone());
    // Each pivot with the multipliers of its row, to go back.
    let mut pivots: Vec<(usize, Vec<Rational>)> = Vec::new();
    let mut rest: Vec<usize> = (0..size).collect();
    loop {
        if let Some(direction) = descent(&left, &rest) {
            return Definiteness::Indefinite { witness: lifted(direction, &pivots, size) };
        }
        let Some(&pivot) = rest.iter().find(|&&i| !left[(i, i)].is_zero()) else {
            // Every diagonal entry is 0, and so is all else: otherwise there is a direction of descent.
            return if rest.is_empty() {
                Definiteness::Definite
            } else {
                Definiteness::Semidefinite { rank: pivots.len() }
            };
        };
        rest.retain(|&i| i != pivot);
        let multipliers: Vec<_> =
            (0..size).map(|j| &left[(pivot, j)] / &left[(pivot, pivot)]).collect();
        for &i in &rest {
            for &j in &rest {
                let change = &left[(pivot, i)] * &multipliers[j];
                left[(i, j)] -= &change;
            }
        }
        pivots.push((pivot, multipliers));
    }
}

/// Places and values of an x with xᵀSx < 0, where the diagonal of S shows one, or a 0 on it beside an entry that is not 0.
fn descent(left: &Matrix<Rational>, rest: &[usize]) -> Option<Vec<(usize, Rational)>> {
    let negative = |&&i: &&usize| left[(i, i)].sign() == Some(Ordering::Less);
    if let Some(&i) = rest.iter().find(negative) {
        return Some(vec![(i, Rational::one())]);
    }
    let zero_diagonal = rest.iter().filter(|&&i| left[(i, i)].is_zero());
    for &i in zero_diagonal {
        if let Some(&j) = rest.iter().find(|&&j| !left[(i, j)].is_zero()) {
            // (t, −1): 0·t² − 2t·sᵢⱼ + sⱼⱼ = −1 at t = (sⱼⱼ + 1)/(2sᵢⱼ).
            let two = Rational::from(2);
            let along = (&left[(j, j)] + Rational::one()) / (two * &left[(i, j)]);
            return Some(vec![(i, along), (j, -Rational::one())]);
        }
    }
    None
}

/// The x of all places whose form is that of the rest: each pivot's coordinate minimizes, x_p = −Σⱼ(s_pⱼ/s_pp)xⱼ.
fn lifted(
    direction: Vec<(usize, Rational)>,
    pivots: &[(usize, Vec<Rational>)],
    size: usize,
) -> Matrix<Rational> {
    let mut x = vec![Rational::zero(); size];
    for (place, value) in direction {
        x[place] = value;
    }
    for (pivot, multipliers) in pivots.iter().rev() {
        x[*pivot] = Rational::zero();
        x[*pivot] = -sum(multipliers.iter().zip(&x).map(|(m, x)| m * x));
    }
    Matrix::column(x)
}
