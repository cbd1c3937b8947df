//! Conformance of kernels for programs.

use crate::kernels::{Allowed, Case, Group, Quantity, Row, Shortfall, Survey, entry_of, limit_of};
use crate::results::Decimal;
use serde_json::{Value, json};

/// The whole run; it depends on the seed, the settings and the processor, not on time or order.
pub fn kernel_results(
    survey: &Survey,
    allowed: &Allowed,
    shortfalls: &[Shortfall],
    quantities: &[Quantity],
) -> Value {
    let settings = &survey.settings;
    json!({
        "format": "theoremcheck kernels 1",
        "version": env!("CARGO_PKG_VERSION"),
        "settings": {
            "seed": settings.seed,
            "trials": settings.trials,
            "size": settings.size,
            "kernels": settings.kernels.iter().map(|kernel| kernel.name()).collect::<Vec<_>>(),
        },
        "cases": survey.cases,
        "errors": survey.rows.iter().map(|row| error(row, allowed)).collect::<Vec<_>>(),
        "anomalies": survey.anomalies.iter().map(|group| anomaly(group, allowed)).collect::<Vec<_>>(),
        "shortfalls": shortfalls.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "quantities": quantities.iter().map(quantity).collect::<Vec<_>>(),
    })
}

fn case(case: &Case) -> Value {
    json!({ "input": case.input.name(), "size": case.size, "trial": case.trial })
}

fn error(row: &Row, allowed: &Allowed) -> Value {
    let worst = row.worst.as_ref().map(|(at, defect)| {
        json!({ "error": Decimal(defect.error), "bound": Decimal(defect.bound), "case": case(at) })
    });
    json!({
        "kernel": row.measure.kernel.name(),
        "type": row.precision.name(),
        "measure": row.measure.name,
        "bound": row.measure.bound,
        "source": row.measure.source,
        "limit_log2": limit_of(row, allowed).map(|limit| limit.log2),
        "worst": worst,
    })
}

fn anomaly(group: &Group, allowed: &Allowed) -> Value {
    let smallest = &group.smallest;
    json!({
        "kernel": smallest.case.kernel.name(),
        "type": smallest.case.precision.name(),
        "kind": smallest.found.kind.name(),
        "found": smallest.found.text,
        "smallest": case(&smallest.case),
        "count": group.count,
        "of": group.of,
        "error": Decimal(group.error),
        "known": entry_of(group, allowed).map(|known| known.reason),
        "file": format!("{}.json", smallest.slug()),
    })
}

fn quantity(quantity: &Quantity) -> Value {
    json!({
        "quantity": quantity.name,
        "method": quantity.method,
        "type": quantity.precision.name(),
        "sets": quantity.sets,
        "wrong_sign": quantity.wrong_sign,
        "not_finite": quantity.not_finite,
        "digits_lost_median": Decimal::tenths(quantity.median_lost),
        "digits_lost_worst": Decimal::tenths(quantity.worst_lost),
    })
}
