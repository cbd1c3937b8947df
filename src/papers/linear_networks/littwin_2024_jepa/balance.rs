//! What self-distillation conserves.

use super::training::{Moments, Training};
use crate::calculus::moving;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, identity, squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational};

/// Degree: the loss has degree ≤ 2(L + 1) = 8 in the weights and 2 in the data; a slope has one less, times one weight.
pub(super) const STOPGRAD_BALANCE: Claim = Claim {
    id: "jepa-stopgrad-balance",
    statement: "JEPA's flow with stop-gradient keeps VᵀV − W_LW_Lᵀ and W_{a+1}ᵀW_{a+1} − W_aW_aᵀ, a = 1..L−1: their derivatives along the \
                velocities vanish; without stop-gradient the latter are still kept",
    hypotheses: "any data, weights and widths; the target's encoder is the encoder itself; equal rates; L = 1..3",
    source: "derived here: Vᵀ∂/∂V = ∂/∂W_L W_Lᵀ for a loss of VW_L",
    kind: Kind::Equality,
    method: Method::Identity { degree: 10 },
    check: identity!(Encoder, S, |case| {
        let [stopped, full] =
            [Training::Jepa, Training::JepaWithoutStop].map(|training| case.moving::<S>(training));
        let last = stopped.len() - 2;
        let pairs = (0..=last).map(|a| keeps(&stopped[a], &stopped[a + 1]));
        let inner = (0..last).map(|a| keeps(&full[a], &full[a + 1]));
        Compared::all(pairs).and(Compared::all(inner))
    }),
    witness: None,
    mutants: &[Mutant::new(
        "gradient-through-the-target",
        "the target is W_L…y too, which moves W_L where V stands still",
        identity!(Encoder, S, |case| {
            let full = case.moving::<S>(Training::JepaWithoutStop);
            let last = full.len() - 2;
            keeps(&full[last], &full[last + 1])
        }),
    )],
};

/// An encoder with its predictor, and data.
#[derive(Debug)]
struct Encoder {
    /// W₁, …, W_L, V.
    layers: Vec<Matrix<Rational>>,
    moments: Moments,
}

impl Case for Encoder {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 3);
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(1, 3)).collect();
        let examples = draw.dim(1, 4);
        Ok(Encoder::of_shape(draw, &dims, examples))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |dims: &[usize], examples| {
            let tape = squares_tape(400, 7, 97);
            Encoder::of_shape(&mut Draw::replay(&tape), dims, examples)
        };
        vec![
            ("one weight and a predictor", case(&[1, 1], 1)),
            ("4-4-5-3, nine examples", case(&[4, 4, 5, 3], 9)),
        ]
    }
}

impl Encoder {
    fn of_shape(draw: &mut Draw<'_>, dims: &[usize], examples: usize) -> Self {
        let mut layers: Vec<_> = dims.windows(2).map(|d| draw.matrix(d[1], d[0])).collect();
        let latents = dims[dims.len() - 1];
        layers.push(draw.matrix(latents, latents));
        let [x, y] = [(); 2].map(|()| draw.matrix(dims[0], examples));
        let moment = |a: &Matrix<_>, b: &Matrix<_>| a * &b.transpose();
        let moments =
            Moments { inputs: moment(&x, &x), cross: moment(&y, &x), targets: moment(&y, &y) };
        Encoder { layers, moments }
    }

    /// All layers with their velocities.
    fn moving<S: Field>(&self, training: Training) -> Vec<Matrix<Dual<S>>> {
        let layers: Vec<Matrix<S>> = self.layers.iter().map(Matrix::of).collect();
        moving(&layers, &self.moments.velocity(training, &layers))
    }
}

/// (upperᵀupper − lower·lowerᵀ)′ = 0.
fn keeps<S: Field>(lower: &Matrix<Dual<S>>, upper: &Matrix<Dual<S>>) -> Compared<S> {
    let above = (&upper.transpose() * upper).slopes();
    let below = (lower * &lower.transpose()).slopes();
    vanishes(&above - &below, above)
}
