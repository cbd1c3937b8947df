//! The ladder as a small plot of text.

use crate::claim::RungSummary;

/// The plot's width in characters for 256 bits.
const WIDTH: usize = 48;

/// One bar a rung: how far the largest residual lies below the terms' scale (`█`), and how far the unit roundoff does
/// (`│`). A true residual's bar keeps a constant distance from the mark; a false one's stops growing.
pub fn ladder_plot(ladder: &[RungSummary]) -> String {
    ladder.iter().map(line).collect()
}

fn line(rung: &RungSummary) -> String {
    let mark = column(f64::from(rung.bits));
    let (length, text) = match rung.residual_bits {
        bits if bits.is_nan() => (0, "not finite".to_owned()),
        f64::NEG_INFINITY => (WIDTH + 2, "exactly 0".to_owned()),
        bits => (column(-bits), format!("2^{bits:.1}")),
    };
    let bar: String = (0..WIDTH + 2)
        .map(|at| match (at == mark, at < length) {
            (true, _) => '│',
            (false, true) => '█',
            (false, false) => ' ',
        })
        .collect();
    let margin = if rung.margin.is_infinite() {
        String::new()
    } else {
        format!(", least margin {:.3e}", rung.margin)
    };
    format!("  {:>5} {bar} {text}{margin}\n", rung.name)
}

fn column(bits: f64) -> usize {
    let scaled = (bits.max(0.0) * WIDTH as f64 / 256.0).round();
    (0..=WIDTH + 1).rev().find(|&at| at as f64 <= scaled).unwrap_or(0)
}
