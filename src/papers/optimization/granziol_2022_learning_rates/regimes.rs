//! The largest learning rate as the batch grows: first like √b, then ever more slowly.

use crate::calculus::{Jet, derivative, gradient};
use crate::claim::{
    Case, Claim, Compared, Draw, Erratum, Kind, Method, Mutant, Rejected, below, check, equal,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Traced};
use num_traits::One;

pub(super) const TWO_REGIMES: Claim = Claim {
    id: "rmt-max-lr-two-regimes",
    statement: "Λ is continuous and C¹ at b*; α = √(b/P)/σ for b ≤ b*; α = 2bλ/(bλ² + Pσ²) for b ≥ b*, strictly concave, with 1/λ ≤ α < 2/λ; \
        α(cb) < c·α(b) for c > 1; gradient descent on ½Λx² is stable below the step size 2/Λ and not above",
    hypotheses: "λ, σ, P > 0, b/b* in [1/64, 1) or (1, 64], 1 < c ≤ 5; strict bounds, so b ≠ b* but for the continuity",
    source: "consequence of the paper's formula (from memory); its own route to the two scaling rules was not rederived",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Rule, S, |rule| {
        let parts = rule.is_smooth::<S>().and(rule.has_branch()).and(rule.is_the_edge());
        let [more, less] =
            [&rule.factor, &Rational::one()].map(|c| rule.rate::<S>(&(c * &rule.batch())));
        parts.and(below(more, S::of(&rule.factor) * less))
    }),
    witness: None,
    mutants: &[
        Mutant {
            id: "linear-scaling-is-exact",
            why_false: "α is strictly concave in b beyond b*, and like √b before: never linear",
            check: check!(Rule, S, |rule| {
                let [more, less] =
                    [&rule.factor, &Rational::one()].map(|c| rule.rate::<S>(&(c * &rule.batch())));
                equal(more, S::of(&rule.factor) * less)
            }),
            literal_reading: Some(Erratum {
                reading: "the largest stable learning rate of stochastic gradient descent scales linearly with the batch size: α(cb) = cα(b)",
                true_form: "α(cb) < cα(b) for all c > 1; α = √(b/P)/σ up to b*, and beyond it 2bλ/(bλ² + Pσ²) < 2/λ, which is concave",
                caveat: "the abstract (from memory) names linear scaling as a practical rule; the formula for Λ(b) is recalled from the paper, and \
                    its own derivation of the rule, which may be an approximation for small b, was not available",
            }),
        },
        Mutant::new(
            "linear-law-up-to-the-threshold",
            "at b* the law 2bλ/(Pσ²) gives 2/λ, twice the rate",
            check!(Rule, S, |rule| {
                let threshold = rule.threshold();
                let law = Rational::from(2) * &threshold * &rule.curvature
                    / (&rule.parameters * &rule.noise * &rule.noise);
                equal(rule.rate::<S>(&threshold), S::of(&law))
            }),
        ),
    ],
};

/// λ, σ, P, b/b* and c.
#[derive(Debug)]
struct Rule {
    curvature: Rational,
    noise: Rational,
    parameters: Rational,
    relative: Rational,
    factor: Rational,
}

impl Case for Rule {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [curvature, noise] = [(); 2].map(|()| draw.log_uniform("0.01", "100"));
        let parameters = draw.log_uniform("1", "1e6");
        let relative =
            if draw.chance(1, 2) { draw.above("1", "64") } else { draw.between("0.015625", "1") };
        let factor = draw.above("1", "5");
        if relative == Rational::one() {
            return Err(Rejected("b ≠ b*"));
        }
        Ok(Rule { curvature, noise, parameters, relative, factor })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |numerator, denominator| Rule {
            curvature: Rational::from(2),
            noise: Rational::from(1),
            parameters: Rational::from(100),
            relative: Rational::fraction(numerator, denominator),
            factor: Rational::from(2),
        };
        vec![("a quarter of b*", case(1, 4)), ("from ¾b* past b*", case(3, 4)), ("4b*", case(4, 1))]
    }
}

impl Rule {
    /// b* = Pσ²/λ².
    fn threshold(&self) -> Rational {
        &self.parameters * &self.noise * &self.noise / (&self.curvature * &self.curvature)
    }

    /// b.
    fn batch(&self) -> Rational {
        &self.relative * self.threshold()
    }

    /// λ + (P/b)σ²/λ.
    fn detached<T: Field>(&self, batch: &T) -> T {
        let curvature = T::of(&self.curvature);
        let noise = T::of(&self.noise).square() * T::of(&self.parameters);
        &curvature + noise / (batch * &curvature)
    }

    /// 2σ√(P/b).
    fn attached<T: Real>(&self, batch: &T) -> T {
        T::count(2) * T::of(&self.noise) * (T::of(&self.parameters) / batch).sqrt()
    }

    /// α = 2/Λ.
    fn rate<S: Real>(&self, batch: &Rational) -> S {
        let at = S::of(batch);
        let extreme =
            if *batch >= self.threshold() { self.detached(&at) } else { self.attached(&at) };
        S::count(2) / extreme
    }

    /// Both branches and their slopes agree at b*.
    fn is_smooth<S: Real>(&self) -> Compared<S> {
        let threshold = S::of(&self.threshold());
        let slopes = [
            derivative(&threshold, |b: &Dual<S>| self.attached(b)),
            derivative(&threshold, |b: &Dual<S>| self.detached(b)),
        ];
        let [attached, detached] = slopes;
        equal(self.attached(&threshold), self.detached(&threshold)).and(equal(attached, detached))
    }

    /// The closed form of α on the branch of b.
    fn has_branch<S: Real>(&self) -> Compared<S> {
        let (batch, found) = (S::of(&self.batch()), self.rate::<S>(&self.batch()));
        let (curvature, noise) = (S::of(&self.curvature), S::of(&self.noise));
        let parameters = S::of(&self.parameters);
        if self.relative < Rational::one() {
            return equal(found, (batch / parameters).sqrt() / noise);
        }
        let closed = S::count(2) * &batch * &curvature
            / (&batch * curvature.square() + parameters * noise.square());
        // 2/Λ as a series in b.
        let b = Jet::variable(batch, 2);
        let spread = S::of(&self.parameters) * S::of(&self.noise).square() / &curvature;
        let extreme = b.constant(spread).over(&b).shift(&curvature);
        let bend = b.constant(S::count(2)).over(&extreme).coefficients()[2].clone();
        let limit = S::one() / &curvature;
        equal(found.clone(), closed)
            .and(below(limit.clone(), found.clone()))
            .and(below(found, S::count(2) * limit))
            .and(below(bend, S::zero()))
    }

    /// A step of ¾ and of 5/4 the rate on ½Λx² from x = 1 brings nearer to 0, and farther away.
    fn is_the_edge<S: Real>(&self) -> Compared<S> {
        let rate = self.rate::<S>(&self.batch());
        let start = Matrix::column(vec![S::one()]);
        let slopes = gradient(std::slice::from_ref(&start), |x| {
            x[0].norm_squared() / Traced::constant(rate.clone())
        });
        let after = |share: S| (S::one() - share * &rate * &slopes[0][(0, 0)]).abs();
        below(after(S::ratio(3, 4)), S::one()).and(below(S::one(), after(S::ratio(5, 4))))
    }
}
