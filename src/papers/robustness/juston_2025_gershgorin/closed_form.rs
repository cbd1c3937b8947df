//! Row sums in place of a linear matrix inequality.

use super::{most, row_sums, short_matrix};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check};
use crate::linalg::Matrix;
use crate::networks::ResidualLayer;
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// A symmetric, diagonally dominant matrix is positive semidefinite, and M ⪰ 0 certifies L.
pub(super) const CLOSED_FORM: Claim = Claim {
    id: "gershgorin-lmi-closed-form",
    statement: "if 2Λᵢ − (BᵀB)ᵢᵢ ≥ Σ_{j≠i}|BᵀB|ᵢⱼ + Σⱼ|BᵀA+ΛC|ᵢⱼ and L² − (AᵀA)ᵢᵢ ≥ Σ_{j≠i}|AᵀA|ᵢⱼ + Σⱼ|AᵀB+CᵀΛ|ᵢⱼ, then M ⪰ 0 and f is L-Lipschitz: \
                max over D of ‖A+BDC‖² ≤ L²(Λ) ≤ L², L²(Λ) the least for which M ⪰ 0 (compared for n ≥ 2 only: for n = 1 all rows may be tight, and the two \
                are equal)",
    hypotheses: "Σⱼ|C|ᵢⱼ < 2, no zero column of B, no zero row of C; Λᵢ(2 − Σⱼ|C|ᵢⱼ) = Σⱼ|BᵀB|ᵢⱼ + Σⱼ|BᵀA|ᵢⱼ, and then the least L; m, n = 2, 3, h = 1..4, or \
                 m = n = h = 1; all 2^h patterns D",
    source: "abstract (Gershgorin discs of the matrix inequality); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Dominated, S, |case| {
        let layer = case.0.of::<S>();
        let steepest = layer.steepest()?.square();
        let multipliers = case.multipliers(&Sums::all());
        let least = layer.certificate(&multipliers.iter().map(S::of).collect::<Vec<_>>())?;
        let bound = S::of(&case.bound(&Sums::all()));
        if case.0.skip.cols() == 1 {
            return Ok(at_most(steepest, bound));
        }
        Ok::<_, Obstacle>(at_most(steepest, &least).and(at_most(least, bound)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "diagonal-blocks-alone",
            "M need not be definite when its diagonal blocks are",
            check!(Dominated, S, |case| case
                .is_certified_by::<S>(&Sums { cross: Rational::zero(), ..Sums::all() })),
        ),
        Mutant::new(
            "without-the-skip-in-the-cross-block",
            "for a = b = 1, c = ½ it gives λ = 2/3 and L² = 4/3, below (a+bc)² = 9/4",
            check!(Dominated, S, |case| case
                .is_certified_by::<S>(&Sums { skip: Rational::zero(), ..Sums::all() })),
        ),
        Mutant::new(
            "half-the-cross-block",
            "for a = b = 1, c = ½ it gives λ = 6/7 and L² = 12/7, below (a+bc)² = 9/4",
            check!(Dominated, S, |case| case
                .is_certified_by::<S>(&Sums { cross: Rational::fraction(1, 2), ..Sums::all() })),
        ),
    ],
};

/// What of the cross block of M the row sums count.
struct Sums {
    /// Of all of it.
    cross: Rational,
    /// Of AᵀB in it.
    skip: Rational,
}

impl Sums {
    fn all() -> Self {
        Sums { cross: Rational::one(), skip: Rational::one() }
    }
}

/// A layer with Σⱼ|C|ᵢⱼ < 2.
#[derive(Debug)]
struct Dominated(ResidualLayer<Rational>);

impl Case for Dominated {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        if draw.chance(1, 4) {
            let mut number = |low, high| Matrix::from_entries(1, 1, vec![draw.between(low, high)]);
            let (skip, outer) = (number("0.5", "2"), number("0.5", "2"));
            return Ok(Dominated(ResidualLayer { skip, outer, inner: number("0.1", "1") }));
        }
        let [m, n, h] = [draw.dim(2, 3), draw.dim(2, 3), draw.dim(1, 4)];
        let (skip, outer) = (short_matrix(draw, m, n), short_matrix(draw, m, h));
        // Entries are at most 2 before the division, so that no row sum exceeds 1.
        let inner = short_matrix(draw, h, n).map(|x| x / Rational::from(2 * n));
        let is_zero = |sums: Vec<Rational>| sums.iter().any(Zero::is_zero);
        if is_zero(row_sums(&inner)) || is_zero(row_sums(&outer.transpose())) {
            return Err(Rejected("no zero column of B, no zero row of C"));
        }
        Ok(Dominated(ResidualLayer { skip, outer, inner }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |n, d| Matrix::from_entries(1, 1, vec![Rational::fraction(n, d)]);
        let scalar = ResidualLayer { skip: number(1, 1), outer: number(1, 1), inner: number(1, 2) };
        let matrix = |rows: &[&[i64]]| {
            let row = |row: &&[i64]| row.iter().map(|&x| Rational::fraction(x, 10)).collect();
            Matrix::from_rows(&rows.iter().map(row).collect::<Vec<_>>())
        };
        let small = ResidualLayer {
            skip: matrix(&[&[10, 2, 0], &[0, 9, -1], &[1, 0, 8]]),
            outer: matrix(&[&[1, -2, 3, 0], &[2, 1, 0, -1], &[0, 1, -1, 2]]),
            inner: matrix(&[&[2, 1, 0], &[0, -1, 2], &[1, 1, 1], &[-2, 0, 1]]),
        };
        vec![("a = b = 1, c = ½", Dominated(scalar)), ("n = 3, h = 4", Dominated(small))]
    }
}

impl Dominated {
    /// The least Λ that the sums allow, row by row.
    fn multipliers(&self, sums: &Sums) -> Vec<Rational> {
        let ResidualLayer { skip, outer, inner } = &self.0;
        let back = outer.transpose();
        let (own, cross) = (row_sums(&(&back * outer)), row_sums(&(&back * skip)));
        let inner = row_sums(inner);
        let least = |i: usize| {
            let needed = &own[i] + &sums.cross * &sums.skip * &cross[i];
            needed / (Rational::from(2) - &sums.cross * &inner[i])
        };
        (0..own.len()).map(least).collect()
    }

    /// The least L² that the sums allow.
    fn bound(&self, sums: &Sums) -> Rational {
        let ResidualLayer { skip, outer, inner } = &self.0;
        let forward = skip.transpose();
        let scaled = &inner.transpose() * &Matrix::diagonal(&self.multipliers(sums));
        let cross = row_sums(&(&(&forward * outer).scale(&sums.skip) + &scaled));
        let own = row_sums(&(&forward * skip));
        most(own.iter().zip(cross).map(|(own, cross)| own + &sums.cross * cross).collect())
    }

    fn is_certified_by<S: Rung>(&self, sums: &Sums) -> Result<Compared<S>, Obstacle> {
        Ok(at_most(self.0.of::<S>().steepest()?.square(), S::of(&self.bound(sums))))
    }
}
