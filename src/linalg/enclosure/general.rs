//! All eigenvalues of a real matrix that need not be symmetric.

use super::bounds::{exactly, finite, frobenius, magnitude, scaled, square, upper};
use super::system::solve;
use crate::linalg::{Matrix, floats};
use crate::number::{Ball, Complex, Field, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

const NAME: &str = "the enclosure of general eigenvalues";

/// The n eigenvalues of every A within, with multiplicity, in no particular order: for each A they can be numbered so that each is
/// in its box. Those that may coincide share one box; one that is alone near the real axis is real.
///
/// For any regular X, X⁻¹AX = D + E has the same eigenvalues. D holds blocks of sizes 1 and 2, (a b; −b a), which are normal, so every eigenvalue
/// is within Σₗ‖Eₖₗ‖ of one of block k, for some k; and a connected component of these disks holds as many as it has centres, as
/// nothing crosses between components along D + tE (Gershgorin).
pub(in crate::linalg) fn general_eigenvalues<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<Vec<Complex<Ball<B>>>, Obstacle> {
    square(matrix, "eigenvalues");
    let (matrix, scale) = scaled(matrix, NAME)?;
    let hint = floats::general_eigen(&super::bounds::centres(&matrix))?;
    let basis = exactly(&hint.basis);
    let similar = solve(&basis, &(&matrix * &basis))?;
    let disks = disks(&similar, &hint.blocks);
    let boxes: Vec<_> = boxes(&disks)
        .into_iter()
        .map(|value| Complex { re: value.re * scale, im: value.im * scale })
        .collect();
    for value in &boxes {
        finite(&[value.re, value.im], NAME)?;
    }
    Ok(boxes)
}

/// A box for every disk: around it when it is alone, else around its connected component.
fn boxes<const B: u32>(disks: &[Disk<B>]) -> Vec<Complex<Ball<B>>> {
    let group = components(disks);
    let enclosure = |k: usize| {
        let members = || (0..disks.len()).filter(|&l| group[l] == group[k]);
        let all = members()
            .map(|l| disks[l].bounding_box())
            .reduce(|a, b| Complex { re: a.re.union(&b.re), im: a.im.union(&b.im) });
        let all = all.expect("a component holds its own disk");
        let real = members().count() == 1 && disks[k].im.is_zero();
        Complex { re: all.re, im: if real { Ball::zero() } else { all.im } }
    };
    (0..disks.len()).map(enclosure).collect()
}

/// All complex numbers within a radius of a centre, of radius 0 each.
struct Disk<const B: u32> {
    re: Ball<B>,
    im: Ball<B>,
    radius: Ball<B>,
}

impl<const B: u32> Disk<B> {
    fn bounding_box(&self) -> Complex<Ball<B>> {
        Complex { re: self.re.widened(&self.radius), im: self.im.widened(&self.radius) }
    }

    /// Whether two disks are proved to have no number in common.
    fn is_apart_from(&self, other: &Self) -> bool {
        let between = (self.re - other.re).square() + (self.im - other.im).square();
        let reach = (self.radius + other.radius).square();
        (between - reach).reading().is_positive()
    }
}

/// One disk for every eigenvalue of the blocks, `blocks` being their sizes.
fn disks<const B: u32>(similar: &Matrix<Ball<B>>, blocks: &[usize]) -> Vec<Disk<B>> {
    let starts: Vec<usize> = blocks
        .iter()
        .scan(0, |at, size| {
            *at += size;
            Some(*at - size)
        })
        .collect();
    let block = |k: usize, l: usize| {
        Matrix::from_fn(blocks[k], blocks[l], |i, j| similar[(starts[k] + i, starts[l] + j)])
    };
    let half = Ball::<B>::ratio(1, 2);
    let mut disks = Vec::with_capacity(similar.rows());
    for k in 0..blocks.len() {
        let own = block(k, k);
        let (re, im) = if blocks[k] == 1 {
            (own[(0, 0)].centre(), Ball::zero())
        } else {
            let im = (own[(0, 1)] - own[(1, 0)]) * half;
            (((own[(0, 0)] + own[(1, 1)]) * half).centre(), im.centre())
        };
        let normal = Matrix::from_fn(blocks[k], blocks[k], |i, j| match (i, j) {
            (0, 1) => im,
            (1, 0) => -&im,
            _ => re,
        });
        let mut radius = frobenius(&(&own - &normal));
        for l in (0..blocks.len()).filter(|&l| l != k) {
            radius += &if blocks[k] == 1 && blocks[l] == 1 {
                magnitude(&similar[(starts[k], starts[l])])
            } else {
                frobenius(&block(k, l))
            };
        }
        let radius = upper(&radius);
        if blocks[k] == 2 {
            disks.push(Disk { re, im: -&im, radius });
        }
        disks.push(Disk { re, im, radius });
    }
    disks
}

/// The number of each disk's connected component, up to disks that cannot be told apart.
fn components<const B: u32>(disks: &[Disk<B>]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..disks.len()).collect();
    for k in 0..disks.len() {
        for l in 0..k {
            if group[k] != group[l] && !disks[k].is_apart_from(&disks[l]) {
                let (from, to) = (group[k], group[l]);
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::{boxes, disks};
    use crate::linalg::Matrix;
    use crate::number::{Ball, Complex, Field, Rational};

    fn found(
        entries: &[[i64; 2]; 2],
        denominator: u64,
        blocks: &[usize],
    ) -> Vec<Complex<Ball<128>>> {
        let exact = Matrix::from_fn(2, 2, |i, j| Rational::fraction(entries[i][j], denominator));
        boxes(&disks(&Matrix::of(&exact), blocks))
    }

    fn holds(value: &Complex<Ball<128>>, re: (i64, u64), im: i64) -> bool {
        let excludes = |ball: Ball<128>| ball.reading().excludes_zero();
        !excludes(value.re - Ball::ratio(re.0, re.1)) && !excludes(value.im - Ball::ratio(im, 1))
    }

    /// Far from diagonal, as no hint leaves them: eigenvalues outside of their own disks, a pair from two real centres, and a
    /// block of two real eigenvalues.
    #[test]
    fn disks_of_matrices_that_are_hardly_diagonal_hold_the_eigenvalues() {
        // ±1/2, though the second disk is within 1/4 of 0.
        let boxes = found(&[[0, 4], [1, 0]], 4, &[1, 1]);
        assert!(boxes.iter().all(|b| holds(b, (1, 2), 0) && holds(b, (-1, 2), 0)), "{boxes:?}");
        // ±i.
        let boxes = found(&[[0, 1], [-1, 0]], 1, &[1, 1]);
        assert!(boxes.iter().all(|b| holds(b, (0, 1), 1) && holds(b, (0, 1), -1)), "{boxes:?}");
        // 0 and 10, from the disks 1 ± 3 and 9 ± 3.
        let boxes = found(&[[1, 3], [3, 9]], 1, &[1, 1]);
        assert!(holds(&boxes[0], (0, 1), 0) && holds(&boxes[1], (10, 1), 0), "{boxes:?}");
        assert!(boxes.iter().all(|b| b.im.reading().radius == 0.0), "apart, so real");
        // ±1, in one block.
        let boxes = found(&[[1, 0], [0, -1]], 1, &[2]);
        assert!(boxes.iter().all(|b| holds(b, (1, 1), 0) && holds(b, (-1, 1), 0)), "{boxes:?}");
    }
}
