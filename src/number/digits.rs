//! Numbers as text: only digits that are proved.

use super::Reading;
use rug::Float;
use rug::float::Round;

/// At most so many significant digits are printed.
const MOST_DIGITS: usize = 20;

impl Reading {
    /// The significant decimal digits that hold for every number within the radius: rounded to that many digits, all of
    /// these numbers are the same. At most 20; trailing zeros are left out.
    ///
    /// A reading that proves no digit is `0` when exactly 0, `≈ 0` when it contains 0, `?` when unknown, else the interval
    /// between its ends, rounded outwards.
    pub fn certified_digits(&self) -> String {
        certified_digits(self)
    }
}

fn certified_digits(reading: &Reading) -> String {
    if !reading.is_finite() {
        return "?".to_owned();
    }
    if reading.centre.is_zero() && reading.radius == 0.0 {
        return "0".to_owned();
    }
    let (low, high) = ends(reading);
    let proved = (1..=MOST_DIGITS).rev().find_map(|digits| {
        let text = scientific(&low, digits);
        (text == scientific(&high, digits)).then_some(text)
    });
    match proved {
        Some(text) => readable(&text),
        None if reading.excludes_zero() => interval(&low, &high),
        None => "≈ 0".to_owned(),
    }
}

/// [low, high] to three digits.
fn interval(low: &Float, high: &Float) -> String {
    let rounded = |end: &Float, round| {
        let (negative, digits, exponent) = end.to_sign_string_exp_round(10, Some(3), round);
        let sign = if negative { "-" } else { "" };
        let exponent = exponent.unwrap_or(0) - 1;
        readable(&format!("{sign}{}.{}e{exponent}", &digits[..1], &digits[1..]))
    };
    format!("[{}, {}]", rounded(low, Round::Down), rounded(high, Round::Up))
}

/// The ends of the reading, wide enough to be exact in all but pathological cases, rounded outwards.
fn ends(reading: &Reading) -> (Float, Float) {
    let bits = reading.centre.prec() + 64;
    let low = Float::with_val_round(bits, &reading.centre - reading.radius, Round::Down).0;
    let high = Float::with_val_round(bits, &reading.centre + reading.radius, Round::Up).0;
    (low, high)
}

/// `digits` significant digits, rounded to nearest, as `-d.ddde-x`.
fn scientific(value: &Float, digits: usize) -> String {
    format!("{value:.digits$e}")
}

/// `1.5e0` → `1.5`, `1.5e-3` → `0.0015`, `1.50e9` → `1.5e9`.
fn readable(scientific: &str) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let text = match usize::try_from(exponent) {
        Ok(whole) if whole < 15 => {
            let padded = format!("{digits:0<width$}", width = whole + 1);
            let (whole, fraction) = padded.split_at(whole + 1);
            if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
        }
        Err(_) if exponent > -5 => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            format!("0.{}{digits}", "0".repeat(zeros))
        }
        Ok(_) | Err(_) => {
            let (lead, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            format!("{lead}{point}{rest}e{exponent}")
        }
    };
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(centre: f64, radius: f64) -> String {
        certified_digits(&Reading { centre: Float::with_val(128, centre), radius })
    }

    #[test]
    fn exact_numbers_print_in_full() {
        for (value, text) in
            [(0.0, "0"), (31.5, "31.5"), (-2.0, "-2"), (1024.0, "1024"), (0.25, "0.25")]
        {
            assert_eq!(digits(value, 0.0), text);
        }
    }

    #[test]
    fn a_radius_hides_the_digits_that_it_reaches() {
        assert_eq!(digits(3.0, 1e-3), "3");
        assert_eq!(digits(1234.0, 0.1), "1234");
        assert_eq!(digits(1.26e-7, 1e-10), "1.26e-7");
        assert_eq!(digits(1.26e-7, 6e-10), "1.3e-7");
        assert_eq!(digits(1.26e20, 1e15), "1.26e20");
    }

    #[test]
    fn nothing_proved_prints_no_digit() {
        assert_eq!(digits(1e-30, 1e-29), "≈ 0");
        assert_eq!(digits(f64::NAN, f64::INFINITY), "?");
        assert_eq!(digits(1.0, 0.9), "[0.0999, 1.91]");
        assert_eq!(digits(-1.0, 0.75), "[-1.75, -0.25]");
    }

    #[test]
    fn certified_digits_hold_at_both_ends() {
        for (centre, radius) in [(2.3, 0.1), (0.123_456, 1e-5), (9.996, 6e-3), (-77.7, 0.03)] {
            let text = digits(centre, radius);
            let shown: f64 = text.parse().expect("digits were proved");
            let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let half = 0.5 * 10f64.powi(-(i32::try_from(decimals).expect("few digits")));
            assert!(
                (shown - centre).abs() + radius <= half * 10.0,
                "{text} for {centre} ± {radius}"
            );
        }
    }
}
