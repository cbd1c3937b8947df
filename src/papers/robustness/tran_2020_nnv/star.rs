//! Star sets, exact, with few predicates: their vertices are found one by one.

use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Rational, sum};
use num_traits::Zero;

/// {c + Vα : Cα ≤ d}.
#[derive(Clone, Debug)]
pub(super) struct Star {
    /// c, n × 1.
    pub(super) centre: Matrix<Rational>,
    /// V, n × m.
    pub(super) basis: Matrix<Rational>,
    /// The rows of (C | d).
    pub(super) bounds: Vec<(Vec<Rational>, Rational)>,
}

/// How a mutant splits a star at a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Split {
    Exact,
    /// The child that is kept lacks its half-space.
    WithoutHalfSpace,
    /// The child at 0 keeps its row of V.
    CentreAlone,
    /// The child at 0 has the half-space of the wrong sign.
    WrongSign,
}

impl Star {
    /// The box [−1, 1]^m, moved to c + Vα.
    pub(super) fn of_box(centre: Matrix<Rational>, basis: Matrix<Rational>) -> Self {
        let m = basis.cols();
        let side = |i: usize, sign: i64| {
            let row = (0..m).map(|j| Rational::fraction(if i == j { sign } else { 0 }, 1));
            (row.collect(), Rational::from(1))
        };
        let bounds = (0..m).flat_map(|i| [side(i, 1), side(i, -1)]).collect();
        Star { centre, basis, bounds }
    }

    /// Wx + b of all its points.
    pub(super) fn mapped(&self, weights: &Matrix<Rational>, bias: &Matrix<Rational>) -> Self {
        Star {
            centre: &(weights * &self.centre) + bias,
            basis: weights * &self.basis,
            bounds: self.bounds.clone(),
        }
    }

    /// The point of α (m × 1).
    pub(super) fn at(&self, alpha: &Matrix<Rational>) -> Matrix<Rational> {
        &self.centre + &(&self.basis * alpha)
    }

    /// Cα ≤ d.
    pub(super) fn admits(&self, alpha: &Matrix<Rational>) -> bool {
        self.bounds.iter().all(|(row, most)| dot(row, alpha.entries()) <= *most)
    }

    /// The α of all vertices of {Cα ≤ d}, bounded; none when it is empty.
    pub(super) fn vertices(&self) -> Vec<Matrix<Rational>> {
        let m = self.basis.cols();
        let mut found: Vec<Matrix<Rational>> = Vec::new();
        for chosen in subsets(self.bounds.len(), m) {
            let rows: Vec<_> = chosen.iter().map(|&k| self.bounds[k].0.clone()).collect();
            let ends = chosen.iter().map(|&k| self.bounds[k].1.clone()).collect();
            let vertex = solve_exactly(&Matrix::from_rows(&rows), &Matrix::column(ends));
            if let Ok(vertex) = vertex
                && self.admits(&vertex)
                && !found.contains(&vertex)
            {
                found.push(vertex);
            }
        }
        found
    }

    /// Whether {Cα ≤ d} has an inner point: the mean of the vertices, which is strictly within all bounds then.
    pub(super) fn has_interior(&self) -> bool {
        let strictly = |alpha: &Matrix<Rational>| {
            self.bounds.iter().all(|(row, most)| dot(row, alpha.entries()) < *most)
        };
        middle(&self.vertices()).is_some_and(|alpha| strictly(&alpha))
    }

    /// The least and the greatest value of unit i; none when the star is empty.
    pub(super) fn range(&self, i: usize) -> Option<(Rational, Rational)> {
        let values: Vec<_> =
            self.vertices().iter().map(|alpha| self.at(alpha)[(i, 0)].clone()).collect();
        let first = values.first()?.clone();
        let span = |(low, high): (Rational, Rational), x: &Rational| {
            (if *x < low { x.clone() } else { low }, if *x > high { x.clone() } else { high })
        };
        Some(values.iter().fold((first.clone(), first), span))
    }

    /// The greatest value of a direction g (n × 1); none when the star is empty.
    pub(super) fn support(&self, direction: &Matrix<Rational>) -> Option<Rational> {
        let values = self.vertices().into_iter().map(|alpha| direction.inner(&self.at(&alpha)));
        values.reduce(|a, b| if b > a { b } else { a })
    }

    /// Both children of a relu of unit i: where it is kept, and where it is 0.
    pub(super) fn split(&self, i: usize, how: Split) -> [Star; 2] {
        let row: Vec<_> = self.basis.row(i).to_vec();
        let value = self.centre[(i, 0)].clone();
        let mut kept = self.clone();
        if how != Split::WithoutHalfSpace {
            kept.bounds.push((row.iter().map(|v| -v).collect(), value.clone()));
        }
        let mut flat = self.clone();
        let end = if how == Split::WrongSign { value } else { -value };
        flat.bounds.push((row, end));
        flat.centre[(i, 0)] = Rational::zero();
        if how != Split::CentreAlone {
            (0..flat.basis.cols()).for_each(|j| flat.basis[(i, j)] = Rational::zero());
        }
        [kept, flat]
    }

    /// relu of all units, one after the other; empty children are discarded.
    pub(super) fn relu(&self, how: Split) -> Vec<Star> {
        (0..self.centre.rows()).fold(vec![self.clone()], |stars, i| {
            let children = stars.iter().flat_map(|star| star.split(i, how));
            children.filter(|star| !star.vertices().is_empty()).collect()
        })
    }
}

/// The mean of some points; none of none.
pub(super) fn middle(points: &[Matrix<Rational>]) -> Option<Matrix<Rational>> {
    let total = points.iter().cloned().reduce(|a, b| &a + &b)?;
    Some(total.scale(&(Rational::from(1) / Rational::from(points.len()))))
}

/// Σ aᵢbᵢ.
fn dot(left: &[Rational], right: &[Rational]) -> Rational {
    sum(left.iter().zip(right).map(|(a, b)| a * b))
}

/// All subsets of 0..n of this size, in order.
fn subsets(n: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with_last = |last: usize| {
        subsets(last, size - 1).into_iter().map(move |mut first| {
            first.push(last);
            first
        })
    };
    (size - 1..n).flat_map(with_last).collect()
}
