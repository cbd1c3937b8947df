//! Fluctuations of deep relu networks.

use super::ensemble::Ensemble;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, check, equal};
use crate::networks::Activation;
use crate::number::Real;

pub(super) const RELU: Claim = Claim {
    id: "pdlt-relu-fluctuation-product",
    statement: "act = relu, C_W = 2: E K_L = K₀ and E K_L² = K₀²Π(1 + 5/n_l)",
    hypotheses: "weights of three values, symmetric and with the moments of a Gaussian to order 5: by symmetry E relu(w·v)⁴ = ½E(w·v)⁴; x any; \
        widths 1..8, L ≤ 4 (in known cases 6, and widths 3-5-4 with equal layers merged)",
    source: "the same method for the class of relu; derived here: Var relu² = (3/2 − 1/4)K²",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Ensemble, S, |case| has_excess::<S>(case, 5)),
    witness: None,
    mutants: &[
        Mutant::new(
            "linear-coefficient",
            "half of the units are off: relu² has the variance 5K²/4, not 2K²/4",
            check!(Ensemble, S, |case| has_excess::<S>(case, 2)),
        ),
        Mutant::new(
            "fourth-moment-for-the-variance",
            "4·3/2 = 6 forgets the square of the mean",
            check!(Ensemble, S, |case| has_excess::<S>(case, 6)),
        ),
    ],
};

fn has_excess<S: Real>(case: &Ensemble, excess: usize) -> Compared<S> {
    let moments = case.moments(&S::count(2), |z| Activation::Relu.at(z), |z| z.max(0));
    let second = moments.start.square() * case.product::<S>(excess);
    equal(moments.first, moments.start).and(equal(moments.second, second))
}
