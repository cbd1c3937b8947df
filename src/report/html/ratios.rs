//! Margin and tightness: how near inequalities come to equalities, over all cases.

use super::axes::{Axes, Scale, number, picture, place, scrolling};
use super::counted;
use crate::results::{Decimal, JudgementResult, Ratios};
use maud::{Markup, html};

/// Parts of [0, 1] in which random cases are counted.
const PARTS: u32 = 25;

/// The distribution of the ratios; nothing without inequalities.
pub(super) fn ratios(judgement: &JudgementResult, id: &str) -> Markup {
    let Some(ratios) = &judgement.ratios else { return html! {} };
    html! {
        figure {
            h5 { "Margin and tightness" }
            (plot(ratios, judgement.tight, id))
            figcaption {
                "Of both sides the smaller size over the larger, on every case that is proved to hold: at 1 the bound is attained, at 0 it says nothing. "
                "Bars count random cases, circles are hand-picked ones"
                @if judgement.tight { ", the diamond is the witness that attains the bound" }
                "."
            }
            details {
                summary { "Ratios in numbers" }
                (table(ratios, judgement))
            }
        }
    }
}

/// How many random cases lie in each part; those below 0 count as 0.
fn counts(ratios: &Ratios) -> Vec<u32> {
    let holds = |part: u32, ratio: f64| {
        let (low, high) = (f64::from(part), f64::from(part + 1));
        let at = ratio.clamp(0.0, 1.0) * f64::from(PARTS);
        low <= at && (at < high || part + 1 == PARTS)
    };
    let count = |part| ratios.random.iter().filter(|ratio| holds(part, ratio.0)).map(|_| 1).sum();
    (0..PARTS).map(count).collect()
}

fn plot(ratios: &Ratios, tight: bool, id: &str) -> Markup {
    let counts = counts(ratios);
    let most = f64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    // Below the bars a strip for the hand-picked cases.
    let axes = Axes { across: (0.0, 1.0), up: (-0.22 * most, most * 1.06) };
    let across = Scale::new("smaller side ÷ larger side", [0.0, 0.25, 0.5, 0.75, 1.0]);
    let up = Scale::new("random cases", [0.0, (most / 2.0).floor(), most]);
    let strip = axes.y(-0.11 * most);
    let bars =
        counts.iter().zip(0..PARTS).filter(|(count, _)| **count > 0).map(|(&count, part)| {
            let left = axes.x(f64::from(part) / f64::from(PARTS));
            let right = axes.x(f64::from(part + 1) / f64::from(PARTS));
            let (bottom, top) = (axes.y(0.0), axes.y(f64::from(count)));
            let [left, right] = [left + 0.5, right - 0.5].map(place);
            format!("M{left} {}V{}H{right}V{}z", place(bottom), place(top), place(bottom))
        });
    let drawn = html! {
        (axes.frame(&across, &up))
        path.bars d=(bars.collect::<String>()) {}
        @for (name, ratio) in &ratios.known {
            circle.known cx=(place(axes.x(ratio.0))) cy=(place(strip)) r="4" { title { (name) ": " (number(ratio.0)) } }
        }
        @if tight {
            @let x = axes.x(1.0);
            path.witness d={ "M" (place(x)) " " (place(strip - 7.0)) "l7 7l-7 7l-7-7z" } { title { "the witness: 1" } }
        }
    };
    let title = "Margin and tightness: the smaller side over the larger, by case";
    picture(id, "ratios", title, &spoken(ratios, tight), &drawn)
}

fn spoken(ratios: &Ratios, tight: bool) -> String {
    let closest = ratios.closest().map_or_else(|| "none".to_owned(), |ratio| number(ratio.0));
    format!(
        "{} and {}; the closest ratio is at least {closest}.{}",
        counted(ratios.random.len(), "random case"),
        counted(ratios.known.len(), "known case"),
        if tight { " The witness attains the bound." } else { "" }
    )
}

fn table(ratios: &Ratios, judgement: &JudgementResult) -> Markup {
    let mut random: Vec<f64> = ratios.random.iter().map(|ratio| ratio.0).collect();
    random.sort_by(f64::total_cmp);
    let count = random.len();
    let quantiles = [("least", 0), ("median", count / 2), ("greatest", count.saturating_sub(1))];
    let table = html! {
        table {
            thead { tr { th scope="col" { "case" } th.number scope="col" { "ratio, at least" } } }
            tbody {
                @for (name, Decimal(ratio)) in &ratios.known {
                    tr { th scope="row" { (name) } td.number { (number(*ratio)) } }
                }
                @for (name, at) in quantiles {
                    @if let Some(ratio) = random.get(at) {
                        tr { th scope="row" { (name) " of " (counted(count, "random case")) } td.number { (number(*ratio)) } }
                    }
                }
                @if let (true, Some(cases)) = (judgement.tight, judgement.witness_attains) {
                    tr { th scope="row" { "the witness, on " (counted(cases, "case")) } td.number { "1" } }
                }
            }
        }
    };
    scrolling("Ratios in numbers", &table)
}
