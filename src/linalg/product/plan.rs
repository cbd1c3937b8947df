//! Primes and tables for products of integers by their residues.

use faer::Mat;
use rug::Integer;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Integers of up to 2⁵³ in size are exact in `f64`, and so is every sum of them that stays below.
const EXACT: u64 = 1 << 53;

/// More than what is added to such sums: a prime before its multiples are subtracted, the carry of a digit.
const RESERVE: u64 = 1 << 34;

/// The longest primes, in half bits: a residue times a digit of useful length must stay exact.
const LONGEST_PRIME: u32 = 2 * 25;

/// The longest digits.
const WIDEST: u32 = 27;

/// Bits of integers are rounded up to multiples of this, so that few plans serve many matrices.
const ROUNDED_TO: u32 = 16;

/// What a plan must suffice for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Demand {
    /// ⌈log₂ k⌉ for sums of k products.
    pub terms_log: u32,
    /// Bits of an integer that is multiplied, without its sign.
    pub bits: u32,
    /// Bits of a sum of products, without its sign.
    pub sum_bits: u32,
}

/// Primes p with a product P, and what converts integers to residues and back.
///
/// An integer X with |X| < P/4 is X = Σₚ cₚ·(P/p) − q·P with cₚ ≡ X·(P/p)⁻¹ mod p and the integer q nearest to Σₚ cₚ/p.
#[derive(Debug)]
pub(super) struct Plan {
    /// p.
    pub primes: Vec<f64>,
    /// The integers' digits are of base 2^`width`, at most `digits` of them.
    pub width: u32,
    pub digits: usize,
    /// 2^(width·d)·(P/p)⁻¹ mod p, digits × primes.
    pub left: Mat<f64>,
    /// 2^(width·d) mod p, digits × primes.
    pub right: Mat<f64>,
    /// The results' digits are of base 2^`wide`.
    pub wide: u32,
    /// The digits of P/p, and 1/p in the last column: primes × (digits + 1).
    pub cofactors: Mat<f64>,
    /// The digits of P.
    pub product: Vec<f64>,
    /// Bits of the longest sum.
    pub sum_bits: u32,
}

static PLANS: Mutex<BTreeMap<Demand, Arc<Plan>>> = Mutex::new(BTreeMap::new());

impl Demand {
    /// Whatever as many digits and primes suffice for.
    fn rounded_up(self) -> Self {
        let bits = self.bits.max(1).next_multiple_of(ROUNDED_TO);
        let sum_bits = small(self.primes()) * self.half_bits() / 2 - 3;
        Demand { bits, sum_bits, ..self }
    }

    /// How many primes it takes so that |X| < 2^sum_bits ≤ P/4: a bit is left for what primes are less than their bound.
    pub(super) fn primes(self) -> usize {
        (2 * self.sum_bits + 6).div_ceil(self.half_bits()) as usize
    }

    /// Bits of the primes' bound, in halves.
    fn half_bits(self) -> u32 {
        (55 - self.terms_log).min(LONGEST_PRIME)
    }

    /// The primes are less: a sum of k products of residues, each at most p/2 + 2, must be exact, and is for p about 2^((55 − log₂ k)/2).
    fn bound(self) -> u32 {
        let most = 2 * (((EXACT - RESERVE) >> self.terms_log).isqrt() - 3);
        u32::try_from(most).map_or(u32::MAX, |most| most.min(1 << (LONGEST_PRIME / 2)))
    }
}

impl Plan {
    /// The plan for a demand, made at its first use.
    pub(super) fn of(demand: Demand) -> Arc<Plan> {
        let demand = demand.rounded_up();
        let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(plans.entry(demand).or_insert_with(|| Arc::new(Plan::new(demand))))
    }

    fn new(demand: Demand) -> Plan {
        let bound = demand.bound();
        let (primes, product) = primes(bound, demand.sum_bits + 2);
        // A sum of `count` products of a residue, at most p/2 + 2, and a digit of `width` bits.
        let is_exact = |count: u32, width: u32| {
            (u64::from(count) * u64::from(bound / 2 + 3)) << width <= EXACT - RESERVE
        };
        let fits = |width: &u32| is_exact(demand.bits.div_ceil(*width), *width);
        let width = (1..=WIDEST).rev().find(fits).expect("digits of one bit fit");
        let digits = demand.bits.div_ceil(width) as usize;
        let fits = |wide: &u32| is_exact(small(primes.len()), *wide);
        let wide = (1..=WIDEST).rev().find(fits).expect("digits of one bit fit");
        // |X| < P/4 leaves room for a sign.
        assert_sums_are_exact(demand, &primes, width, wide);
        let wide_digits = product.significant_bits().div_ceil(wide) as usize;
        let cofactors: Vec<_> = primes.iter().map(|&p| Integer::from(&product / p)).collect();
        let left = Mat::from_fn(digits, primes.len(), |d, j| {
            let power = Integer::from(1) << (width * small(d));
            centred_residue(&(power * inverse(&cofactors[j], primes[j])), primes[j])
        });
        let right = Mat::from_fn(digits, primes.len(), |d, j| {
            centred_residue(&(Integer::from(1) << (width * small(d))), primes[j])
        });
        let digit = |value: &Integer, d: usize| {
            let shifted = Integer::from(value >> (wide * small(d))).keep_bits(wide);
            shifted.to_i64().expect("a digit of less than 53 bits")
        };
        let cofactors = Mat::from_fn(primes.len(), wide_digits + 1, |j, d| {
            if d < wide_digits {
                digit(&cofactors[j], d) as f64
            } else {
                1.0 / f64::from(primes[j])
            }
        });
        Plan {
            left,
            right,
            width,
            digits,
            wide,
            cofactors,
            product: (0..wide_digits).map(|d| digit(&product, d) as f64).collect(),
            sum_bits: demand.sum_bits,
            primes: primes.iter().map(|&p| f64::from(p)).collect(),
        }
    }
}

/// Sums of products of residues, of a residue and a digit of an integer, and of a residue and a digit of P/p, with what is added to each.
fn assert_sums_are_exact(demand: Demand, primes: &[u32], width: u32, wide: u32) {
    let largest = u128::from(primes[0]);
    let (residue, exact) = (largest / 2 + 2, u128::from(EXACT));
    assert!(((residue * residue) << demand.terms_log) + largest <= exact, "primes are too long");
    let digits = u128::from(demand.bits.div_ceil(width));
    assert!(((digits * residue) << width) + largest <= exact, "digits are too long");
    // |q| ≤ count/2 + 1, and a carry is a sum's part above a digit.
    let count = primes.len() as u128;
    let carry = (exact >> wide) + 1;
    assert!(
        ((count * residue + count / 2 + 1) << wide) + carry <= exact,
        "P's digits are too long"
    );
}

/// The number of digits or primes, of which there are few.
fn small(count: usize) -> u32 {
    u32::try_from(count).expect("few digits and primes")
}

fn inverse(cofactor: &Integer, p: u32) -> Integer {
    let p = Integer::from(p);
    cofactor.clone().invert(&p).expect("a prime divides no product of other primes")
}

/// The residue between −p/2 and p/2.
fn centred_residue(value: &Integer, p: u32) -> f64 {
    let residue = value.mod_u(p);
    if residue > p / 2 { f64::from(residue) - f64::from(p) } else { f64::from(residue) }
}

/// The largest odd primes below `bound` whose product has more than `least` bits, and that product.
fn primes(bound: u32, least: u32) -> (Vec<u32>, Integer) {
    let (mut primes, mut product) = (Vec::new(), Integer::from(1));
    for candidate in (3..bound).rev().filter(|candidate| candidate % 2 == 1) {
        if product.significant_bits() > least {
            break;
        }
        if is_prime(candidate) {
            product *= candidate;
            primes.push(candidate);
        }
    }
    (primes, product)
}

fn is_prime(odd: u32) -> bool {
    (3..).step_by(2).take_while(|d| d * d <= odd).all(|d| !odd.is_multiple_of(d))
}
