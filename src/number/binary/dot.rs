//! Dot products, rounded once: exact products, summed in a fixed-point window.

use super::product::{Wide, wide_product};
use super::{Binary, Kind, LIMBS, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

/// Limbs of the window below the largest product's: products that are up to 2^192 times smaller lose nothing.
const SPREAD: usize = 4;
/// One limb above the largest product, so that fewer than 2^64 of them do not overflow.
const WINDOW: usize = 2 * LIMBS + SPREAD + 1;

impl Binary {
    /// Σ xᵢyᵢ over `terms`, rounded once, for numbers of at most `BITS` bits; nothing when a term has an exponent of 2^28 or more in size,
    /// since its product may be out of MPFR's range.
    pub fn dot<'a, const BITS: u32>(
        terms: impl Iterator<Item = (&'a Binary, &'a Binary)> + Clone,
    ) -> Option<Rounded> {
        let mut greatest = None;
        let mut all_finite = true;
        let mut zeros_negative = None;
        for (x, y) in terms.clone() {
            if x.is_easy() && y.is_easy() {
                greatest = greatest.max(Some(x.exponent + y.exponent));
            } else if x.is_finite() && y.is_finite() && (x.is_zero() || y.is_zero()) {
                let negative = x.negative ^ y.negative;
                zeros_negative = Some(negative && zeros_negative != Some(false));
            } else if x.kind == Kind::Finite && y.kind == Kind::Finite {
                return None;
            } else {
                all_finite = false;
            }
        }
        if !all_finite {
            return Some(by_mpfr::<BITS>(terms));
        }
        let Some(greatest) = greatest else {
            return Some((Self::zero(zeros_negative == Some(true)), Ordering::Equal));
        };
        let mut window = Window::<BITS> { sums: [[0; WINDOW]; 2], cut: 0 };
        for (x, y) in terms.clone() {
            if x.kind == Kind::Finite && y.kind == Kind::Finite {
                let shift = greatest.abs_diff(x.exponent + y.exponent);
                window.add(&wide_product::<BITS>(x, y), shift, x.negative ^ y.negative);
            }
        }
        Some(window.rounded(greatest).unwrap_or_else(|| by_mpfr::<BITS>(terms)))
    }
}

#[inline(never)]
fn by_mpfr<'a, const BITS: u32>(terms: impl Iterator<Item = (&'a Binary, &'a Binary)>) -> Rounded {
    let terms: Vec<_> = terms.map(|(x, y)| (x.float::<BITS>(), y.float::<BITS>())).collect();
    let dot = Float::dot(terms.iter().map(|(x, y)| (x, y)));
    Binary::of_rounded(Float::with_val_round(BITS, dot, Round::Nearest))
}

/// The sums of the positive and of the negative products.
struct Window<const BITS: u32> {
    sums: [[u64; WINDOW]; 2],
    /// The number of products that lost bits below the window, each less than its last unit.
    cut: u64,
}

impl<const BITS: u32> Window<BITS> {
    /// The limbs of a product.
    const COUNT: usize = 2 * Precision::<BITS>::LIMBS;
    /// The limbs of the window.
    const SIZE: usize = Self::COUNT + SPREAD + 1;

    /// Adds `product`, shifted right by `shift` bits from the place of the largest one.
    #[inline]
    fn add(&mut self, product: &Wide, shift: u32, negative: bool) {
        let (skipped, bits) = ((shift / 64) as usize, shift % 64);
        let first = 2 * Precision::<BITS>::FIRST;
        // The product's limbs after a shift by less than one limb, which needs one more limb below.
        let shifted = |k: usize| {
            let low = if k > 0 { product[first + k - 1] >> bits } else { 0 };
            let high = if k < Self::COUNT { product[first + k] << 1 << (63 - bits) } else { 0 };
            low | high
        };
        if skipped >= SPREAD {
            let mut limbs = [0; 2 * LIMBS + 1];
            for (k, limb) in limbs.iter_mut().enumerate().take(Self::COUNT + 1) {
                *limb = shifted(k);
            }
            self.add_cut(&limbs[..=Self::COUNT], skipped + 1 - SPREAD, negative);
            return;
        }
        let sum = &mut self.sums[usize::from(negative)][SPREAD - 1 - skipped..];
        let mut carry = false;
        let (places, above) = sum.split_at_mut(Self::COUNT + 1);
        for (k, limb) in places.iter_mut().enumerate() {
            (*limb, carry) = limb.carrying_add(shifted(k), carry);
        }
        carry_into(above, carry);
    }

    /// Adds a product whose lowest `cut` limbs lie below the window.
    #[cold]
    fn add_cut(&mut self, limbs: &[u64], cut: usize, negative: bool) {
        let cut = cut.min(limbs.len());
        self.cut += u64::from(limbs[..cut].iter().any(|&limb| limb != 0));
        let (places, above) = self.sums[usize::from(negative)].split_at_mut(limbs.len() - cut);
        let mut carry = false;
        for (limb, addend) in places.iter_mut().zip(&limbs[cut..]) {
            (*limb, carry) = limb.carrying_add(*addend, carry);
        }
        carry_into(above, carry);
    }

    /// The difference of the sums, rounded; nothing when the bits that were cut might change it.
    fn rounded(&self, greatest: i32) -> Option<Rounded> {
        let mut difference = [0; WINDOW];
        let mut borrow = false;
        let [positive, negative] = &self.sums;
        let limbs = &mut difference[..Self::SIZE];
        for (k, limb) in limbs.iter_mut().enumerate() {
            (*limb, borrow) = positive[k].borrowing_sub(negative[k], borrow);
        }
        if borrow {
            let mut carry = true;
            for limb in &mut *limbs {
                (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
            }
        }
        let limbs = &difference[..Self::SIZE];
        if self.cut > 0 && !is_safe::<BITS>(limbs) {
            return None;
        }
        let exponent = i64::from(greatest) + 64;
        Some(Binary::from_parts::<BITS>(borrow, exponent, limbs, self.cut > 0))
    }
}

/// Whether a change by less than 2^64 units of the lowest limb changes neither the rounded value nor its direction.
///
/// The change is less than one unit of the 64 bits that follow the limbs in use, since at least 65 bits are below these. So it crosses a
/// float or the middle between two only if these bits are among the four below, just above or below such a number.
fn is_safe<const BITS: u32>(limbs: &[u64]) -> bool {
    let Some(top) = limbs.iter().rposition(|&limb| limb != 0) else { return false };
    let Some(following) = top.checked_sub(Precision::<BITS>::LIMBS).filter(|&place| place >= 2)
    else {
        return false;
    };
    let zeros = limbs[top].leading_zeros();
    let next = limbs[following] << zeros | limbs[following - 1] >> 1 >> (63 - zeros);
    ![0, u64::MAX, u64::MAX >> 1, 1 << 63].contains(&next)
}

fn carry_into(limbs: &mut [u64], mut carry: bool) {
    for limb in limbs {
        if !carry {
            return;
        }
        (*limb, carry) = limb.overflowing_add(1);
    }
}
