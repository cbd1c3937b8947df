//! The two statements about neighbours along the flow itself.

use super::balance::Form;
use super::network::{Loss, Network};
use crate::calculus::{Trajectory, trajectory};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal_at,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;

/// R and B are taken over the pieces of the flow, whose balls hold the weights at all times; in the sum of absolute entries, which is
/// submultiplicative too and needs no root of a ball around 0.
pub(super) const TRAINING: Claim = Claim {
    id: "residual-flow-keeps-layers-close",
    statement: "from tied weights, ‖W_{k+1}(T) − W_k(T)‖ ≤ 2RBT/L, ‖·‖ the sum of absolute entries, with ‖W_k‖ ≤ R and ‖P_{k+2}H_kᵀ‖ ≤ B up to T, so that max_k‖W_{k+1} − W_k‖ = O(1/L); \
        and C_k(T) = C_k(0)",
    hypotheses: "linear residual layers, squares; the validated flow with the factor L; L = 2, d = 1, 2, n = 1, T ≤ ¼; in a known case L = 3, d = 2, T = ½",
    source: "consequence of depth-difference-of-gradients-is-order-1-over-l and residual-balancedness-conservation",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Tied, S, |case| {
        let flow = case.flow::<S>()?;
        Ok(case.stays_close(&flow).and(case.stays_balanced(&flow, Form::Paper)))
    }),
    witness: None,
    mutants: &[Mutant::new(
        "linear-part-is-conserved",
        "without the products C_k drifts at the order 1/L",
        check!(Tied, S, |case| Ok(case.stays_balanced(&case.flow::<S>()?, Form::Linear))),
    )],
};

/// A network of equal layers, and a time.
#[derive(Debug)]
struct Tied {
    network: Network,
    time: Rational,
}

impl Case for Tied {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, size) = *draw.pick(&[(2, 1), (2, 2)]);
        let network = Network::of(draw, [depth, size, 1], Loss::Squares);
        Ok(Tied::of(network, draw.above("0", "0.25")))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(99, 7, 97);
        let network = Network::of(&mut Draw::replay(&tape), [3, 2, 1], Loss::Squares);
        vec![("three layers, d = 2", Tied::of(network, Rational::fraction(1, 2)))]
    }
}

/// The sum of the absolute entries.
fn size<S: Rung>(matrix: &Matrix<S>) -> S {
    sum(matrix.entries().iter().map(Real::abs))
}

impl Tied {
    fn of(network: Network, time: Rational) -> Self {
        let layers = vec![network.layers[0].clone(); network.layers.len()];
        Tied { network: Network { layers, ..network }, time }
    }

    fn flow<S: Rung>(&self) -> Result<Trajectory<S>, Obstacle> {
        trajectory(&self.network, &self.network.layers(), &[S::of(&self.time)])
    }

    /// ‖W_{k+1}(T) − W_k(T)‖ ≤ 2RBT/L.
    fn stays_close<S: Rung>(&self, flow: &Trajectory<S>) -> Compared<S> {
        // The ends are among the pieces already; as narrow balls they keep the bound away from 0.
        let (start, end) = (self.network.layers::<S>(), &flow.states[0]);
        let all = flow.pieces.iter().map(|piece| &piece.states).chain([&start, end]);
        let sizes = all.map(|layers| {
            let radius = largest(layers.iter().map(size));
            radius * largest(self.network.products(layers).iter().map(size))
        });
        let bound = S::count(2) * largest(sizes) * S::of(&self.time) / self.network.depth::<S>();
        let pairs = flow.states[0].windows(2);
        Compared::all(pairs.map(|pair| at_most(size(&(&pair[1] - &pair[0])), bound.clone())))
    }

    /// C_k(T) = C_k(0).
    fn stays_balanced<S: Rung>(&self, flow: &Trajectory<S>, form: Form) -> Compared<S> {
        let start = self.network.layers::<S>();
        let pairs = start.windows(2).zip(flow.states[0].windows(2));
        Compared::all(pairs.map(|(before, after)| {
            let [above, below] = self.network.sides(form, [&before[0], &before[1]]);
            let [above_after, below_after] = self.network.sides(form, [&after[0], &after[1]]);
            let scale = above_after.clone();
            equal_at(&above_after - &below_after, &above - &below, scale)
        }))
    }
}

impl Network {
    /// P_{k+2}H_kᵀ for k = 0, …, L − 2.
    fn products<S: Rung>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let (states, adjoints) = (self.states(layers), self.adjoints(layers));
        (0..layers.len() - 1).map(|k| &adjoints[k + 2] * &states[k].transpose()).collect()
    }
}
