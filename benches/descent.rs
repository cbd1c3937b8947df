//! A step of gradient descent of a network of four square layers on 32 examples, in `f64`, beside numpy.

use crate::peer::Peers;
use crate::ratios::Ratios;
use criterion::Criterion;
use theoremcheck::linalg::Matrix;
use theoremcheck::networks::LinearDescent;

/// Widths, with how many times numpy's speed is wanted.
const WIDTHS: [(usize, f64); 3] = [(8, 8.0), (32, 2.0), (128, 1.1)];

pub(crate) fn benches(criterion: &mut Criterion, peers: &mut Peers, ratios: &mut Ratios) {
    for (width, faster) in WIDTHS {
        let name = format!("descent-width-{width}");
        let mut group = criterion.benchmark_group(&name);
        let wave = |rows, cols, phase: f64| {
            Matrix::from_fn(rows, cols, |i, j| {
                (phase + 3.0 * i as f64 + 7.0 * j as f64).sin() / (width as f64).sqrt()
            })
        };
        let layers: Vec<_> = (0..4).map(|at| wave(width, width, f64::from(at))).collect();
        let mut descent =
            LinearDescent::new(&layers, &wave(width, 32, 0.5), &wave(width, 32, 0.25));
        group.bench_function("ours", |b| b.iter(|| descent.step(1e-3)));
        let task = format!("numpy-descent {width}");
        group.bench_function("numpy", |b| b.iter_custom(|n| peers.time(&task, n)));
        ratios.want(&format!("{name}/ours"), &format!("{name}/numpy"), 1.0 / faster);
        group.finish();
    }
}
