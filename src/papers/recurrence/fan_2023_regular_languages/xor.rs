//! A linear readout of a linear recurrence is a sum over the tokens, and XOR is not.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::states;
use crate::number::{Field, Rational};

/// f(x₁, x₂) = p(x₁) + q(x₂). Degree: c, A and u, or c, A twice and h₀.
pub(super) const LINEAR_READOUT: Claim = Claim {
    id: "lrnn-xor-linear-readout-half",
    statement: "the errors e(x₁, x₂) = f(x₁, x₂) − (x₁ XOR x₂) of any linear readout f = c·h₂ + c₀ have \
                e(0,0) − e(0,1) − e(1,0) + e(1,1) = 2, so that max |e| ≥ ½; the constant ½ attains it",
    hypotheses: "A the same at all tokens, of any kind; any u, h₀, c, c₀",
    source: "a standard consequence of the paper's setting; derived here",
    kind: Kind::Impossibility,
    method: Method::Identity { degree: 4 },
    check: identity!(Linear, S, |case| sums_to_two(&errors(|x, y| case.output::<S>(x, y)))),
    witness: Some(identity!(Linear, S, |case| {
        let constant = Linear {
            readout: Matrix::zeros(case.start.rows(), 1),
            offset: Rational::fraction(1, 2),
            ..case.clone()
        };
        let squares = errors(|x, y| constant.output::<S>(x, y)).map(|e| e.square());
        equal(squares.to_vec(), vec![S::ratio(1, 4); 4])
    })),
    mutants: &[
        Mutant::new(
            "input-dependent-transition",
            "A(0) = 1, A(1) = −1 has h₂ = A(x₂)A(x₁), and (1 − h₂)/2 is XOR",
            identity!(Linear, S, |_case| {
                let sign = |x: usize| if x == 1 { -S::one() } else { S::one() };
                sums_to_two(&errors(|x, y| (S::one() - sign(y) * sign(x)) * S::ratio(1, 2)))
            }),
        ),
        Mutant::new(
            "nonlinear-readout",
            "A = −1 and u(x) = x has h₂ = x₂ − x₁, whose square is XOR",
            identity!(Linear, S, |_case| {
                let digit = |x| Matrix::column(vec![S::count(x)]);
                let minus = -&Matrix::ones(1, 1);
                sums_to_two(&errors(|x, y| {
                    states(&minus, &[digit(x), digit(y)], &digit(0))[1][(0, 0)].square()
                }))
            }),
        ),
    ],
};

/// A recurrence on two tokens with its readout.
#[derive(Clone, Debug)]
struct Linear {
    /// A (n × n).
    transition: Matrix<Rational>,
    /// u(0), u(1), both n × 1.
    drives: [Matrix<Rational>; 2],
    /// h₀ (n × 1).
    start: Matrix<Rational>,
    /// c (n × 1).
    readout: Matrix<Rational>,
    /// c₀.
    offset: Rational,
}

impl Case for Linear {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 5);
        Ok(Linear::of_size(draw, size))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size| {
            let tape = squares_tape(60, 3, 43);
            Linear::of_size(&mut Draw::replay(&tape), size)
        };
        vec![("one coordinate", case(1)), ("three coordinates", case(3))]
    }
}

impl Linear {
    fn of_size(draw: &mut Draw<'_>, size: usize) -> Self {
        Linear {
            transition: draw.matrix(size, size),
            drives: [(); 2].map(|()| draw.vector(size)),
            start: draw.vector(size),
            readout: draw.vector(size),
            offset: draw.entry(),
        }
    }

    /// f(x₁, x₂).
    fn output<S: Field>(&self, first: usize, second: usize) -> S {
        let drives = [first, second].map(|x| Matrix::<S>::of(&self.drives[x]));
        let states = states(&Matrix::of(&self.transition), &drives, &Matrix::of(&self.start));
        Matrix::of(&self.readout).inner(&states[1]) + S::of(&self.offset)
    }
}

/// e(0,0), e(0,1), e(1,0), e(1,1).
fn errors<S: Field>(output: impl Fn(usize, usize) -> S) -> [S; 4] {
    [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(x, y)| output(x, y) - S::count(x ^ y))
}

fn sums_to_two<S: Field>([e00, e01, e10, e11]: &[S; 4]) -> Compared<S> {
    equal(e00 - e01 - e10 + e11, S::count(2))
}
