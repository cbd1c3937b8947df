//! ln Σ exp xᵢ, naive and shifted by the largest xᵢ.

use super::{Method, Quantity, certified, enclosed, rows_in, streams};
use crate::kernels::native::{Native, bell_shaped};
use crate::linalg::Matrix;
use crate::number::{Real, sum};

const LOGITS: usize = 10;
const NAME: &str = "log-sum-exp";

/// Logits around 0, ±20, ±80, ±100, ±700 or ±800, a column.
fn logits(seed: u64) -> Vec<Matrix<f64>> {
    const OFFSETS: [f64; 11] =
        [0.0, 20.0, -20.0, 80.0, -80.0, 100.0, -100.0, 700.0, -700.0, 800.0, -800.0];
    let column = |(set, mut random): (usize, crate::kernels::Random)| {
        let offset = OFFSETS[set % OFFSETS.len()];
        bell_shaped(LOGITS, 1, &mut random).map(|&x| f32::nearest(offset + x).into())
    };
    streams(seed, NAME).map(column).collect()
}

fn naive<S: Real>(logits: &[S]) -> S {
    sum(logits.iter().map(Real::exp)).ln()
}

fn shifted<S: Real>(logits: &[S], top: &S) -> S {
    sum(logits.iter().map(|x| (x - top).exp())).ln() + top
}

pub(super) fn rows(seed: u64) -> Vec<Quantity> {
    let sets: Vec<_> = logits(seed)
        .into_iter()
        .filter_map(|logits| {
            let balls: Vec<_> = logits.entries().iter().map(|&x| enclosed(x)).collect();
            // Shifted here too: e^−800 is below every radius.
            let truth = certified(&shifted(&balls, balls.first()?))?;
            Some((logits, truth))
        })
        .collect();
    [rows_in(NAME, &methods::<f32>(), &sets), rows_in(NAME, &methods::<f64>(), &sets)].concat()
}

fn methods<T: Native>() -> [Method<T>; 2] {
    [
        ("ln Σ exp xᵢ", |logits| Some(naive(logits.entries()))),
        ("m + ln Σ exp(xᵢ − m)", |logits| {
            let logits = logits.entries();
            let (first, others) = logits.split_first()?;
            let top = others.iter().fold(*first, |top, x| Real::max(&top, x));
            Some(shifted(logits, &top))
        }),
    ]
}
