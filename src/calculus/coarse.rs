//! Balls of `f64` size, for what is multiplied by something tiny.

use crate::linalg::{Matrix, Product};
use crate::number::operators::operators;
use crate::number::{Ball, Field, Rational, Reading, Real, Rung};
use num_traits::{One, Zero};
use rug::Float;

/// All reals within `radius` of `centre`: as [`Ball`], but far cheaper, and with 50 bits at most. 0 ± ∞ when nothing is known.
///
/// Roundings are covered by `EPSILON` = 2⁻⁵², twice the unit roundoff, relative to what is rounded, and by some `LEAST`
/// where a product may underflow; what is exactly 0 stays so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coarse {
    centre: f64,
    radius: f64,
}

/// Sums that a processor adds to at a time; their order is of no importance to the bound.
const LANES: usize = 4;

const EPSILON: f64 = f64::EPSILON;

/// 2⁻¹⁰⁷⁴.
const LEAST: f64 = f64::from_bits(1);

/// A bound of a sum of `terms` numbers ≥ 0, for its value in `f64`.
#[inline]
fn raised(sum: f64, terms: usize) -> f64 {
    sum * (1.0 + (terms + 2) as f64 * EPSILON)
}

impl Coarse {
    const UNKNOWN: Coarse = Coarse { centre: 0.0, radius: f64::INFINITY };

    #[inline]
    pub(super) fn new(centre: f64, radius: f64) -> Self {
        // NaN is neither.
        if centre.is_finite() && radius < f64::INFINITY {
            Coarse { centre, radius }
        } else {
            Self::UNKNOWN
        }
    }

    /// All numbers of size at most `radius`; nothing is known for NaN.
    pub(super) fn within(radius: f64) -> Self {
        Self::new(0.0, radius)
    }

    /// The number itself.
    pub(super) fn exact(centre: f64) -> Self {
        Self::new(centre, 0.0)
    }

    pub(super) fn of_reading(reading: &Reading) -> Self {
        let centre = reading.to_f64();
        // The nearest float is off by less than the distance to its neighbours.
        let rounding = if reading.centre == centre { 0.0 } else { centre.abs() * EPSILON + LEAST };
        Self::new(centre, raised(reading.radius + rounding, 2))
    }

    /// Around a number of any type.
    pub(super) fn around<S: Rung>(number: &S) -> Self {
        number.nearby().map_or(Self::UNKNOWN, |(centre, radius)| Self::new(centre, radius))
    }

    #[inline]
    pub(super) fn centre(self) -> f64 {
        self.centre
    }

    #[inline]
    pub(super) fn radius(self) -> f64 {
        self.radius
    }

    pub(super) fn is_finite(self) -> bool {
        self.radius < f64::INFINITY
    }

    /// A bound of the size of every number.
    #[inline]
    pub(super) fn magnitude(self) -> f64 {
        raised(self.centre.abs() + self.radius, 2)
    }

    /// All numbers within `by` of these.
    #[inline]
    pub(super) fn widened(self, by: f64) -> Self {
        Self::new(self.centre, raised(self.radius + by, 2))
    }

    /// t·self for every t in [0, 1].
    pub(super) fn part(self) -> Self {
        if self.is_zero() {
            return self;
        }
        let half = self.centre / 2.0;
        Self::new(half, raised(half.abs() + self.radius + LEAST, 3))
    }

    /// In any rigorous number type.
    pub(super) fn to<S: Rung>(self) -> S {
        let exact = |x: f64| S::of(&Rational::exact(x));
        exact(self.centre).widened(&exact(self.radius))
    }

    /// A sum of products, for the sums in `f64` of the products of the centres, of their sizes, and of what the radii add.
    ///
    /// Where no product is rounded, itself and in sums, more than m times, the centre errs by at most m·u·Σ|cᵢdᵢ|/(1 − m·u),
    /// u = 2⁻⁵³, and each of 3n products by less than 2⁻¹⁰⁷⁴ in underflow;
    /// |xy − cd| ≤ |c|s + r(|d| + s) for x within r of c, y within s of d.
    #[inline]
    pub(super) fn of_sums(
        (centre, size, spread): (f64, f64, f64),
        terms: usize,
        roundings: usize,
    ) -> Self {
        // More than what underflows; a subnormal bound would take a processor a hundred times as long.
        let rounding = size * (roundings as f64 * EPSILON) + f64::MIN_POSITIVE;
        Self::new(centre, raised(spread + rounding, 3 * terms + 4))
    }

    #[inline]
    pub(super) fn is_exactly_zero(&self) -> bool {
        self.centre == 0.0 && self.radius == 0.0
    }

    #[inline]
    fn plus(&self, rhs: &Self) -> Self {
        let centre = self.centre + rhs.centre;
        Self::new(centre, raised(self.radius + rhs.radius + centre.abs() * EPSILON, 3))
    }

    fn minus(&self, rhs: &Self) -> Self {
        self.plus(&rhs.opposite())
    }

    fn times(&self, rhs: &Self) -> Self {
        Self::dot(&[*self], &[*rhs])
    }

    /// |x/y − c/d| ≤ (r + |c/d|s)/(|d| − s) for x within r of c, y within s of d.
    fn over(&self, rhs: &Self) -> Self {
        let low = (rhs.centre.abs() - rhs.radius) * (1.0 - EPSILON);
        if low.is_nan() || low <= 0.0 {
            return Self::UNKNOWN;
        }
        if self.is_zero() {
            return *self;
        }
        let centre = self.centre / rhs.centre;
        let size = centre.abs() * (1.0 + EPSILON) + LEAST;
        let spread = raised((self.radius + size * rhs.radius + LEAST) / low, 4);
        Self::new(centre, raised(spread + size * EPSILON + 2.0 * LEAST, 3))
    }

    fn opposite(self) -> Self {
        Coarse { centre: -self.centre, radius: self.radius }
    }

    /// By a ball of 64 bits.
    fn through(self, f: impl FnOnce(Ball<64>) -> Ball<64>) -> Self {
        let ball = if self.is_finite() { self.to() } else { Ball::one() / Ball::zero() };
        Self::of_reading(&f(ball).reading())
    }
}

operators!([] Coarse);

impl Zero for Coarse {
    fn zero() -> Self {
        Self::exact(0.0)
    }
    fn is_zero(&self) -> bool {
        self.centre == 0.0 && self.radius == 0.0
    }
}

impl One for Coarse {
    fn one() -> Self {
        Self::exact(1.0)
    }
}

impl Product for Coarse {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl Field for Coarse {
    fn of(value: &Rational) -> Self {
        Self::of_reading(&Ball::<64>::of(value).reading())
    }
    fn reading(&self) -> Reading {
        let centre = if self.is_finite() { self.centre } else { f64::NAN };
        Reading { centre: Float::with_val(53, centre), radius: self.radius }
    }
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let (mut centres, mut sizes, mut spreads) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let mut add = |lane: usize, l: &Self, r: &Self| {
            let product = l.centre * r.centre;
            centres[lane] += product;
            sizes[lane] += product.abs();
            spreads[lane] += l.centre.abs() * r.radius + l.radius * (r.centre.abs() + r.radius);
        };
        let whole = left.len() - left.len() % LANES;
        for at in (0..whole).step_by(LANES) {
            for lane in 0..LANES {
                add(lane, &left[at + lane], &right[at + lane]);
            }
        }
        for at in whole..left.len() {
            add(at - whole, &left[at], &right[at]);
        }
        let total = |of: [f64; LANES]| (of[0] + of[1]) + (of[2] + of[3]);
        let (centre, size, spread) = (total(centres), total(sizes), total(spreads));
        let terms = left.len();
        let vanishes = || left.iter().zip(right).all(|(l, r)| l.is_zero() || r.is_zero());
        if size == 0.0 && spread == 0.0 && vanishes() {
            return Self::zero();
        }
        // One for the product, then in its lane, then two for the lanes; none with zeros.
        let roundings = terms.min(terms.div_ceil(LANES) + 2);
        Self::of_sums((centre, size, spread), terms, roundings)
    }
}

impl Real for Coarse {
    fn sqrt(&self) -> Self {
        self.through(|x| x.sqrt())
    }
    fn exp(&self) -> Self {
        self.through(|x| x.exp())
    }
    fn ln(&self) -> Self {
        self.through(|x| x.ln())
    }
    fn tanh(&self) -> Self {
        self.through(|x| x.tanh())
    }
    fn sin(&self) -> Self {
        self.through(|x| x.sin())
    }
    fn cos(&self) -> Self {
        self.through(|x| x.cos())
    }
    fn pow(&self, exponent: &Self) -> Self {
        self.through(|x| x.pow(&exponent.through(|e| e).to()))
    }
    fn abs(&self) -> Self {
        self.through(|x| x.abs())
    }
    fn max(&self, other: &Self) -> Self {
        (self + other + (self - other).abs()) * Self::exact(0.5)
    }
    fn pi() -> Self {
        Self::of_reading(&Ball::<64>::pi().reading())
    }
}
