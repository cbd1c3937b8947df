//! Enclosures of eigenvalues, eigenvectors and spectral projectors, against matrices of a known spectrum.

use crate::spectra::{
    Exact, Spread, ascending, enclose, largest, orthogonal, spreads, symmetric, values,
};
use crate::trial::laws;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::Obstacle;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Field, Rational, Rung};

/// Units of n(u + spread)‖A‖ that an eigenvalue's radius may take: 2⁸ for the hint, and the sums of rows.
const UNITS: u32 = 64;

/// An orthogonal Q, the eigenvalues, and the radii of the balls.
type Known = (Exact, Vec<Rational>, Spread);

fn known(most: usize) -> impl Strategy<Value = Known> {
    (1..=most).prop_flat_map(|n| (orthogonal(n), values(n), spreads()))
}

fn eigenvalues_are_enclosed<const B: u32>((q, values, spread): &Known) -> TestCaseResult {
    let size = largest(values);
    let matrix = spread.around::<B>(&symmetric(q, values), &size);
    let found = matrix.eigenvalues().map_err(|o| TestCaseError::fail(o.to_string()))?;
    enclose(
        &found,
        &ascending(values.clone()),
        &spread.allowance::<B>(UNITS, values.len(), &size),
    )
}

laws! { 24 or 25_000 cases;
    eigenvalues_of_symmetric_balls_are_enclosed: known(5) => |case| {
        eigenvalues_are_enclosed::<128>(&case)?;
        eigenvalues_are_enclosed::<256>(&case)
    };
}
