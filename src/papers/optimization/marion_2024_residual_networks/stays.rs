//! From a small loss the flow stays in its ball, and the loss decays exponentially.

use super::network::{Loss, Network};
use crate::calculus::trajectory;
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, at_most, below,
    check, curves, flow_rows, formula_rows, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// The path has the length ∫L‖∇ℓ‖dt ≤ (2/μ)(1 + R/L)^{L−1}‖X‖√(2ℓ(0)).
pub(super) const STAYS: Claim = Claim {
    id: "residual-flow-stays-and-decays",
    statement: "if ‖W_k(0)‖ ≤ R/2 and (2/μ)(1 + R/L)^{L−1}‖X‖√(2ℓ(0)) ≤ R/2, then ‖W_k(t)‖ < R and ℓ(t) ≤ ℓ(0)e^{−μt} with \
        μ = 2σ_n(X)²(1 − R/L)^{2(L−1)}",
    hypotheses: "linear residual layers, squares; n = 1, d ≤ 2, L = 2, 3, R = 1, ¼ ≤ t ≤ ½; the validated flow with the factor L",
    source: "consequence of local-pl-depth-uniform, as the paper's convergence for all time; derived here",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Near, S, |case| case.stays::<S>(&S::one())).with_figure(Near::figure),
    witness: None,
    mutants: &[Mutant::new(
        "rate-of-the-other-sign",
        "(1 + R/L) bounds the rate from above: it is not reached inside the ball",
        check!(Near, S, |case| case.stays::<S>(&-S::one())),
    )],
};

/// A network near an interpolator.
#[derive(Debug)]
struct Near {
    network: Network,
    /// t.
    time: Rational,
}

impl Case for Near {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let dims = *draw.pick(&[[2, 1, 1], [3, 1, 1], [2, 2, 1]]);
        let network = Network::of(draw, dims, Loss::Squares);
        let small = |m: &Matrix<Rational>, parts| m.scale(&Rational::fraction(1, parts));
        let layers: Vec<_> = network.layers.iter().map(|w| small(w, 8)).collect();
        // Near the first columns of the identity, so that σ_n(X) is not small.
        let axes = Matrix::identity(dims[1]).columns(0..dims[2]);
        let inputs = &axes + &small(&network.inputs, 16);
        let moved = Network { layers, inputs, ..network };
        let outputs = moved.states::<Rational>(&moved.layers).pop().expect("X at least");
        let targets = &outputs + &small(&moved.targets, 1024);
        if targets == outputs {
            return Err(Rejected("ℓ(0) > 0"));
        }
        Ok(Near { network: Network { targets, ..moved }, time: draw.above("0.25", "0.5") })
    }
}

impl Near {
    /// The ball of R = 1 is not left, and ℓ falls at the rate 2σ_n(X)²(1 − `radius`/L)^{2(L−1)}.
    fn stays<S: Rung>(&self, radius: &S) -> Result<Compared<S>, Obstacle> {
        let (network, time) = (&self.network, S::of(&self.time));
        let inputs = Matrix::<S>::of(&network.inputs);
        let least = inputs.singular_values()?.pop().expect("n ≥ 1");
        let start = network.layers::<S>();
        let rate = network.constant(&least.square(), &S::one(), 2);
        let loss = network.value(&start);
        let power = u32::try_from(start.len() - 1).expect("few layers");
        let growth = (S::one() + S::one() / network.depth::<S>()).power(power);
        let reach = S::count(2) / &rate * growth * inputs.norm() * (S::count(2) * &loss).sqrt();
        let half = S::ratio(1, 2);
        let begins = start.iter().map(|w| at_most(w.norm_squared(), half.square()));
        let flow = trajectory(network, &start, std::slice::from_ref(&time))?;
        let stays = flow.pieces.iter().flat_map(|piece| {
            piece.states.iter().map(|w| below(w.norm_squared(), S::one())).collect::<Vec<_>>()
        });
        let claimed = network.constant(&least.square(), radius, 2);
        let bound = loss * (-(claimed * time)).exp();
        Ok(Compared::all(begins)
            .and(at_most(reach, half))
            .and(Compared::all(stays))
            .and(at_most(network.value(&flow.states[0]), bound)))
    }

    /// ℓ and its bound, for a network of two layers.
    fn figure() -> Result<Figure, Obstacle> {
        let near = Near::draw(&mut Draw::replay(&squares_tape(99, 7, 97))).expect("ℓ(0) > 0");
        let network = &near.network;
        let least = Matrix::<Plotted>::of(&network.inputs).singular_values()?.pop().expect("n ≥ 1");
        let rate = network.constant(&least.square(), &Plotted::count(1), 2);
        let (start, end) = (network.layers::<Plotted>(), Plotted::count(1));
        let loss = |layers: &[Matrix<Plotted>]| vec![network.value(layers)];
        let found = flow_rows(network, &start, &end, loss)?;
        let bound = |time: &Plotted| vec![network.value(&start) * (-(rate * time)).exp()];
        Ok(Figure {
            case: "a network near an interpolator",
            time: "t",
            quantity: "ℓ",
            line: "the bound ℓ(0)e^{−μt}, which no mark may exceed",
            flow: "ℓ along the flow",
            curves: curves(vec!["ℓ".to_owned()], &formula_rows(&end, bound), &found),
        })
    }
}
