//! Curves over time, as numbers that every machine writes alike.

use super::decimal::Decimal;
use crate::claim::{Curve, Figure};
use crate::number::Reading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The curves of a claim about a trajectory, on one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureResult {
    /// The name of the case.
    pub case: String,
    /// What the horizontal axis shows.
    pub time: String,
    /// What the vertical axis shows.
    pub quantity: String,
    /// What the lines are.
    pub line: String,
    /// What the marks are.
    pub flow: String,
    /// One a quantity.
    pub curves: Vec<CurveResult>,
}

/// One quantity over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurveResult {
    /// Its name.
    pub name: String,
    /// As claimed.
    pub line: Vec<PointResult>,
    /// As the validated flow finds it.
    pub flow: Vec<PointResult>,
}

/// A time and a value, to six significant digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointResult {
    /// The time.
    pub at: Decimal,
    /// The value.
    pub value: Decimal,
    /// A whole number with the value's enclosure, before it was rounded, within ± 2^`radius_log2`; none for exact values
    /// and for claimed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_log2: Option<i32>,
}

impl FigureResult {
    /// Of this figure.
    pub fn of(figure: &Figure) -> Self {
        let Figure { case, time, quantity, line, flow, curves } = figure;
        FigureResult {
            case: (*case).to_owned(),
            time: (*time).to_owned(),
            quantity: (*quantity).to_owned(),
            line: (*line).to_owned(),
            flow: (*flow).to_owned(),
            curves: curves.iter().map(CurveResult::of).collect(),
        }
    }
}

impl CurveResult {
    fn of(curve: &Curve) -> Self {
        let claimed = |[at, value]: &[Reading; 2]| PointResult {
            at: Decimal::six_digits(at.to_f64()),
            value: Decimal::six_digits(value.to_f64()),
            radius_log2: None,
        };
        let found = |point: &[Reading; 2]| PointResult {
            radius_log2: power_above(point[1].radius),
            ..claimed(point)
        };
        CurveResult {
            name: curve.name.clone(),
            line: curve.line.iter().map(claimed).collect(),
            flow: curve.flow.iter().map(found).collect(),
        }
    }
}

/// The least whole n with radius ≤ 2ⁿ; none for a radius of 0.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a finite number is below 1100"
)]
fn power_above(radius: f64) -> Option<i32> {
    (radius > 0.0).then(|| radius.log2().ceil() as i32)
}
