//! Extreme eigenvalues of batches, on the mean over all batches of a size.

use crate::claim::{
    Case, Claim, Compared, Draw, Erratum, Kind, Method, Mutant, Rejected, at_most, below, check,
    equal, equal_at,
};
use crate::datasets::iris_measurements;
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;

/// A mean over b + 1 matrices is the mean of the means over b of them, and λ₁ + … + λ_k is convex (Ky Fan).
pub(super) const EXTREMES: Claim = Claim {
    id: "rmt-batch-extremes-monotone-in-b",
    statement: "U_k(1) ≥ U_k(2) ≥ … ≥ U_k(N), and the sums of the k least eigenvalues increase with b; strictly so for k < P where the H_i do not share \
        their first eigenvectors, with equality for k = P, and for H_i = cᵢI",
    hypotheses: "batches without replacement, all of a size equally likely, run through; any symmetric H_i = M + Mᵀ or H_i = JᵀJ; N = 3..4, P = 2..3; \
        in a known case the Hessians of logistic regression at 0 for five irises",
    source: "abstract, made exact; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Batches, S, |case| {
        let spectra = case.mean_spectra::<S>()?;
        let total = |spectrum: &Vec<S>| sum(spectrum.iter().cloned());
        let pairs = spectra.windows(2).map(|pair| {
            // A trace may be 0, while its terms are not.
            let traces = equal_at(total(&pair[0]), total(&pair[1]), pair[0].clone());
            Compared::all((1..case.size()).map(|k| ordered(pair, k))).and(traces)
        });
        Ok(Compared::all(pairs))
    }),
    witness: Some(check!(Multiples, S, |case| {
        let spectra = case.0.mean_spectra::<S>()?;
        Ok(Compared::all(spectra.windows(2).map(|pair| equal(pair[0].clone(), pair[1].clone()))))
    })),
    mutants: &[
        Mutant {
            id: "every-single-batch",
            why_false: "a batch of low curvature has a lower first eigenvalue than the mean",
            check: check!(Batches, S, |case| {
                let whole = case.largest::<S>((1 << case.matrices.len()) - 1)?;
                let batches = 1..1 << case.matrices.len();
                let pairs = batches
                    .map(|batch| Ok(at_most(whole.clone(), case.largest::<S>(batch)?)))
                    .collect::<Result<Vec<_>, Obstacle>>()?;
                Ok(Compared::all(pairs))
            }),
            literal_reading: Some(Erratum {
                reading: "the extremal values of the batch Hessian are larger in magnitude than those of the empirical Hessian, for every batch",
                true_form: "on the mean over all batches of a size, exactly and for every finite N: U_k(b) falls with b",
                caveat: "the abstract (from memory) does not say for which batches; the paper's theorems are about random matrices of large \
                    dimension, where one batch is typical, and their hypotheses were not available",
            }),
        },
        Mutant::new(
            "every-eigenvalue-by-itself",
            "the trace is the same for all b, so that for P = 2 the second rises as the first falls",
            check!(Batches, S, |case| {
                let spectra = case.mean_spectra::<S>()?;
                let falls = |pair: &[Vec<S>]| {
                    let terms = pair[0].iter().zip(&pair[1]);
                    Compared::all(terms.map(|(small, large)| at_most(large, small)))
                };
                Ok(Compared::all(spectra.windows(2).map(falls)))
            }),
        ),
    ],
};

/// Hessians of single examples.
#[derive(Debug)]
struct Batches {
    matrices: Vec<Matrix<Rational>>,
}

impl Case for Batches {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (examples, size) = *draw.pick(&[(3, 2), (4, 2), (3, 3)]);
        let is_square = draw.chance(1, 2);
        let mut matrix = || {
            let seed = draw.matrix(size, size);
            if is_square { &seed.transpose() * &seed } else { &seed + &seed.transpose() }
        };
        Ok(Batches { matrices: (0..examples).map(|_| matrix()).collect() })
    }

    fn known() -> Vec<(&'static str, Self)> {
        // σ′(0)xxᵀ for the petals' length and width.
        let flowers = iris_measurements();
        let of_flower = |flower: usize| {
            let x = Matrix::column(flowers.row(flower)[2..].to_vec());
            (&x * &x.transpose()).scale(&Rational::fraction(1, 4))
        };
        let irises = [0, 30, 60, 90, 120].map(of_flower).to_vec();
        let symmetric = |[a, b, c]: [i64; 3]| {
            let number = |x| Rational::fraction(x, 1);
            Matrix::from_entries(2, 2, [a, b, b, c].map(number).to_vec())
        };
        let mixed = [[3, 1, 0], [0, -1, 2], [1, 2, -1]].map(symmetric).to_vec();
        vec![
            ("logistic regression at 0, five irises", Batches { matrices: irises }),
            ("three small matrices", Batches { matrices: mixed }),
        ]
    }
}

/// H_i = cᵢI.
#[derive(Debug)]
struct Multiples(Batches);

impl Case for Multiples {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (examples, size) = (draw.dim(3, 4), draw.dim(2, 3));
        let matrices = (0..examples).map(|_| Matrix::identity(size).scale(&draw.above("0", "2")));
        Ok(Multiples(Batches { matrices: matrices.collect() }))
    }
}

/// The sum of the k largest falls from the smaller batches to the larger, that of the k least rises.
fn ordered<S: Field>(pair: &[Vec<S>], k: usize) -> Compared<S> {
    let [small, large] = [&pair[0], &pair[1]];
    let top = |spectrum: &[S]| sum(spectrum[..k].iter().cloned());
    let bottom = |spectrum: &[S]| sum(spectrum[spectrum.len() - k..].iter().cloned());
    below(top(large), top(small)).and(below(bottom(small), bottom(large)))
}

impl Batches {
    /// P.
    fn size(&self) -> usize {
        self.matrices[0].rows()
    }

    /// λ₁ ≥ … ≥ λ_P of H_B, for the B whose bits are set.
    fn spectrum<S: Rung>(&self, batch: usize) -> Result<Vec<S>, Obstacle> {
        let members = self.matrices.iter().enumerate().filter(|(i, _)| batch >> i & 1 == 1);
        let total = members.map(|(_, h)| h.clone()).reduce(|total, h| &total + &h);
        let share = Rational::fraction(1, u64::from(batch.count_ones()));
        let mean = total.expect("a batch is not empty").scale(&share);
        let mut spectrum = Matrix::<S>::of(&mean).eigenvalues()?;
        spectrum.reverse();
        Ok(spectrum)
    }

    /// λ₁(H_B).
    fn largest<S: Rung>(&self, batch: usize) -> Result<S, Obstacle> {
        Ok(self.spectrum(batch)?.swap_remove(0))
    }

    /// The mean of λ₁, …, λ_P over all batches of b elements, for b = 1, …, N.
    fn mean_spectra<S: Rung>(&self) -> Result<Vec<Vec<S>>, Obstacle> {
        let examples = self.matrices.len();
        let of_size = |size: usize| {
            let batches = (1..1_usize << examples).filter(|b| b.count_ones() as usize == size);
            let spectra = batches.map(|b| self.spectrum(b)).collect::<Result<Vec<_>, _>>()?;
            let count = S::count(spectra.len());
            let mean = |k: usize| sum(spectra.iter().map(|s: &Vec<S>| s[k].clone())) / &count;
            Ok((0..self.size()).map(mean).collect())
        };
        (1..=examples).map(of_size).collect()
    }
}
