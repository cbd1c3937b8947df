//! Relu layers with weights of a finite law.

use crate::claim::{Case, Draw, Rejected};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};

/// Relu layers and a fixed input.
#[derive(Debug)]
pub(super) struct Layers {
    /// x₀, N₀ × 1.
    input: Matrix<Rational>,
    layers: Vec<Layer<Rational>>,
}

/// One layer, whose rows of weights are drawn independently.
#[derive(Clone, Debug)]
pub(super) struct Layer<S> {
    /// All values of a row, 1 × n each, equally likely.
    pub(super) rows: Vec<Matrix<S>>,
    /// The number of rows.
    pub(super) outputs: usize,
    /// v².
    pub(super) variance: S,
}

impl Layer<Rational> {
    /// Independent entries ±v.
    fn signs(inputs: usize, outputs: usize, scale: &Rational) -> Self {
        let row = |signs: usize| {
            let entry = |_, j| if signs >> j & 1 == 1 { -scale } else { scale.clone() };
            Matrix::from_fn(1, inputs, entry)
        };
        let rows = (0..1 << inputs).map(row).collect();
        Layer { rows, outputs, variance: scale * scale }
    }

    /// ± the columns of an orthogonal matrix times `length` = v√n.
    fn axes(orthogonal: &Matrix<Rational>, outputs: usize, length: &Rational) -> Self {
        let axes = orthogonal.transpose().scale(length);
        let axis = |i: usize| Matrix::from_rows(&[axes.row(i).to_vec()]);
        let rows = (0..axes.rows()).flat_map(|i| [axis(i), -&axis(i)]).collect();
        Layer { rows, outputs, variance: length * length / Rational::from(axes.rows()) }
    }
}

impl Case for Layers {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let widths = *draw.pick::<&[usize]>(&[
            &[1, 1],
            &[2, 1],
            &[3, 2],
            &[4, 1],
            &[1, 1, 1],
            &[2, 2, 2],
            &[3, 2, 1],
        ]);
        let layers = widths.windows(2).map(|around| {
            if draw.chance(1, 2) {
                let orthogonal = draw.orthogonal(around[0]);
                Layer::axes(&orthogonal, around[1], &draw.above("0", "2"))
            } else {
                Layer::signs(around[0], around[1], &draw.above("0", "2"))
            }
        });
        let layers = layers.collect();
        let input = draw.vector(widths[0]);
        if input.norm_squared() == Rational::fraction(0, 1) {
            return Err(Rejected("x₀ ≠ 0, or all is 0"));
        }
        Ok(Layers { input, layers })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |input: &[i64], widths: &[usize]| {
            let input = Matrix::column(input.iter().map(|&x| Rational::fraction(x, 1)).collect());
            let one = Rational::from(1);
            let layers = widths.windows(2).map(|around| Layer::signs(around[0], around[1], &one));
            Layers { input, layers: layers.collect() }
        };
        vec![
            ("one unit", case(&[-3], &[1, 1])),
            ("a tie at 0", case(&[1, 1], &[2, 1])),
            ("two layers of three: 63/2", case(&[3, -1, 2], &[3, 3, 3])),
            ("three layers of two", case(&[2, -1], &[2, 2, 2, 2])),
            ("ten inputs", case(&[1, -2, 3, -4, 5, -6, 7, -8, 9, -10], &[10, 1])),
        ]
    }
}

impl Layers {
    pub(super) fn input<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.input)
    }

    pub(super) fn layers<S: Field>(&self) -> Vec<Layer<S>> {
        let lifted = |layer: &Layer<Rational>| Layer {
            rows: layer.rows.iter().map(Matrix::of).collect(),
            outputs: layer.outputs,
            variance: S::of(&layer.variance),
        };
        self.layers.iter().map(lifted).collect()
    }
}
