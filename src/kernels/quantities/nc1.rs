//! NC1 = tr(Σ_W Σ_B⁺)/K of features near neural collapse.

use super::{Method, Quantity, certified, enclosed, rows_in, streams};
use crate::kernels::native::Native;
use crate::linalg::Matrix;
use crate::number::Rung;
use crate::obstacle::Obstacle;

const CLASSES: usize = 4;
const PER_CLASS: usize = 5;
const DIMENSION: usize = 10;
const NAME: &str = "NC1 near collapse";

/// Class means plus a noise of 2⁻⁴ to 2⁻¹⁵, 10 features, 5 examples of each of 4 classes, one column an example.
fn features(seed: u64) -> Vec<Matrix<f64>> {
    let features = |(set, mut random): (usize, crate::kernels::Random)| {
        let means = crate::kernels::native::bell_shaped(DIMENSION, CLASSES, &mut random);
        let noise = 1.0 / f64::from(1_u32 << (4 + set % 12));
        Matrix::from_fn(DIMENSION, CLASSES * PER_CLASS, |i, j| {
            f32::nearest(means[(i, j / PER_CLASS)] + noise * random.bell_shaped()).into()
        })
    };
    streams(seed, NAME).map(features).collect()
}

/// Σ_W = Σ(h − μₖ)(h − μₖ)ᵀ/KN (d × d), and the class means less their mean, M (d × K).
fn scatter<S: Rung>(features: &Matrix<S>) -> (Matrix<S>, Matrix<S>) {
    let per_class = S::count(PER_CLASS);
    let mean = |i: usize, class: usize| {
        let examples = class * PER_CLASS..(class + 1) * PER_CLASS;
        crate::number::sum(examples.map(|j| features[(i, j)].clone())) / &per_class
    };
    let means = Matrix::from_fn(DIMENSION, CLASSES, mean);
    let spread = Matrix::from_fn(DIMENSION, features.cols(), |i, j| {
        &features[(i, j)] - &means[(i, j / PER_CLASS)]
    });
    let within = spread.times(&spread.transpose()).map(|x| x / &S::count(features.cols()));
    let overall = |i: usize| crate::number::sum(means.row(i).iter().cloned()) / S::count(CLASSES);
    let centred = Matrix::from_fn(DIMENSION, CLASSES, |i, j| &means[(i, j)] - &overall(i));
    (within, centred)
}

/// tr(Σ_W Σ_B⁺)/K from any pseudo-inverse of Σ_B = MMᵀ/K.
fn by_inverse<S: Rung>(
    features: &Matrix<S>,
    inverse: impl Fn(&Matrix<S>) -> Option<Matrix<S>>,
) -> Option<S> {
    let (within, means) = scatter(features);
    let between = means.times(&means.transpose()).map(|x| x / &S::count(CLASSES));
    Some(within.times(&inverse(&between)?).trace() / S::count(CLASSES))
}

/// The same from the class means: the last column of M is minus the sum of the others, M̃, which have full rank near
/// collapse, so that Σ_B = M̃(I + 11ᵀ)M̃ᵀ/K and Σ_B⁺ = K·Pᵀ(I − 11ᵀ/K)P with P = M̃⁺.
fn by_means<S: Rung>(features: &Matrix<S>) -> Result<S, Obstacle> {
    let (within, means) = scatter(features);
    let inverse = means.columns(0..CLASSES - 1).pseudo_inverse()?;
    let share = S::one() / S::count(CLASSES);
    let middle = Matrix::identity(CLASSES - 1).map(|x: &S| x - &share);
    let weighted = inverse.transpose().times(&middle.times(&inverse));
    Ok(within.times(&weighted).trace())
}

pub(super) fn rows(seed: u64) -> Vec<Quantity> {
    let data = features(seed);
    let truths: Vec<_> = data
        .iter()
        .map(|features| by_means(&features.map(|&x| enclosed(x))).ok())
        .map(|ball| ball.as_ref().and_then(certified))
        .collect();
    let sets: Vec<_> =
        data.into_iter().zip(truths).filter_map(|(data, truth)| Some((data, truth?))).collect();
    [rows_in(NAME, &methods::<f32>(), &sets), rows_in(NAME, &methods::<f64>(), &sets)].concat()
}

fn methods<T: Native>() -> [Method<T>; 3] {
    [
        ("Σ_B⁺ by SVD, cut at 1e-15·σ₁", |h| by_inverse(h, |b| truncated_inverse(b, 1e-15))),
        ("Σ_B⁺ by SVD, cut at n·ε·σ₁", |h| {
            by_inverse(h, |b| truncated_inverse(b, DIMENSION as f64 * 2.0 * T::PRECISION.unit()))
        }),
        ("from the class means", |h| by_means(h).ok()),
    ]
}

/// VΣ⁺Uᵀ without the singular values below cut·σ₁.
fn truncated_inverse<T: Native>(matrix: &Matrix<T>, cut: f64) -> Option<Matrix<T>> {
    let svd = matrix.svd().ok()?;
    let value = |i: usize| -> f64 { svd.values[i].into() };
    let kept = (0..svd.values.len()).filter(|&i| value(i) > cut * value(0)).count();
    let scaled = Matrix::from_fn(svd.right.rows(), kept, |i, j| svd.right[(i, j)] / svd.values[j]);
    Some(scaled.times(&svd.left.columns(0..kept).transpose()))
}
