//! The recurrence is a causal convolution.

use super::discretised::Layer;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use crate::obstacle::Obstacle;

/// Products of transforms themselves are among the claims of smekal-2024-ssm-dynamics. Degree: det(I − αΔA) has degree 3N, and so have Ā and B̄ over it; y_T has at most 3NT + 3 over its Tth power, N ≤ 4, T ≤ 6.
pub(super) const RECURRENCE_EQUALS_CONVOLUTION: Claim = Claim {
    id: "lssl-recurrence-equals-convolution",
    statement: "y_t = Σ_{j<t} K_j u_{t−j} + Du_t: the causal convolution. It is also the circular one of period P of K and u padded with zeros, which is \
                what a product of discrete Fourier transforms of length P computes, for P = 2T − 1",
    hypotheses: "I − αΔA invertible, x₀ = 0",
    source: "abstract; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 80 },
    check: identity!(Sequence, S, |case| {
        let length = case.inputs.len();
        Ok(case
            .convolves::<S>(0, causal)?
            .and(case.convolves(0, |kernel, inputs| circular(kernel, inputs, 2 * length - 1))?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "circular-of-length-t",
            "without padding the last inputs reach the first outputs",
            identity!(Sequence, S, |case| {
                case.convolves::<S>(0, |kernel, inputs| circular(kernel, inputs, inputs.len()))
            }),
        ),
        Mutant::new(
            "kernel-one-step-late",
            "u_t enters x_t through B̄ alone, so that K₀ = CB̄",
            identity!(Sequence, S, |case| case.convolves::<S>(1, causal)),
        ),
        Mutant::new(
            "other-start",
            "a start adds CĀᵗx₀ to the outputs",
            identity!(Sequence, S, |case| {
                let start = Matrix::ones(case.layer.matrix.rows(), 1);
                let inputs: Vec<S> = case.inputs.iter().map(S::of).collect();
                let found = causal(&case.kernel(0)?, &inputs);
                let claimed = case.layer.with_direct(found.into_iter(), &inputs);
                Ok(equal(case.layer.outputs::<S>(&case.inputs, &start)?, claimed))
            }),
        ),
    ],
};

/// A layer and its inputs.
#[derive(Debug)]
struct Sequence {
    layer: Layer,
    /// u₁, …, u_T.
    inputs: Vec<Rational>,
}

impl Case for Sequence {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, length) = (draw.dim(1, 4), draw.dim(1, 6));
        Sequence::with_dims(draw, size, length)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, length| {
            let tape = squares_tape(120, 7, 73);
            Sequence::with_dims(&mut Draw::replay(&tape), size, length).expect("a regular system")
        };
        vec![
            ("two states, eight steps", case(2, 8)),
            ("eight states, ten steps", case(8, 10)),
            ("two states, 64 steps", case(2, 64)),
            ("64 states, 64 steps, α = 0", Sequence::wide()),
        ]
    }
}

impl Sequence {
    fn with_dims(draw: &mut Draw<'_>, size: usize, length: usize) -> Result<Self, Rejected> {
        let layer = Layer::of_size(draw, size)?;
        Ok(Sequence { layer, inputs: (0..length).map(|_| draw.entry()).collect() })
    }

    /// Forward Euler with A of multiples of 1/64 and Δ = 1/8, so that numbers grow by nine binary places a step.
    fn wide() -> Self {
        let tape = squares_tape(5_000, 7, 10_007);
        let mut draw = Draw::replay(&tape);
        let mut matrix = |rows, cols| {
            Matrix::from_fn(rows, cols, |_, _| Rational::fraction(draw.integer(-16, 16), 64))
        };
        let layer = Layer {
            matrix: matrix(64, 64),
            input: matrix(64, 1),
            output: matrix(1, 64),
            direct: Rational::fraction(1, 2),
            blend: Rational::fraction(0, 1),
            step: Rational::fraction(1, 8),
        };
        Sequence { layer, inputs: matrix(64, 1).entries().to_vec() }
    }

    /// K_late, K_{late+1}, …, T numbers.
    fn kernel<S: Field>(&self, late: usize) -> Result<Vec<S>, Obstacle> {
        let kernel = self.layer.space::<S>()?.kernel(self.inputs.len() + late);
        Ok(kernel[late..].iter().map(|k| k[(0, 0)].clone()).collect())
    }

    /// The outputs are a convolution of the kernel, from K_late on, with the inputs, and Du.
    fn convolves<S: Field>(
        &self,
        late: usize,
        convolved: impl Fn(&[S], &[S]) -> Vec<S>,
    ) -> Result<Compared<S>, Obstacle> {
        let inputs: Vec<S> = self.inputs.iter().map(S::of).collect();
        let found = convolved(&self.kernel(late)?, &inputs);
        let claimed = self.layer.with_direct(found.into_iter(), &inputs);
        Ok(equal(self.layer.outputs::<S>(&self.inputs, &self.layer.rest())?, claimed))
    }
}

/// Σ_{j≤t} K_j u_{t−j}.
fn causal<S: Field>(kernel: &[S], inputs: &[S]) -> Vec<S> {
    let mirrored: Vec<S> = inputs.iter().rev().cloned().collect();
    (1..=inputs.len()).map(|t| S::dot(&kernel[..t], &mirrored[inputs.len() - t..])).collect()
}

/// The first T of Σ_j K_j u_{(t−j) mod P}, both padded with zeros to the period P.
fn circular<S: Field>(kernel: &[S], inputs: &[S], period: usize) -> Vec<S> {
    let padded = |x: &[S]| -> Vec<S> {
        x.iter().cloned().chain(std::iter::repeat_with(S::zero)).take(period).collect()
    };
    let (kernel, around) = (padded(kernel), padded(inputs));
    let at = |t: usize| {
        (0..period).fold(S::zero(), |sum, j| sum + &kernel[j] * &around[(t + period - j) % period])
    };
    (0..inputs.len()).map(at).collect()
}
