//! The enclosures at the sizes of small networks, with the time that they take.

use crate::spectra::{Exact, Spread, enclose};
use num_traits::One;
use std::time::Instant;
use theoremcheck::linalg::{Definiteness, Matrix};
use theoremcheck::number::{Ball, Rational, sum};

/// As in the laws of small matrices: units of n·u·‖A‖.
const UNITS: u32 = 64;

/// HA for the reflection H = I − 2vvᵀ/vᵀv, an orthogonal matrix, with small integers in v.
fn reflected(matrix: &Exact, seed: usize) -> Exact {
    let v: Vec<_> = (0..matrix.rows())
        .map(|i| Rational::from((i * seed + i * i) % 7) - Rational::from(3))
        .collect();
    let two = Rational::from(2) / sum(v.iter().map(|x| x * x));
    let along: Vec<_> = (0..matrix.cols())
        .map(|j| &two * sum(v.iter().enumerate().map(|(i, x)| x * &matrix[(i, j)])))
        .collect();
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| &matrix[(i, j)] - &v[i] * &along[j])
}

/// H₂H₁AH₁H₂.
fn turned(matrix: &Exact) -> Exact {
    let half = reflected(&reflected(matrix, 2), 5).transpose();
    reflected(&reflected(&half, 2), 5).transpose()
}

/// 0, 0, 0, then 1/8 in steps of 1/8, each three times.
fn spectrum(n: usize) -> Vec<Rational> {
    (0..n).map(|i| Rational::from(i / 3) / Rational::from(8)).collect()
}

fn timed<T>(what: &str, n: usize, bits: u32, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    eprintln!("{what}, n = {n}, {bits} bits: {:.3} s", start.elapsed().as_secs_f64());
    result
}

fn are_enclosed<const B: u32>(n: usize) {
    let values = spectrum(n);
    let largest = values[n - 1].clone();
    let allowed = Spread::none().allowance::<B>(UNITS, n, &largest);
    let symmetric = Matrix::<Ball<B>>::of(&turned(&Matrix::diagonal(&values)));

    let found = timed("eigenvalues", n, B, || symmetric.eigenvalues()).expect("finite");
    enclose(&found, &values, &allowed).expect("enclosed");

    // The columns reversed: the singular values are the eigenvalues still, but not symmetric.
    let reversed = Matrix::from_fn(n, n, |i, j| symmetric[(i, n - 1 - j)]);
    let found = timed("singular values", n, B, || reversed.singular_values()).expect("finite");
    let descending: Vec<_> = values.iter().rev().cloned().collect();
    enclose(&found, &descending, &allowed).expect("enclosed");

    // (A + I)x = b for the b of a known x.
    let shifted =
        turned(&Matrix::diagonal(&values.iter().map(|x| x + Rational::one()).collect::<Vec<_>>()));
    let x = Matrix::column((0..n).map(|i| Rational::fraction(1, 1 + i as u64)).collect());
    let rhs = Matrix::<Ball<B>>::of(&(&shifted * &x));
    let matrix = Matrix::<Ball<B>>::of(&shifted);
    let found = timed("solve", n, B, || matrix.solve(&rhs)).expect("regular");
    let condition = &largest + Rational::one();
    let allowed = Spread::none().allowance::<B>(UNITS, n, &(&condition * &condition));
    enclose(found.entries(), x.entries(), &allowed).expect("enclosed");

    let found = timed("inverse", n, B, || matrix.inverse()).expect("regular");
    let over: Vec<_> = values.iter().map(|x| Rational::one() / (x + Rational::one())).collect();
    enclose(found.entries(), turned(&Matrix::diagonal(&over)).entries(), &allowed)
        .expect("enclosed");

    let found = timed("definiteness", n, B, || matrix.definiteness());
    assert!(matches!(found, Definiteness::Definite), "A + I is definite");

    let found = timed("determinant", n, B, || matrix.determinant()).expect("finite");
    let truth = values.iter().fold(Rational::one(), |product, x| product * (x + Rational::one()));
    // det(A + E) = det A·(1 + tr A⁻¹E + …), where |tr A⁻¹E| ≤ n·‖A⁻¹‖‖E‖ and ‖E‖ is what n·u‖A‖ units of roundoff allow.
    let allowed = Spread::none().allowance::<B>(UNITS, n * n, &(truth.clone() * &condition));
    enclose([&found], [&truth], &allowed).expect("enclosed");

    let found = timed("projector", n, B, || symmetric.spectral_projector(0..3)).expect("separated");
    let first: Vec<_> = (0..n).map(|i| Rational::from(usize::from(i < 3))).collect();
    let allowed = Spread::none().allowance::<B>(UNITS, n, &(&largest * Rational::from(8)));
    enclose(found.entries(), turned(&Matrix::diagonal(&first)).entries(), &allowed)
        .expect("enclosed");
}

#[test]
fn matrices_of_size_12_are_enclosed() {
    are_enclosed::<128>(12);
}

#[test]
#[ignore = "takes minutes and prints the time: run it in the release profile"]
fn matrices_of_size_32_to_256_are_enclosed() {
    for n in [32, 64, 128, 256] {
        are_enclosed::<128>(n);
        are_enclosed::<256>(n);
    }
}
