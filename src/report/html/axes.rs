//! From numbers to places in a plot.

use maud::{Markup, html};

/// Width and height of a plot in units of its own.
const SIZE: (f64, f64) = (380.0, 230.0);

/// What is left free for labels: left, right, top, bottom.
const FREE: (f64, f64, f64, f64) = (48.0, 16.0, 14.0, 38.0);

/// A plot for eyes, with a title and a text for ears; `part` tells it from the claim's other plots.
pub(super) fn picture(id: &str, part: &str, title: &str, text: &str, drawn: &Markup) -> Markup {
    let [titled, told] = ["title", "text"].map(|what| format!("{id}:{part}-{what}"));
    html! {
        svg viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img" aria-labelledby={ (titled) " " (told) } {
            title id=(titled) { (title) }
            desc id=(told) { (text) }
            (drawn)
        }
    }
}

/// A table that scrolls by itself where it is too wide.
pub(super) fn scrolling(name: &str, table: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="group" aria-label=(name) { (table) } }
}

/// The two axes of a plot, from their least to their greatest value.
pub(super) struct Axes {
    pub(super) across: (f64, f64),
    pub(super) up: (f64, f64),
}

impl Axes {
    /// The place of a value on the horizontal axis.
    pub(super) fn x(&self, value: f64) -> f64 {
        FREE.0 + part(self.across, value) * (SIZE.0 - FREE.0 - FREE.1)
    }

    /// The place of a value on the vertical axis.
    pub(super) fn y(&self, value: f64) -> f64 {
        let (top, bottom) = (FREE.2, SIZE.1 - FREE.3);
        bottom - part(self.up, value) * (bottom - top)
    }

    /// A path through these points.
    pub(super) fn path(&self, points: impl IntoIterator<Item = (f64, f64)>) -> String {
        let steps = points.into_iter().enumerate().map(|(at, (x, y))| {
            let step = if at == 0 { "M" } else { "L" };
            format!("{step}{} {}", place(self.x(x)), place(self.y(y)))
        });
        steps.collect::<String>()
    }

    /// Lines and numbers along both axes, and what is shown on each.
    pub(super) fn frame(&self, across: &Scale, up: &Scale) -> Markup {
        let (left, right) = (place(self.x(self.across.0)), place(self.x(self.across.1)));
        let (bottom, middle) = (self.y(self.up.0), SIZE.1 / 2.0 - 8.0);
        html! {
            @for (value, label) in &up.ticks {
                @let y = self.y(*value);
                path.grid d={ "M" (left) " " (place(y)) "H" (right) } {}
                text.tick x=(place(FREE.0 - 6.0)) y=(place(y + 3.5)) text-anchor="end" { (label) }
            }
            path.axis d={ "M" (left) " " (place(bottom)) "H" (right) } {}
            @for (value, label) in &across.ticks {
                @let x = self.x(*value);
                path.axis d={ "M" (place(x)) " " (place(bottom)) "v4" } {}
                text.tick x=(place(x)) y=(place(bottom + 15.0)) text-anchor="middle" { (label) }
            }
            text.name x=(place(f64::midpoint(self.x(self.across.0), self.x(self.across.1)))) y=(place(SIZE.1 - 5.0)) text-anchor="middle" {
                (across.name)
            }
            text.name transform={ "translate(11 " (place(middle)) ") rotate(-90)" } text-anchor="middle" { (up.name) }
        }
    }
}

/// What an axis shows, and where it is numbered.
pub(super) struct Scale {
    pub(super) name: String,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Scale {
    pub(super) fn new(name: &str, ticks: impl IntoIterator<Item = f64>) -> Self {
        let ticks = ticks.into_iter().map(|value| (value, number(value))).collect();
        Scale { name: name.to_owned(), ticks }
    }
}

/// How far a value is along an axis, held within it.
fn part((least, greatest): (f64, f64), value: f64) -> f64 {
    let part = (value - least) / (greatest - least);
    if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) }
}

/// A place in a plot, to tenths of its unit.
pub(super) fn place(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A number for readers, with a true minus sign; exactly 0 for a logarithm of −∞ is its caller's to say.
pub(super) fn number(value: f64) -> String {
    let (size, value) = (value.abs(), value + 0.0); // no −0
    let text = if value.is_finite() && size != 0.0 && !(1e-4..1e6).contains(&size) {
        format!("{value:e}")
    } else {
        format!("{value}")
    };
    text.replace('-', "−").replace("inf", "∞")
}

/// Round numbers within an axis, about `count` of them.
pub(super) fn round_ticks((least, greatest): (f64, f64), count: f64) -> Vec<f64> {
    let raw = (greatest - least) / count;
    if !raw.is_finite() || raw <= 0.0 {
        return Vec::new();
    }
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= raw);
    let step = step.unwrap_or(raw);
    let first = (least / step).ceil();
    let ticks = (0..=20).map(|at| (first + f64::from(at)) * step);
    let exact = |tick: f64| format!("{tick:.9e}").parse().unwrap_or(tick);
    ticks.take_while(|tick| *tick <= greatest + step * 1e-9).map(exact).collect()
}
