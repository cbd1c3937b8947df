//! Gradient descent in machine floats against the gradient of the loss.

use crate::trial::laws;
use proptest::prelude::*;
use theoremcheck::calculus::gradient;
use theoremcheck::linalg::Matrix;
use theoremcheck::losses::half_squares;
use theoremcheck::networks::{LinearDescent, end_to_end};
use theoremcheck::number::{Rational, Traced};

/// Widths of up to three layers, their weights, inputs and targets.
type Networks = (Vec<Matrix<Rational>>, Matrix<Rational>, Matrix<Rational>);

/// Entries are multiples of 1/8 below 2, so that a step of up to three layers takes less than 53 bits and is exact.
fn networks() -> impl Strategy<Value = Networks> {
    let widths = (1..=3_usize).prop_flat_map(|depth| prop::collection::vec(1..=4_usize, depth + 1));
    (widths, 1..=3_usize).prop_flat_map(|(widths, examples)| {
        let matrix = |rows: usize, cols: usize| {
            prop::collection::vec(-15..=15_i64, rows * cols).prop_map(move |entries| {
                let entries = entries.into_iter().map(|x| Rational::fraction(x, 8)).collect();
                Matrix::from_entries(rows, cols, entries)
            })
        };
        let layers: Vec<_> = widths.windows(2).map(|pair| matrix(pair[1], pair[0])).collect();
        let (first, last) = (widths[0], widths[widths.len() - 1]);
        (layers, matrix(first, examples), matrix(last, examples))
    })
}

laws! { 64 or 100_000 cases;
    a_step_in_machine_floats_goes_down_the_gradient_of_the_loss: networks() => |(layers, inputs, targets)| {
        let constant = |m: &Matrix<Rational>| m.map(|x| Traced::constant(x.clone()));
        let slopes = gradient(&layers, |layers| {
            half_squares(&end_to_end(layers).times(&constant(&inputs)), &constant(&targets))
        });
        let quarter = Rational::fraction(1, 4);
        let stepped = layers.iter().zip(&slopes).map(|(w, g)| w.zip(g, |w, g| w - &(g * &quarter)));
        let floats = |m: &Matrix<Rational>| Matrix::<f64>::of(m);
        let weights: Vec<_> = layers.iter().map(floats).collect();
        let mut descent = LinearDescent::new(&weights, &floats(&inputs), &floats(&targets));
        descent.step(0.25);
        let expected: Vec<_> = stepped.map(|w| floats(&w)).collect();
        prop_assert_eq!(descent.layers(), expected);
        Ok(())
    };
}
