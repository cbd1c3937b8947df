//! A gate is a step of the backward Euler method.

use super::discretised::discretised;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, identity,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;
use num_traits::One;

/// Every z is ln Δ of one Δ > 0, and e^{−z} = 1/Δ. Degree: x_T has at most T + 1 in the Δ_t, u_t and x₀ over ∏(1 + Δ_t), T ≤ 20.
pub(super) const BACKWARD_EULER: Claim = Claim {
    id: "gating-is-backward-euler",
    statement: "x_t = (1 − σ(z_t))x_{t−1} + σ(z_t)u_t is the discretisation with α = 1 of ẋ = −x + u with Δ_t = exp(z_t): \
                1 − Ā = B̄ = σ(z) = Δ/(1 + Δ)",
    hypotheses: "any z, written as ln Δ with Δ > 0 so that e^{−z} = 1/Δ; z within [−6, 5.8] where it is drawn",
    source: "the paper's lemma on gates (number not verified); derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 64 },
    check: identity!(Gates, S, |case| case.is_discretised::<S>(&Rational::one())),
    witness: None,
    mutants: &[
        Mutant::new(
            "forward-euler",
            "α = 0 has the gate Δ, which exceeds 1",
            identity!(Gates, S, |case| case.is_discretised::<S>(&Rational::fraction(0, 1))),
        ),
        Mutant::new(
            "bilinear",
            "α = ½ has the gate Δ/(1 + Δ/2)",
            identity!(Gates, S, |case| case.is_discretised::<S>(&Rational::fraction(1, 2))),
        ),
        Mutant::new(
            "zero-order-hold",
            "inputs held constant have the gate 1 − e^{−Δ}",
            check!(Gates, S, |case| {
                let held = case.steps.iter().map(|step| S::one() - (-S::of(step)).exp());
                equal(case.gates::<S>(), held.collect::<Vec<_>>())
            }),
        ),
        Mutant::new(
            "step-without-exponential",
            "Δ = z has the gate z/(1 + z)",
            check!(Gates, S, |case| {
                let gate = |step: &Rational| {
                    let z = S::of(step).ln();
                    &z / (S::one() + &z)
                };
                equal(case.gates::<S>(), case.steps.iter().map(gate).collect::<Vec<_>>())
            }),
        ),
    ],
};

/// A gated unit and its inputs.
#[derive(Debug)]
struct Gates {
    /// Δ_t = exp(z_t).
    steps: Vec<Rational>,
    /// u_t.
    inputs: Vec<Rational>,
    /// x₀.
    start: Rational,
}

impl Case for Gates {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let length = draw.dim(1, 20);
        Ok(Gates {
            steps: (0..length).map(|_| draw.log_uniform("0.0025", "327.68")).collect(),
            inputs: (0..length).map(|_| draw.entry()).collect(),
            start: draw.entry(),
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |steps: &[(i64, u64)]| Gates {
            steps: steps.iter().map(|&(n, d)| Rational::fraction(n, d)).collect(),
            inputs: (1..=steps.len()).map(Rational::from).collect(),
            start: Rational::fraction(1, 2),
        };
        vec![
            ("z = ln 2, then ln 3", case(&[(2, 1), (3, 1)])),
            ("z = 0, half open", case(&[(1, 1)])),
        ]
    }
}

impl Gates {
    /// σ(z_t) = 1/(1 + e^{−z_t}).
    fn gates<S: Field>(&self) -> Vec<S> {
        let gate = |step: &Rational| S::one() / (S::one() + S::one() / S::of(step));
        self.steps.iter().map(gate).collect()
    }

    /// The gated unit is the discretisation with this blend of A = −1, B = 1, step by step.
    fn is_discretised<S: Field>(&self, blend: &Rational) -> Result<Compared<S>, Obstacle> {
        let (minus, plus) = (-&Matrix::ones(1, 1), Matrix::ones(1, 1));
        let (mut gated, mut stepped) = (S::of(&self.start), S::of(&self.start));
        let mut compared = Compared::nothing();
        for ((gate, step), input) in self.gates::<S>().iter().zip(&self.steps).zip(&self.inputs) {
            let (kept, taken) = discretised(&minus, &plus, blend, step)?;
            let [kept, taken] = [kept, taken].map(|m| S::of(&m[(0, 0)]));
            let input = S::of(input);
            gated = (S::one() - gate) * gated + gate * &input;
            stepped = &kept * stepped + &taken * input;
            compared = compared
                .and(equal(vec![S::one() - kept, taken], vec![gate.clone(); 2]))
                .and(equal(&gated, &stepped));
        }
        Ok(compared)
    }
}
