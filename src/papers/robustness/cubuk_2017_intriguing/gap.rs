//! The gap of the two largest of K logits has a density at 0 that is neither 0 nor infinite.

use crate::calculus::{Jet, integral};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal_at,
};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;

/// P(g > δ) = K∫F(y)^{K−1}f(y+δ)dy, for logits of distribution F and density f.
pub(super) const UNIVERSAL_EXPONENT: Claim = Claim {
    id: "adv-top-gap-density-universal-exponent",
    statement: "1 − K∫F(y)^{K−1}f(y+δ)dy = P(g ≤ δ) is 1 − e^{−δ} for logits of Exp(1), for every K, and 1 − K/(1+(K−1)e^δ) for standard Gumbel \
                logits; cδ − δ²/2 ≤ P(g ≤ δ) ≤ cδ with c = 1 resp. (K−1)/K: of first order in δ, whatever K",
    hypotheses: "K ≥ 2 independent logits of one continuous law; K = 2..50, 0 < δ < 3",
    source: "the mechanism of the abstract, for two laws; derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Gap, S, |gap| {
        let (small, delta) = (gap.probability::<S>()?, S::of(&gap.delta));
        let most = gap.density_at_0::<S>() * &delta;
        let least = &most - delta.square() * S::ratio(1, 2);
        Ok::<_, Obstacle>(
            equal_at(&small, gap.closed_form::<S>(), S::one())
                .and(at_most(least, &small))
                .and(at_most(small, most)),
        )
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-factor-for-each-rival",
            "the gap is not the least of K−1 independent gaps: one rival that is near suffices",
            check!(Gap, S, |gap| {
                if gap.classes < 3 {
                    return Ok::<_, Obstacle>(Compared::nothing());
                }
                let exponent = u32::try_from(gap.classes - 1).expect("few classes");
                let most = gap.density_at_0::<S>() * S::of(&gap.delta);
                Ok(at_most(gap.probability::<S>()?, most.power(exponent)))
            }),
        ),
        Mutant::new(
            "gumbel-gap-is-exponential",
            "that is the limit K → ∞ only",
            check!(Gap, S, |gap| {
                let exponential = Gap { law: Law::Exponential, ..gap.clone() };
                let closed = exponential.closed_form::<S>();
                Ok::<_, Obstacle>(equal_at(gap.probability::<S>()?, closed, S::one()))
            }),
        ),
    ],
};

/// How one logit is distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Law {
    /// F(y) = 1 − e^{−y}.
    Exponential,
    /// F(y) = exp(−e^{−y}).
    Gumbel,
}

/// K logits of a law, and a size of the gap.
#[derive(Clone, Debug)]
struct Gap {
    law: Law,
    classes: usize,
    delta: Rational,
}

impl Case for Gap {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let law = *draw.pick(&[Law::Exponential, Law::Gumbel]);
        let classes = *draw.pick(&[2, 3, 4, 5, 10, 50]);
        Ok(Gap { law, classes, delta: draw.above("0", "3") })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |law, classes, delta| Gap { law, classes, delta };
        vec![
            ("two exponential logits", case(Law::Exponential, 2, Rational::from(1))),
            ("ten Gumbel logits", case(Law::Gumbel, 10, Rational::fraction(1, 16))),
            ("two Gumbel logits, δ = 2⁻²⁰", case(Law::Gumbel, 2, Rational::dyadic(1, -20))),
            ("fifty exponential logits", case(Law::Exponential, 50, Rational::fraction(5, 2))),
        ]
    }
}

impl Gap {
    /// P(g ≤ δ) by quadrature in s = e^{−y}: F is 1 − s for s ≤ 1, or e^{−s}, and f(y+δ)dy is e^{−δ}ds, or e^{−δ}exp(−e^{−δ}s)ds.
    /// Beyond s = T/(K−1), T the bits of the number type, there is less than K e^{−T}.
    fn probability<S: Rung>(&self) -> Result<S, Obstacle> {
        let (others, classes) = (self.classes - 1, S::count(self.classes));
        let fall = (-S::of(&self.delta)).exp();
        let bits = S::count(S::BITS as usize);
        let (end, left_out) = match self.law {
            Law::Exponential => (S::one(), S::zero()),
            Law::Gumbel => (&bits / S::count(others), &classes * (-&bits).exp()),
        };
        let integrand = |s: &Jet<S>| match self.law {
            Law::Exponential => {
                let below = s.scale(&-S::one()).shift(&S::one());
                (0..others).fold(s.constant(fall.clone()), |product, _| product.times(&below))
            }
            Law::Gumbel => s.scale(&-(S::count(others) + &fall)).exp().scale(&fall),
        };
        let larger = integral(integrand, &S::zero(), &end)? * classes;
        Ok((S::one() - larger).widened(&left_out))
    }

    fn closed_form<S: Rung>(&self) -> S {
        let growth = S::of(&self.delta).exp();
        match self.law {
            Law::Exponential => S::one() - S::one() / growth,
            Law::Gumbel => {
                S::one() - S::count(self.classes) / (S::one() + S::count(self.classes - 1) * growth)
            }
        }
    }

    /// c.
    fn density_at_0<S: Rung>(&self) -> S {
        match self.law {
            Law::Exponential => S::one(),
            Law::Gumbel => S::count(self.classes - 1) / S::count(self.classes),
        }
    }
}
