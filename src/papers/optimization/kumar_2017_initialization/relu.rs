//! Through relu, half of the second moment passes.

use super::relu_layers::{Layer, Layers};
use crate::claim::{Claim, Kind, Method, Mutant, check, equal};
use crate::linalg::Matrix;
use crate::number::{Field, Real, sum};

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
        equal(moment_after(&layers, &case.input()), claimed)
            .and(equal(moment_after(&rescaled(layers), &case.input()), halves))
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
                equal(moment_after(&[layer], &input), claimed)
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
                equal(moment_after(&[one], &input) - mean.square(), claimed)
            }),
            literal_reading: None,
        },
        Mutant {
            id: "xavier-preserves",
            why_false: "1/N is right without relu; with it each layer passes half",
            check: check!(Layers, S, |case| {
                let moment = moment_after(&rescaled(case.layers::<S>()), &case.input());
                equal(moment, case.input::<S>().norm_squared())
            }),
            literal_reading: None,
        },
    ],
};
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
