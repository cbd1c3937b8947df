//! What neighbouring layers conserve.

use super::network::Network;
use crate::calculus::moving;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, equal, identity};
use crate::linalg::Matrix;
use crate::number::Field;

/// The velocities have degree ≤ 4L + 3 in the entries drawn, for fourth powers; times a layer 4L + 4 ≤ 20.
pub(super) const BALANCE: Claim = Claim {
    id: "residual-balancedness-conservation",
    statement: "C_k = (W_{k+1} + W_{k+1}ᵀ) − (W_k + W_kᵀ) + (1/L)(W_{k+1}ᵀW_{k+1} − W_kW_kᵀ) is constant along the flow, C_k′ = 0, for each k",
    hypotheses: "linear residual layers; losses ½Σ(h_L − Y)² and ¼Σ(h_L − Y)⁴; L = 2..4, d ≤ 2, n ≤ 2 (in a known case 8, 3, 2); \
        at every point, with the validated flow in residual-flow-keeps-layers-close",
    source: "derived here from the balancedness of deep linear networks, for A_k",
    kind: Kind::Trajectory,
    method: Method::Identity { degree: 20 },
    check: identity!(Network, S, |network| network.is_balanced::<S>(Form::Paper, &S::zero())),
    witness: None,
    mutants: &[
        Mutant::new(
            "lower-layer-transposed",
            "the layers touch in W_{k+1}ᵀW_{k+1} and W_kW_kᵀ",
            identity!(Network, S, |network| network.is_balanced::<S>(Form::Outer, &S::zero())),
        ),
        Mutant::new(
            "without-the-square-terms",
            "the linear part alone drifts at the order 1/L",
            identity!(Network, S, |network| network.is_balanced::<S>(Form::Linear, &S::zero())),
        ),
        Mutant::new(
            "with-weight-decay",
            "decay pulls every W_k to 0, and not A_k",
            identity!(Network, S, |network| network.is_balanced::<S>(Form::Paper, &S::ratio(1, 2))),
        ),
    ],
};

/// What is compared of two neighbours.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// C_k.
    Paper,
    /// With W_kᵀW_k for W_kW_kᵀ.
    Outer,
    /// Without the products.
    Linear,
}

impl Network {
    /// C_k, as its two sides, the upper layer's and the lower one's.
    pub(super) fn sides<T: Field>(
        &self,
        form: Form,
        [lower, upper]: [&Matrix<T>; 2],
    ) -> [Matrix<T>; 2] {
        let share = T::one() / self.depth::<T>();
        let symmetric = |w: &Matrix<T>| w + &w.transpose();
        let product = |a: &Matrix<T>, b: &Matrix<T>| (a * b).scale(&share);
        let [above, below] = [symmetric(upper), symmetric(lower)];
        match form {
            Form::Linear => [above, below],
            Form::Paper => [
                &above + &product(&upper.transpose(), upper),
                &below + &product(lower, &lower.transpose()),
            ],
            Form::Outer => [
                &above + &product(&upper.transpose(), upper),
                &below + &product(&lower.transpose(), lower),
            ],
        }
    }

    /// C_k′ = 0 for W_k′ = −L∂ℓ/∂W_k − decay·W_k.
    fn is_balanced<S: Field>(&self, form: Form, decay: &S) -> Compared<S> {
        let layers = self.layers::<S>();
        let velocity = self.velocity(&layers, &self.depth());
        let velocity: Vec<_> =
            layers.iter().zip(&velocity).map(|(w, v)| v - &w.scale(decay)).collect();
        let moving = moving(&layers, &velocity);
        Compared::all(moving.windows(2).map(|pair| {
            let sides = self.sides(form, [&pair[0], &pair[1]]);
            let [above, below] = sides.map(|side| side.slopes());
            equal(above, below)
        }))
    }
}
