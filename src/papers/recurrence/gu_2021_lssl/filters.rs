//! Every finite filter is a layer.

use super::discretised::discretised;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, identity, vanishes,
};
use crate::linalg::{Matrix, determinant, rank, solve_exactly};
use crate::networks::StateSpace;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// A state space of n states has Hankel matrices [K_{i+j}] of rank ≤ n. Degree: N in the last tap, 2 in Δ.
pub(super) const FIR: Claim = Claim {
    id: "fir-is-lssl",
    statement: "a filter k₀, …, k_{N−1} is the layer with the lower shift S as Ā, B̄ = e₁, C = k: K_j = k_j for j < N and 0 after; A = (2/Δ)(S − I)(S + I)⁻¹ and \
                B = (1/Δ)(I − ΔA/2)e₁ have these Ā and B̄ for α = ½; A is lower triangular of diagonal −2/Δ, so that all its eigenvalues are −2/Δ; N states are \
                needed when k_{N−1} ≠ 0 and D = 0: det[k_{i+j}] = (−1)^{N(N−1)/2}k_{N−1}ᴺ",
    hypotheses: "Δ > 0; k_j = 0 for j ≥ N in the Hankel matrix [k_{i+j}], i, j < N",
    source: "abstract (layers contain convolutions); the construction is ours",
    kind: Kind::Structure,
    method: Method::Identity { degree: 12 },
    check: identity!(Filter, S, |case| Ok(case
        .is_realised::<S>()?
        .and(case.has_rate(&(S::count(2) / S::of(&case.step))))
        .and(case.has_full_hankel()))),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-state-fewer",
            "the Hankel matrix of the taps has rank N",
            identity!(Filter, S, |case| {
                at_most(S::count(rank(&case.hankel())), S::count(case.taps.len() - 1))
            }),
        ),
        Mutant::new(
            "half-the-rate",
            "the bilinear map sends −2/Δ, and not −1/Δ, to 0",
            identity!(Filter, S, |case| case.has_rate::<S>(&(S::one() / S::of(&case.step)))),
        ),
    ],
};

/// A filter and a step.
#[derive(Debug)]
struct Filter {
    /// k₀, …, k_{N−1}.
    taps: Vec<Rational>,
    /// Δ.
    step: Rational,
}

impl Case for Filter {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let taps: Vec<_> = (0..draw.dim(1, 8)).map(|_| draw.entry()).collect();
        let is_short = taps.last().is_none_or(Rational::is_zero);
        let step = draw.log_uniform("0.01", "10.24");
        if is_short { Err(Rejected("k_{N−1} ≠ 0")) } else { Ok(Filter { taps, step }) }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |taps: std::ops::RangeInclusive<usize>, step| Filter {
            taps: taps.map(|k| Rational::from(k * k % 7 + 1)).collect(),
            step,
        };
        vec![
            ("three taps", case(1..=3, Rational::fraction(1, 2))),
            ("one tap", case(1..=1, Rational::one())),
            ("sixteen taps", case(1..=16, Rational::fraction(1, 10))),
        ]
    }
}

impl Filter {
    /// S (N × N), ones below the diagonal.
    fn shift(&self) -> Matrix<Rational> {
        let size = self.taps.len();
        Matrix::from_fn(
            size,
            size,
            |i, j| {
                if i == j + 1 { Rational::one() } else { Rational::zero() }
            },
        )
    }

    /// e₁.
    fn impulse(&self) -> Matrix<Rational> {
        Matrix::identity(self.taps.len()).col(0)
    }

    /// A and B.
    fn continuous(&self) -> Result<(Matrix<Rational>, Matrix<Rational>), Obstacle> {
        let (shift, identity) = (self.shift(), Matrix::identity(self.taps.len()));
        let inverse = solve_exactly(&(&shift + &identity), &identity)?;
        let over = Rational::one() / &self.step;
        let matrix = (&(&shift - &identity) * &inverse).scale(&(Rational::from(2) * &over));
        let half = &self.step * Rational::fraction(1, 2);
        let input = (&(&identity - &matrix.scale(&half)) * &self.impulse()).scale(&over);
        Ok((matrix, input))
    }

    fn is_realised<S: Field>(&self) -> Result<Compared<S>, Obstacle> {
        let (matrix, input) = self.continuous()?;
        let (transition, drive) =
            discretised(&matrix, &input, &Rational::fraction(1, 2), &self.step)?;
        let claimed = self.shift().beside(&self.impulse());
        let same = equal(Matrix::<S>::of(&transition.beside(&drive)), Matrix::of(&claimed));
        let output = Matrix::from_entries(1, self.taps.len(), self.taps.clone());
        let space = StateSpace { transition: self.shift(), input: self.impulse(), output };
        let kernel = StateSpace::<S>::of(&space).kernel(2 * self.taps.len());
        let kernel: Vec<S> = kernel.iter().map(|k| k[(0, 0)].clone()).collect();
        let padded = (0..kernel.len()).map(|j| self.tap(j));
        Ok(same.and(equal(kernel, padded.map(|k| S::of(&k)).collect::<Vec<_>>())))
    }

    /// k_j, and 0 from N on.
    fn tap(&self, j: usize) -> Rational {
        self.taps.get(j).cloned().unwrap_or_else(Rational::zero)
    }

    /// A is lower triangular of diagonal −rate.
    fn has_rate<S: Field>(&self, rate: &S) -> Compared<S> {
        let Ok((matrix, _)) = self.continuous() else { return Compared::nothing() };
        let matrix = Matrix::<S>::of(&matrix);
        let size = self.taps.len();
        let diagonal: Vec<S> = (0..size).map(|i| matrix[(i, i)].clone()).collect();
        let above = (0..size).flat_map(|i| (i + 1..size).map(move |j| (i, j)));
        let above: Vec<S> = above.map(|at| matrix[at].clone()).collect();
        equal(diagonal, vec![-rate; size]).and(vanishes(above, rate))
    }

    /// [k_{i+j}] (N × N).
    fn hankel(&self) -> Matrix<Rational> {
        let size = self.taps.len();
        Matrix::from_fn(size, size, |i, j| self.tap(i + j))
    }

    /// det[k_{i+j}] = (−1)^{N(N−1)/2}k_{N−1}ᴺ.
    fn has_full_hankel<S: Field>(&self) -> Compared<S> {
        let size = self.taps.len();
        let power = self.tap(size - 1).power(u32::try_from(size).expect("few taps"));
        let is_odd = size * (size - 1) / 2 % 2 == 1;
        equal(S::of(&determinant(&self.hankel())), S::of(&if is_odd { -power } else { power }))
    }
}
