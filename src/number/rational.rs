//! Exact rationals.

use super::operators::operators;
use super::{Field, Reading};
use crate::linalg::{Matrix, Product};
use num_traits::{One, Zero};
use rug::float::Round;
use rug::ops::Pow;
use rug::{Float, Integer};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact rational number. Cases are drawn in it, so that every number type sees the same case.
///
/// Numbers are total: a division by 0 gives [`Rational::UNDEFINED`], which absorbs all that it meets, as NaN does.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Option<rug::Rational>);

impl Rational {
    /// The result of a division by 0; equal to itself only, of no sign, read as NaN.
    pub const UNDEFINED: Rational = Rational(None);

    /// `numerator / denominator`.
    ///
    /// # Panics
    /// When the denominator is 0.
    pub fn fraction(numerator: i64, denominator: u64) -> Self {
        assert!(denominator != 0, "{numerator}/0 is no fraction");
        Rational(Some(rug::Rational::from((numerator, denominator))))
    }

    /// `significand · 2^exponent`.
    pub fn dyadic(significand: i128, exponent: i32) -> Self {
        let significand = rug::Rational::from(Integer::from(significand));
        Rational(Some(significand << exponent))
    }

    /// The exact value of a finite float, else [`Rational::UNDEFINED`].
    pub fn exact(value: f64) -> Self {
        Rational(rug::Rational::from_f64(value))
    }

    /// The number itself, unless it is [`Rational::UNDEFINED`].
    pub fn value(&self) -> Option<&rug::Rational> {
        self.0.as_ref()
    }

    /// The nearest float of `bits` significand bits; NaN when undefined.
    pub fn nearest(&self, bits: u32) -> Float {
        match &self.0 {
            Some(value) => Float::with_val(bits, value),
            None => Float::with_val(bits, f64::NAN),
        }
    }

    /// The sign: none when undefined.
    pub fn sign(&self) -> Option<Ordering> {
        self.0.as_ref().map(rug::Rational::cmp0)
    }

    /// |self|.
    pub fn abs(&self) -> Self {
        Rational(self.0.clone().map(rug::Rational::abs))
    }

    fn both(
        &self,
        rhs: &Self,
        f: impl FnOnce(&rug::Rational, &rug::Rational) -> rug::Rational,
    ) -> Self {
        Rational(self.0.as_ref().zip(rhs.0.as_ref()).map(|(a, b)| f(a, b)))
    }
    fn plus(&self, rhs: &Self) -> Self {
        self.both(rhs, |a, b| (a + b).into())
    }
    fn minus(&self, rhs: &Self) -> Self {
        self.both(rhs, |a, b| (a - b).into())
    }
    fn times(&self, rhs: &Self) -> Self {
        self.both(rhs, |a, b| (a * b).into())
    }
    fn over(&self, rhs: &Self) -> Self {
        if rhs.is_zero() { Self::UNDEFINED } else { self.both(rhs, |a, b| (a / b).into()) }
    }
    fn opposite(&self) -> Self {
        Rational(self.0.as_ref().map(|a| (-a).into()))
    }
}

operators!([] Rational);

impl Zero for Rational {
    fn zero() -> Self {
        Rational(Some(rug::Rational::new()))
    }
    fn is_zero(&self) -> bool {
        self.sign() == Some(Ordering::Equal)
    }
}

impl One for Rational {
    fn one() -> Self {
        Self::from(1_usize)
    }
}

impl Product for Rational {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl Field for Rational {
    fn of(value: &Rational) -> Self {
        value.clone()
    }
    /// Rounded to 512 bits, with the rounding error as radius.
    fn reading(&self) -> Reading {
        let Some(value) = &self.0 else {
            return Reading { centre: self.nearest(53), radius: f64::INFINITY };
        };
        let (centre, direction) = Float::with_val_round(512, value, Round::Nearest);
        let radius = match direction {
            Ordering::Equal => 0.0,
            // Half a unit in the last place of 512 bits, at most |centre|·2⁻⁵¹²; doubled for the rounding of f64, in the exponent, which
            // cannot overflow.
            Ordering::Less | Ordering::Greater => {
                (centre.to_f64().abs() * 2f64.powi(-511)).max(f64::from_bits(1))
            }
        };
        Reading { centre, radius }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.0.as_ref()?.cmp(other.0.as_ref()?))
    }
}

impl From<usize> for Rational {
    fn from(n: usize) -> Self {
        Rational(Some(rug::Rational::from(n)))
    }
}

impl From<rug::Rational> for Rational {
    fn from(value: rug::Rational) -> Self {
        Rational(Some(value))
    }
}

/// Text that denotes no rational.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRationalError {
    text: String,
}

impl fmt::Display for ParseRationalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no rational: write 3, -3/4, 0.75 or 7.5e-1", self.text)
    }
}

impl std::error::Error for ParseRationalError {}

impl FromStr for Rational {
    type Err = ParseRationalError;

    /// Reads `3`, `-3/4`, `0.75` or `7.5e-1`, exactly; decimal exponents up to 10 000 in size.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseRationalError { text: text.chars().take(80).collect() };
        let fraction = if text.contains('/') {
            let digits = |c: char| c.is_ascii_digit() || c == '/' || c == '-';
            text.chars().all(digits).then(|| text.parse().ok()).flatten()
        } else {
            decimal(text)
        };
        fraction.map(|value| Rational(Some(value))).ok_or_else(error)
    }
}

/// `text` = sign digits [. digits] [e exponent].
fn decimal(text: &str) -> Option<rug::Rational> {
    let (significand, exponent) = match text.split_once(['e', 'E']) {
        Some((significand, exponent)) => (significand, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let unsigned = significand.strip_prefix(['-', '+']).unwrap_or(significand);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty()
        || !digits.bytes().all(|b| b.is_ascii_digit())
        || exponent.unsigned_abs() > 10_000
    {
        return None;
    }
    let exponent = exponent - i32::try_from(fraction.len()).ok()?;
    let scale = Integer::from(10).pow(exponent.unsigned_abs());
    let magnitude = rug::Rational::from(digits.parse::<Integer>().ok()?);
    let magnitude = if exponent < 0 { magnitude / scale } else { magnitude * scale };
    Some(if significand.starts_with('-') { -magnitude } else { magnitude })
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(value) => write!(f, "{value}"),
            None => write!(f, "undefined"),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
