//! Through relu, half of the second moment passes.

use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, check, equal};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, sum};

/// relu(z)² + relu(−z)² = z², and w and −w are equally likely.
pub(super) const HALF_SECOND_MOMENT: Claim = Claim {
    id: "relu-half-second-moment",
    statement: "E‖x_L‖² = ‖x₀‖²·Πₗ Nₗvₗ²/2, where layer l has Nₗ rows w with E relu(w·x)² = (vₗ²/2)‖x‖² for every x; so vₗ² = 2/Nₗ keeps \
        it, and Xavier's vₗ² = 1/Nₗ gives exactly 2^−L·‖x₀‖²",
    hypotheses: "rows independent, their law symmetric under w → −w with covariance vₗ²I: all signs ±vₗ, or ±vₗ√n times a column of an orthogonal \
        n × n matrix; no bias; x₀ fixed",
    source: "abstract (why Xavier is poor with relu); proved here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Layers, S, |case| {
        let layers = case.layers::<S>();
        let size = case.input::<S>().norm_squared();
        let factors =
            layers.iter().map(|layer| S::count(layer.outputs) * &layer.variance * S::ratio(1, 2));
        let claimed = factors.fold(size.clone(), |product, factor| product * factor);
        let halves = layers.iter().fold(size, |size, _| size * S::ratio(1, 2));
        equal(case.output_moment(&layers), claimed)
            .and(equal(case.output_moment(&rescaled(layers)), halves))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "skewed-law",
            why_false: "with mean 0 but no symmetry, positive and negative z need not share z² equally",
            check: check!(Layers, S, |case| {
                let input = case.input::<S>();
                let layer = skewed(input.rows());
                let claimed = &layer.variance * S::ratio(1, 2) * input.norm_squared();
                equal(case.output_moment(&[layer]), claimed)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "variance-for-second-moment",
            why_false: "relu outputs have a positive mean, whose square the variance lacks",
            check: check!(Layers, S, |case| {
                let (input, layer) = (case.input::<S>(), &case.layers::<S>()[0]);
                let outputs = layer.rows.iter().map(|row| relu(&row.times(&input)[(0, 0)]));
                let mean = sum(outputs) / S::count(layer.rows.len());
                let one = Layer { outputs: 1, ..layer.clone() };
                let claimed = &layer.variance * S::ratio(1, 2) * input.norm_squared();
                equal(case.output_moment(&[one]) - mean.square(), claimed)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "xavier-preserves",
            why_false: "1/N is right without relu; with it each layer passes half",
            check: check!(Layers, S, |case| {
                let moment = case.output_moment(&rescaled(case.layers::<S>()));
                equal(moment, case.input::<S>().norm_squared())
            }),
            literal_reading: None,
        },
    ],
};

/// Relu layers and a fixed input.
#[derive(Debug)]
struct Layers {
    /// x₀, N₀ × 1.
    input: Matrix<Rational>,
    layers: Vec<Layer<Rational>>,
}

/// One layer, whose rows of weights are drawn independently.
#[derive(Clone, Debug)]
struct Layer<S> {
    /// All values of a row, 1 × n each, equally likely.
    rows: Vec<Matrix<S>>,
    /// The number of rows.
    outputs: usize,
    /// v².
    variance: S,
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
    fn input<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.input)
    }

    fn layers<S: Field>(&self) -> Vec<Layer<S>> {
        let lifted = |layer: &Layer<Rational>| Layer {
            rows: layer.rows.iter().map(Matrix::of).collect(),
            outputs: layer.outputs,
            variance: S::of(&layer.variance),
        };
        self.layers.iter().map(lifted).collect()
    }

    /// E‖x_L‖² for these layers.
    fn output_moment<S: Real>(&self, layers: &[Layer<S>]) -> S {
        moment_after(layers, &self.input())
    }
}

/// E‖x_L‖² from x on, by running through all weights; the rows of the last layer have one law, so that one stands for all.
fn moment_after<S: Real>(layers: &[Layer<S>], x: &Matrix<S>) -> S {
    let Some((layer, later)) = layers.split_first() else { return x.norm_squared() };
    let values: Vec<_> = layer.rows.iter().map(|row| relu(&row.times(x)[(0, 0)])).collect();
    let choices = values.len();
    if later.is_empty() {
        let squares = sum(values.iter().map(Field::square));
        return S::count(layer.outputs) * squares / S::count(choices);
    }
    let power = |exponent| choices.pow(u32::try_from(exponent).expect("few outputs"));
    let total = (0..power(layer.outputs)).map(|choice| {
        let next = |i, _| values[choice / power(i) % choices].clone();
        moment_after(later, &Matrix::from_fn(layer.outputs, 1, next))
    });
    sum(total) / S::count(power(layer.outputs))
}

/// The same layers scaled to vₗ² = 1/Nₗ.
fn rescaled<S: Real>(layers: Vec<Layer<S>>) -> Vec<Layer<S>> {
    let scaled = |layer: Layer<S>| {
        let variance = S::one() / S::count(layer.outputs);
        let factor = (&variance / &layer.variance).sqrt();
        Layer { rows: layer.rows.iter().map(|row| row.scale(&factor)).collect(), variance, ..layer }
    };
    layers.into_iter().map(scaled).collect()
}

/// One output with independent weights 2, −1 or −1: mean 0, variance 2.
fn skewed<S: Field>(inputs: usize) -> Layer<S> {
    let choices = 3_usize.pow(u32::try_from(inputs).expect("few inputs"));
    let row = |choice: usize| {
        let mut rest = choice;
        Matrix::from_fn(1, inputs, |_, _| {
            let weight = if rest.is_multiple_of(3) { S::ratio(2, 1) } else { S::ratio(-1, 1) };
            rest /= 3;
            weight
        })
    };
    Layer { rows: (0..choices).map(row).collect(), outputs: 1, variance: S::ratio(2, 1) }
}

fn relu<S: Real>(z: &S) -> S {
    z.max(&S::zero())
}
