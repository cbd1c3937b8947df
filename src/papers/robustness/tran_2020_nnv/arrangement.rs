//! A layer of n units makes few stars where the predicates are few.

use super::short_matrix;
use super::star::{Split, Star};
use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, agree, at_most, identity};
use crate::linalg::{Matrix, solve_exactly};
use crate::number::Rational;

/// The cells of an arrangement of n hyperplanes in R^m (Zaslavsky, Buck).
pub(super) const COUNT: Claim = Claim {
    id: "exact-star-count-arrangement-bound",
    statement: "one relu layer of n units makes at most Σ_{i≤m} C(n, i) stars with interior of a star with m predicates, and exactly as many for generic W, b and \
                the whole R^m",
    hypotheses: "n = 2..5, m = 1, 2, and n = 7; generic: all m-subsets of the units meet in one point, and no two in the same; cells of the box [−1, 1]^m, and of a box \
                 that holds all these points for R^m; an inner point in rationals each",
    source: "the standard count of cells",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Cells, S, |case| {
        let most = case.bound(case.predicates());
        at_most(S::count(case.in_unit_box), S::count(most)).and(agree(case.everywhere, most))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-term-fewer",
            "the cells around a point where m units meet are counted by the last term",
            identity!(Cells, S, |case| {
                let most = case.bound(case.predicates() - 1);
                at_most(S::count(case.everywhere), S::count(most))
            }),
        ),
        Mutant::new(
            "equality-on-a-box",
            "cells may lie outside of the box",
            identity!(Cells, S, |case| agree::<S>(case.in_unit_box, case.bound(case.predicates()))),
        ),
    ],
};

/// A layer on R^m.
#[derive(Debug)]
struct Cells {
    /// WV, n × m.
    weights: Matrix<Rational>,
    /// Wc + b, n × 1.
    bias: Matrix<Rational>,
    /// Stars with interior of the box [−1, 1]^m, counted once for all number types.
    in_unit_box: usize,
    /// The same of a box that holds all points where units meet.
    everywhere: usize,
}

impl Case for Cells {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (m, n) = (draw.dim(1, 2), draw.dim(2, 5));
        Cells::of(draw, n, m)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let lines = |slopes: &[i64]| {
            // Tangents of a parabola, of which no three meet: y = 2sx − s².
            let n = slopes.len();
            let number = |x| Rational::fraction(x, 1);
            let weights =
                Matrix::from_fn(n, 2, |i, j| number(if j == 0 { 2 * slopes[i] } else { -1 }));
            let bias = Matrix::from_fn(n, 1, |i, _| number(-slopes[i] * slopes[i]));
            Cells::generic(weights, bias).expect("tangents of a parabola are generic")
        };
        vec![
            ("two lines", lines(&[0, 1])),
            ("seven lines: 29 cells", lines(&[-3, -2, -1, 0, 1, 2, 3])),
        ]
    }
}

impl Cells {
    fn of(draw: &mut Draw<'_>, n: usize, m: usize) -> Result<Self, Rejected> {
        Cells::generic(short_matrix(draw, n, m), short_matrix(draw, n, 1))
    }

    fn generic(weights: Matrix<Rational>, bias: Matrix<Rational>) -> Result<Self, Rejected> {
        const WHY: Rejected = Rejected("generic units");
        let (n, m) = weights.shape();
        let pairs = (0..n).flat_map(|i| (0..i).map(move |j| vec![j, i]));
        let subsets: Vec<Vec<usize>> =
            if m == 1 { (0..n).map(|i| vec![i]).collect() } else { pairs.collect() };
        let mut points: Vec<Matrix<Rational>> = Vec::new();
        for chosen in subsets {
            let rows = Matrix::from_fn(m, m, |i, j| weights[(chosen[i], j)].clone());
            let ends = Matrix::from_fn(m, 1, |i, _| -&bias[(chosen[i], 0)]);
            let point = solve_exactly(&rows, &ends).map_err(|_| WHY)?;
            if points.contains(&point) {
                return Err(WHY);
            }
            points.push(point);
        }
        let far = points.iter().flat_map(Matrix::entries).map(Rational::abs);
        let reach = far.fold(Rational::from(1), |top, x| if x > top { x } else { top });
        let mut cells = Cells { weights, bias, in_unit_box: 0, everywhere: 0 };
        cells.in_unit_box = cells.count(&Rational::from(1));
        cells.everywhere = cells.count(&(reach * Rational::from(2)));
        Ok(cells)
    }

    /// m.
    fn predicates(&self) -> usize {
        self.weights.cols()
    }

    /// Σ_{i≤last} C(n, i).
    fn bound(&self, last: usize) -> usize {
        let n = self.weights.rows();
        let mut binomial = 1;
        let next = |i: usize| {
            let now = binomial;
            binomial = binomial * (n - i) / (i + 1);
            now
        };
        (0..=last).map(next).sum()
    }

    /// Stars with interior of the box of this reach.
    fn count(&self, reach: &Rational) -> usize {
        let m = self.predicates();
        let domain = Star::of_box(Matrix::zeros(m, 1), Matrix::identity(m).scale(reach));
        let layer = domain.mapped(&self.weights, &self.bias);
        let stars = (0..self.weights.rows()).fold(vec![layer], |stars, i| {
            let children = stars.iter().flat_map(|star| star.split(i, Split::Exact));
            children.filter(Star::has_interior).collect()
        });
        stars.len()
    }
}
