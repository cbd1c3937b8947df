//! Positive decays never keep up with signs that alternate.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, equal_at,
    identity, squares_tape, vanishes,
};
use crate::linalg::{Matrix, solve_exactly};
use crate::networks::states;
use crate::number::{Field, Rational, sum};
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// If φ(t) had the sign of (−1)ᵗ for t ≤ T = K + 1, all terms of Σ y_tφ(t) would have one sign. Degree: φ(t) has degree t + 2 ≤ 11
/// in the entries, and y_t at most 8.
pub(super) const POSITIVE_DIAGONAL: Claim = Claim {
    id: "lrnn-positive-diagonal-cannot-do-parity",
    statement: "with A(1) = diag(a₁, …, a_K), all aᵢ > 0, no u, h₀, c, c₀ give φ(t) on 1ᵗ the sign of (−1)ᵗ for all t = 0, …, T when T ≥ K + 1. \
                Certificate: the coefficients y₀, …, y_{K+1} of (x − 1)∏(x − aᵢ) have Σ y_tφ(t) = 0, and (−1)^{K+1−t}y_t is the sum of all \
                products of K + 1 − t of the positive numbers 1, |a₁|, …, |a_K|, so that their signs alternate strictly. T = K is \
                possible: for distinct aᵢ ≠ 1 some readout gives φ(t) = (−1)ᵗ for t ≤ K",
    hypotheses: "aᵢ > 0, some equal or 1 among them",
    source: "the paper's limitation of positive diagonals; this form is derived here",
    kind: Kind::Impossibility,
    method: Method::Identity { degree: 20 },
    check: identity!(Diagonal, S, |case| {
        case.is_annihilated::<S>().and(alternates(&case.rates))
    }),
    witness: Some(identity!(Distinct, S, |case| {
        let (readout, offset) = case.parity_readout();
        let network = Diagonal::without_input(&case.rates, readout, offset);
        let last = case.rates.len();
        let signs: Vec<S> = (0..=last).map(sign).collect();
        equal_at(network.outputs::<S>(last), signs, Matrix::<S>::of(&network.readout))
    })),
    mutants: &[
        Mutant::new(
            "certificate-for-any-signs",
            "with a negative entry the coefficients are sums of products of both signs",
            identity!(Diagonal, S, |case| {
                let mut rates = case.rates.clone();
                rates[0] = -&rates[0];
                alternates::<S>(&rates)
            }),
        ),
        Mutant::new(
            "negative-entries-allowed",
            "a = −1 alone, from h₀ = 1 without input, has φ(t) = (−1)ᵗ for all t",
            identity!(Diagonal, S, |case| {
                let one = Matrix::ones(1, 1);
                let minus = [-Rational::one()];
                never_all::<S>(
                    &Diagonal::without_input(&minus, one, Rational::zero()),
                    40 + case.rates.len(),
                )
            }),
        ),
        Mutant::new(
            "impossible-from-k-on",
            "K decays and a constant interpolate any K + 1 values",
            identity!(Diagonal, S, |case| {
                let distinct = Distinct {
                    rates: (0..case.rates.len()).map(|i| Rational::from(i + 2)).collect(),
                };
                let (readout, offset) = distinct.parity_readout();
                never_all::<S>(
                    &Diagonal::without_input(&distinct.rates, readout, offset),
                    case.rates.len(),
                )
            }),
        ),
    ],
};

/// A diagonal recurrence on the string 1, 1, 1, … with its readout.
#[derive(Debug)]
struct Diagonal {
    /// a₁, …, a_K.
    rates: Vec<Rational>,
    /// u(1) (K × 1).
    drive: Matrix<Rational>,
    /// h₀ (K × 1).
    start: Matrix<Rational>,
    /// c (K × 1).
    readout: Matrix<Rational>,
    /// c₀.
    offset: Rational,
}

impl Case for Diagonal {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 6);
        let mut rates: Vec<Rational> = Vec::new();
        for _ in 0..size {
            let rate = match (draw.dim(0, 7), rates.last()) {
                (0, _) => Rational::one(),
                (1, Some(last)) => last.clone(),
                _ => draw.above("0", "2"),
            };
            rates.push(rate);
        }
        Ok(Diagonal::with_rates(draw, rates))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |rates: &[(i64, u64)]| {
            let tape = squares_tape(40, 3, 47);
            let rates = rates.iter().map(|&(n, d)| Rational::fraction(n, d)).collect();
            Diagonal::with_rates(&mut Draw::replay(&tape), rates)
        };
        let eight = [(1, 2), (1, 3), (2, 3), (3, 4), (1, 1), (1, 1), (3, 2), (3, 2)];
        vec![
            ("one decay", case(&[(1, 2)])),
            ("a sum without decay", case(&[(1, 1)])),
            ("eight, with pairs of equal ones", case(&eight)),
        ]
    }
}

impl Diagonal {
    fn with_rates(draw: &mut Draw<'_>, rates: Vec<Rational>) -> Self {
        let [drive, start, readout] = [(); 3].map(|()| draw.vector(rates.len()));
        Diagonal { rates, drive, start, readout, offset: draw.entry() }
    }

    /// From h₀ = (1, …, 1).
    fn without_input(rates: &[Rational], readout: Matrix<Rational>, offset: Rational) -> Self {
        let size = rates.len();
        let (drive, start) = (Matrix::zeros(size, 1), Matrix::ones(size, 1));
        Diagonal { rates: rates.to_vec(), drive, start, readout, offset }
    }

    /// φ(0), …, φ(last).
    fn outputs<S: Field>(&self, last: usize) -> Vec<S> {
        let rates: Vec<_> = self.rates.iter().map(S::of).collect();
        let (start, drives) = (Matrix::of(&self.start), vec![Matrix::of(&self.drive); last]);
        let after = states(&Matrix::diagonal(&rates), &drives, &start);
        let (readout, offset) = (Matrix::of(&self.readout), S::of(&self.offset));
        let output = |state: &Matrix<S>| readout.inner(state) + &offset;
        std::iter::once(&start).chain(&after).map(output).collect()
    }

    /// Σ y_tφ(t) = 0.
    fn is_annihilated<S: Field>(&self) -> Compared<S> {
        let outputs = self.outputs::<S>(self.rates.len() + 1);
        let terms: Vec<S> =
            coefficients(&self.rates).iter().zip(&outputs).map(|(y, phi)| S::of(y) * phi).collect();
        vanishes(sum(terms.iter().cloned()), terms)
    }
}

/// (−1)ᵗ.
fn sign<S: Field>(t: usize) -> S {
    if t.is_multiple_of(2) { S::one() } else { -S::one() }
}

/// y₀, …, y_{K+1} of (x − 1)∏(x − aᵢ).
fn coefficients(rates: &[Rational]) -> Vec<Rational> {
    let mut product = vec![Rational::one()];
    for root in rates.iter().chain([&Rational::one()]) {
        let mut shifted = product.clone();
        shifted.insert(0, Rational::zero());
        shifted.iter_mut().zip(&product).for_each(|(high, low)| *high -= &(root * low));
        product = shifted;
    }
    product
}

/// (−1)^{K+1−t}y_t is the sum of all products of K + 1 − t of the numbers 1, |a₁|, …, |a_K|.
fn alternates<S: Field>(rates: &[Rational]) -> Compared<S> {
    let sizes: Vec<S> = rates.iter().map(|a| S::of(&a.abs())).chain([S::one()]).collect();
    let mut sums = vec![S::zero(); sizes.len() + 1];
    for set in 0..1_usize << sizes.len() {
        let chosen = sizes.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
        let product = chosen.fold(S::one(), |product, (_, size)| product * size);
        sums[sizes.len() - set.count_ones() as usize] += &product;
    }
    let signed = |(t, y): (usize, &Rational)| sign::<S>(sizes.len() - t) * S::of(y);
    let magnitudes: Vec<_> = coefficients(rates).iter().enumerate().map(signed).collect();
    equal(magnitudes, sums)
}

/// Not all of φ(0), …, φ(last) have the sign of (−1)ᵗ.
fn never_all<S: Field>(network: &Diagonal, last: usize) -> Compared<S> {
    let wanted = |t: usize| if t.is_multiple_of(2) { Ordering::Greater } else { Ordering::Less };
    let outputs = network.outputs::<Rational>(last);
    let right =
        outputs.iter().enumerate().filter(|(t, phi)| phi.sign() == Some(wanted(*t))).count();
    at_most(S::count(right), S::count(last))
}

/// Distinct positive decays other than 1.
#[derive(Debug)]
struct Distinct {
    rates: Vec<Rational>,
}

impl Case for Distinct {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 4);
        let rates: Vec<_> = (0..size).map(|_| draw.above("0", "2")).collect();
        let repeats = |i: usize| rates[i] == Rational::one() || rates[..i].contains(&rates[i]);
        if (0..size).any(repeats) {
            Err(Rejected("distinct aᵢ ≠ 1"))
        } else {
            Ok(Distinct { rates })
        }
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![("2, 3, 4", Distinct { rates: (2_usize..5).map(Rational::from).collect() })]
    }
}

impl Distinct {
    /// The c and c₀ with φ(t) = Σ cᵢaᵢᵗ + c₀ = (−1)ᵗ for t ≤ K.
    fn parity_readout(&self) -> (Matrix<Rational>, Rational) {
        let size = self.rates.len();
        let power = |t: usize, i: usize| match self.rates.get(i) {
            Some(rate) => rate.power(u32::try_from(t).expect("few rates")),
            None => Rational::one(),
        };
        let signs = Matrix::from_fn(size + 1, 1, |t, _| sign::<Rational>(t));
        let found = solve_exactly(&Matrix::from_fn(size + 1, size + 1, power), &signs)
            .expect("a Vandermonde matrix of distinct nodes is regular");
        let readout = Matrix::from_fn(size, 1, |i, _| found[(i, 0)].clone());
        (readout, found[(size, 0)].clone())
    }
}
