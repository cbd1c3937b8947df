//! Closed intervals with exact ends, and when two lists of them may enclose the same numbers.

use rug::{Float, Integer, Rational};
use theoremcheck::number::Reading;

/// No end of a result needs a larger exponent.
const LARGEST_EXPONENT: i64 = 1 << 16;

#[derive(Clone, Debug)]
pub(super) struct Interval {
    low: Rational,
    high: Rational,
}

/// How the numbers of ours and of FLINT's lists belong together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Comparison {
    /// One by one.
    Entrywise,
    /// Ours are in ascending order; FLINT's are complex, in no order, and really real.
    InOrder,
    /// Both are complex and in no order.
    Matched,
}

impl Interval {
    /// Nothing for the whole line.
    pub(super) fn of_reading(reading: &Reading) -> Option<Self> {
        let radius = Rational::from_f64(reading.radius)?;
        Some(Self::around(&reading.centre.to_rational()?, &radius))
    }

    /// FLINT's `m:e:r:f`, for m·2^e ± r·2^f.
    ///
    /// # Panics
    /// When it is not.
    pub(super) fn parsed(text: &str) -> Self {
        let parts: Vec<_> = text.split(':').collect();
        let [m, e, r, f] = parts[..] else { panic!("no ball: {text}") };
        let dyadic = |significand: &str, exponent: &str| {
            let significand = Integer::from_str_radix(significand, 16).expect("hexadecimal");
            let exponent: i64 = exponent.parse().expect("an exponent");
            assert!(exponent.abs() < LARGEST_EXPONENT, "the exponent {exponent} of a result");
            Rational::from(significand) << i32::try_from(exponent).expect("small, as tested")
        };
        Self::around(&dyadic(m, e), &dyadic(r, f))
    }

    fn around(centre: &Rational, radius: &Rational) -> Self {
        Interval { low: Rational::from(centre - radius), high: Rational::from(centre + radius) }
    }

    /// The squares of the numbers ≥ 0 within.
    pub(super) fn square(&self) -> Self {
        let square = |x: &Rational| x.clone().max(Rational::new()).square();
        Interval { low: square(&self.low), high: square(&self.high) }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    fn size(&self) -> Rational {
        self.low.clone().abs().max(self.high.clone().abs())
    }
}

impl Comparison {
    /// FLINT's numbers in the order of ours.
    ///
    /// If the kth of them lies in the kth interval, the kth smallest lies between the kth smallest of the lower ends and
    /// the kth smallest of the upper ends.
    pub(super) fn arranged(self, theirs: Vec<Interval>) -> Vec<Interval> {
        match self {
            Comparison::Entrywise | Comparison::Matched => theirs,
            Comparison::InOrder => {
                let (mut lows, mut highs): (Vec<_>, Vec<_>) =
                    theirs.into_iter().step_by(2).map(|x| (x.low, x.high)).unzip();
                lows.sort();
                highs.sort();
                lows.into_iter().zip(highs).map(|(low, high)| Interval { low, high }).collect()
            }
        }
    }

    /// Whether there may be numbers that both enclose.
    ///
    /// # Panics
    /// When the lengths differ.
    pub(super) fn agree(self, ours: &[Interval], theirs: &[Interval]) -> bool {
        assert_eq!(ours.len(), theirs.len(), "numbers of ours and of FLINT's");
        match self {
            Comparison::Entrywise | Comparison::InOrder => {
                ours.iter().zip(theirs).all(|(our, their)| our.overlaps(their))
            }
            Comparison::Matched => can_be_matched(ours, theirs),
        }
    }
}

/// Whether the boxes can be paired so that each overlaps its partner (Kuhn's algorithm).
fn can_be_matched(ours: &[Interval], theirs: &[Interval]) -> bool {
    let size = ours.len() / 2;
    let meets =
        |i: usize, j: usize| (0..2).all(|part| ours[2 * i + part].overlaps(&theirs[2 * j + part]));
    let mut partner = vec![None; size];
    (0..size).all(|i| finds_partner(i, &meets, &mut partner, &mut vec![false; size]))
}

fn finds_partner(
    i: usize,
    meets: &impl Fn(usize, usize) -> bool,
    partner: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for j in 0..partner.len() {
        if seen[j] || !meets(i, j) {
            continue;
        }
        seen[j] = true;
        if partner[j].is_none_or(|other| finds_partner(other, meets, partner, seen)) {
            partner[j] = Some(i);
            return true;
        }
    }
    false
}

/// The largest width of a list.
fn width(list: &[Interval]) -> Rational {
    list.iter().map(|x| Rational::from(&x.high - &x.low)).max().unwrap_or_default()
}

/// Whether the list is known to 20 bits, and within the range of our radii: see [`Ball`](theoremcheck::number::Ball).
pub(super) fn is_narrow(list: &[Interval]) -> bool {
    let size = list.iter().map(Interval::size).max().unwrap_or_default();
    size <= f64::MAX && width(list) <= size >> 20
}

/// log₂ of the widest of ours over the widest of FLINT's, where both have a width.
pub(super) fn times_wider(ours: &[Interval], theirs: &[Interval]) -> Option<f64> {
    let [ours, theirs] = [ours, theirs].map(width);
    (ours > 0 && theirs > 0).then(|| Float::with_val(53, &(ours / theirs)).log2().to_f64())
}
