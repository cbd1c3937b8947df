//! Numbers in JSON, which has no infinities.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// A number, or `"-inf"` for a residual of exactly 0 or none, `"inf"` for a margin of none, `"nan"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decimal(pub f64);

impl Decimal {
    /// Three digits after the point, rounded down.
    pub fn thousandths(value: f64) -> Self {
        Decimal((value * 1e3).floor() / 1e3)
    }

    /// One digit after the point.
    pub fn tenths(value: f64) -> Self {
        Decimal((value * 10.0).round() / 10.0)
    }

    /// Six significant digits.
    pub fn six_digits(value: f64) -> Self {
        Decimal(format!("{value:.5e}").parse().unwrap_or(f64::NAN))
    }

    /// Three significant digits.
    pub fn three_digits(value: f64) -> Self {
        Decimal(format!("{value:.2e}").parse().unwrap_or(f64::NAN))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            value if value.is_finite() => serializer.serialize_f64(value),
            value if value.is_nan() => serializer.serialize_str("nan"),
            value if value > 0.0 => serializer.serialize_str("inf"),
            _ => serializer.serialize_str("-inf"),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Text {
            Number(f64),
            Word(String),
        }
        match Text::deserialize(deserializer)? {
            Text::Number(value) => Ok(Decimal(value)),
            Text::Word(word) => match word.as_str() {
                "inf" => Ok(Decimal(f64::INFINITY)),
                "-inf" => Ok(Decimal(f64::NEG_INFINITY)),
                "nan" => Ok(Decimal(f64::NAN)),
                _ => Err(D::Error::custom(format!("`{word}` is no number, inf, -inf or nan"))),
            },
        }
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "oneOf": [{ "type": "number" }, { "enum": ["inf", "-inf", "nan"] }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for value in [0.0, -53.2, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            let text = serde_json::to_string(&Decimal(value)).expect("a number");
            let read: Decimal = serde_json::from_str(&text).expect("what was written");
            assert_eq!(read.0.to_bits(), value.to_bits(), "{text}");
        }
        assert!(serde_json::from_str::<Decimal>("\"many\"").is_err());
    }
}
