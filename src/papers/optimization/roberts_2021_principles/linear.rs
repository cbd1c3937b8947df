//! Fluctuations of deep linear networks.

use super::ensemble::Ensemble;
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::number::{Field, sum};

/// Both sides are of degree 4 in x.
pub(super) const LINEAR: Claim = Claim {
    id: "pdlt-deep-linear-fluctuation-product",
    statement: "act = identity, C_W = 1: E K_L = K₀ and E K_L² = K₀²Π(1 + 2/n_l)",
    hypotheses: "weights of three values with the moments of a Gaussian to order 5, which E K_L² does not see beyond 4; x any; widths 1..8, L ≤ 4 \
        (in known cases 6, and widths 3-5-4 with equal layers merged)",
    source: "deep linear networks (abstract: the ratio of depth to width); derived here: K_l given K_{l−1} is K_{l−1}χ²_n/n",
    kind: Kind::Equality,
    method: Method::Identity { degree: 4 },
    check: identity!(Ensemble, S, |case| has_moments::<S>(case, &S::one(), 2)),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-over-width",
            "χ²_n has the variance 2n",
            identity!(Ensemble, S, |case| has_moments::<S>(case, &S::one(), 1)),
        ),
        Mutant::new(
            "variance-of-first-order",
            "2Σ1/n_l is the first order of the product, and less for L ≥ 2",
            identity!(Deep, S, |case| {
                let moments = case.0.moments(&S::one(), S::clone, i64::abs);
                let widths = case.0.widths.iter();
                let variance: S = sum(widths.map(|&n| S::count(2) / S::count(n)));
                equal(moments.second, moments.start.square() * (S::one() + variance))
            }),
        ),
        Mutant::new(
            "doubled-weight-variance",
            "C_W = 2 is critical for relu; a linear kernel doubles with every layer",
            identity!(Ensemble, S, |case| has_moments::<S>(case, &S::count(2), 2)),
        ),
    ],
};

/// Two layers at least.
#[derive(Debug)]
pub(super) struct Deep(pub(super) Ensemble);

impl Case for Deep {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let case = Ensemble::draw(draw)?;
        if case.widths.len() < 2 {
            return Err(Rejected("L ≥ 2"));
        }
        Ok(Deep(case))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let all = Ensemble::known().into_iter().filter(|(_, case)| case.widths.len() > 1);
        all.map(|(name, case)| (name, Deep(case))).collect()
    }
}

fn has_moments<S: Field>(case: &Ensemble, scale: &S, excess: usize) -> Compared<S> {
    let moments = case.moments(scale, S::clone, i64::abs);
    let second = moments.start.square() * case.product::<S>(excess);
    equal(moments.first, moments.start).and(equal(moments.second, second))
}
