//! One state learns as one mode of a two-layer linear network.

use super::start::Start;
use crate::calculus::gradient;
use crate::claim::{
    Claim, Compared, Figure, Kind, Method, Mutant, Plotted, check, equal, known_case,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rung, Traced};
use crate::obstacle::Obstacle;

/// Two ways: the closed form satisfies the differential equation, and the validated flow arrives where it says.
pub(super) const SIGMOID: Claim = Claim {
    id: "ssm-1d-sigmoid",
    statement: "from b₀ = c₀ = β the gradient flow has b = c = √u, u(t) = (σ/η)e^{2σt}/(e^{2σt} − 1 + σ/(ηu₀)); from b₀ = −c₀ and σ < 0 the same with |σ| and |u|; \
                the gradient is that of the two-layer linear network ½η(σ/η − w₂w₁)²; the flow from the start is enclosed too and arrives there, in \
                the known cases",
    hypotheses: "σ ≠ 0, b₀ = ±c₀ with the sign of σ; one state of period T",
    source: "abstract (the link to deep linear networks); derived here: b′ = c(σ − ηbc), c′ = b(σ − ηbc)",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Start, S, |start| {
        let [sigma, limit] = start.rate_and_limit::<S>();
        let (one, rate) = (start.one(), &sigma * S::count(2));
        Ok(one
            .solves(&limit, &rate)
            .and(one.flows_there(&limit, &rate)?)
            .and(is_two_layer_network(start)))
    })
    .with_figure(figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "rate-2-sigma-over-eta",
            "u′ = 2u(σ − ηu) grows by 2σ at first, whatever η",
            check!(Start, S, |start| {
                let [_, limit] = start.rate_and_limit::<S>();
                start.one().solves(&limit, &(&limit * S::count(2)))
            }),
        ),
        Mutant::new(
            "limit-sigma",
            "u rests at σ/η",
            check!(Start, S, |start| {
                let [sigma, _] = start.rate_and_limit::<S>();
                start.one().solves(&sigma, &(&sigma * S::count(2)))
            }),
        ),
        Mutant::new(
            "rate-2-sigma-eta",
            "η moves where u comes to rest, not how fast it starts",
            check!(Start, S, |start| {
                let [sigma, limit] = start.rate_and_limit::<S>();
                start.one().solves(&limit, &(sigma.square() / &limit * S::count(2)))
            }),
        ),
    ],
};

/// The gradient at b = β, c = ±β is that of ½η(σ/η − w₂w₁)².
fn is_two_layer_network<S: Rung>(start: &Start) -> Compared<S> {
    let [sigma, eta] = start.model.statistics::<S>();
    let weight = S::of(&start.weight);
    let weights =
        [weight.clone(), weight * start.model.sign::<S>()].map(|x| Matrix::column(vec![x]));
    let recurrent = gradient(&weights, |w| start.model.loss(w[0].entries(), w[1].entries()));
    let layered = gradient(&weights, |w| {
        let constant = |x: &S| Traced::constant(x.clone());
        let error = constant(&(&sigma / &eta)) - &w[0][(0, 0)] * &w[1][(0, 0)];
        error.square() * constant(&eta) * Traced::ratio(1, 2)
    });
    Compared::all(recurrent.into_iter().zip(layered).map(|(a, b)| equal(a, b)))
}

fn figure() -> Result<Figure, Obstacle> {
    let case = "N = 1, β = 0.1, time 1";
    let start: Start = known_case(case);
    let [sigma, limit] = start.rate_and_limit::<Plotted>();
    start.one().figure(case, &limit, &(sigma * Plotted::count(2)))
}
