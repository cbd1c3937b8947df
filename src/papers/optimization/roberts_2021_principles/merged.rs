//! All weights of a network run through, equal layers once.
//!
//! From the input 1 every layer holds whole numbers, of which only the sizes and not the places matter to a layer of independent and symmetric
//! weights after it. So layers are kept as sorted lists with their probabilities: of 3³⁸ networks of widths 3-5-4 (the last layer by the independence of its rows), 60 layers are
//! left.

use super::ensemble::of_rows;
use crate::number::{Field, Rational};
use std::collections::BTreeMap;

/// Sorted layers with their probabilities.
type Layers = BTreeMap<Vec<i64>, Rational>;

/// E‖v‖² and E‖v‖⁴ of the last layer, of weights −1, 0, 1 with the probabilities 1/6, 2/3, 1/6.
pub(super) fn powers<S: Field>(widths: &[usize], act: fn(i64) -> i64) -> [S; 2] {
    let (&last, inner) = widths.split_last().expect("a layer at least");
    let start = Layers::from([(vec![1], Rational::from(1))]);
    let layers = inner.iter().fold(start, |layers, &width| next(&layers, width, act));
    let mut totals = [S::zero(), S::zero()];
    for (layer, chance) in &layers {
        let row = row(layer, act);
        let row: Vec<_> = row.iter().map(|(&v, chance)| (S::ratio(v, 1), S::of(chance))).collect();
        let found = of_rows(&row, last);
        totals.iter_mut().zip(found).for_each(|(total, x)| *total += &(x * S::of(chance)));
    }
    totals
}

/// The layers after these.
fn next(layers: &Layers, width: usize, act: fn(i64) -> i64) -> Layers {
    let mut after = Layers::new();
    for (layer, chance) in layers {
        let row = row(layer, act);
        let start = Layers::from([(Vec::new(), chance.clone())]);
        let rows = (0..width).fold(start, |found, _| with_a_row(&found, &row));
        for (found, chance) in rows {
            *after.entry(found).or_insert_with(|| Rational::from(0)) += &chance;
        }
    }
    after
}

/// The sorted lists with one number more.
fn with_a_row(lists: &Layers, row: &BTreeMap<i64, Rational>) -> Layers {
    let mut longer = Layers::new();
    for (list, chance) in lists {
        for (&value, part) in row {
            let mut list = list.clone();
            list.insert(list.partition_point(|&x| x < value), value);
            *longer.entry(list).or_insert_with(|| Rational::from(0)) += &(chance * part);
        }
    }
    longer
}

/// The values of act(ω·u) for one row ω, with their probabilities.
fn row(layer: &[i64], act: fn(i64) -> i64) -> BTreeMap<i64, Rational> {
    let mut sums = BTreeMap::from([(0, Rational::from(1))]);
    for &x in layer {
        let mut more = BTreeMap::new();
        for (&total, chance) in &sums {
            for (value, weight) in [(total - x, 1), (total, 4), (total + x, 1)] {
                *more.entry(value).or_insert_with(|| Rational::from(0)) +=
                    &(chance * Rational::fraction(weight, 6));
            }
        }
        sums = more;
    }
    let mut values = BTreeMap::new();
    for (total, chance) in sums {
        *values.entry(act(total)).or_insert_with(|| Rational::from(0)) += &chance;
    }
    values
}
