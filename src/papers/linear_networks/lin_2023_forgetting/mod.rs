//! Linear regressions fitted one after another: exact expected forgetting and generalization.
//!
//! *Notation*: as in [`PAPER`]. Expectations are sums over a finite ensemble of designs (`ensemble`), so they are exact.

use crate::claim::Paper;

mod descent;
mod ensemble;
mod errors;
mod gaussian;
mod orders;
mod sequence;
mod two_tasks;
mod updates;

pub(super) static PAPER: Paper = Paper {
    number: 75,
    slug: "lin-2023-forgetting",
    title: "Theory on Forgetting and Generalization of Continual Learning",
    authors: &["Sen Lin", "Peizhong Ju", "Yingbin Liang", "Ness Shroff"],
    year: 2023,
    venue: "ICML 2023, arXiv:2302.05836",
    notation: "tasks t = 1..T with designs Xₜ (n × p, n < p, independent rows), truths w*ₜ (p × 1), noises ξₜ (n × 1), \
        yₜ = Xₜw*ₜ + ξₜ; w₀ = 0, wₜ = wₜ₋₁ + Xₜ⁺(yₜ − Xₜwₜ₋₁); Πₜ = Xₜ⁺Xₜ; Lᵢ(w) = ‖w − w*ᵢ‖²; r = 1 − n/p; \
        Dₛₜ = ‖w*ₛ − w*ₜ‖²; G_T = the mean of E Lᵢ(w_T) over i ≤ T; F_T = the mean of E[Lᵢ(w_T) − Lᵢ(wᵢ)] over i < T; \
        coordinate ensemble: the rows of every Xₜ are n of the p unit vectors, all choices equally likely and independent, \
        and the entries of ξₜ are ±σ, all signs equally likely and independent",
    claims: &[
        updates::PROJECTION_IDENTITY,
        descent::GRADIENT_DESCENT_LIMIT,
        errors::EXPECTED_ERROR,
        gaussian::GAUSSIAN_NOISE,
        errors::FORGETTING,
        two_tasks::FORGETTING_CAN_BE_NEGATIVE,
        orders::ORDER_EFFECT,
    ],
};
