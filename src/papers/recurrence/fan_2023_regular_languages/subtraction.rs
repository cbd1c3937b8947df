//! A real diagonal transition cannot subtract; a rotation can.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, equal_at, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::states;
use crate::number::{Complex, Field, Rational};

/// h(1−1) − h(0−0) = (A² + I)(u(1) − u(0)), and A² ≥ 0. Degree: at most 4 in the entries, over 1 + aᵢ².
pub(super) const CANNOT_SUBTRACT: Claim = Claim {
    id: "lrnn-real-diagonal-cannot-subtract",
    statement: "h(a−b), the last state on the tokens a, −, b, has (h(1−1) − h(0−0))ᵢ/(1 + aᵢ²) = (u(1) − u(0))ᵢ for A = diag(a₁, …, a_n), so \
                that h(0−0) = h(1−1) implies u(0) = u(1), and then h(0−1) = h(1−0): the values +1 and −1 have one state. With \
                A = [[0, −1], [1, 0]], A² = −I, and u(a) = a·v instead, h(a−b) − h(0−0) = (b − a)v for a, b ≤ 6",
    hypotheses: "A the same at all tokens, real and diagonal, of any size; any u and h₀",
    source: "the paper's limitation on subtraction (from memory); the proof is derived here",
    kind: Kind::Impossibility,
    method: Method::Identity { degree: 6 },
    check: identity!(Machine, S, |case| case
        .forces_equal_digits::<S>()
        .and(case.confuses_signs())
        .and(case.rotation_subtracts())),
    witness: None,
    mutants: &[
        Mutant::new(
            "real-blocks",
            "a quarter turn has A² = −I, so that u(1) and u(0) may differ though h(0−0) = h(1−1)",
            identity!(Machine, S, |case| {
                let last = |a, b| case.turned::<S>(a, b);
                equal(last(0, 0), last(1, 1)).and(equal(last(0, 1), last(1, 0)))
            }),
        ),
        Mutant::new(
            "complex-diagonal",
            "the entry i has the square −1",
            identity!(Machine, S, |case| {
                let last = |a, b| case.multiplied_by_i::<S>(a, b);
                equal(last(0, 0), last(1, 1)).and(equal(last(0, 1), last(1, 0)))
            }),
        ),
    ],
};

/// A diagonal recurrence over the tokens 0, 1 and −.
#[derive(Debug)]
struct Machine {
    /// a₁, …, a_n.
    rates: Vec<Rational>,
    /// u(0), u(1) and u(−), all n × 1.
    drives: [Matrix<Rational>; 3],
    /// h₀ (n × 1).
    start: Matrix<Rational>,
    /// v (2 × 1).
    direction: Matrix<Rational>,
    /// u(−) and h₀ of the rotating recurrence (2 × 1).
    others: [Matrix<Rational>; 2],
}

impl Case for Machine {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 4);
        Ok(Machine::of_size(draw, size))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size| {
            let tape = squares_tape(60, 3, 43);
            Machine::of_size(&mut Draw::replay(&tape), size)
        };
        vec![("one coordinate", case(1)), ("three coordinates", case(3))]
    }
}

impl Machine {
    fn of_size(draw: &mut Draw<'_>, size: usize) -> Self {
        Machine {
            rates: (0..size).map(|_| draw.entry()).collect(),
            drives: [(); 3].map(|()| draw.vector(size)),
            start: draw.vector(size),
            direction: draw.vector(2),
            others: [(); 2].map(|()| draw.vector(2)),
        }
    }

    /// h(a−b) for the drives u(0) and u(1) of digits.
    fn last<S: Field>(&self, digits: [&Matrix<Rational>; 2], a: usize, b: usize) -> Matrix<S> {
        let rates: Vec<_> = self.rates.iter().map(S::of).collect();
        let drives = [digits[a], &self.drives[2], digits[b]].map(Matrix::of);
        last(&Matrix::diagonal(&rates), &drives, &Matrix::of(&self.start))
    }

    /// h(0−0) = h(1−1) implies u(0) = u(1).
    fn forces_equal_digits<S: Field>(&self) -> Compared<S> {
        let [zero, one, _] = &self.drives;
        let at = |digit| self.last::<S>([zero, one], digit, digit);
        let difference = &at(1) - &at(0);
        let divided = Matrix::from_fn(self.rates.len(), 1, |i, _| {
            &difference[(i, 0)] / (S::one() + S::of(&self.rates[i]).square())
        });
        equal(divided, Matrix::of(&(one - zero)))
    }

    /// With u(0) = u(1), h(0−1) = h(1−0).
    fn confuses_signs<S: Field>(&self) -> Compared<S> {
        let digits = [&self.drives[0]; 2];
        equal(self.last::<S>(digits, 0, 1), self.last(digits, 1, 0))
    }

    /// h(a−b) with a quarter turn and u(a) = a·v.
    fn turned<S: Field>(&self, a: usize, b: usize) -> Matrix<S> {
        let [zero, one] = [S::zero(), S::one()];
        let turn = Matrix::from_rows(&[vec![zero.clone(), -&one], vec![one, zero]]);
        let digit = |a| Matrix::of(&self.direction).scale(&S::count(a));
        let [minus, start] = self.others.each_ref().map(Matrix::of);
        last(&turn, &[digit(a), minus, digit(b)], &start)
    }

    /// The same in one complex coordinate, as real and imaginary part.
    fn multiplied_by_i<S: Field>(&self, a: usize, b: usize) -> Matrix<S> {
        let complex = |v: &Matrix<Rational>| {
            Matrix::column(vec![Complex { re: S::of(&v[(0, 0)]), im: S::of(&v[(1, 0)]) }])
        };
        let unit = Matrix::column(vec![Complex { re: S::zero(), im: S::one() }]);
        let digit = |a| complex(&self.direction).scale(&Complex::count(a));
        let [minus, start] = self.others.each_ref().map(complex);
        let state = last(&unit, &[digit(a), minus, digit(b)], &start);
        let Complex { re, im } = &state[(0, 0)];
        Matrix::column(vec![re.clone(), im.clone()])
    }

    fn rotation_subtracts<S: Field>(&self) -> Compared<S> {
        let (origin, direction) = (self.turned::<S>(0, 0), Matrix::of(&self.direction));
        let terms = origin.stacked(&direction);
        let pairs = (0..7).flat_map(|a| (0..7).map(move |b| (a, b)));
        Compared::all(pairs.map(|(a, b)| {
            let value = S::count(b) - S::count(a);
            equal_at(&self.turned(a, b) - &origin, direction.scale(&value), &terms)
        }))
    }
}

fn last<S: Field>(transition: &Matrix<S>, drives: &[Matrix<S>], start: &Matrix<S>) -> Matrix<S> {
    states(transition, drives, start).pop().expect("a token at least")
}
