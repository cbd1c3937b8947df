//! Exact products of matrices of floats: scaled to integers, multiplied by residues, and back.

use super::Shape;
use super::integers::{Centred, Floats, Lines, Scale};
use super::plan::{Demand, Plan};
use super::residues::digits_of_product;
use faer::traits::pulp::Arch;

/// Longer integers, from exponents that spread far, are left to dot products.
const LONGEST_INTEGER: u32 = 2048;

/// Entries that are put together at once: few enough for the fastest cache.
const BLOCK: usize = 128;

/// 2⁵², above which the last bit of an `f64` is 1.
const UNITS: f64 = 4_503_599_627_370_496.0;

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
        let (mut row, mut col) = (0, 0);
        for start in (0..total).step_by(BLOCK) {
            let count = BLOCK.min(total - start);
            integers.put_together(&plan, &sums[start..], total, count);
            for at in 0..count {
                let negative = integers.size_into(&mut limbs, at);
                let exponent = left.exponents[row] + right.exponents[col] + length;
                take(Sum { negative, exponent, limbs: &limbs });
                col += 1;
                if col == self.shape.n {
                    (row, col) = (row + 1, 0);
                }
            }
        }
    }
}

/// Integers modulo a power of 2⁶⁴, which they are smaller than, and whether each is negative.
struct Integers {
    /// The lowest limbs of all integers come first.
    limbs: Vec<[u64; BLOCK]>,
    quotients: [f64; BLOCK],
    /// What is carried out of the highest digit: −1 for a negative integer, else 0.
    carries: [f64; BLOCK],
}

impl Integers {
    fn of(plan: &Plan) -> Self {
        let limbs = vec![[0; BLOCK]; plan.sum_bits as usize / 64 + 1];
        Integers { limbs, quotients: [0.0; BLOCK], carries: [0.0; BLOCK] }
    }

    /// The integers Σ digit·2^(wide·d) − qP of `count` entries, whose digits are `stride` apart.
    fn put_together(&mut self, plan: &Plan, digits: &[f64], stride: usize, count: usize) {
        let wide = plan.wide as usize;
        let column = |at: usize| &digits[at * stride..][..count];
        self.limbs.fill([0; BLOCK]);
        self.carries = [0.0; BLOCK];
        let (quotients, carries) = (&mut self.quotients[..count], &mut self.carries[..count]);
        let nearest = column(plan.product.len());
        Arch::new().dispatch(|| {
            for at in 0..count {
                quotients[at] = nearest[at].round_ties_even();
            }
        });
        for (place, &of_product) in plan.product.iter().enumerate() {
            let digits = column(place);
            let (word, bit) = (place * wide / 64, place * wide % 64);
            let mut rest = [0; BLOCK];
            Arch::new().dispatch(|| {
                let (up, down) = ((1_u64 << wide) as f64, 1.0 / (1_u64 << wide) as f64);
                for at in 0..count {
                    let sum = digits[at] - quotients[at] * of_product + carries[at];
                    carries[at] = (sum * down).floor();
                    let digit = sum - carries[at] * up;
                    rest[at] = (digit + UNITS).to_bits() ^ UNITS.to_bits();
                }
            });
            if let Some(limb) = self.limbs.get_mut(word) {
                Arch::new().dispatch(|| {
                    for at in 0..count {
                        limb[at] |= rest[at] << bit;
                    }
                });
            }
            if bit + wide > 64 && let Some(limb) = self.limbs.get_mut(word + 1) {
                Arch::new().dispatch(|| {
                    for at in 0..count {
                        limb[at] = rest[at] >> (64 - bit);
                    }
                });
            }
        }
        let filled = plan.product.len() * wide;
        if let Some(limb) = self.limbs.get_mut(filled / 64) {
            for at in 0..count {
                limb[at] |= if carries[at] < 0.0 { u64::MAX << (filled % 64) } else { 0 };
            }
        }
    }

    /// The absolute value of an integer; whether it is negative.
    #[inline]
    fn size_into(&self, limbs: &mut [u64], at: usize) -> bool {
        let negative = self.carries[at] < 0.0;
        let flip = if negative { u64::MAX } else { 0 };
        let mut carry = negative;
        for place in 0..limbs.len() {
            let limb = self.limbs[place][at] ^ flip;
            (limbs[place], carry) = limb.overflowing_add(u64::from(carry));
        }
        negative
    }
}
