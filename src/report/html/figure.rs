//! Curves over time: what a claim says, and what the validated flow finds.

use super::axes::{Axes, Scale, number, picture, place, round_ticks, scrolling};
use crate::results::{CurveResult, FigureResult, JudgementResult, PointResult};
use maud::{Markup, html};

/// Curves that can be told apart by the shape of their marks.
const SHAPES: usize = 4;

/// The curves of a claim, or why they are not there; nothing where it has none.
pub(super) fn figure(judgement: &JudgementResult, id: &str) -> Markup {
    let Some(figure) = &judgement.figure else {
        return html! {
            @if let Some(why) = &judgement.no_figure { p.quiet { "The curves could not be drawn: " (why) "." } }
        };
    };
    let widest = figure.curves.iter().flat_map(|curve| &curve.flow).filter_map(|p| p.radius_log2);
    html! {
        figure.wide {
            h5 { "Trajectory" }
            (plot(figure, id))
            ol.legend {
                @for (at, curve) in figure.curves.iter().enumerate() {
                    li {
                        svg viewBox="0 0 30 12" aria-hidden="true" {
                            path.curve d="M0 6H30" {}
                            (shape(at, 15.0, 6.0))
                        }
                        (curve.name)
                    }
                }
            }
            figcaption {
                "Case “" (figure.case) "”. Lines: " (figure.line) ". Marks: " (figure.flow)
                @if let Some(widest) = widest.max() { ", each within 2" sup { (number(f64::from(widest))) } }
                "."
            }
            details {
                summary { "Trajectory in numbers" }
                (table(figure))
            }
        }
    }
}

fn points(figure: &FigureResult) -> impl Iterator<Item = &PointResult> {
    figure.curves.iter().flat_map(|curve| curve.line.iter().chain(&curve.flow))
}

fn plot(figure: &FigureResult, id: &str) -> Markup {
    let span = |values: &mut dyn Iterator<Item = f64>| {
        values.filter(|x| x.is_finite()).fold(None, |span: Option<(f64, f64)>, x| match span {
            None => Some((x, x)),
            Some((least, greatest)) => Some((least.min(x), greatest.max(x))),
        })
    };
    let across = span(&mut points(figure).map(|point| point.at.0)).unwrap_or((0.0, 1.0));
    let up =
        span(&mut points(figure).map(|point| point.value.0).chain([0.0])).unwrap_or((0.0, 1.0));
    let room = (up.1 - up.0).max(f64::MIN_POSITIVE) * 0.06;
    let low = if up.0 < 0.0 { up.0 - room } else { 0.0 };
    let axes = Axes { across, up: (low, up.1 + room) };
    let names: Vec<_> = figure.curves.iter().map(|curve| curve.name.as_str()).collect();
    let FigureResult { time, quantity, line, flow, .. } = figure;
    let curves = html! {
        (axes.frame(
            &Scale::new(time, round_ticks(axes.across, 6.0)),
            &Scale::new(quantity, round_ticks(axes.up, 4.0)),
        ))
        @for (at, curve) in figure.curves.iter().enumerate() { (drawn(at, curve, &axes)) }
    };
    let text = format!("{}: {line} as lines, {flow} as marks.", names.join("; "));
    picture(id, "curves", &format!("{quantity} against {time}"), &text, &curves)
}

fn drawn(at: usize, curve: &CurveResult, axes: &Axes) -> Markup {
    let line = curve.line.iter().map(|point| (point.at.0, point.value.0));
    html! {
        path.curve d=(axes.path(line)) {}
        @for PointResult { at: time, value, radius_log2 } in &curve.flow {
            @let radius = radius_log2.map_or(0.0, |bits| f64::from(bits).exp2());
            @let (low, high) = (axes.y(value.0 - radius), axes.y(value.0 + radius));
            @if low - high > 1.0 { path.error d={ "M" (place(axes.x(time.0))) " " (place(low)) "V" (place(high)) } {} }
            (shape(at, axes.x(time.0), axes.y(value.0)))
        }
    }
}

/// A circle, a square, a triangle or a diamond.
fn shape(at: usize, x: f64, y: f64) -> Markup {
    let (left, top) = (place(x), place(y));
    let outline = match at % SHAPES {
        0 => return html! { circle.mark.mark-0 cx=(left) cy=(top) r="3" {} },
        1 => format!("M{} {}h5.4v5.4h-5.4z", place(x - 2.7), place(y - 2.7)),
        2 => format!("M{left} {}l3.6 6.2h-7.2z", place(y - 3.8)),
        _ => format!("M{left} {}l3.8 3.8l-3.8 3.8l-3.8-3.8z", place(y - 3.8)),
    };
    html! { path class={ "mark mark-" (at % SHAPES) } d=(outline) {} }
}

fn table(figure: &FigureResult) -> Markup {
    let table = html! {
        table {
            thead {
                tr {
                    th scope="col" { "curve" }
                    th.number scope="col" { (figure.time) }
                    th.number scope="col" { (figure.flow) }
                }
            }
            tbody {
                @for curve in &figure.curves {
                    @for point in &curve.flow {
                        tr {
                            th scope="row" { (curve.name) }
                            td.number { (number(point.at.0)) }
                            td.number { (number(point.value.0)) }
                        }
                    }
                }
            }
        }
    };
    scrolling("Trajectory in numbers", &table)
}
