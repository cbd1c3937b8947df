//! States that share their weights learn faster than one.

use super::start::Start;
use crate::claim::{Claim, Erratum, Figure, Kind, Method, Mutant, Plotted, check, known_case};
use crate::number::Field;
use crate::obstacle::Obstacle;

/// Two ways: the closed form satisfies the differential equation, and the validated flow arrives where it says.
pub(super) const SHARED: Claim = Claim {
    id: "ssm-overparam-shared",
    statement: "N states that share b and c, u = Nbc, from b₀ = ±c₀ = β: |u(t)| is the sigmoid with limit |σ|/η, |u₀| = Nβ² and the rate 2N|σ|, from \
                u′ = 2Nu(σ − ηu): the time constant is 1/(2N|σ|); the flow from the start is enclosed too and arrives there, in the known cases",
    hypotheses: "a fixed, the same for all states; b and c scalars; σ ≠ 0, b₀ = ±c₀ with the sign of σ",
    source: "derived here: each of b and c is pulled by N states at once",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Start, S, |start| {
        let [sigma, limit] = start.rate_and_limit::<S>();
        let (shared, rate) = (start.shared(), sigma * S::count(2 * start.states));
        Ok(shared.solves(&limit, &rate).and(shared.flows_there(&limit, &rate)?))
    })
    .with_figure(figure),
    witness: None,
    mutants: &[
        Mutant {
            id: "same-speed-up-when-untied",
            why_false: "with weights of their own, N states only start from Nβ² instead of β²",
            check: check!(Start, S, |start| {
                let [sigma, limit] = start.rate_and_limit::<S>();
                start.untied().solves(&limit, &(sigma * S::count(2 * start.states)))
            }),
            literal_reading: Some(Erratum {
                reading: "with N states the time to learn falls as 1/(N|σ|), also when every state has weights b and c of its own",
                true_form: "weights of their own leave the rate 2|σ|: N enters through |u₀| = Nβ² alone, which saves about ln N/(2|σ|); the rate is 2N|σ| if \
                    all states share b and c",
                caveat: "the scaling with 1/(Nσ) is known here from a secondary summary: the paper's own statement and parametrisation were not \
                    available, and may be the one with shared weights",
            }),
        },
        Mutant::new(
            "rate-of-one-state",
            "N states pull b and c at once",
            check!(Start, S, |start| {
                let [sigma, limit] = start.rate_and_limit::<S>();
                start.shared().solves(&limit, &(sigma * S::count(2)))
            }),
        ),
    ],
};

fn figure() -> Result<Figure, Obstacle> {
    let case = "N = 4, β = 0.1, time 1";
    let start: Start = known_case(case);
    let [sigma, limit] = start.rate_and_limit::<Plotted>();
    start.shared().figure(case, &limit, &(sigma * Plotted::count(2 * start.states)))
}
