//! What a unit of a trellis sees: one input more at every depth.

use super::networks::Trellis;
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, below, check, equal, squares_tape,
    vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung, sum};

/// A derivative is an analytic function of the weights: not 0 at positive weights, it is 0 on a set of measure 0 only.
pub(super) const RECEPTIVE_FIELD: Claim = Claim {
    id: "trellis-receptive-field",
    statement: "at depth i ≥ 1, z⁽ⁱ⁾_t does not change with the inputs before x_{t−i}, and for all weights but a set of measure 0 it does \
                with each of x_{t−i}, …, x_t: i + 1 inputs; where W₁ does not read x, these are x_{t−i+1}, …, x_t: i inputs. Shown by \
                replacing earlier inputs at any weights, and by ∂(1ᵀz⁽ⁱ⁾_t)/∂x, zero before them and positive on them at positive weights",
    hypotheses: "i ≥ 1, t > 2ⁱ",
    source: "the paper's architecture; derived here, by induction on i",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Window, S, |case| {
        let depth = case.depth;
        let both = [(Injection::Both, depth + 1), (Injection::LaterOnly, depth)];
        Compared::all(both.map(|(injection, inputs)| {
            case.forgets::<S>(injection, inputs).and(case.sees(injection, inputs))
        }))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "doubling-as-when-dilated",
            "without dilation a layer adds one input and does not double their number",
            check!(Window, S, |case| case.sees::<S>(Injection::Both, 1 << case.depth)),
        ),
        Mutant::new(
            "as-many-inputs-as-layers",
            "the first layer already reads x_t and x_{t−1}",
            check!(Window, S, |case| case.forgets::<S>(Injection::Both, case.depth)),
        ),
    ],
};

/// A trellis and what its last unit may see.
#[derive(Debug)]
struct Window {
    /// W₁ (n × (p + n)).
    earlier: Matrix<Rational>,
    /// W₂ (n × (p + n)).
    later: Matrix<Rational>,
    /// x₁, …, x_T.
    inputs: Vec<Matrix<Rational>>,
    /// What earlier inputs are replaced by.
    others: Vec<Matrix<Rational>>,
    /// i.
    depth: usize,
}

/// Which of the two matrices read the inputs.
#[derive(Clone, Copy, PartialEq)]
enum Injection {
    Both,
    /// As in a simulated recurrent network.
    LaterOnly,
}

impl Case for Window {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, inputs, width) = (draw.dim(1, 3), draw.dim(1, 2), draw.dim(1, 2));
        Ok(Window::with_dims(draw, depth, inputs, width))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, inputs, width| {
            let tape = squares_tape(200, 3, 53);
            Window::with_dims(&mut Draw::replay(&tape), depth, inputs, width)
        };
        vec![("one unit, two layers", case(2, 1, 1)), ("three units, three layers", case(3, 2, 3))]
    }
}

impl Window {
    fn with_dims(draw: &mut Draw<'_>, depth: usize, inputs: usize, width: usize) -> Self {
        let length = (1 << depth) + 1;
        Window {
            earlier: draw.matrix(width, inputs + width),
            later: draw.matrix(width, inputs + width),
            inputs: (0..length).map(|_| draw.vector(inputs)).collect(),
            others: (0..length).map(|_| draw.vector(inputs)).collect(),
            depth,
        }
    }

    /// The trellis with every weight w replaced by `weight(w)`, and by 0 where nothing is injected.
    fn trellis<T: Real>(
        &self,
        injection: Injection,
        weight: fn(&Rational) -> Rational,
    ) -> Trellis<T> {
        let (width, cols) = self.earlier.shape();
        let read = |j| injection == Injection::Both || j >= cols - width;
        Trellis {
            earlier: Matrix::from_fn(width, cols, |i, j| {
                if read(j) { T::of(&weight(&self.earlier[(i, j)])) } else { T::zero() }
            }),
            later: self.later.map(|w| T::of(&weight(w))),
            bias: Matrix::zeros(width, 1),
        }
    }

    /// z⁽ⁱ⁾_T stays as it is when all but the last `kept` inputs are replaced.
    fn forgets<S: Rung>(&self, injection: Injection, kept: usize) -> Compared<S> {
        let trellis = self.trellis(injection, Rational::clone);
        let last = |inputs: Vec<Matrix<S>>| trellis.hidden(&inputs, self.depth).pop();
        let replaced = self.inputs.len() - kept;
        let changed = self.others[..replaced].iter().chain(&self.inputs[replaced..]);
        let before = last(self.inputs.iter().map(Matrix::of).collect());
        let after = last(changed.map(Matrix::of).collect());
        equal(before.expect("a sequence"), after.expect("a sequence"))
    }

    /// At positive weights the derivative of 1ᵀz⁽ⁱ⁾_T is positive by each of the last `seen` inputs, and zero by those before.
    fn sees<S: Rung>(&self, injection: Injection, seen: usize) -> Compared<S> {
        let inputs: Vec<_> = self.inputs.iter().map(Matrix::of).collect();
        let slopes = gradient(&inputs, |inputs| {
            let hidden = self.trellis(injection, positive).hidden(inputs, self.depth);
            sum(hidden[inputs.len() - 1].entries().iter().cloned())
        });
        let slopes: Vec<S> = slopes.iter().map(|x| sum(x.entries().iter().cloned())).collect();
        let (old, new) = slopes.split_at(slopes.len() - seen);
        let positive = Compared::all(new.iter().map(|slope| below(S::zero(), slope)));
        positive.and(vanishes(old, new))
    }
}

/// Small enough that tanh is not flat.
fn positive(weight: &Rational) -> Rational {
    weight.abs() * Rational::fraction(1, 4) + Rational::fraction(1, 8)
}
