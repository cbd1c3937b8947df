//! Exact products of matrices of floats: scaled to integers, multiplied by residues, and back.

use super::integers::{Centred, Floats, Lines, Scale};
use super::lanes::{BLOCK, Lanes, carry, nearest, put_in};
use super::plan::{Demand, Plan};
use super::residues::digits_of_product;
use super::{Places, Shape};

/// Longer integers, from exponents that spread far, are left to dot products.
const LONGEST_INTEGER: u32 = 2048;

/// Two matrices of floats, ready to be multiplied exactly.
pub(super) struct ExactProduct<'a, S> {
    left: Floats<'a, S>,
    right: Floats<'a, S>,
    scales: [Scale; 2],
    shape: Shape,
}

/// An entry of a product: ±0.limbs·2^exponent, the most significant limb last and perhaps 0.
pub(super) struct Sum<'a> {
    pub negative: bool,
    pub exponent: i64,
    pub limbs: &'a [u64],
}

impl<'a, S: Centred> ExactProduct<'a, S> {
    /// Entries row by row; nothing when they differ too much in size, or are not finite.
    pub(super) fn of(left: &'a [S], right: &'a [S], shape: Shape) -> Option<Self> {
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
        let total = self.shape.m * self.shape.n;
        let mut integers = Integers::of(&plan);
        let mut limbs = vec![0; integers.limbs.len()];
        let length = 64 * limbs.len().cast_signed() as i64;
        let mut places = Places::of(self.shape.n);
        for start in (0..total).step_by(BLOCK) {
            let count = BLOCK.min(total - start);
            integers.put_together(&plan, &sums[start..], total, count);
            for at in 0..count {
                let negative = integers.size_into(&mut limbs, at);
                let (row, col) = places.next();
                let exponent = left.exponents[row] + right.exponents[col] + length;
                take(Sum { negative, exponent, limbs: &limbs });
            }
        }
    }
}

/// A block of integers in two's complement.
struct Integers {
    /// The lowest limbs of all integers come first.
    limbs: Vec<Lanes<u64>>,
    /// What is carried out of the highest digit: −1 for a negative integer, else 0.
    carries: Lanes<f64>,
}

impl Integers {
    fn of(plan: &Plan) -> Self {
        let limbs = vec![[0; BLOCK]; plan.sum_bits as usize / 64 + 1];
        Integers { limbs, carries: [0.0; BLOCK] }
    }

    /// Makes them Σ digit·2^(wide·d) − qP, from the digits of `count` entries, those of an entry `stride` apart.
    fn put_together(&mut self, plan: &Plan, digits: &[f64], stride: usize, count: usize) {
        let column = |at: usize| &digits[at * stride..][..count];
        self.limbs.fill([0; BLOCK]);
        self.carries = [0.0; BLOCK];
        let mut quotients = [0.0; BLOCK];
        nearest(&mut quotients, column(plan.product.len()));
        let (mut from, mut digit) = (0, [0; BLOCK]);
        for (place, &of_product) in plan.product.iter().enumerate() {
            let multiple = (&quotients, of_product);
            carry(&mut digit, &mut self.carries, column(place), multiple, plan.wide);
            if let Some((low, above)) =
                self.limbs.get_mut((from / 64) as usize..).and_then(<[_]>::split_first_mut)
            {
                put_in(low, above.first_mut(), from % 64, &digit[..count]);
            }
            from += plan.wide;
        }
        // The bits above the highest digit are those of its carry.
        if let Some(limb) = self.limbs.get_mut((from / 64) as usize) {
            for (limb, &carry) in limb.iter_mut().zip(&self.carries) {
                *limb |= if carry < 0.0 { u64::MAX << (from % 64) } else { 0 };
            }
        }
    }

    /// The absolute value of an integer; whether it is negative.
    #[inline]
    fn size_into(&self, limbs: &mut [u64], at: usize) -> bool {
        let negative = self.carries[at] < 0.0;
        let flip = if negative { u64::MAX } else { 0 };
        let mut carry = negative;
        for (place, to) in limbs.iter_mut().enumerate() {
            (*to, carry) = (self.limbs[place][at] ^ flip).overflowing_add(u64::from(carry));
        }
        negative
    }
}
