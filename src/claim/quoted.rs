//! Numbers as they are quoted, to so many decimal places.

use super::compare::{Compared, at_most};
use crate::number::Rung;

/// |value − text| ≤ half a unit of the last place of `text`, a decimal literal without an exponent.
///
/// # Panics
/// When `text` is no decimal literal.
pub fn rounds_to<S: Rung>(value: &S, text: &str) -> Compared<S> {
    let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let half = (0..places).fold(S::ratio(1, 2), |unit, _| unit * S::ratio(1, 10));
    let quoted = S::decimal(text);
    at_most(&quoted - &half, value).and(at_most(value, quoted + half))
}
