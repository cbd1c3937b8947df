//! Two layers: every mode follows a sigmoid of its own.

use super::start::Start;
use crate::calculus::{Descent, flow};
use crate::claim::{
    Claim, Compared, Figure, Kind, Method, Mutant, Plotted, check, curves, equal, equal_at,
    flow_rows, formula_rows, known_case,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Dual, Field, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Two ways: the closed form satisfies the differential equation and the start, and the validated flow of the whole matrices
/// down the loss itself arrives where it says.
pub(super) const SIGMOID: Claim = Claim {
    id: "saxe-two-layer-sigmoid",
    statement: "W₁(t) = R diag(√u(t))V_rᵀ, W₂(t) = U_r diag(√u(t))Rᵀ with u(t) = s e^{2st}/(e^{2st} − 1 + s/u₀), mode by mode, have \
                W_l′ = −∂loss/∂W_l and u(0) = u₀, so that W₂W₁(t) = U_r diag(u(t))V_rᵀ; and t = (1/2s)ln[u(s−u₀)/(u₀(s−u))]; \
                the flow of the whole matrices from W_l(0) is enclosed too and arrives there, in the first two known cases",
    hypotheses: "XXᵀ = I, Y = SX + N with NXᵀ = 0; U_r, V_r the first r ≤ h modes of S, the others at rest; R (h × r) orthonormal; \
                 u₀ > 0, u₀ ≠ s",
    source: "the paper's equation for the time course of a mode (from memory); the logistic equation",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Start, S, |start| Ok(start
        .solves::<S>(Variant::Paper)
        .and(start.is_inverted::<S>())
        .and(start.flows_there::<S>()?)))
    .with_figure(Start::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "time-constant-1-over-s",
            "two layers move at once, so u′ = 2u(s − u)",
            check!(Start, S, |start| start.solves::<S>(Variant::HalfRate)),
        ),
        Mutant::new(
            "unaligned-start",
            "a start in other output directions than U_r has the modes compete",
            check!(Start, S, |start| start.solves::<S>(Variant::Unaligned)),
        ),
        Mutant::new(
            "inputs-not-white",
            "with XXᵀ = 4I and the same YXᵀ the decay of each mode is four times as strong",
            check!(Start, S, |start| start.solves::<S>(Variant::LoudInputs)),
        ),
    ],
};

/// What is changed in a mutant.
#[derive(Clone, Copy, PartialEq)]
enum Variant {
    Paper,
    /// e^{st}
    HalfRate,
    /// U_r upside down and negated at the start.
    Unaligned,
    /// 2X and Y/2.
    LoudInputs,
}

/// u at a time: s e^{rate·st}/(e^{rate·st} − 1 + s/u₀).
fn sigmoid<T: Real>(s: &T, start: &T, rate: usize, time: &T) -> T {
    let growth = (T::count(rate) * s * time).exp();
    s * &growth / (growth - T::one() + s / start)
}

impl Start {
    /// u(t) of each mode.
    fn overlaps<T: Rung>(&self, rate: usize, time: &Dual<T>) -> Vec<Dual<T>> {
        let strengths = self.strengths::<T>();
        let modes = strengths.into_iter().zip(&self.overlaps);
        let constant = Dual::constant;
        modes.map(|(s, u)| sigmoid(&constant(s), &constant(T::of(u)), rate, time)).collect()
    }

    /// W₁(t), W₂(t) with their time derivatives.
    fn layers<T: Rung>(&self, variant: Variant, time: &Dual<T>) -> Vec<Matrix<Dual<T>>> {
        let rate = if variant == Variant::HalfRate { 1 } else { 2 };
        let roots: Vec<_> = self.overlaps(rate, time).iter().map(Real::sqrt).collect();
        let (left, right) = self.frames::<T>();
        let constant = |m: &Matrix<T>| m.map(|x| Dual::constant(x.clone()));
        let (left, right) = (constant(&left), constant(&right));
        let left = if variant == Variant::Unaligned { upside_down(&left) } else { left };
        let (hidden, roots) = (Matrix::of(&self.hidden), Matrix::diagonal(&roots));
        vec![&(&hidden * &roots) * &right.transpose(), &(&left * &roots) * &hidden.transpose()]
    }

    /// The closed form moves against the gradient, and starts at u₀.
    fn solves<S: Rung>(&self, variant: Variant) -> Compared<S> {
        let loudness = if variant == Variant::LoudInputs { 2 } else { 1 };
        let moving = self.layers(variant, &Dual::variable(S::of(&self.time)));
        let layers: Vec<_> = moving.iter().map(|w| w.map(|x| x.value.clone())).collect();
        let gradients = self.gradients(&layers, loudness);
        let follows =
            moving.iter().zip(&gradients).map(|(w, gradient)| equal(w.slopes(), -gradient));
        let begin: Vec<S> =
            self.overlaps(2, &Dual::zero()).into_iter().map(|u: Dual<S>| u.value).collect();
        let given: Vec<S> = self.overlaps.iter().map(S::of).collect();
        Compared::all(follows).and(equal(begin, given)).and(self.modes_are_of_target())
    }

    /// t = (1/2s)ln[u(s−u₀)/(u₀(s−u))].
    fn is_inverted<S: Rung>(&self) -> Compared<S> {
        let time = S::of(&self.time);
        let overlaps = self.overlaps(2, &Dual::constant(time.clone()));
        let modes = self.strengths::<S>().into_iter().zip(&self.overlaps).zip(overlaps);
        Compared::all(modes.map(|((s, start), u)| {
            let (start, u) = (S::of(start), u.value);
            let odds = &u * (&s - &start) / (&start * (&s - &u));
            // At t = 0 both sides vanish: the logarithm of two terms that cancel.
            let unit = S::one() / (S::count(2) * s);
            equal_at(odds.ln() * &unit, &time, &unit)
        }))
    }

    /// The gradient flow of the whole matrices from the start.
    fn flows_there<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.flows {
            return Ok(Compared::nothing());
        }
        let (start, time) = (self.layers_at(S::zero()), S::of(&self.time));
        let end = flow(&Descent(self), &start, &time)?;
        Ok(Compared::all(end.into_iter().zip(self.layers_at(time)).map(|(a, b)| equal(a, b))))
    }

    /// W₁(t), W₂(t).
    fn layers_at<S: Rung>(&self, time: S) -> Vec<Matrix<S>> {
        let moving = self.layers(Variant::Paper, &Dual::constant(time));
        moving.iter().map(|w| w.map(|x| x.value.clone())).collect()
    }

    /// u of both modes: the sigmoids, and the diagonal of U_rᵀW₂W₁V_r along the flow.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "2-2-2, two modes";
        let start: Start = known_case(case);
        let (end, (left, right)) = (Plotted::count(4), start.frames::<Plotted>());
        let modes = |layers: &[Matrix<Plotted>]| {
            let product = &(&left.transpose() * &end_to_end(layers)) * &right;
            (0..product.rows()).map(|mode| product[(mode, mode)]).collect()
        };
        let sigmoids = |time: &Plotted| {
            let overlaps = start.overlaps(2, &Dual::constant(*time));
            overlaps.into_iter().map(|u| u.value).collect()
        };
        let first = start.layers_at(Plotted::zero());
        let found = flow_rows(&Descent(&start), &first, &end, modes)?;
        let names = (1..=start.overlaps.len()).map(|mode| format!("mode {mode}")).collect();
        Ok(Figure {
            case,
            time: "t",
            quantity: "u",
            line: "the sigmoid of each mode",
            flow: "the flow of the whole matrices",
            curves: curves(names, &formula_rows(&end, sigmoids), &found),
        })
    }
}

/// The rows in reverse order, negated.
fn upside_down<S: Field>(matrix: &Matrix<S>) -> Matrix<S> {
    let last = matrix.rows() - 1;
    Matrix::from_fn(matrix.rows(), matrix.cols(), |i, j| -&matrix[(last - i, j)])
}
