//! Comparing snapshots by what their digits certify.
//!
//! An enclosure's last certified digit depends on its radius, and the hint of a radius on the machine's f64 kernels. So two
//! texts are the same if they differ in numbers alone, and of each two numbers both show [`FEWEST`] digits at least and
//! differ by no more than both their last digits allow. Shorter numbers, and all other text, must be equal.

use insta::Comparator;
use insta::Snapshot;
use insta::internals::SnapshotContents;
use theoremcheck::number::Rational;

/// Below so many digits a number's text speaks for itself.
const FEWEST: usize = 12;

/// For insta's settings.
#[derive(Clone)]
pub(crate) struct CertifiedDigits;

impl Comparator for CertifiedDigits {
    fn matches(&self, reference: &Snapshot, test: &Snapshot) -> bool {
        match (reference.contents(), test.contents()) {
            (SnapshotContents::Text(reference), SnapshotContents::Text(test)) => {
                are_same(&reference.to_string(), &test.to_string())
            }
            (_, _) => false,
        }
    }

    fn dyn_clone(&self) -> Box<dyn Comparator> {
        Box::new(self.clone())
    }
}

fn are_same(reference: &str, test: &str) -> bool {
    let (reference, test) = (pieces(reference), pieces(test));
    let agree = |(a, b): (&&str, &&str)| a == b || agree(a, b);
    reference.len() == test.len() && reference.iter().zip(&test).all(agree)
}

/// The text, cut before and after every number.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let length = number_length(number);
        pieces.extend([before, &number[..length]]);
        rest = &number[length..];
    }
    pieces.push(rest);
    pieces
}

/// How long the number is that `text` starts with: digits, perhaps a fraction, perhaps an exponent.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if let Some(fraction) = text[length..].strip_prefix('.').map(digits).filter(|&n| n > 0) {
        length += 1 + fraction;
    }
    if let Some(exponent) = text[length..].strip_prefix('e') {
        let sign = usize::from(exponent.starts_with('-'));
        let size = digits(&exponent[sign..]);
        if size > 0 {
            length += 1 + sign + size;
        }
    }
    length
}

/// Whether two numbers may be the same one, rounded.
fn agree(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (long_number(a), long_number(b)) else { return false };
    let allowed = (a.unit + b.unit) * Rational::fraction(1, 2);
    (a.value - b.value).abs() <= allowed
}

struct Long {
    value: Rational,
    /// One in its last digit.
    unit: Rational,
}

/// A number that shows enough digits.
fn long_number(text: &str) -> Option<Long> {
    let mantissa = text.split('e').next()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if digits.trim_start_matches('0').len() < FEWEST {
        return None;
    }
    let places = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let exponent = text[mantissa.len()..].strip_prefix('e').unwrap_or("0");
    let exponent: i64 = exponent.parse().ok()?;
    let unit = format!("1e{}", exponent - i64::try_from(places).ok()?);
    Some(Long { value: text.parse().ok()?, unit: unit.parse().ok()? })
}

#[test]
fn digits_that_two_enclosures_certify_are_the_same() {
    for (a, b) in [
        ("limit 0.63051678433721714275 ≤ 1", "limit 0.6305167843372171427 ≤ 1"),
        ("0.63051678433721714275", "0.630516784337217"),
        ("-1.2345678901234e-7 < 0", "-1.23456789012e-7 < 0"),
        ("2.4999999999993", "2.499999999999"),
        ("no number at all", "no number at all"),
    ] {
        assert!(are_same(a, b) && are_same(b, a), "{a} | {b}");
    }
}

#[test]
fn everything_else_is_a_change() {
    for (a, b) in [
        ("0.63051678433721714275", "0.63051678433821714275"),
        ("0.63051678433721714275", "-0.63051678433721714275"),
        ("0.63051678433721714275", "0.6305167843"),
        ("1.2345678901234e-7", "1.2345678901234e-8"),
        ("0.25", "0.250000000001"),
        ("64 cases", "65 cases"),
        ("1.2345678901234 ≤ 2", "1.2345678901234 < 2"),
        ("1.2345678901234", "1.2345678901234 2"),
        ("certified", "proved"),
    ] {
        assert!(!are_same(a, b) && !are_same(b, a), "{a} | {b}");
    }
}
