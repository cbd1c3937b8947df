//! Dot products, rounded once: exact products, summed in a fixed-point window.

use super::product::wide_product;
use super::rounding::Unrounded;
use super::{Binary, EASY, Kind, NO_EXPONENT, Precision, Rounded};
use rug::Float;
use rug::float::Round;
use std::cmp::Ordering;

impl Binary {
    /// Σ xᵢyᵢ over `terms`, rounded once, for numbers of at most `BITS` bits; nothing when a term has an exponent of 2^28 or more in size,
    /// since its product may be out of MPFR's range.
    #[inline]
    pub fn dot<'a, const BITS: u32>(
        terms: impl Iterator<Item = (&'a Binary, &'a Binary)> + Clone,
    ) -> Option<Rounded> {
        let (mut count, mut greatest, mut usual, mut lower_half) = (0, i32::MIN, true, 0);
        for (x, y) in terms.clone() {
            count += 1;
            greatest = greatest.max(x.exponent + y.exponent);
            usual &= x.is_zero_or_easy() & y.is_zero_or_easy();
            lower_half |= x.lower_half::<BITS>() | y.lower_half::<BITS>();
        }
        // With the exponent of 0, all products are 0.
        if !usual || greatest < -2 * EASY.cast_signed() {
            return unusual::<BITS>(terms);
        }
        // Products with as many limbs as these numbers need, and sums with one more.
        Some(match (Precision::<BITS>::LIMBS, lower_half) {
            (0..=2, _) | (4, 0) => Window::<4, 5>::sum::<BITS>(terms, count, greatest),
            (3 | 4, _) | (8, 0) => Window::<8, 9>::sum::<BITS>(terms, count, greatest),
            _ => Window::<16, 17>::sum::<BITS>(terms, count, greatest),
        })
    }

    #[inline]
    fn is_zero_or_easy(&self) -> bool {
        self.exponent.unsigned_abs() < EASY || self.exponent == NO_EXPONENT
    }

    /// The limbs in the lower half of the precision, combined by or.
    #[inline]
    fn lower_half<const BITS: u32>(&self) -> u64 {
        let (first, count) = (Precision::<BITS>::FIRST, Precision::<BITS>::LIMBS);
        self.limbs[first..first + count / 2].iter().fold(0, |any, limb| any | limb)
    }
}

/// Where all terms are 0, or there are none; where a number is infinite, NaN, or near the ends of MPFR's range.
#[inline(never)]
fn unusual<'a, const BITS: u32>(
    terms: impl Iterator<Item = (&'a Binary, &'a Binary)> + Clone,
) -> Option<Rounded> {
    let is_far = |x: &Binary| x.kind == Kind::Finite && !x.is_easy();
    if terms.clone().any(|(x, y)| is_far(x) || is_far(y)) {
        return None;
    }
    if terms.clone().any(|(x, y)| !(x.is_finite() && y.is_finite())) {
        return Some(by_mpfr::<BITS>(terms));
    }
    let mut signs = terms.map(|(x, y)| x.negative ^ y.negative).peekable();
    let negative = signs.peek().is_some() && signs.all(|negative| negative);
    Some((Binary::zero(negative), Ordering::Equal))
}

#[inline(never)]
fn by_mpfr<'a, const BITS: u32>(terms: impl Iterator<Item = (&'a Binary, &'a Binary)>) -> Rounded {
    let terms: Vec<_> = terms.map(|(x, y)| (x.float::<BITS>(), y.float::<BITS>())).collect();
    let dot = Float::dot(terms.iter().map(|(x, y)| (x, y)));
    Binary::of_rounded(Float::with_val_round(BITS, dot, Round::Nearest))
}

/// Limbs for products that are smaller than the largest one: up to 2^192 times smaller ones lose nothing.
const SPREAD: usize = 4;

/// Sums of products of `P` limbs, in two's complement: a fixed-point number of `SPREAD` + `S` limbs.
///
/// The largest product takes the upper `S` = `P` + 1 limbs, below some bits that are left for the sign and for carries.
struct Window<const P: usize, const S: usize> {
    upper: [u64; S],
    lower: [u64; SPREAD],
    /// The number of products that lost bits below the window, each less than its last unit.
    cut: u64,
}

impl<const P: usize, const S: usize> Window<P, S> {
    #[inline]
    fn sum<'a, const BITS: u32>(
        terms: impl Iterator<Item = (&'a Binary, &'a Binary)> + Clone,
        count: usize,
        greatest: i32,
    ) -> Rounded {
        // All products together are below 2^(headroom − 1).
        let headroom = usize::BITS - count.leading_zeros() + 1;
        let mut window = Self { upper: [0; S], lower: [0; SPREAD], cut: 0 };
        let mut complements = 0;
        for (x, y) in terms.clone() {
            let product: [u64; P] = wide_product(x, y);
            let shift = greatest.abs_diff(x.exponent + y.exponent) + headroom;
            let negative = x.negative != y.negative;
            if shift < 64 {
                window.add(&product, shift, negative);
                complements += u64::from(negative);
            } else if product[P - 1] != 0 {
                window = window.with_lower(&product, shift, negative);
            }
        }
        // −x is the complement of x, plus 1.
        let mut carry;
        (window.upper[0], carry) = window.upper[0].overflowing_add(complements);
        for limb in &mut window.upper[1..] {
            (*limb, carry) = limb.overflowing_add(u64::from(carry));
        }
        let exponent = greatest + headroom.cast_signed();
        window.rounded::<BITS>(exponent).unwrap_or_else(|| by_mpfr::<BITS>(terms))
    }

    /// Adds `product`, or its complement, shifted right by `shift` < 64 bits from the window's top.
    #[inline]
    fn add(&mut self, product: &[u64; P], shift: u32, complement: bool) {
        let mask = mask(complement);
        let mut below = 0;
        let mut carry = false;
        for (sum, &limb) in self.upper.iter_mut().zip(product) {
            let addend = (below >> shift | limb << 1 << (63 - shift)) ^ mask;
            (*sum, carry) = sum.carrying_add(addend, carry);
            below = limb;
        }
        let top = (below >> shift) ^ mask;
        self.upper[P] = self.upper[P].wrapping_add(top).wrapping_add(u64::from(carry));
    }

    /// The window with `product` added, or subtracted, after a longer shift.
    #[cold]
    fn with_lower(mut self, product: &[u64; P], shift: u32, negative: bool) -> Self {
        let (skipped, bits) = ((shift / 64) as usize, shift % 64);
        let shifted = |k: usize| {
            let low = if k > 0 { product[k - 1] >> bits } else { 0 };
            low | product.get(k).map_or(0, |limb| limb << 1 << (63 - bits))
        };
        let cut = skipped.saturating_sub(SPREAD).min(S);
        self.cut += u64::from((0..cut).any(|k| shifted(k) != 0));
        let (mask, mut carry) = (mask(negative), negative);
        let addends = (cut..S).map(shifted).chain(std::iter::repeat(0));
        let limbs = self.lower.iter_mut().chain(&mut self.upper);
        for (limb, addend) in limbs.skip(SPREAD.saturating_sub(skipped)).zip(addends) {
            (*limb, carry) = limb.carrying_add(addend ^ mask, carry);
        }
        self
    }

    /// The window as a fraction times 2^exponent, rounded; nothing when the bits that were cut might change it.
    #[inline]
    fn rounded<const BITS: u32>(&self, exponent: i32) -> Option<Rounded> {
        let negative = self.upper[P] >> 63 == 1;
        let has_lower = self.lower.iter().fold(0, |any, limb| any | limb) != 0;
        let (mask, mut carry) = (mask(negative), negative && !has_lower);
        let mut limbs = self.upper;
        for limb in &mut limbs {
            (*limb, carry) = (*limb ^ mask).overflowing_add(u64::from(carry));
        }
        if self.cut > 0 || limbs[P] == 0 {
            return self.unusually_rounded::<BITS>(negative, exponent);
        }
        let exponent = exponent - limbs[P].leading_zeros().cast_signed();
        Some(Unrounded::of_limbs::<BITS>(negative, exponent, &limbs, has_lower).rounded::<BITS>())
    }

    /// The same where bits were cut or leading limbs cancelled.
    #[inline(never)]
    fn unusually_rounded<const BITS: u32>(&self, negative: bool, exponent: i32) -> Option<Rounded> {
        let (mask, mut carry) = (mask(negative), negative);
        let mut limbs: Vec<u64> = self.lower.iter().chain(&self.upper).copied().collect();
        for limb in &mut limbs {
            (*limb, carry) = (*limb ^ mask).overflowing_add(u64::from(carry));
        }
        if self.cut > 0 && !is_safe::<BITS>(&limbs) {
            return None;
        }
        let exponent = i64::from(exponent);
        Some(Binary::from_parts::<BITS>(negative, exponent, &limbs, self.cut > 0))
    }
}

/// What makes a limb its complement, or leaves it.
#[inline]
fn mask(complement: bool) -> u64 {
    0_u64.wrapping_sub(u64::from(complement))
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
