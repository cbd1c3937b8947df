//! Gradient descent of deep linear networks in machine floats, in memory that is allocated once.

use crate::linalg::Matrix;
use faer::linalg::matmul::matmul;
use faer::traits::RealField;
use faer::{Accum, Mat, MatMut, MatRef, Par};

/// A network W_N⋯W₁ on its way down ½‖W_N⋯W₁X − Y‖², summed over examples, in `f32` or `f64`.
///
/// A step allocates nothing and runs on one thread; the update of a layer is fused into the product that is its gradient.
#[derive(Clone, Debug)]
pub struct LinearDescent<F> {
    layers: Vec<Mat<F>>,
    /// X, then what each layer computes of it.
    activations: Vec<Mat<F>>,
    /// The derivative by the output of each layer; by X, which is not wanted, none.
    slopes: Vec<Mat<F>>,
    targets: Mat<F>,
}

impl<F: RealField + Copy> LinearDescent<F> {
    /// Layers W₁, …, W_N (Wⱼ is nⱼ × nⱼ₋₁), `inputs` X (n₀ × m) and `targets` Y (n_N × m).
    ///
    /// # Panics
    /// When there is no layer, or two neighbours, the inputs or the targets do not fit.
    pub fn new(layers: &[Matrix<F>], inputs: &Matrix<F>, targets: &Matrix<F>) -> Self {
        assert!(!layers.is_empty(), "a network has at least one layer");
        let (mut width, examples) = inputs.shape();
        for layer in layers {
            let (rows, cols) = layer.shape();
            assert_eq!(cols, width, "a layer of {rows} × {cols} after one of {width} outputs");
            width = rows;
        }
        assert_eq!(targets.shape(), (width, examples), "the targets are not {width} × {examples}");
        let outputs = || layers.iter().map(|layer| Mat::zeros(layer.rows(), examples));
        let activations = std::iter::once(faer_of(inputs)).chain(outputs()).collect();
        LinearDescent {
            layers: layers.iter().map(faer_of).collect(),
            activations,
            slopes: outputs().collect(),
            targets: faer_of(targets),
        }
    }

    /// W⁺ⱼ = Wⱼ − rate·∂/∂Wⱼ of the loss, for all layers at once.
    pub fn step(&mut self, rate: F) {
        self.forward();
        let minus_rate = F::zero_impl() - rate;
        for at in (0..self.layers.len()).rev() {
            let (before, after) = self.slopes.split_at_mut(at);
            let (layer, slope) = (&mut self.layers[at], &after[0]);
            if let Some(below) = before.last_mut() {
                product(
                    below.as_mut(),
                    Accum::Replace,
                    layer.transpose(),
                    slope.as_ref(),
                    F::one_impl(),
                );
            }
            let input = self.activations[at].transpose();
            product(layer.as_mut(), Accum::Add, slope.as_ref(), input, minus_rate);
        }
    }

    /// ½‖W_N⋯W₁X − Y‖² at the present weights.
    pub fn loss(&mut self) -> F {
        self.forward();
        let half = F::one_impl() / (F::one_impl() + F::one_impl());
        self.slopes.last().map_or(F::zero_impl(), Mat::squared_norm_l2) * half
    }

    /// W₁, …, W_N.
    pub fn layers(&self) -> Vec<Matrix<F>> {
        let entries =
            |layer: &Mat<F>| Matrix::from_fn(layer.nrows(), layer.ncols(), |i, j| layer[(i, j)]);
        self.layers.iter().map(entries).collect()
    }

    /// The activations, and the slope of the last one, W_N⋯W₁X − Y.
    fn forward(&mut self) {
        for (at, layer) in self.layers.iter().enumerate() {
            let (inputs, outputs) = self.activations.split_at_mut(at + 1);
            let input = inputs[at].as_ref();
            product(outputs[0].as_mut(), Accum::Replace, layer.as_ref(), input, F::one_impl());
        }
        if let (Some(slope), Some(output)) = (self.slopes.last_mut(), self.activations.last()) {
            faer::zip!(slope, output, &self.targets)
                .for_each(|faer::unzip!(slope, output, target)| *slope = *output - *target);
        }
    }
}

fn faer_of<F: RealField + Copy>(matrix: &Matrix<F>) -> Mat<F> {
    Mat::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i, j)])
}

/// faer's product on one thread.
fn product<F: RealField>(
    to: MatMut<'_, F>,
    accum: Accum,
    left: MatRef<'_, F>,
    right: MatRef<'_, F>,
    factor: F,
) {
    matmul(to, accum, left, right, factor, Par::Seq);
}
