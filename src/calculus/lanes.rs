//! Coarse balls side by side, for derivatives along several directions at once.

use super::coarse::Coarse;
use super::tangent::Derivative;

/// Four of [`Coarse`]; what is computed is what these compute, but for the order of sums.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes {
    centres: [f64; Lanes::COUNT],
    radii: [f64; Lanes::COUNT],
}

impl Lanes {
    pub(super) const COUNT: usize = 4;

    pub(super) fn from_fn(f: impl Fn(usize) -> Coarse) -> Self {
        let all: [Coarse; Self::COUNT] = std::array::from_fn(f);
        Lanes { centres: all.map(Coarse::centre), radii: all.map(Coarse::radius) }
    }

    #[inline]
    pub(super) fn get(&self, lane: usize) -> Coarse {
        Coarse::new(self.centres[lane], self.radii[lane])
    }

    #[inline]
    fn is_zero(&self, lane: usize) -> bool {
        self.centres[lane] == 0.0 && self.radii[lane] == 0.0
    }
}

/// Sums of products, of their sizes, and of what the radii add.
#[derive(Default)]
pub(super) struct Sums {
    centres: [f64; Lanes::COUNT],
    sizes: [f64; Lanes::COUNT],
    spreads: [f64; Lanes::COUNT],
    /// Whether some product is not exactly 0, though perhaps it is by underflow.
    moves: [bool; Lanes::COUNT],
    terms: usize,
}

impl Derivative<Coarse> for Lanes {
    type Sum = Sums;

    fn zero() -> Self {
        Lanes { centres: [0.0; Self::COUNT], radii: [0.0; Self::COUNT] }
    }

    fn sum(&self, other: &Self) -> Self {
        Self::from_fn(|lane| self.get(lane) + other.get(lane))
    }

    fn difference(&self, other: &Self) -> Self {
        Self::from_fn(|lane| self.get(lane) - other.get(lane))
    }

    fn negation(&self) -> Self {
        Lanes { centres: self.centres.map(|c| -c), radii: self.radii }
    }

    fn quotient(&self, divisor: &Coarse) -> Self {
        Self::from_fn(|lane| self.get(lane) / divisor)
    }

    fn add(sum: &mut Sums, left: &[Self], right: &[Coarse]) {
        let terms = left.len();
        let right = &right[..terms];
        let (mut centres, mut sizes, mut spreads) = (sum.centres, sum.sizes, sum.spreads);
        for at in 0..terms {
            let (x, y) = (&left[at], right[at]);
            let (centre, by, size) = (y.centre(), y.radius(), y.centre().abs() + y.radius());
            for lane in 0..Self::COUNT {
                let product = x.centres[lane] * centre;
                centres[lane] += product;
                sizes[lane] += product.abs();
                spreads[lane] += x.centres[lane].abs() * by + x.radii[lane] * size;
            }
        }
        for lane in 0..Self::COUNT {
            sum.moves[lane] = sum.moves[lane]
                || sizes[lane] != 0.0
                || spreads[lane] != 0.0
                || (0..terms).any(|at| !left[at].is_zero(lane) && !right[at].is_exactly_zero());
        }
        (sum.centres, sum.sizes, sum.spreads) = (centres, sizes, spreads);
        sum.terms += terms;
    }

    /// As [`Coarse::dot`](crate::number::Field::dot).
    fn total(sum: Sums) -> Self {
        let mut total = <Self as Derivative<Coarse>>::zero();
        for lane in 0..Self::COUNT {
            if sum.moves[lane] {
                let sums = (sum.centres[lane], sum.sizes[lane], sum.spreads[lane]);
                let enclosure = Coarse::of_sums(sums, sum.terms, sum.terms);
                total.centres[lane] = enclosure.centre();
                total.radii[lane] = enclosure.radius();
            }
        }
        total
    }
}
