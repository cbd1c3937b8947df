//! One square factor: the flow is a straight line, run through at a known pace.

use super::generator::Square;
use crate::calculus::{Descent, flow};
use crate::claim::{
    Claim, Compared, Figure, Kind, Method, Mutant, Plotted, check, curves, equal, equal_at,
    flow_rows, formula_rows, known_case,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Real, Rung};
use crate::obstacle::Obstacle;

/// Two ways: the formula moves against the gradient of the loss, and the validated flow down the loss arrives where it says.
pub(super) const EXACT_FLOW: Claim = Claim {
    id: "bw-exact-flow",
    statement: "k = n, W₀ invertible, T₀ = T(W₀W₀ᵀ): W(t) = [e^{−2t}I + (1 − e^{−2t})T₀]W₀ has W′ = −∇L(W), W(0) = W₀ and L(W(t)) = e^{−4t}L(W₀); \
                the validated flow arrives there, in the known cases of n ≤ 2",
    hypotheses: "Σ₀ ≻ 0, W₀ invertible (n × n), one factor; t ≥ 0",
    source: "derived here (the paper proves convergence)",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Square, S, |case| Ok(case
        .follows::<S>(&case.ends()?)?
        .and(case.has_loss::<S>(4)?)
        .and(case.flow_arrives::<S>()?)))
    .with_figure(Square::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "loss-falls-as-e-to-minus-2t",
            "the distance falls so, and the loss is its square",
            check!(Square, S, |case| case.has_loss::<S>(2)),
        ),
        Mutant::new(
            "straight-line-of-covariances",
            "WWᵀ is quadratic along a line of W: a geodesic bends inwards",
            check!(Square, S, |case| case.covariance_is_straight::<S>()),
        ),
        Mutant::new(
            "transport-not-symmetric",
            "T₀W₀O generates Σ₀ too, but only the symmetric map goes there straight down",
            check!(Square, S, |case| case
                .follows::<S>(&(&case.ends()? * &Matrix::of(&case.0.turn)))),
        ),
    ],
};

impl Square {
    /// T₀W₀.
    fn ends<S: Rung>(&self) -> Result<Matrix<S>, Obstacle> {
        let w = self.0.weights::<S>();
        Ok(&self.0.target.transport(&w)? * &w)
    }

    /// e^{−2t}W₀ + (1 − e^{−2t})end.
    fn at<T: Real>(start: &Matrix<T>, end: &Matrix<T>, time: &T) -> Matrix<T> {
        let left = (-(T::count(2) * time)).exp();
        &start.scale(&left) + &end.scale(&(T::one() - left))
    }

    /// It moves against the gradient, and starts at W₀.
    fn follows<S: Rung>(&self, end: &Matrix<S>) -> Result<Compared<S>, Obstacle> {
        let constant = |m: &Matrix<S>| m.map(|x| Dual::constant(x.clone()));
        let start = self.0.weights::<S>();
        let time = Dual::variable(S::of(&self.0.time));
        let moving = Self::at(&constant(&start), &constant(end), &time);
        let [value, slope] = [moving.map(|x| x.value.clone()), moving.slopes()];
        let gradient = self.0.target.gradient(&value)?;
        let begin = Self::at(&start, end, &S::zero());
        Ok(equal_at(slope, -&gradient, self.0.target.trace::<S>()).and(equal(begin, start)))
    }

    /// L(W(t)) = e^{−rate·t}L(W₀).
    fn has_loss<S: Rung>(&self, rate: usize) -> Result<Compared<S>, Obstacle> {
        let (start, target) = (self.0.weights::<S>(), &self.0.target);
        let time = S::of(&self.0.time);
        let later = Self::at(&start, &self.ends()?, &time);
        let left = (-(S::count(rate) * time)).exp();
        let claimed = left * target.loss(&start)?;
        Ok(equal_at(target.loss(&later)?, claimed, target.trace::<S>()))
    }

    /// W(t)W(t)ᵀ = e^{−2t}W₀W₀ᵀ + (1 − e^{−2t})Σ₀.
    fn covariance_is_straight<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (start, time) = (self.0.weights::<S>(), S::of(&self.0.time));
        let later = Self::at(&start, &self.ends()?, &time);
        let line = Self::at(&(&start * &start.transpose()), &self.0.target.covariance(), &time);
        Ok(equal(&later * &later.transpose(), line))
    }

    fn flow_arrives<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.0.flows {
            return Ok(Compared::nothing());
        }
        let (start, time) = (self.0.weights::<S>(), S::of(&self.0.time));
        let end = flow(&Descent(&self.0.target), std::slice::from_ref(&start), &time)?;
        Ok(equal(&end[0], Self::at(&start, &self.ends()?, &time)))
    }

    /// The entries of W.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "two dimensions, square";
        let square: Square = known_case(case);
        let (start, finish) = (square.0.weights::<Plotted>(), square.ends::<Plotted>()?);
        let end = Plotted::ratio(3, 2);
        let entries = |state: &[Matrix<Plotted>]| state[0].entries().to_vec();
        let velocity = Descent(&square.0.target);
        let found = flow_rows(&velocity, std::slice::from_ref(&start), &end, entries)?;
        let line = formula_rows(&end, |time| Self::at(&start, &finish, time).entries().to_vec());
        Ok(Figure {
            case,
            time: "t",
            quantity: "entries of W",
            line: "the formula",
            flow: "the flow down the loss",
            curves: curves(["W₁₁", "W₁₂", "W₂₁", "W₂₂"].map(str::to_owned).to_vec(), &line, &found),
        })
    }
}
