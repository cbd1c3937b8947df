//! A layer of many units.

use super::certificate::inequality;
use super::short_matrix;
use crate::claim::{Compared, Draw, agree, squares_tape};
use crate::linalg::{Definiteness, Matrix};
use crate::networks::{ResidualLayer, patterns};
use crate::number::{Rational, Rung};

/// Besides the one of all units.
const PATTERNS: usize = 16;

/// A layer, Λ = λI and a bound.
#[derive(Debug)]
pub(super) struct Wide {
    layer: ResidualLayer<Rational>,
    /// λ.
    multiplier: Rational,
    /// L².
    squared_bound: Rational,
}

impl Wide {
    /// ‖A‖ ≈ .53, ‖B‖ ≈ 1.75, ‖C‖ ≈ 1.68: L² = 4.45 where (‖A‖ + ‖B‖‖C‖)² ≈ 12.
    pub(super) fn of_256_units() -> Self {
        let (size, units) = (64, 256);
        let tape = squares_tape(40_000, 7, 10_007);
        let mut draw = Draw::replay(&tape);
        let part = |parts| Rational::fraction(1, parts);
        let skip = short_matrix(&mut draw, size, size).scale(&part(32));
        let outer = short_matrix(&mut draw, size, units).scale(&part(16));
        let inner = short_matrix(&mut draw, units, size).scale(&part(16));
        Wide {
            layer: ResidualLayer { skip, outer, inner },
            multiplier: Rational::fraction(9, 4),
            squared_bound: Rational::fraction(89, 20),
        }
    }

    /// M ≻ 0, and L²I − JᵀJ ≻ 0 for the Jacobians J = A + BDC of the patterns.
    pub(super) fn is_certified<S: Rung>(&self) -> Compared<S> {
        let (layer, bound) = (self.layer.of::<S>(), S::of(&self.squared_bound));
        let multipliers = Matrix::identity(layer.inner.rows()).scale(&S::of(&self.multiplier));
        let whole = inequality(&layer, &multipliers, &(S::one() + S::one()), &bound);
        let top = Matrix::identity(layer.skip.cols()).scale(&bound);
        let is_within = |on: &Vec<bool>| {
            let jacobian = layer.kept(on);
            is_definite(&(&top - &(&jacobian.transpose() * &jacobian)))
        };
        let patterns = patterns(layer.inner.rows(), PATTERNS);
        let within = patterns.iter().filter(|on| is_within(on)).count();
        agree(usize::from(is_definite(&whole)), 1).and(agree(within, patterns.len()))
    }
}

fn is_definite<S: Rung>(matrix: &Matrix<S>) -> bool {
    matches!(matrix.definiteness(), Definiteness::Definite)
}
