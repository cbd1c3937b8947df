//! The ladder: residuals against significand bits, beside the line that a true one runs parallel to.

use super::axes::{Axes, Scale, number, picture, place, scrolling};
use crate::results::RungResult;
use maud::{Markup, html};

/// The plot where there are residuals to plot, and the numbers in any case.
pub(super) fn ladder(rungs: &[RungResult], id: &str) -> Markup {
    let residuals = rungs.iter().any(|rung| rung.residual_log2.0.is_finite());
    let margins = rungs.iter().any(|rung| rung.margin.0.is_finite());
    let caption = match (residuals, margins) {
        (true, _) => {
            "The largest residual of all cases, relative to its terms, against the precision. A true one runs parallel to the dashed line, the unit roundoff."
        }
        (false, true) => {
            "Inequalities, and no equality that is off: the least relative margin of all cases."
        }
        (false, false) => "Every residual is exactly 0, on every rung.",
    };
    html! {
        figure {
            h5 { "Ladder" }
            @if residuals { (plot(rungs, id)) }
            figcaption { (caption) }
            details open[!residuals] {
                summary { "Ladder in numbers" }
                (table(rungs, residuals || !margins, margins))
            }
        }
    }
}

fn plot(rungs: &[RungResult], id: &str) -> Markup {
    let finite = || rungs.iter().map(|rung| rung.residual_log2.0).filter(|r| r.is_finite());
    let most = rungs.iter().map(|rung| rung.bits).max().unwrap_or(0);
    let most = f64::from(most.max(24));
    let least = finite().fold(-most, f64::min) - 12.0;
    let highest = finite().fold(0.0, f64::max);
    let axes = Axes { across: (0.0, most * 1.04), up: (least, highest) };
    let bits = Scale::new("significand bits", rungs.iter().map(|rung| f64::from(rung.bits)));
    let levels = (0..=4).map(|quarter| -most / 4.0 * f64::from(quarter));
    let size = Scale::new("log₂ residual", levels);
    let line = rungs.iter().filter(|rung| rung.residual_log2.0.is_finite());
    let line = line.map(|rung| (f64::from(rung.bits), rung.residual_log2.0));
    let drawn = html! {
        (axes.frame(&bits, &size))
        path.roundoff d=(axes.path([(0.0, 0.0), (most, -most)])) {}
        text.note x=(place(axes.x(most * 0.47))) y=(place(axes.y(-most * 0.4))) { "unit roundoff" }
        path.line d=(axes.path(line)) {}
        @for rung in rungs { (mark(rung, &axes)) }
    };
    let title = "Ladder: log₂ residual against significand bits";
    picture(id, "ladder", title, &spoken(rungs), &drawn)
}

/// A filled circle, or a diamond at the lower edge for an exact zero.
fn mark(rung: &RungResult, axes: &Axes) -> Markup {
    let x = axes.x(f64::from(rung.bits));
    let bottom = axes.y(axes.up.0);
    html! {
        @match rung.residual_log2.0 {
            bits if bits.is_finite() => {
                circle.point cx=(place(x)) cy=(place(axes.y(bits))) r="3.5" { title { (rung.rung) ": 2^" (number(bits)) } }
            }
            f64::NEG_INFINITY => {
                path.zero d={ "M" (place(x)) " " (place(bottom - 11.0)) "l5 5l-5 5l-5-5z" } { title { (rung.rung) ": exactly 0" } }
                text.note x=(place(x)) y=(place(bottom - 14.0)) text-anchor="middle" { "0" }
            }
            _ => { text.note x=(place(x)) y=(place(axes.y(0.0) + 12.0)) text-anchor="middle" { "?" } }
        }
    }
}

fn spoken(rungs: &[RungResult]) -> String {
    let each = rungs.iter().map(|rung| format!("{} bits: {}", rung.bits, residual(rung)));
    format!("{}. The unit roundoff is 2 to the minus bits.", each.collect::<Vec<_>>().join("; "))
}

fn residual(rung: &RungResult) -> String {
    match rung.residual_log2.0 {
        f64::NEG_INFINITY => "exactly 0".to_owned(),
        bits if bits.is_finite() => number(bits),
        _ => "not finite".to_owned(),
    }
}

fn table(rungs: &[RungResult], residuals: bool, margins: bool) -> Markup {
    let table = html! {
        table {
            thead {
                tr {
                    th scope="col" { "rung" }
                    th.number scope="col" { "bits" }
                    @if residuals { th.number scope="col" { "log₂ residual" } }
                    @if margins { th.number scope="col" { "least margin" } }
                    th.number scope="col" { "obstacles" }
                }
            }
            tbody {
                @for rung in rungs {
                    tr {
                        th scope="row" { (rung.rung) }
                        td.number { (rung.bits) }
                        @if residuals { td.number { (residual(rung)) } }
                        @if margins { td.number { (number(rung.margin.0)) } }
                        td.number { (rung.obstacles) }
                    }
                }
            }
        }
    };
    scrolling("Ladder in numbers", &table)
}
