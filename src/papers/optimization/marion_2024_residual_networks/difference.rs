//! Neighbouring layers move nearly alike.

use super::network::{Loss, Network};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, identity,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, largest};

/// h_L has degree L + 1 ≤ 5 in the entries drawn, ∂ℓ/∂W_k degree ≤ 2L + 1 for squares; the right side has one factor W more: ≤ 2L + 2 = 10.
pub(super) const DEPTH_DIFFERENCE: Claim = Claim {
    id: "depth-difference-of-gradients-is-order-1-over-l",
    statement: "(W_{k+1} − W_k)′ = −(1/L)(P_{k+2}H_kᵀW_kᵀ − W_{k+1}ᵀP_{k+2}H_kᵀ), so of norm ≤ 2RB/L for ‖W_k‖ ≤ R and ‖P_{k+2}H_kᵀ‖ ≤ B",
    hypotheses: "linear residual layers; the flow with the factor L; untied weights; L = 2..4, d ≤ 2, n ≤ 2 (in a known case 8, 3, 2)",
    source: "linear specialisation of the paper's mechanism; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 10 },
    check: identity!(Squares, S, |case| { case.0.differs_by::<S>(Sides::Paper, &case.0.depth()) }),
    witness: None,
    mutants: &[
        Mutant::new(
            "independent-start-stays-smooth",
            "independent weights differ by O(1) between neighbours, at any L: L·max‖W_{k+1} − W_k‖ doubles with L",
            check!(Independent, S, |case| {
                let [few, many] = [4, 8].map(|depth| case.roughness::<S>(depth));
                at_most(many, few * S::ratio(3, 2))
            }),
        ),
        Mutant::new(
            "transposes-swapped",
            "P H_kᵀ is multiplied by the layer below it from the right, and by the one above it from the left",
            identity!(Squares, S, |case| {
                case.0.differs_by::<S>(Sides::Swapped, &case.0.depth())
            }),
        ),
        Mutant::new(
            "flow-without-the-factor",
            "without the factor L the velocities are L times as small",
            identity!(Squares, S, |case| case.0.differs_by::<S>(Sides::Paper, &S::one())),
        ),
    ],
};

/// A network with the loss of squares.
#[derive(Debug)]
struct Squares(Network);

impl Case for Squares {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Squares(Network { loss: Loss::Squares, ..Network::draw(draw)? }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        Network::known().into_iter().map(|(name, case)| (name, Squares(case))).collect()
    }
}

/// Which layer stands on which side.
#[derive(Clone, Copy)]
enum Sides {
    Paper,
    Swapped,
}

impl Network {
    /// P_k for k = 0, …, L.
    pub(super) fn adjoints<S: Field>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let end = self.states(layers).pop().expect("the inputs at least");
        let mut adjoints = vec![&end - &Matrix::of(&self.targets)];
        for layer in layers.iter().rev() {
            let next = self.step(layer).transpose().times(&adjoints[adjoints.len() - 1]);
            adjoints.push(next);
        }
        adjoints.reverse();
        adjoints
    }

    fn differs_by<S: Field>(&self, sides: Sides, factor: &S) -> Compared<S> {
        let layers = self.layers::<S>();
        let velocity = self.velocity(&layers, factor);
        let (states, adjoints) = (self.states(&layers), self.adjoints(&layers));
        let share = -(S::one() / self.depth::<S>());
        Compared::all((0..layers.len() - 1).map(|k| {
            let outer = &adjoints[k + 2] * &states[k].transpose();
            let (right, left) = match sides {
                Sides::Paper => (&layers[k], &layers[k + 1]),
                Sides::Swapped => (&layers[k + 1], &layers[k]),
            };
            let bracket = &(&outer * &right.transpose()) - &(&left.transpose() * &outer);
            equal(&velocity[k + 1] - &velocity[k], bracket.scale(&share))
        }))
    }
}

/// Eight independent numbers.
#[derive(Debug)]
struct Independent(Vec<Rational>);

impl Case for Independent {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Independent((0..8).map(|_| draw.entry()).collect()))
    }
}

impl Independent {
    /// L·max|W_{k+1} − W_k| of the first L.
    fn roughness<S: Real>(&self, depth: usize) -> S {
        let weights: Vec<S> = self.0[..depth].iter().map(S::of).collect();
        largest(weights.windows(2).map(|pair| (&pair[1] - &pair[0]).abs())) * S::count(depth)
    }
}
