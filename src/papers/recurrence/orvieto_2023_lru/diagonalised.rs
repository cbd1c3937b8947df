//! A real recurrence, mode by mode.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
    vanishes,
};
use crate::linalg::Matrix;
use crate::networks::{Modes, StateSpace, states};
use crate::number::{Complex, Field, Rational};
use num_traits::Zero;

/// Degree: A has degree n + 1 over det M of degree n, so that y_k has at most (n + 1)T + 3 over (det M)ᵀ for n, T ≤ 6; and the
/// modes, over det M, have at most n + T + 4.
pub(super) const DIAGONALISATION: Claim = Claim {
    id: "lru-diagonalisation",
    statement: "x̄_k = Λx̄_{k−1} + P⁻¹Bu_k from 0 has y_k = CPx̄_k, of imaginary part 0, and y_k = Σ_{j<k} Re(CPΛʲP⁻¹B)u_{k−j}, the imaginary parts 0 \
                too; A P = P Λ",
    hypotheses: "A real and diagonalisable over the complex numbers, of any real eigenvalues and conjugate pairs; x₀ = 0",
    source: "the paper's diagonalisation; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 96 },
    check: identity!(System, S, |case| {
        let inverse = case.modes.inverse_vectors();
        case.has_modes::<S>().and(case.decouples(&inverse, |_| true)).and(case.convolves(&inverse))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "transpose-for-inverse",
            "Pᵀ is the inverse only of an orthogonal P",
            identity!(System, S, |case| {
                case.decouples::<S>(&case.modes.vectors().transpose(), |_| true)
            }),
        ),
        Mutant::new(
            "adjoint-for-inverse",
            "P* is the inverse only of a unitary P, so that A would be normal",
            identity!(System, S, |case| {
                let adjoint = case.modes.vectors::<S>().transpose().map(Complex::conjugate);
                case.decouples(&adjoint, |_| true)
            }),
        ),
        Mutant::new(
            "one-of-each-pair",
            "a pair contributes twice the real part of one of its members",
            identity!(System, S, |case| {
                let paired = case.modes.paired();
                let first = move |mode| mode >= paired || mode % 2 == 0;
                case.real_part::<S>(&case.modes.inverse_vectors(), first)
            }),
        ),
    ],
};

/// A system and its inputs.
#[derive(Debug)]
struct System {
    modes: Modes,
    /// B (n × q).
    input: Matrix<Rational>,
    /// C (r × n).
    output: Matrix<Rational>,
    /// u₁, …, u_T.
    inputs: Vec<Matrix<Rational>>,
}

impl Case for System {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let pairs = draw.dim(0, 2);
        let reals = draw.dim(usize::from(pairs == 0), 2);
        let (channels, length) = ([draw.dim(1, 2), draw.dim(1, 2)], draw.dim(1, 6));
        System::with_dims(draw, [pairs, reals], channels, length)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |modes, length| {
            let tape = squares_tape(200, 7, 79);
            System::with_dims(&mut Draw::replay(&tape), modes, [1, 1], length).expect("a basis")
        };
        vec![
            ("one pair", case([1, 0], 4)),
            ("three pairs, two real", case([3, 2], 6)),
            ("one pair and one real, 32 steps", case([1, 1], 32)),
            ("three pairs, two real, 32 steps", case([3, 2], 32)),
            ("one real", case([0, 1], 3)),
        ]
    }
}

impl System {
    fn with_dims(
        draw: &mut Draw<'_>,
        [pairs, reals]: [usize; 2],
        [inputs, outputs]: [usize; 2],
        length: usize,
    ) -> Result<Self, Rejected> {
        let size = 2 * pairs + reals;
        // Not beyond 1, so that long sequences stay of one size.
        let mut half = || draw.entry() * Rational::fraction(1, 2);
        let pairs = (0..pairs).map(|_| [half(), half()]).collect();
        let reals = (0..reals).map(|_| half()).collect();
        let modes = Modes::new(draw.matrix(size, size), pairs, reals);
        Ok(System {
            modes: modes.map_err(|_| Rejected("P invertible"))?,
            input: draw.matrix(size, inputs),
            output: draw.matrix(outputs, size),
            inputs: (0..length).map(|_| draw.vector(inputs)).collect(),
        })
    }

    fn inputs<S: Field>(&self) -> Vec<Matrix<S>> {
        self.inputs.iter().map(Matrix::of).collect()
    }

    /// y₁, …, y_T, below one another.
    fn outputs<S: Field>(&self) -> Matrix<S> {
        let space = StateSpace {
            transition: Matrix::of(&self.modes.matrix()),
            input: Matrix::of(&self.input),
            output: Matrix::of(&self.output),
        };
        below_one_another(space.outputs(&self.inputs(), &space.rest()))
    }

    /// AP = PΛ.
    fn has_modes<S: Field>(&self) -> Compared<S> {
        let (vectors, values) = (self.modes.vectors::<S>(), self.modes.values());
        let (left, right) =
            (&complex(&self.modes.matrix()) * &vectors, &vectors * &Matrix::diagonal(&values));
        let re = |m: &Matrix<Complex<S>>| m.map(|x| x.re.clone());
        let im = |m: &Matrix<Complex<S>>| m.map(|x| x.im.clone());
        equal(re(&left).stacked(&im(&left)), re(&right).stacked(&im(&right)))
    }

    /// CPx̄_k, below one another, of the modes that are kept, driven through `inverse`.
    fn modal<S: Field>(
        &self,
        inverse: &Matrix<Complex<S>>,
        kept: &dyn Fn(usize) -> bool,
    ) -> Matrix<Complex<S>> {
        let drive = |u: &Matrix<S>| {
            let drive = inverse * &(&complex(&self.input) * &u.map(|x| Complex::real(x.clone())));
            let entry = |i, _| if kept(i) { drive[(i, 0)].clone() } else { Complex::zero() };
            Matrix::from_fn(drive.rows(), 1, entry)
        };
        let drives: Vec<_> = self.inputs().iter().map(drive).collect();
        let start = Matrix::zeros(inverse.rows(), 1);
        let after = states(&Matrix::diagonal(&self.modes.values()), &drives, &start);
        let output = &complex(&self.output) * &self.modes.vectors();
        below_one_another(after.iter().map(|x| &output * x).collect())
    }

    /// y_k is the real part of CPx̄_k.
    fn real_part<S: Field>(
        &self,
        inverse: &Matrix<Complex<S>>,
        kept: impl Fn(usize) -> bool,
    ) -> Compared<S> {
        equal(self.modal(inverse, &kept).map(|y| y.re.clone()), self.outputs())
    }

    /// y_k is CPx̄_k.
    fn decouples<S: Field>(
        &self,
        inverse: &Matrix<Complex<S>>,
        kept: impl Fn(usize) -> bool,
    ) -> Compared<S> {
        let imaginary = self.modal(inverse, &kept).map(|y| y.im.clone());
        self.real_part(inverse, kept).and(vanishes(imaginary, self.outputs()))
    }

    /// y_k = Σ_{j<k} CPΛʲP⁻¹B u_{k−j}.
    fn convolves<S: Field>(&self, inverse: &Matrix<Complex<S>>) -> Compared<S> {
        let space = StateSpace {
            transition: Matrix::diagonal(&self.modes.values()),
            input: inverse * &complex(&self.input),
            output: &complex(&self.output) * &self.modes.vectors(),
        };
        let (kernel, inputs) = (space.kernel(self.inputs.len()), self.inputs::<S>());
        let at = |k: usize| {
            let term = |j: usize| kernel[j].map(|x| x.re.clone()).times(&inputs[k - j]);
            (0..=k).map(term).reduce(|a, b| &a + &b).expect("a term at least")
        };
        let imaginary = kernel.iter().flat_map(Matrix::entries).map(|x| x.im.clone());
        let real: Vec<S> = kernel.iter().flat_map(Matrix::entries).map(|x| x.re.clone()).collect();
        equal(below_one_another((0..inputs.len()).map(at).collect()), self.outputs())
            .and(vanishes(imaginary.collect::<Vec<_>>(), real))
    }
}

fn complex<S: Field>(matrix: &Matrix<Rational>) -> Matrix<Complex<S>> {
    matrix.map(Complex::of)
}

fn below_one_another<T: Clone>(all: Vec<Matrix<T>>) -> Matrix<T> {
    all.into_iter().reduce(|a, b| a.stacked(&b)).expect("a step at least")
}
