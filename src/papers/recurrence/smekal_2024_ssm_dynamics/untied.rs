//! Many states with weights of their own learn at the rate of one.

use super::model::Network;
use super::start::{Start, sigmoid};
use crate::calculus::{Descent, Velocity, flow, gradient};
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, check, equal,
    known_case, squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// b′ = c(σ − ηu) and c′ = b(σ − ηu), so that b ± c only change their lengths.
pub(super) const UNTIED: Claim = Claim {
    id: "ssm-overparam-untied",
    statement: "N states with one pole, u = bᵀc: b′ = c(σ − ηu), c′ = b(σ − ηu); (bbᵀ − ccᵀ)′ = 0; b ± c = e^{±φ}(b ± c)(0) with \
                φ′ = σ − (η/4)(e^{2φ}‖(b + c)(0)‖² − e^{−2φ}‖(b − c)(0)‖²); and from b₀ = ±c₀ of entries β, |u(t)| is the sigmoid of ssm-1d-sigmoid with \
                |u₀| = Nβ², which reaches p|σ|/η at t = (1/2|σ|)ln[p(|σ|/η − Nβ²)/((1 − p)Nβ²)]; the flows of b, c and of φ are enclosed too and \
                agree, in the known cases",
    hypotheses: "a fixed, the same for all states; only b and c learn; σ ≠ 0; Nβ² < |σ|/η for the time",
    source: "derived here",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Untied, S, |case| {
        let [sigma, limit] = case.start.rate_and_limit::<S>();
        let (untied, rate) = (case.start.untied(), &sigma * S::count(2));
        Ok(case
            .turns_nowhere::<S>()
            .and(case.conserves(|b, c| b - c))
            .and(untied.solves(&limit, &rate))
            .and(untied.flows_there(&limit, &rate)?)
            .and(case.is_in_time())
            .and(case.phases_agree()?))
    })
    .with_figure(Untied::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "rate-2-n-sigma",
            "‖b‖² + ‖c‖² = 2u already counts all N states",
            check!(Untied, S, |case| {
                let [sigma, limit] = case.start.rate_and_limit::<S>();
                case.start.untied().solves(&limit, &(sigma * S::count(2 * case.start.states)))
            }),
        ),
        Mutant::new(
            "sum-conserved",
            "b and c pull each other in the same direction",
            check!(Untied, S, |case| case.conserves::<S>(|b, c| b + c)),
        ),
        Mutant::new(
            "start-n-beta",
            "u₀ is a sum of squares",
            check!(Untied, S, |case| {
                let [sigma, limit] = case.start.rate_and_limit::<S>();
                let (rate, time) = (sigma * S::count(2), case.start.untied().time());
                let begin = S::of(&case.start.weight) * S::count(case.start.states);
                let claimed = sigmoid(&limit, &rate, &begin, &time);
                equal(claimed, case.start.untied().overlap(&limit, &rate, &time))
            }),
        ),
    ],
};

/// N states from any start, and from equal entries.
#[derive(Debug)]
struct Untied {
    start: Start,
    /// b₀ and c₀ (N × 1).
    weights: [Matrix<Rational>; 2],
    /// φ.
    phase: Rational,
    /// p.
    fraction: Rational,
}

impl Case for Untied {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let start = Start::draw(draw)?;
        let small = start.untied().begin::<Rational>() * start.model.power();
        if small >= start.model.correlation().abs() {
            return Err(Rejected("Nβ² < |σ|/η"));
        }
        Ok(Untied::from(draw, start))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |(name, start)| {
            let tape = squares_tape(80, 5, 67);
            (name, Untied::from(&mut Draw::replay(&tape), start))
        };
        Start::known().into_iter().map(case).collect()
    }
}

/// φ′ for ‖(b + c)(0)‖² and ‖(b − c)(0)‖².
struct Phase<'a> {
    case: &'a Untied,
}

impl Velocity for Phase<'_> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let [sum, difference] = self.case.sum_and_difference().map(|v| T::of(&v.norm_squared()));
        let model = &self.case.start.model;
        let [sigma, eta] = [model.correlation(), model.power()].map(|x| T::of(&x));
        vec![state[0].map(|phase| phase_velocity(phase, [&sigma, &eta], [&sum, &difference]))]
    }
}

/// σ − (η/4)(e^{2φ}‖p‖² − e^{−2φ}‖m‖²).
fn phase_velocity<T: Real>(phase: &T, [sigma, eta]: [&T; 2], [sum, difference]: [&T; 2]) -> T {
    let growth = (phase * T::count(2)).exp();
    sigma - eta * T::ratio(1, 4) * (&growth * sum - difference / growth)
}

impl Untied {
    fn from(draw: &mut Draw<'_>, start: Start) -> Self {
        let tenth = Rational::fraction(1, 10);
        let weights = [(); 2].map(|()| draw.vector(start.states).scale(&tenth));
        let (phase, fraction) = (draw.between("-1", "1"), draw.between("0.05", "0.95"));
        Untied { start, weights, phase, fraction }
    }

    /// (b + c)(0) and (b − c)(0).
    fn sum_and_difference(&self) -> [Matrix<Rational>; 2] {
        let [b, c] = &self.weights;
        [b + c, b - c]
    }

    fn network(&self) -> Network<'_> {
        Network { model: &self.start.model, copies: 1 }
    }

    /// b and c at a phase.
    fn at<T: Real>(&self, phase: &T) -> Vec<Matrix<T>> {
        let [sum, difference] = self.sum_and_difference().map(|v| Matrix::<T>::of(&v));
        let half = T::ratio(1, 2);
        let (sum, difference) =
            (sum.scale(&(phase.exp() * &half)), difference.scale(&((-phase).exp() * half)));
        vec![&sum + &difference, &sum - &difference]
    }

    /// At φ, moving by φ′, b and c go down the gradient; and b′ = c(σ − ηu), c′ = b(σ − ηu).
    fn turns_nowhere<S: Rung>(&self) -> Compared<S> {
        let [sigma, eta] = self.start.model.statistics::<S>();
        let norms = self.sum_and_difference().map(|v| S::of(&v.norm_squared()));
        let phase = S::of(&self.phase);
        let slope = phase_velocity(&phase, [&sigma, &eta], [&norms[0], &norms[1]]);
        let moving = self.at(&Dual { value: phase, slope });
        let now: Vec<_> = moving.iter().map(|w| w.map(|x| x.value.clone())).collect();
        let down = gradient(&now, |weights| self.network().loss(weights));
        let pull = sigma - eta * now[0].inner(&now[1]);
        let pairs = moving.iter().zip(&down).zip(now.iter().rev());
        Compared::all(pairs.map(|((w, slope), other)| {
            equal(w.slopes(), -slope).and(equal(-slope, other.scale(&pull)))
        }))
    }

    /// The derivative of bbᵀ and that of ccᵀ, combined, vanish along the flow.
    fn conserves<S: Rung>(&self, combined: fn(&Matrix<S>, &Matrix<S>) -> Matrix<S>) -> Compared<S> {
        let weights = self.weights.each_ref().map(Matrix::<S>::of);
        let down = gradient(&weights, |weights| self.network().loss(weights));
        let change = |k: usize| {
            let half = &down[k] * &weights[k].transpose();
            -&(&half + &half.transpose())
        };
        vanishes(combined(&change(0), &change(1)), change(0).stacked(&change(1)))
    }

    /// |u(t)| = p|σ|/η at the time claimed.
    fn is_in_time<S: Rung>(&self) -> Compared<S> {
        let [sigma, limit] = self.start.rate_and_limit::<S>();
        let (untied, p) = (self.start.untied(), S::of(&self.fraction));
        let (begin, rate) = (untied.begin::<S>(), sigma * S::count(2));
        let odds = &p * (&limit - &begin) / ((S::one() - &p) * begin);
        let time = odds.ln() / &rate;
        equal(untied.overlap(&limit, &rate, &time), p * limit)
    }

    /// From equal entries.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "N = 4, β = 0.1, time 1";
        let start = known_case::<Untied>(case).start;
        let [sigma, limit] = start.rate_and_limit::<Plotted>();
        start.untied().figure(case, &limit, &(sigma * Plotted::count(2)))
    }

    /// The flow of all weights is where the flow of φ alone says, and has kept bbᵀ − ccᵀ.
    fn phases_agree<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.start.flows {
            return Ok(Compared::nothing());
        }
        let (time, weights) =
            (self.start.untied().time::<S>(), self.weights.each_ref().map(Matrix::of));
        let end = flow(&Descent(self.network()), &weights, &time)?;
        let phase = flow(&Phase { case: self }, &[Matrix::zeros(1, 1)], &time)?;
        let claimed = self.at(&phase[0][(0, 0)]);
        let kept = |w: &[Matrix<S>]| &(&w[0] * &w[0].transpose()) - &(&w[1] * &w[1].transpose());
        let same = end.iter().zip(&claimed).map(|(a, b)| equal(a, b));
        Ok(Compared::all(same).and(equal(kept(&end), kept(&weights))))
    }
}
