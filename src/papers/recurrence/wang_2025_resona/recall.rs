//! What a linear state must forget of more tokens than it has columns.

use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal_at,
    squares_tape, vanishes,
};
use crate::linalg::{Matrix, rank};
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;

/// SQ has its rows in the row space of Q, on which Q⁺Q projects; and SQ has rank ≤ d, so that Eckart–Young applies.
pub(super) const RECALL_DEFICIT: Claim = Claim {
    id: "resona-fixed-state-recall-deficit",
    statement: "‖V − SQ‖² ≥ ‖V(I − Q⁺Q)‖² ≥ Σ_{i>d} σᵢ(V)² for every S and Q; the first is attained by S = VQ⁺, where ∂‖V − SQ‖²/∂S = 0 and \
                the value is ‖V‖² − ‖VQ⁺Q‖²; the second by S = U and Q = UᵀV with the first d left singular vectors U of V",
    hypotheses: "linear readout SQ; Q ≠ 0, of any rank",
    source: "motivation of the paper; derived here: orthogonal projection, Eckart–Young",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Memory, S, |case| case.is_bounded::<S>()),
    witness: Some(check!(Memory, S, |case| case.is_attained::<S>())),
    mutants: &[
        Mutant::new(
            "hebbian-state",
            "VQᵀ answers VQᵀQ, which is the projection only where QQᵀ is the identity",
            check!(Memory, S, |case| {
                let (values, keys) = case.matrices::<S>();
                let error = case.error(&(&values * &keys.transpose()), &keys);
                Ok(equal_at(error, case.deficit::<S>()?, values.norm_squared()))
            }),
        ),
        Mutant::new(
            "distinct-keys-suffice",
            "N > d distinct keys are still dependent",
            check!(Memory, S, |case| if case.has_distinct_keys() {
                Ok(vanishes(case.deficit::<S>()?, Matrix::<S>::of(&case.values).norm_squared()))
            } else {
                Ok(Compared::nothing())
            }),
        ),
    ],
};

/// What is to be remembered, and a state.
#[derive(Debug)]
struct Memory {
    /// V (m × N).
    values: Matrix<Rational>,
    /// Q (d × N).
    keys: Matrix<Rational>,
    /// S (m × d).
    state: Matrix<Rational>,
}

impl Case for Memory {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (d, m) = (draw.dim(2, 6), draw.dim(3, 8));
        let tokens = draw.dim(d - 1, 12);
        let memory = Memory::with_dims(draw, [d, m, tokens]);
        if rank(&memory.keys) == 0 { Err(Rejected("Q ≠ 0")) } else { Ok(memory) }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |dims| {
            let tape = squares_tape(200, 3, 71);
            Memory::with_dims(&mut Draw::replay(&tape), dims)
        };
        let mut repeated = case([3, 2, 4]);
        let keys = &repeated.keys;
        repeated.keys = keys.col(0).beside(&keys.col(1)).beside(&keys.col(0)).beside(&keys.col(1));
        vec![
            ("four tokens for a state of two columns", case([2, 3, 4])),
            ("one token more than columns", case([2, 3, 3])),
            ("as many tokens as columns", case([2, 3, 2])),
            ("fewer tokens than columns", case([3, 3, 2])),
            ("two keys, each twice", repeated),
        ]
    }
}

impl Memory {
    /// `dims` are d, m and N.
    fn with_dims(draw: &mut Draw<'_>, [d, m, tokens]: [usize; 3]) -> Self {
        Memory {
            values: draw.matrix(m, tokens),
            keys: draw.matrix(d, tokens),
            state: draw.matrix(m, d),
        }
    }

    fn matrices<S: Field>(&self) -> (Matrix<S>, Matrix<S>) {
        (Matrix::of(&self.values), Matrix::of(&self.keys))
    }

    fn has_distinct_keys(&self) -> bool {
        let keys: Vec<_> = (0..self.keys.cols()).map(|j| self.keys.col(j)).collect();
        (1..keys.len()).all(|j| !keys[..j].contains(&keys[j]))
    }

    /// ‖V − SQ‖².
    fn error<T: Field>(&self, state: &Matrix<T>, keys: &Matrix<T>) -> T {
        (&Matrix::of(&self.values) - &(state * keys)).norm_squared()
    }

    /// Q⁺ (N × d).
    fn inverse<S: Rung>(&self) -> Result<Matrix<S>, Obstacle> {
        S::pseudo_inverse_of_rank(&Matrix::of(&self.keys), rank(&self.keys))
    }

    /// ‖V(I − Q⁺Q)‖².
    fn deficit<S: Rung>(&self) -> Result<S, Obstacle> {
        let (values, keys) = self.matrices::<S>();
        let forgotten = &Matrix::identity(keys.cols()) - &(&self.inverse()? * &keys);
        Ok((&values * &forgotten).norm_squared())
    }

    /// Σ_{i>d} σᵢ(V)².
    fn tail<S: Rung>(&self) -> Result<S, Obstacle> {
        if !self.has_tail() {
            return Ok(S::zero());
        }
        let values = S::singular_values(&Matrix::of(&self.values))?;
        Ok(sum(values[self.keys.rows()..].iter().map(Field::square)))
    }

    /// min(m, N) > d.
    fn has_tail(&self) -> bool {
        self.values.rows().min(self.values.cols()) > self.keys.rows()
    }

    fn is_bounded<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let deficit = self.deficit::<S>()?;
        let error = self.error::<S>(&Matrix::of(&self.state), &Matrix::of(&self.keys));
        let bounded = at_most(&deficit, error);
        // Without a tail the second bound is that a sum of squares is not negative.
        if self.has_tail() {
            Ok(bounded.and(at_most(self.tail::<S>()?, deficit)))
        } else {
            Ok(bounded)
        }
    }

    fn is_attained<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (values, keys) = self.matrices::<S>();
        let (size, best) = (values.norm_squared(), &values * &self.inverse()?);
        let recalled = (&best * &keys).norm_squared();
        let slope =
            gradient(std::slice::from_ref(&best), |s| self.error(&s[0], &Matrix::of(&self.keys)));
        let first = equal_at(self.error(&best, &keys), &size - recalled, &size)
            .and(equal_at(self.error(&best, &keys), self.deficit::<S>()?, &size))
            .and(vanishes(&slope[0], &values * &keys.transpose()));
        if !self.has_tail() {
            return Ok(first);
        }
        let (m, d) = (values.rows(), keys.rows());
        let left = S::invariant_basis(&(&values * &values.transpose()), m - d..m)?;
        let error = self.error(&left, &(&left.transpose() * &values));
        Ok(first.and(equal_at(error, self.tail::<S>()?, size)))
    }
}
