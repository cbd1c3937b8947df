//! Anomalies as files: the matrices by their bits, so that a replay sees exactly the same.

use super::Matrix;
use super::anomaly::{Anomaly, Case, Entries, Found, Kind};
use super::{Input, Kernel, Precision};
use serde_json::{Value, json};
use std::fmt;

const FORMAT: &str = "theoremcheck kernel anomaly 1";

/// Why an anomaly's file is of no use, with the remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnomalyFileError {
    /// The text is not JSON from this place on.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON, but no anomaly.
    OtherFormat,
    /// A field is missing, of another type, or names nothing.
    Field {
        /// Its name.
        name: &'static str,
    },
    /// A matrix has not rows × cols entries.
    Count {
        /// The field.
        name: &'static str,
        /// rows × cols.
        owed: usize,
        /// Its entries.
        given: usize,
    },
    /// An entry is no encoding of a number of the type.
    Entry {
        /// The field.
        name: &'static str,
        /// Counted from 0, row by row.
        at: usize,
    },
    /// The shapes are not what the kernel takes.
    Shapes,
}

impl fmt::Display for AnomalyFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const REMEDY: &str = "save it again with `theoremcheck kernels`";
        match self {
            Self::NotJson { line, column } => {
                write!(f, "line {line}, column {column}: not JSON (truncated or edited?); {REMEDY}")
            }
            Self::OtherFormat => {
                write!(f, "no anomaly of a kernel: its field `format` must be \"{FORMAT}\"")
            }
            Self::Field { name } => {
                write!(f, "field `{name}`: missing or not of its type; {REMEDY}")
            }
            Self::Count { name, owed, given } => {
                write!(f, "field `{name}`: {given} entries instead of {owed}; {REMEDY}")
            }
            Self::Entry { name, at } => write!(
                f,
                "field `{name}`, entry {at}: not the hexadecimal bits of a number of the type, like \"3f800000\"; {REMEDY}"
            ),
            Self::Shapes => {
                write!(f, "fields `matrix`, `right`: the kernel takes no such shapes; {REMEDY}")
            }
        }
    }
}

impl std::error::Error for AnomalyFileError {}

impl Anomaly {
    /// The file.
    pub fn to_json(&self) -> String {
        let Case { kernel, precision, input, size, seed, trial } = self.case;
        let value = json!({
            "format": FORMAT,
            "kernel": kernel.name(),
            "type": precision.name(),
            "input": input.name(),
            "size": size,
            "seed": seed,
            "trial": trial,
            "kind": self.found.kind.name(),
            "found": self.found.text,
            "matrix": matrix_json(&self.entries.matrix),
            "right": matrix_json(&self.entries.right),
        });
        format!("{value:#}\n")
    }

    /// The anomaly of a file.
    ///
    /// # Errors
    /// When the text is not a file that [`Self::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, AnomalyFileError> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            AnomalyFileError::NotJson { line: error.line(), column: error.column() }
        })?;
        if value["format"] != FORMAT {
            return Err(AnomalyFileError::OtherFormat);
        }
        let case = Case {
            kernel: named(&value, "kernel", Kernel::named)?,
            precision: named(&value, "type", Precision::named)?,
            input: named(&value, "input", Input::named)?,
            size: natural(&value, "size")?,
            seed: value["seed"].as_u64().ok_or(AnomalyFileError::Field { name: "seed" })?,
            trial: natural(&value, "trial")?,
        };
        let kind = named(&value, "kind", Kind::named)?;
        let text = named(&value, "found", |text| Some(text.to_owned()))?;
        let entries = Entries {
            matrix: matrix(&value, "matrix", case.precision)?,
            right: matrix(&value, "right", case.precision)?,
        };
        let (m, n) = entries.matrix.shape();
        let right_fits = match case.kernel.right_shape(m, n) {
            None => entries.right.shape() == (0, 0),
            Some((rows, _)) => entries.right.rows() == rows,
        };
        if !case.kernel.takes(m, n) || !right_fits {
            return Err(AnomalyFileError::Shapes);
        }
        Ok(Anomaly { case, found: Found { kind, error: 0.0, text }, entries })
    }
}

fn matrix_json(matrix: &Matrix<u64>) -> Value {
    let bits: Vec<_> = matrix.entries().iter().map(|bits| format!("{bits:x}")).collect();
    json!({ "rows": matrix.rows(), "cols": matrix.cols(), "bits": bits })
}

fn named<T>(
    value: &Value,
    name: &'static str,
    find: impl Fn(&str) -> Option<T>,
) -> Result<T, AnomalyFileError> {
    value[name].as_str().and_then(find).ok_or(AnomalyFileError::Field { name })
}

fn natural<T: TryFrom<u64>>(value: &Value, name: &'static str) -> Result<T, AnomalyFileError> {
    let number = value[name].as_u64().and_then(|number| T::try_from(number).ok());
    number.ok_or(AnomalyFileError::Field { name })
}

fn matrix(
    value: &Value,
    name: &'static str,
    precision: Precision,
) -> Result<Matrix<u64>, AnomalyFileError> {
    let missing = AnomalyFileError::Field { name };
    let object = &value[name];
    let (rows, cols): (usize, usize) = match (natural(object, "rows"), natural(object, "cols")) {
        (Ok(rows), Ok(cols)) => (rows, cols),
        _ => return Err(missing),
    };
    let bits = object["bits"].as_array().ok_or(missing)?;
    let owed = rows.checked_mul(cols).ok_or(missing)?;
    if bits.len() != owed {
        return Err(AnomalyFileError::Count { name, owed, given: bits.len() });
    }
    let entry = |(at, bits): (usize, &Value)| {
        let number = bits.as_str().and_then(|text| u64::from_str_radix(text, 16).ok());
        number.filter(|&bits| precision.holds(bits)).ok_or(AnomalyFileError::Entry { name, at })
    };
    let entries: Result<Vec<_>, _> = bits.iter().enumerate().map(entry).collect();
    Ok(Matrix::from_entries(rows, cols, entries?))
}
