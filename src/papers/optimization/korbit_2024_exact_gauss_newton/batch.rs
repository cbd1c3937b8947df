//! Batches with the Hessians of their losses.

use crate::calculus::{gradient, hessian};
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::Matrix;
use crate::losses::cross_entropy;
use crate::number::{Field, Rational, Real};
use num_traits::Zero;

/// What Q and r are.
#[derive(Debug)]
pub(super) enum Outputs {
    /// Cross-entropy at these logits (c × b) and labels: Q singular.
    Softmax { logits: Matrix<Rational>, labels: Vec<usize> },
    /// Qᵢ = GGᵀ of G (c × c), and any r.
    Squares { roots: Vec<Matrix<Rational>>, slopes: Matrix<Rational> },
}

/// A batch.
#[derive(Debug)]
pub(super) struct Batch {
    /// J.
    pub(super) jacobian: Matrix<Rational>,
    pub(super) outputs: Outputs,
    /// b.
    pub(super) samples: usize,
    /// λ.
    pub(super) damping: Rational,
}

impl Case for Batch {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        if draw.chance(1, 2) {
            let (samples, classes, extra) = (2, draw.dim(2, 3), draw.dim(0, 3));
            return Ok(Batch::softmax(draw, samples, classes, 3 + extra));
        }
        let (samples, outputs) = *draw.pick(&[(2, 1), (3, 1), (2, 2)]);
        let size = draw.dim(2, 5);
        let roots: Vec<_> = (0..samples).map(|_| draw.matrix(outputs, outputs)).collect();
        if roots.iter().any(|root| root.norm_squared().is_zero()) {
            return Err(Rejected("Q ≠ 0"));
        }
        let slopes = draw.vector(samples * outputs);
        let outputs = Outputs::Squares { roots, slopes };
        Ok(Batch::of(draw, outputs, samples, size))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(400, 7, 97);
        vec![("softmax, b = 4, c = 3, d = 8", Batch::softmax(&mut Draw::replay(&tape), 4, 3, 8))]
    }
}

/// The matrices of a batch.
pub(super) struct Parts<S> {
    /// J.
    pub(super) jacobian: Matrix<S>,
    /// Q.
    pub(super) curvature: Matrix<S>,
    /// r.
    pub(super) slopes: Matrix<S>,
    /// b.
    pub(super) samples: S,
    /// λ.
    pub(super) damping: S,
}

impl Batch {
    fn of(draw: &mut Draw<'_>, outputs: Outputs, samples: usize, size: usize) -> Self {
        let rows = match &outputs {
            Outputs::Softmax { logits, .. } => logits.rows() * samples,
            Outputs::Squares { slopes, .. } => slopes.rows(),
        };
        let jacobian = draw.matrix(rows, size);
        Batch { jacobian, outputs, samples, damping: draw.log_uniform("0.125", "8") }
    }

    pub(super) fn softmax(
        draw: &mut Draw<'_>,
        samples: usize,
        classes: usize,
        size: usize,
    ) -> Self {
        let logits = draw.matrix(classes, samples);
        let labels = (0..samples).map(|_| draw.dim(0, classes - 1)).collect();
        Batch::of(draw, Outputs::Softmax { logits, labels }, samples, size)
    }

    pub(super) fn parts<S: Real>(&self) -> Parts<S> {
        let (blocks, slopes): (Vec<Matrix<S>>, Matrix<S>) = match &self.outputs {
            Outputs::Squares { roots, slopes } => {
                let block = |root: &Matrix<Rational>| {
                    let root = Matrix::<S>::of(root);
                    &root * &root.transpose()
                };
                (roots.iter().map(block).collect(), Matrix::of(slopes))
            }
            Outputs::Softmax { logits, labels } => {
                let sample = |i: usize| vec![Matrix::<S>::of(&logits.col(i))];
                let samples = 0..self.samples;
                let blocks = samples
                    .clone()
                    .map(|i| hessian(&sample(i), |z| cross_entropy(&z[0], &labels[i..=i])));
                let slopes = samples.map(|i| {
                    gradient(&sample(i), |z| cross_entropy(&z[0], &labels[i..=i])).swap_remove(0)
                });
                let all = slopes.reduce(|above, below| above.stacked(&below));
                (blocks.collect(), all.expect("a sample at least"))
            }
        };
        Parts {
            jacobian: Matrix::of(&self.jacobian),
            curvature: block_diagonal(&blocks),
            slopes,
            samples: S::count(self.samples),
            damping: S::of(&self.damping),
        }
    }
}

/// Equal square blocks on the diagonal.
fn block_diagonal<S: Field>(blocks: &[Matrix<S>]) -> Matrix<S> {
    let size = blocks[0].rows();
    Matrix::from_fn(size * blocks.len(), size * blocks.len(), |i, j| {
        if i / size == j / size {
            blocks[i / size][(i % size, j % size)].clone()
        } else {
            S::zero()
        }
    })
}

impl<S: Real> Parts<S> {
    /// JᵀQJ.
    pub(super) fn pulled_back(&self) -> Matrix<S> {
        &(&self.jacobian.transpose() * &self.curvature) * &self.jacobian
    }

    /// g = Jᵀr/b.
    pub(super) fn gradient(&self) -> Matrix<S> {
        (&self.jacobian.transpose() * &self.slopes).map(|x| x / &self.samples)
    }

    /// H = JᵀQJ/b + λI.
    pub(super) fn hessian(&self) -> Matrix<S> {
        let size = self.jacobian.cols();
        let mean = self.pulled_back().map(|x| x / &self.samples);
        &mean + &Matrix::identity(size).scale(&self.damping)
    }
}
