//! Products of matrices of many bits: every entry is the exact sum of products, rounded once.
//!
//! Small ones by dot products, larger ones as integers by their residues; a measured model of both tells which is faster.

use super::plan::Demand;
use super::radii::{Bounds, radii};
use super::sums::ExactProduct;
use super::{Product, Shape};
use crate::linalg::Matrix;
use crate::number::{Ball, Mp};

/// Products of fewer multiplications of two limbs are not worth a look at the exponents.
const LEAST_LIMB_PAIRS: usize = 4500;

// Nanoseconds, measured on one machine: what a product by residues takes at least, and for a prime,
const PRODUCT: f64 = 500.0;
const PRIME: f64 = 60.0;
// for each residue of an entry, there or back, and for each product of two residues;
const RESIDUE: f64 = 1.4;
const RESIDUE_TERM: f64 = 0.02;
// what dot products take at least, for each entry, for a term, and for a product of two limbs.
const DOTS: f64 = 300.0;
const MOVE: f64 = 2.0;
const TERM: f64 = 3.0;
const LIMB_PAIR: f64 = 0.55;

impl<const B: u32> Product for Mp<B> {
    /// Each entry is the exact one, rounded to nearest.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        floats(left, right).unwrap_or_else(|| left.times_by_dots(right))
    }
}

impl<const B: u32> Product for Ball<B> {
    /// Each centre is the exact product of the centres, rounded once; each radius bounds that rounding and what the balls
    /// add to it.
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        balls(left, right).unwrap_or_else(|| left.times_by_dots(right))
    }
}

/// By residues; nothing where dot products are faster, or an entry is not finite.
fn floats<const B: u32>(left: &Matrix<Mp<B>>, right: &Matrix<Mp<B>>) -> Option<Matrix<Mp<B>>> {
    let shape = Shape::of(left, right);
    if shape.terms() * limb_pairs(B) < LEAST_LIMB_PAIRS {
        return None;
    }
    let product = ExactProduct::of(left.entries(), right.entries(), shape)?;
    residues_pay::<B>(product.demand(), shape).then(|| {
        let mut entries = Vec::with_capacity(shape.m * shape.n);
        product.each(|sum| {
            entries.push(Mp::from_parts(sum.negative, sum.exponent, sum.limbs, false).0);
        });
        Matrix::from_entries(shape.m, shape.n, entries)
    })
}

/// The same for balls; nothing, too, where a centre or radius is beyond `f64`, and a product by 0 would be.
fn balls<const B: u32>(left: &Matrix<Ball<B>>, right: &Matrix<Ball<B>>) -> Option<Matrix<Ball<B>>> {
    let shape = Shape::of(left, right);
    if shape.terms() * limb_pairs(B) < LEAST_LIMB_PAIRS {
        return None;
    }
    let product = ExactProduct::of(left.entries(), right.entries(), shape)?;
    if !residues_pay::<B>(product.demand(), shape) {
        return None;
    }
    let (left, right) = (Bounds::of(left.entries())?, Bounds::of(right.entries())?);
    let spreads = radii(&left, &right, shape);
    let mut entries = Vec::with_capacity(shape.m * shape.n);
    product.each(|sum| {
        let spread = spreads.as_ref().map_or(0.0, |spreads| spreads[entries.len()]);
        entries.push(Ball::from_parts(sum.negative, sum.exponent, sum.limbs, false, spread));
    });
    Some(Matrix::from_entries(shape.m, shape.n, entries))
}

/// Whether residues take less time than dot products. Floats are the same by both; radii of balls may differ by roundings.
fn residues_pay<const B: u32>(demand: Demand, shape: Shape) -> bool {
    let [primes, terms, entries] =
        [demand.primes(), shape.terms(), shape.entries()].map(|count| count as f64);
    let residues = PRODUCT + primes * (PRIME + RESIDUE * entries + RESIDUE_TERM * terms);
    let dots = DOTS + MOVE * entries + terms * (TERM + LIMB_PAIR * limb_pairs(B) as f64);
    residues < dots
}

/// Products of two limbs in a product of two numbers.
const fn limb_pairs(bits: u32) -> usize {
    (bits.div_ceil(64) as usize).pow(2)
}
