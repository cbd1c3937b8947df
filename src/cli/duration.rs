//! Times as people write them: `90s`, `10m`, `1h30m`.

use std::time::Duration;

/// Milliseconds of each unit, longest first; `ms` before `m` and `s` is no matter, since a unit is a run of letters.
const UNITS: [(&str, u64); 4] = [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

/// The time that `text` names.
///
/// # Errors
/// What is wrong with it, and how to write one.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let mut left = text;
    let (mut total, mut shortest) = (0_u64, u64::MAX);
    while !left.is_empty() {
        let digits = left.find(|c: char| !c.is_ascii_digit()).unwrap_or(left.len());
        let (number, rest) = left.split_at(digits);
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(letters);
        let unit = UNITS.iter().find(|(unit, _)| *unit == name).map(|(_, length)| *length);
        // Hours come before minutes, and each unit once.
        let unit = unit.filter(|length| *length < shortest).ok_or_else(example)?;
        let part = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
        total = part.and_then(|part| total.checked_add(part)).ok_or_else(example)?;
        (left, shortest) = (rest, unit);
    }
    if total == 0 { Err(example()) } else { Ok(Duration::from_millis(total)) }
}

fn example() -> String {
    "a time above 0 is written 90s, 10m, 1h30m or 500ms".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases =
            [("90s", 90_000), ("10m", 600_000), ("1h30m", 5_400_000), ("1m5s500ms", 65_500)];
        for (text, milliseconds) in cases {
            assert_eq!(duration(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let texts = ["", "90", "s", "0s", "1.5h", "-1s", "10m1h", "5s5s", "1d", "99999999999999h"];
        for text in texts {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
