//! Products of integer matrices, exactly, by their residues modulo primes.
//!
//! Residues, products and the way back are all products of `f64` matrices whose sums are integers below 2⁵³, so that they
//! are exact in any order, with or without fused operations, on any machine.

use super::Shape;
use super::plan::Plan;
use super::scratch::Scratch;
use faer::linalg::matmul::matmul;
use faer::traits::pulp::Arch;
use faer::{Accum, MatMut, MatRef, Par};

/// Primes taken at once: enough for the kernels to be fast,
const MOST_AT_ONCE: usize = 16;
const LEAST_AT_ONCE: usize = 4;
/// and few enough for the caches, where that leaves a choice: so many residues of a matrix, 4 MiB.
const RESIDUES_AT_ONCE: usize = 1 << 19;

/// The digits of left·right at base 2^wide, the lowest ones of all entries first: those of Σ cₚ·(P/p), and Σ cₚ/p.
///
/// `left` and `right` hold the digits of m × k and k × n entries in the same order; entries are row by row.
pub(super) fn digits_of_product(
    plan: &Plan,
    left: &[f64],
    right: &[f64],
    Shape { m, k, n }: Shape,
) -> Scratch {
    let largest = (m * k).max(k * n).max(m * n);
    let at_once = (RESIDUES_AT_ONCE / largest).clamp(LEAST_AT_ONCE, MOST_AT_ONCE);
    let mut sums = Scratch::of(plan.cofactors.ncols() * m * n);
    let mut lefts = Scratch::of(at_once * m * k);
    let mut rights = Scratch::of(at_once * k * n);
    let mut products = Scratch::of(at_once * m * n);
    let mut accum = Accum::Replace;
    for (batch, primes) in plan.primes.chunks(at_once).enumerate() {
        let (first, count) = (batch * at_once, primes.len());
        let lefts = &mut lefts[..count * m * k];
        let rights = &mut rights[..count * k * n];
        let products = &mut products[..count * m * n];
        residues(lefts, left, plan.left.subcols(first, count), primes);
        residues(rights, right, plan.right.subcols(first, count), primes);
        let pairs = lefts.chunks_exact(m * k).zip(rights.chunks_exact(k * n));
        for ((product, (left, right)), &p) in
            products.chunks_exact_mut(m * n).zip(pairs).zip(primes)
        {
            multiply(
                MatMut::from_row_major_slice_mut(product, m, n),
                Accum::Replace,
                MatRef::from_row_major_slice(left, m, k),
                MatRef::from_row_major_slice(right, k, n),
            );
            reduce(product, p);
        }
        multiply(
            MatMut::from_column_major_slice_mut(&mut sums, m * n, plan.cofactors.ncols()),
            accum,
            MatRef::from_column_major_slice(products, m * n, count),
            plan.cofactors.subrows(first, count),
        );
        accum = Accum::Add;
    }
    sums
}

/// Residues of entries, all modulo the first prime before those modulo the second, from digits and their weights.
fn residues(residues: &mut [f64], digits: &[f64], weights: MatRef<'_, f64>, primes: &[f64]) {
    let entries = residues.len() / primes.len();
    multiply(
        MatMut::from_column_major_slice_mut(residues, entries, primes.len()),
        Accum::Replace,
        MatRef::from_column_major_slice(digits, entries, weights.nrows()),
        weights,
    );
    for (residues, &p) in residues.chunks_exact_mut(entries).zip(primes) {
        reduce(residues, p);
    }
}

/// faer's product on one thread.
fn multiply(to: MatMut<'_, f64>, accum: Accum, left: MatRef<'_, f64>, right: MatRef<'_, f64>) {
    matmul(to, accum, left, right, 1.0, Par::Seq);
}

/// Every integer x becomes its residue modulo p, of size at most p/2 + 2, for |x| + p ≤ 2⁵³.
///
/// x·(1/p) is rounded twice, thus off by less than 2⁵³/p·2⁻⁵² = 2/p, and its nearest integer q leaves |x − qp| ≤ p/2 + 2;
/// then qp is an integer of at most 2⁵³ and exact, and so is the difference.
fn reduce(integers: &mut [f64], p: f64) {
    let inverse = 1.0 / p;
    Arch::new().dispatch(|| {
        for x in integers {
            *x -= p * (*x * inverse).round_ties_even();
        }
    });
}
