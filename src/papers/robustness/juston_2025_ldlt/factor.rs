//! The block LDLᵀ factorisation of the matrix inequality of a deep network.

use super::{is_definite, short_matrix};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, equal, identity,
    squares_tape,
};
use crate::linalg::{Matrix, determinant, solve_exactly};
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;
use num_traits::One;

/// Of two units a layer and k ≤ 2: D_1 has the degree 4 over 2, its inverse 6 over 8, D_2 10 over 8, a block of 𝓛𝓓𝓛ᵀ 28 over 24 or less, and
/// both determinants 32 over 24 or less.
pub(super) const FACTORS: Claim = Claim {
    id: "ldlt-factor-equality",
    statement: "the block tridiagonal matrix with diagonal blocks L²I, 2Λ_1, …, 2Λ_{k−1}, 2Λ_k − W_{k+1}ᵀW_{k+1} and blocks −Λ_lW_l below the diagonal is 𝓛𝓓𝓛ᵀ with \
                𝓓 = diag(D_0, …, D_{k−1}, D_k − W_{k+1}ᵀW_{k+1}) and 𝓛 unit lower bidiagonal of blocks −Λ_lW_lD_{l−1}⁻¹; its determinant is the product of \
                those of 𝓓",
    hypotheses: "D_0, …, D_{k−1} regular; k = 1, 2, widths 1, 2; in known cases k = 3, widths up to 4",
    source: "abstract (LDLᵀ); derived here by block elimination",
    kind: Kind::Equality,
    method: Method::Identity { degree: 120 },
    check: identity!(Blocks, S, |case| {
        let pivots = case.pivots(Elimination::Successive)?;
        let product = pivots.iter().fold(S::one(), |all, pivot| all * S::of(&determinant(pivot)));
        let assembled = case.assembled();
        Ok::<_, Obstacle>(
            case.is_product::<S>(&pivots)?.and(equal(S::of(&determinant(&assembled)), product)),
        )
    }),
    witness: None,
    mutants: &[Mutant::new(
        "first-block-throughout",
        "from the second layer on the block to eliminate is D_{l−1}, not L²I",
        identity!(Blocks, S, |case| {
            let pivots = case.pivots(Elimination::FromTheFirst)?;
            case.is_product::<S>(&pivots)
        }),
    )],
};

/// 𝓛 is regular, so that the matrix and 𝓓 are congruent.
pub(super) const DEFINITENESS: Claim = Claim {
    id: "ldlt-blocks-decide-definiteness",
    statement: "the block tridiagonal matrix is positive definite iff all blocks of 𝓓 are",
    hypotheses: "as in ldlt-factor-equality; decided in rationals; k = 1..3, widths 1..3, weights large and small",
    source: "the same, by Sylvester's law of inertia",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: identity!(Short, S, |case| {
        let all = case.0.pivots(Elimination::Successive)?.iter().all(is_definite);
        Ok::<_, Obstacle>(case.0.is_definite_iff::<S>(all))
    }),
    witness: None,
    mutants: &[Mutant::new(
        "last-block-alone",
        "a large W_1 makes D_1 negative, and then D_2 = 2Λ_2 − Λ_2W_2D_1⁻¹W_2ᵀΛ_2 ⪰ 2Λ_2 all the same",
        identity!(Short, S, |case| {
            let last = case.0.pivots(Elimination::Successive)?.pop();
            Ok::<_, Obstacle>(case.0.is_definite_iff::<S>(last.as_ref().is_some_and(is_definite)))
        }),
    )],
};

/// Which block a layer's is divided by.
#[derive(Clone, Copy, PartialEq)]
enum Elimination {
    Successive,
    /// L²I each time, its size that of the layer.
    FromTheFirst,
}

/// A network with multipliers.
#[derive(Debug)]
struct Blocks {
    /// L.
    bound: Rational,
    /// (Λ_l, W_l) for l = 1..k.
    hidden: Vec<(Vec<Rational>, Matrix<Rational>)>,
    /// W_{k+1}.
    last: Matrix<Rational>,
}

impl Case for Blocks {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 2);
        let widths: Vec<_> = (0..depth + 2).map(|_| draw.dim(1, 2)).collect();
        Blocks::of(draw, &widths, full_matrix)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(300, 7, 97);
        let case = |widths: &[usize]| {
            Blocks::of(&mut Draw::replay(&tape), widths, short_matrix).expect("regular blocks")
        };
        vec![
            ("one unit", case(&[1, 1, 1])),
            ("widths 3-4-4-2", case(&[3, 4, 4, 2])),
            ("three hidden layers", case(&[2, 3, 1, 2, 1])),
        ]
    }
}

/// Entries in [−2, 2), of any length.
fn full_matrix(draw: &mut Draw<'_>, rows: usize, cols: usize) -> Matrix<Rational> {
    draw.matrix(rows, cols)
}

/// With short entries, so that definiteness is decided fast.
#[derive(Debug)]
struct Short(Blocks);

impl Case for Short {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 3);
        let widths: Vec<_> = (0..depth + 2).map(|_| draw.dim(1, 3)).collect();
        // Definite in a part of the cases only where the weights are small.
        let by = Rational::fraction(1, *draw.pick(&[8, 4, 1]));
        let mut case = Blocks::of(draw, &widths, short_matrix)?;
        for (_, weights) in &mut case.hidden {
            *weights = weights.scale(&by);
        }
        case.last = case.last.scale(&by);
        case.pivots(Elimination::Successive).map_err(|_| Rejected("regular blocks"))?;
        Ok(Short(case))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |n, d| Matrix::from_entries(1, 1, vec![Rational::fraction(n, d)]);
        let case = |first| {
            let layer = |weights| (vec![Rational::one()], weights);
            let hidden = vec![layer(number(first, 1)), layer(number(1, 2))];
            Short(Blocks { bound: Rational::one(), hidden, last: number(1, 4) })
        };
        vec![("small weights", case(1)), ("a large first layer", case(3))]
    }
}

impl Blocks {
    fn of(
        draw: &mut Draw<'_>,
        widths: &[usize],
        mut matrix: impl FnMut(&mut Draw<'_>, usize, usize) -> Matrix<Rational>,
    ) -> Result<Self, Rejected> {
        let (&outputs, inner) = widths.split_last().expect("three widths at least");
        let mut hidden = Vec::new();
        for around in inner.windows(2) {
            let multipliers = (0..around[1]).map(|_| draw.between("0.5", "2")).collect();
            hidden.push((multipliers, matrix(draw, around[1], around[0])));
        }
        let last = matrix(draw, outputs, inner[inner.len() - 1]);
        let case = Blocks { bound: draw.between("0.5", "2"), hidden, last };
        case.pivots(Elimination::Successive).map_err(|_| Rejected("regular blocks"))?;
        Ok(case)
    }

    /// The blocks of 𝓓.
    fn pivots(&self, elimination: Elimination) -> Result<Vec<Matrix<Rational>>, Obstacle> {
        let square = &self.bound * &self.bound;
        let first = |size| Matrix::identity(size).scale(&square);
        let mut pivots = vec![first(self.hidden[0].1.cols())];
        for (multipliers, weights) in &self.hidden {
            let above = match elimination {
                Elimination::Successive => pivots[pivots.len() - 1].clone(),
                Elimination::FromTheFirst => first(weights.cols()),
            };
            let below = &Matrix::diagonal(multipliers) * weights;
            let lowered = &below * &solve_exactly(&above, &below.transpose())?;
            let doubled = Matrix::diagonal(multipliers).scale(&Rational::from(2));
            pivots.push(&doubled - &lowered);
        }
        let end = pivots.pop().expect("one block at least");
        pivots.push(&end - &(&self.last.transpose() * &self.last));
        Ok(pivots)
    }

    /// The whole matrix.
    fn assembled(&self) -> Matrix<Rational> {
        let (square, two) = (&self.bound * &self.bound, Rational::from(2));
        let mut blocks = vec![Matrix::identity(self.hidden[0].1.cols()).scale(&square)];
        blocks.extend(self.hidden.iter().map(|(m, _)| Matrix::diagonal(m).scale(&two)));
        let end = blocks.pop().expect("one block at least");
        blocks.push(&end - &(&self.last.transpose() * &self.last));
        let below = self.hidden.iter().map(|(m, weights)| -&(&Matrix::diagonal(m) * weights));
        tridiagonal(&blocks, &below.collect::<Vec<_>>(), Upper::Transposed)
    }

    /// 𝓛𝓓𝓛ᵀ, multiplied out, is the whole matrix.
    fn is_product<S: Field>(&self, pivots: &[Matrix<Rational>]) -> Result<Compared<S>, Obstacle> {
        let mut below = Vec::new();
        for ((multipliers, weights), above) in self.hidden.iter().zip(pivots) {
            // D is symmetric, so that −ΛWD⁻¹ is the transpose of −D⁻¹WᵀΛ.
            let scaled = &Matrix::diagonal(multipliers) * weights;
            below.push(-&solve_exactly(above, &scaled.transpose())?.transpose());
        }
        let ones: Vec<_> = pivots.iter().map(|pivot| Matrix::identity(pivot.rows())).collect();
        let zeros: Vec<_> =
            below.iter().map(|block| Matrix::zeros(block.rows(), block.cols())).collect();
        let lower = Matrix::<S>::of(&tridiagonal(&ones, &below, Upper::Zero));
        let middle = Matrix::<S>::of(&tridiagonal(pivots, &zeros, Upper::Zero));
        let product = &(&lower * &middle) * &lower.transpose();
        Ok(equal(product, Matrix::of(&self.assembled())))
    }

    fn is_definite_iff<S: Field>(&self, expected: bool) -> Compared<S> {
        // Counted from 1, so that both answers say something.
        let answer = |is: bool| 1 + usize::from(is);
        agree(answer(is_definite(&self.assembled())), answer(expected))
    }
}

/// What stands above the diagonal blocks.
#[derive(Clone, Copy, PartialEq)]
enum Upper {
    /// The transposes of those below.
    Transposed,
    Zero,
}

/// The matrix of these diagonal blocks, and these below them.
fn tridiagonal(
    diagonal: &[Matrix<Rational>],
    below: &[Matrix<Rational>],
    upper: Upper,
) -> Matrix<Rational> {
    let size = diagonal.iter().map(Matrix::rows).sum();
    let mut whole = Matrix::zeros(size, size);
    let mut start = 0;
    for (at, block) in diagonal.iter().enumerate() {
        let end = start + block.rows();
        for i in 0..block.rows() {
            for j in 0..block.cols() {
                whole[(start + i, start + j)] = block[(i, j)].clone();
            }
        }
        let Some(next) = below.get(at) else { break };
        for i in 0..next.rows() {
            for j in 0..next.cols() {
                whole[(end + i, start + j)] = next[(i, j)].clone();
                if upper == Upper::Transposed {
                    whole[(start + j, end + i)] = next[(i, j)].clone();
                }
            }
        }
        start = end;
    }
    whole
}
