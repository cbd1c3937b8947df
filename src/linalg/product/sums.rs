//! Exact products of matrices of floats: scaled to integers, multiplied by residues, and back.

use super::Shape;
use super::integers::{Floats, Lines, Scale};
use super::plan::{Demand, Plan};
use super::residues::digits_of_product;
use crate::number::Parts;

/// Longer integers, from exponents that spread far, are left to dot products.
const LONGEST_INTEGER: u32 = 2048;

/// Two matrices of floats, ready to be multiplied exactly.
pub(super) struct ExactProduct<'a> {
    left: Floats<'a>,
    right: Floats<'a>,
    scales: [Scale; 2],
    shape: Shape,
}

/// An entry of a product: ±0.limbs·2^exponent, the most significant limb last and perhaps 0.
pub(super) struct Sum<'a> {
    pub negative: bool,
    pub exponent: i64,
    pub limbs: &'a [u64],
}

impl<'a> ExactProduct<'a> {
    /// Entries row by row; nothing when they differ too much in size.
    pub(super) fn of(left: Vec<Parts<'a>>, right: Vec<Parts<'a>>, shape: Shape) -> Option<Self> {
        let left = Floats { entries: left, cols: shape.k, lines: Lines::Rows };
        let right = Floats { entries: right, cols: shape.n, lines: Lines::Columns };
        let scales = [left.scale(LONGEST_INTEGER)?, right.scale(LONGEST_INTEGER)?];
        Some(ExactProduct { left, right, scales, shape })
    }

    pub(super) fn demand(&self) -> Demand {
        let [left, right] = self.scales.each_ref().map(|scale| scale.bits);
        let terms_log = usize::BITS - (self.shape.k - 1).leading_zeros();
        Demand { terms_log, bits: left.max(right), sum_bits: left + right + terms_log }
    }

    /// Hands every entry of the product to `take`, row by row.
    pub(super) fn each(&self, mut take: impl FnMut(Sum<'_>)) {
        let plan = Plan::of(self.demand());
        let [left, right] = &self.scales;
        let sums = digits_of_product(
            &plan,
            &self.left.digits(left, plan.width, plan.digits),
            &self.right.digits(right, plan.width, plan.digits),
            self.shape,
        );
        let mut limbs = vec![0; plan.product.len() * plan.wide as usize / 64 + 1];
        let length = 64 * limbs.len().cast_signed() as i64;
        let exponents =
            left.exponents.iter().flat_map(|l| right.exponents.iter().map(move |r| l + r));
        for (digits, exponent) in sums.chunks_exact(plan.cofactors.ncols()).zip(exponents) {
            let negative = integer_into(&mut limbs, &plan, digits);
            take(Sum { negative, exponent: exponent + length, limbs: &limbs });
        }
    }
}

/// The integer Σ digit·2^(wide·d) − qP as limbs, and whether it is negative.
fn integer_into(limbs: &mut [u64], plan: &Plan, digits: &[f64]) -> bool {
    let (quotient, digits) = digits.split_last().expect("a multiple of P follows the digits");
    let quotient = integer(quotient.round_ties_even());
    let mask = (1_i64 << plan.wide) - 1;
    let (mut pending, mut bits, mut carry) = (0_u64, 0, 0_i64);
    let mut places = limbs.iter_mut();
    for (&digit, &of_product) in digits.iter().zip(&plan.product) {
        let sum = integer(digit) - quotient * of_product + carry;
        carry = sum >> plan.wide;
        let digit = (sum & mask).cast_unsigned();
        pending |= digit << bits;
        bits += plan.wide;
        if bits >= 64 {
            if let Some(limb) = places.next() {
                *limb = pending;
            }
            bits -= 64;
            pending = digit >> 1 >> (plan.wide - 1 - bits);
        }
    }
    // The highest digit has room for the sign, so that what is carried out of it is 0 or −1.
    let negative = carry < 0;
    if let Some(limb) = places.next() {
        *limb = if negative { pending | u64::MAX << bits } else { pending };
    }
    if negative {
        let mut carry = true;
        for limb in limbs {
            (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
        }
    }
    negative
}

/// An integer below 2⁵³ in size.
#[expect(clippy::cast_possible_truncation, reason = "it is an integer that fits")]
fn integer(value: f64) -> i64 {
    value as i64
}
