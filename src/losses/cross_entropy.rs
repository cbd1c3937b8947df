//! Cross-entropy of softmax outputs.

use crate::linalg::Matrix;
use crate::number::{Real, sum};

/// Mean over the columns i of ln Σⱼ exp(zⱼᵢ − z_{y(i),i}), in nats; `logits` z is K × m.
///
/// # Panics
/// When the number of labels is not m, or a label is not below K.
pub fn cross_entropy<S: Real>(logits: &Matrix<S>, labels: &[usize]) -> S {
    assert_eq!(logits.cols(), labels.len(), "{} columns, {} labels", logits.cols(), labels.len());
    let of_example = |(i, &label): (usize, &usize)| {
        let terms = (0..logits.rows()).map(|j| (&logits[(j, i)] - &logits[(label, i)]).exp());
        sum(terms).ln()
    };
    sum(labels.iter().enumerate().map(of_example)) / S::count(labels.len())
}

/// The softmax of every column of `logits` (K × m).
pub fn softmax<S: Real>(logits: &Matrix<S>) -> Matrix<S> {
    Matrix::from_fn(logits.rows(), logits.cols(), |k, i| {
        let others = (0..logits.rows()).map(|j| (&logits[(j, i)] - &logits[(k, i)]).exp());
        S::one() / sum(others)
    })
}
