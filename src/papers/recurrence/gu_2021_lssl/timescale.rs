//! Only the product of a system's rate and the step matters.

use super::discretised::Layer;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;

/// Degree: with c, at most 5N a step and 5NT in all for N ≤ 3, T ≤ 4, on each of two sides, and 10 for the inputs.
pub(super) const INVARIANCE: Claim = Claim {
    id: "timescale-invariance",
    statement: "(A, B, Δ) → (cA, cB, Δ/c) leaves Ā, B̄ and the outputs as they are; and the layer (A, B) with step cΔ makes of f, sampled at kcΔ, what the \
                layer (cA, cB) with step Δ makes of f(c·), sampled at kΔ",
    hypotheses: "c > 0; I − αΔA invertible; f a polynomial of degree 2",
    source: "abstract (adaptation of the time-scale); derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 200 },
    check: identity!(Scaled, S, |case| {
        let scaled = case.scaled();
        Ok(case.agrees::<S>(&scaled)?.and(case.resamples()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "only-a-scaled",
            "B̄ is proportional to Δ, so that B has to grow as Δ shrinks",
            identity!(Scaled, S, |case| {
                case.agrees::<S>(&Layer { input: case.layer.input.clone(), ..case.scaled() })
            }),
        ),
        Mutant::new(
            "output-scaled-too",
            "C reads the same states as before",
            identity!(Scaled, S, |case| {
                let output = case.layer.output.scale(&case.factor);
                case.agrees::<S>(&Layer { output, ..case.scaled() })
            }),
        ),
    ],
};

/// A layer and a change of its time-scale.
#[derive(Debug)]
struct Scaled {
    layer: Layer,
    /// c.
    factor: Rational,
    /// u₁, …, u_T.
    inputs: Vec<Rational>,
    /// f(t) = f₀ + f₁t + f₂t².
    function: [Rational; 3],
}

impl Case for Scaled {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, length) = (draw.dim(1, 3), draw.dim(1, 4));
        Scaled::with_dims(draw, size, length)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, length| {
            let tape = squares_tape(80, 3, 67);
            Scaled::with_dims(&mut Draw::replay(&tape), size, length).expect("a regular system")
        };
        vec![("two states, five steps", case(2, 5)), ("one state, one step", case(1, 1))]
    }
}

impl Scaled {
    fn with_dims(draw: &mut Draw<'_>, size: usize, length: usize) -> Result<Self, Rejected> {
        let scaled = Scaled {
            layer: Layer::of_size(draw, size)?,
            factor: draw.above("0", "3"),
            inputs: (0..length).map(|_| draw.entry()).collect(),
            function: [(); 3].map(|()| draw.entry()),
        };
        match scaled.slow().discretised() {
            Ok(_) => Ok(scaled),
            Err(_) => Err(Rejected("I − αcΔA invertible")),
        }
    }

    /// (cA, cB, Δ/c).
    fn scaled(&self) -> Layer {
        let layer = &self.layer;
        Layer {
            matrix: layer.matrix.scale(&self.factor),
            input: layer.input.scale(&self.factor),
            step: &layer.step / &self.factor,
            ..layer.clone()
        }
    }

    /// (A, B, cΔ).
    fn slow(&self) -> Layer {
        Layer { step: &self.layer.step * &self.factor, ..self.layer.clone() }
    }

    /// `other` has the Ā, B̄ and outputs of the layer.
    fn agrees<S: Field>(&self, other: &Layer) -> Result<Compared<S>, Obstacle> {
        let both = |layer: &Layer| {
            let (transition, input) = layer.discretised()?;
            Ok(Matrix::<S>::of(&transition.beside(&input)))
        };
        let outputs = |layer: &Layer| layer.outputs::<S>(&self.inputs, &layer.rest());
        Ok(equal(both(&self.layer)?, both(other)?)
            .and(equal(outputs(&self.layer)?, outputs(other)?)))
    }

    fn resamples<S: Field>(&self) -> Result<Compared<S>, Obstacle> {
        let sampled = |[a, b, c]: &[Rational; 3], step: &Rational| -> Vec<Rational> {
            let times = (1..=self.inputs.len()).map(|k| Rational::from(k) * step);
            times.map(|t| a + (b + c * &t) * t).collect()
        };
        let [a, b, c] = &self.function;
        let stretched = [a.clone(), b * &self.factor, c * self.factor.square()];
        let (slow, step) = (self.slow(), self.layer.step.clone());
        let fast = Layer { step: step.clone(), ..self.scaled() };
        let left = slow.outputs::<S>(&sampled(&self.function, &slow.step), &slow.rest())?;
        Ok(equal(left, fast.outputs::<S>(&sampled(&stretched, &step), &fast.rest())?))
    }
}
