//! Making cases from a tape of integers.

use super::site::Site;
use crate::linalg::{Matrix, cayley, positive_definite, stochastic};
use crate::number::Rational;
use num_traits::{One, Zero};

/// A draw that does not satisfy the hypotheses, and which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected(pub &'static str);

/// How entries are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entries {
    /// Multiples of 1/64 in [−2, 2]: short in every number type.
    Small,
    /// 122 random bits in [−2, 2): every rung rounds them, and a polynomial identity that holds by luck is rare.
    Full,
}

/// A source of exact random numbers, read off a tape of integers.
///
/// The first integer chooses between short entries and full ones. Smaller integers mean smaller dimensions and simpler entries, and a
/// tape that has ended reads 0, so that a tape shrinks to a simple case. What has been read is the replay file.
pub struct Draw<'a> {
    next: Box<dyn FnMut() -> u64 + 'a>,
    tape: Vec<u64>,
    sites: Vec<Site>,
    shape: Vec<u64>,
    entries: Entries,
    entry_bits: f64,
}

impl<'a> Draw<'a> {
    /// Reads `tape`, then zeros.
    pub fn replay(tape: &'a [u64]) -> Self {
        let mut words = tape.iter().copied();
        Self::from_source(move || words.next().unwrap_or(0))
    }

    /// Reads an endless source of uniform integers.
    pub(crate) fn from_source(next: impl FnMut() -> u64 + 'a) -> Self {
        let mut draw = Draw {
            next: Box::new(next),
            tape: Vec::new(),
            sites: Vec::new(),
            shape: Vec::new(),
            entries: Entries::Small,
            entry_bits: f64::INFINITY,
        };
        if draw.word(2) == 1 {
            draw.entries = Entries::Full;
        }
        draw
    }

    /// All that has been read.
    pub(crate) fn tape(&self) -> &[u64] {
        &self.tape
    }

    /// What the tape spells so far, in order, but for its first integer.
    pub(crate) fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The dimensions and choices made so far, in order: cases of one shape differ in their entries only.
    pub(crate) fn shape(&self) -> &[u64] {
        &self.shape
    }

    /// log₂ of the smallest set that an entry was drawn from; ∞ when none was.
    pub(crate) fn entry_bits(&self) -> f64 {
        self.entry_bits
    }

    /// An integer below `span`, or any for span 0. The tape keeps what was used of it, so that it shrinks fast.
    fn word(&mut self, span: u64) -> u64 {
        let word = (self.next)();
        let word = word.checked_rem(span).unwrap_or(word);
        self.tape.push(word);
        word
    }

    /// A dimension in `low..=high`, equally likely.
    ///
    /// # Panics
    /// When `low > high`.
    pub fn dim(&mut self, low: usize, high: usize) -> usize {
        assert!(low <= high, "no dimension in {low}..={high}");
        let span = (high - low) as u64 + 1;
        self.sites.push(Site::Choice { at: self.tape.len(), span });
        let offset = self.word(span);
        self.shape.push(offset);
        low + usize::try_from(offset).expect("an offset of a usize span")
    }

    /// One of `options`, the first being the simplest.
    ///
    /// # Panics
    /// When there are none.
    pub fn pick<'b, T>(&mut self, options: &'b [T]) -> &'b T {
        &options[self.dim(0, options.len() - 1)]
    }

    /// True with probability `numerator / denominator`.
    pub fn chance(&mut self, numerator: usize, denominator: usize) -> bool {
        self.dim(0, denominator - 1) >= denominator - numerator
    }

    /// An integer in `low..=high`, equally likely; the simplest is `low`.
    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low).expect("low ≤ high");
        low + i64::try_from(self.dim(0, span)).expect("an offset of an i64 span")
    }

    /// A permutation of `0..n`; the simplest is the identity.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for at in 0..n {
            let other = self.dim(0, n - 1 - at);
            order.swap(at, at + other);
        }
        order
    }

    /// n bits for an entry, n = 8 small, 122 full; every value is equally likely.
    fn bits(&mut self, signed: bool) -> (u128, u32) {
        let at = self.tape.len();
        let (value, bits) = match self.entries {
            Entries::Small => (u128::from(self.word(1 << 8)), 8),
            Entries::Full => {
                let low = u128::from(self.word(0));
                (low | u128::from(self.word(1 << 58)) << 64, 122)
            }
        };
        self.entry_bits = self.entry_bits.min(f64::from(bits));
        self.sites.push(Site::Number { at, bits, signed });
        (value, bits)
    }

    /// An entry in [−2, 2): a multiple of 1/64, or of 2⁻¹²⁰; from a small integer, one of few binary places.
    pub fn entry(&mut self) -> Rational {
        let (value, bits) = self.bits(true);
        let magnitude = Rational::from(2) * binary_fraction(value >> 1, bits - 1);
        match (value % 2 == 0, value >> 1) {
            (true, _) => magnitude,
            (false, 0) => -Rational::from(2),
            (false, _) => -magnitude,
        }
    }

    /// A number in [low, high), given as decimal literals; the simplest is `low`.
    ///
    /// # Panics
    /// When a bound is no decimal literal.
    pub fn between(&mut self, low: &str, high: &str) -> Rational {
        let (low, high) = (literal(low), literal(high));
        &low + (&high - &low) * self.fraction()
    }

    /// A number in (low, high], given as decimal literals; the simplest is `high`.
    ///
    /// # Panics
    /// When a bound is no decimal literal.
    pub fn above(&mut self, low: &str, high: &str) -> Rational {
        let (low, high) = (literal(low), literal(high));
        &high - (&high - &low) * self.fraction()
    }

    /// A positive number in [low, high], its logarithm nearly uniform; the simplest is `low`.
    ///
    /// # Panics
    /// When a bound is no decimal literal, or not positive.
    pub fn log_uniform(&mut self, low: &str, high: &str) -> Rational {
        let (mut value, high) = (literal(low), literal(high));
        assert!(value > Rational::zero(), "a logarithm of {value}");
        let two = Rational::from(2);
        let mut octaves = 0;
        let mut top = &value * &two;
        while top < high {
            top *= &two;
            octaves += 1;
        }
        for _ in 0..self.dim(0, octaves) {
            value *= &two;
        }
        let drawn = &value * (Rational::one() + self.fraction());
        if drawn > high { high } else { drawn }
    }

    /// A number in [0, 1).
    fn fraction(&mut self) -> Rational {
        let (value, bits) = self.bits(false);
        binary_fraction(value, bits)
    }

    /// A matrix of entries in [−2, 2).
    pub fn matrix(&mut self, rows: usize, cols: usize) -> Matrix<Rational> {
        Matrix::from_fn(rows, cols, |_, _| self.entry())
    }

    /// An n × 1 matrix of entries in [−2, 2).
    pub fn vector(&mut self, n: usize) -> Matrix<Rational> {
        self.matrix(n, 1)
    }

    /// An exactly orthogonal matrix, n × n, of either determinant; entries of degree ≤ n over degree ≤ n.
    pub fn orthogonal(&mut self, n: usize) -> Matrix<Rational> {
        let seed = self.matrix(n, n);
        let flip = self.chance(1, 2);
        let rotation = cayley(&seed);
        Matrix::from_fn(n, n, |i, j| {
            if flip && j == 0 { -&rotation[(i, j)] } else { rotation[(i, j)].clone() }
        })
    }

    /// An n × r matrix with exactly orthonormal columns.
    ///
    /// # Panics
    /// When r > n.
    pub fn frame(&mut self, n: usize, r: usize) -> Matrix<Rational> {
        self.orthogonal(n).columns(0..r)
    }

    /// An exactly positive definite matrix, n × n, of least eigenvalue ≥ 1.
    pub fn positive_definite(&mut self, n: usize) -> Matrix<Rational> {
        positive_definite(&self.matrix(n, n))
    }

    /// An exactly row-stochastic matrix with positive entries.
    pub fn stochastic(&mut self, rows: usize, cols: usize) -> Matrix<Rational> {
        stochastic(&self.matrix(rows, cols))
    }
}

fn literal(text: &str) -> Rational {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// `value`, written in `bits` binary digits, mirrored behind the binary point: 1 → 1/2, 2 → 1/4, 3 → 3/4, …
fn binary_fraction(value: u128, bits: u32) -> Rational {
    let mirrored = value.reverse_bits() >> (128 - bits);
    let significand = i128::try_from(mirrored).expect("at most 122 bits");
    Rational::dyadic(significand, -i32::try_from(bits).expect("at most 122"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replayed(tape: &[u64]) -> Rational {
        Draw::replay(tape).entry()
    }

    #[test]
    fn smaller_integers_give_simpler_entries() {
        let simplest: Vec<_> = (0..8).map(|word| replayed(&[0, word]).to_string()).collect();
        assert_eq!(simplest, ["0", "-2", "1", "-1", "1/2", "-1/2", "3/2", "-3/2"]);
    }

    #[test]
    fn small_entries_are_all_multiples_of_a_64th_below_2() {
        let mut all: Vec<_> = (0..256).map(|word| replayed(&[0, word])).collect();
        all.sort_by(|a, b| a.partial_cmp(b).expect("no entry is undefined"));
        let grid: Vec<_> = (-128..128).map(|n| Rational::fraction(n, 64)).collect();
        assert_eq!(all, grid);
    }

    #[test]
    fn full_entries_use_122_bits() {
        let least = replayed(&[1, 0, 1 << 57]);
        assert_eq!(least, Rational::dyadic(1, -120));
        assert_eq!(replayed(&[1, u64::MAX, u64::MAX]), -(Rational::from(2) - least));
    }

    #[test]
    fn an_ended_tape_draws_the_simplest_case() {
        let mut draw = Draw::replay(&[]);
        assert_eq!(draw.dim(2, 9), 2);
        assert_eq!(draw.permutation(3), [0, 1, 2]);
        assert_eq!(draw.between("0.25", "7").to_string(), "1/4");
        assert_eq!(draw.orthogonal(2), Matrix::identity(2));
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        for word in 0..256 {
            let tape = [0, word, word, word];
            let value = Draw::replay(&tape).log_uniform("1e-3", "0.1");
            assert!(value >= literal("1e-3") && value <= literal("0.1"), "{value}");
            let value = Draw::replay(&tape).above("0", "1");
            assert!(value > Rational::zero() && value <= Rational::one(), "{value}");
        }
    }
}
