//! Weights that start with equal entries, and where the closed form says that they go.

use super::model::{Model, Network};
use crate::calculus::{Descent, flow, gradient};
use crate::claim::{
    Case, Compared, Draw, Figure, Plotted, Rejected, curves, equal, flow_rows, formula_rows,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// b₀ = ±c₀ with entries β, the sign being that of σ.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) model: Model,
    /// β.
    pub(super) weight: Rational,
    /// N.
    pub(super) states: usize,
    /// |σ|t, or N|σ|t for shared weights.
    pub(super) time: Rational,
    /// Whether the flow is followed too.
    pub(super) flows: bool,
}

impl Case for Start {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (period, states) = (draw.dim(3, 8), draw.dim(1, 8));
        Start::with_dims(draw, period, states)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |states, over| {
            let tape = squares_tape(60, 3, 61);
            let start = Start::with_dims(&mut Draw::replay(&tape), 4, states).expect("σ ≠ 0");
            Start {
                flows: true,
                weight: Rational::fraction(1, over),
                time: Rational::from(1),
                ..start
            }
        };
        let mut falling = case(1, 10);
        falling.model.targets.iter_mut().for_each(|y| *y = -&*y);
        vec![
            ("N = 1, β = 0.1, time 1", case(1, 10)),
            ("the same with −y", falling),
            ("N = 4, β = 0.1, time 1", case(4, 10)),
            ("N = 16, β = 0.02, time 1", case(16, 50)),
        ]
    }
}

/// u(t) = limit·E/(E − 1 + limit/u₀) for the growth E = e^{rate·t}.
pub(super) fn sigmoid<T: Real>(limit: &T, rate: &T, start: &T, time: &T) -> T {
    let growth = (rate * time).exp();
    limit * &growth / (growth - T::one() + limit / start)
}

impl Start {
    pub(super) fn with_dims(
        draw: &mut Draw<'_>,
        period: usize,
        states: usize,
    ) -> Result<Self, Rejected> {
        let model = Model::of_period(draw, period)?;
        let (weight, time) = (draw.log_uniform("0.01", "0.3"), draw.between("0", "3"));
        Ok(Start { model, weight, states, time, flows: false })
    }

    /// One state.
    pub(super) fn one(&self) -> Tied<'_> {
        self.tied(1, 1)
    }

    /// N states with weights of their own.
    pub(super) fn untied(&self) -> Tied<'_> {
        self.tied(self.states, 1)
    }

    /// N states that share b and c.
    pub(super) fn shared(&self) -> Tied<'_> {
        self.tied(1, self.states)
    }

    fn tied(&self, entries: usize, copies: usize) -> Tied<'_> {
        Tied { start: self, entries, network: Network { model: &self.model, copies } }
    }

    /// |σ| and |σ|/η.
    pub(super) fn rate_and_limit<S: Rung>(&self) -> [S; 2] {
        let [sigma, eta] = self.model.statistics::<S>();
        let rate = sigma * self.model.sign::<S>();
        [rate.clone(), rate / eta]
    }
}

/// How many weights there are, and how many states use each.
pub(super) struct Tied<'a> {
    start: &'a Start,
    entries: usize,
    network: Network<'a>,
}

impl Tied<'_> {
    /// |u₀| = Nβ², N the number of states.
    pub(super) fn begin<T: Field>(&self) -> T {
        T::of(&self.start.weight).square() * T::count(self.entries * self.network.copies)
    }

    /// t.
    pub(super) fn time<S: Rung>(&self) -> S {
        let [rate, _] = self.start.rate_and_limit::<S>();
        S::of(&self.start.time) / (rate * S::count(self.network.copies))
    }

    /// b and c at |u|: all entries ±√(|u|/N).
    fn weights<T: Real>(&self, overlap: &T) -> Vec<Matrix<T>> {
        let entry = (overlap / T::count(self.entries * self.network.copies)).sqrt();
        let sign = self.start.model.sign::<T>();
        [entry.clone(), entry * sign].map(|x| Matrix::column(vec![x; self.entries])).to_vec()
    }

    /// |u(t)| = sigmoid from |u₀| solves W′ = −∂loss/∂W for the loss of states that are run one by one, and starts at β.
    pub(super) fn solves<S: Rung>(&self, limit: &S, rate: &S) -> Compared<S> {
        let constant = |x: &S| Dual::constant(x.clone());
        let at = |time: &Dual<S>| {
            self.weights(&sigmoid(&constant(limit), &constant(rate), &self.begin(), time))
        };
        let moving = at(&Dual::variable(self.time()));
        let now: Vec<_> = moving.iter().map(|w| w.map(|x| x.value.clone())).collect();
        let slopes = gradient(&now, |weights| self.network.loss(weights));
        let follows = moving.iter().zip(&slopes).map(|(w, slope)| equal(w.slopes(), -slope));
        let first = at(&Dual::zero())[0].map(|x| x.value.clone());
        let given = Matrix::column(vec![S::of(&self.start.weight); self.entries]);
        Compared::all(follows).and(equal(first, given))
    }

    /// The validated flow of all weights from the start arrives where the sigmoid says, in the cases that are followed.
    pub(super) fn flows_there<S: Rung>(
        &self,
        limit: &S,
        rate: &S,
    ) -> Result<Compared<S>, Obstacle> {
        if !self.start.flows {
            return Ok(Compared::nothing());
        }
        let (begin, time) = (self.begin::<S>(), self.time::<S>());
        let end = flow(&Descent(self.network), &self.weights(&begin), &time)?;
        let claimed = self.weights(&sigmoid(limit, rate, &begin, &time));
        Ok(Compared::all(end.into_iter().zip(claimed).map(|(a, b)| equal(a, b))))
    }

    /// |u| by the sigmoid, and along the flow of all weights, for three times the time of the case.
    pub(super) fn figure(
        &self,
        case: &'static str,
        limit: &Plotted,
        rate: &Plotted,
    ) -> Result<Figure, Obstacle> {
        let end = self.time::<Plotted>() * Plotted::count(3);
        let uses = Plotted::count(self.network.copies) * self.start.model.sign::<Plotted>();
        let overlap = |weights: &[Matrix<Plotted>]| vec![weights[0].inner(&weights[1]) * uses];
        let first = self.weights(&self.begin());
        let found = flow_rows(&Descent(self.network), &first, &end, overlap)?;
        let line = formula_rows(&end, |time| vec![self.overlap(limit, rate, time)]);
        Ok(Figure {
            case,
            time: "t",
            quantity: "|u|",
            line: "the sigmoid",
            flow: "the flow of all weights",
            curves: curves(vec!["|u|".to_owned()], &line, &found),
        })
    }

    /// |u(t)| by the sigmoid.
    pub(super) fn overlap<S: Rung>(&self, limit: &S, rate: &S, time: &S) -> S {
        sigmoid(limit, rate, &self.begin(), time)
    }
}
