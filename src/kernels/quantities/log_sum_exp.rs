//! ln Σ exp xᵢ, naive and shifted by the largest xᵢ.

use super::{Outcome, Quantity, certified, enclosed, streams, summary};
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
    [rows_in::<f32>(&sets), rows_in::<f64>(&sets)].concat()
}

fn rows_in<T: Native>(sets: &[(Matrix<f64>, crate::kernels::Precise)]) -> Vec<Quantity> {
    type Method<T> = (&'static str, fn(&[T]) -> T);
    let methods: [Method<T>; 2] = [
        ("ln Σ exp xᵢ", naive),
        ("m + ln Σ exp(xᵢ − m)", |logits| {
            let first = logits[0];
            let top = logits.iter().fold(first, |top, x| Real::max(&top, x));
            shifted(logits, &top)
        }),
    ];
    let row = |(method, compute): Method<T>| {
        let outcome = |(data, truth): &(Matrix<f64>, _)| Outcome {
            computed: compute(data.map(|&x| T::nearest(x)).entries()).into(),
            truth: *truth,
        };
        summary::<T>(NAME, method, &sets.iter().map(outcome).collect::<Vec<_>>())
    };
    methods.into_iter().map(row).collect()
}
