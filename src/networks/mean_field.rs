//! Wide random networks: moments of an activation over Gaussian inputs.

use crate::calculus::{GaussianTrapezoid, normal_density};
use crate::number::Rung;

/// E tanh(√q·Z)² of a standard normal Z, by the trapezoidal rule on a strip |Im z| < a, with the rule's error.
///
/// For a√q ≤ 1 and a ≤ 1, |tanh(√q·z)|² ≤ tan² 1 < 2.43 and |φ(x + iy)| ≤ φ(x)√e there, so that 2M < 9
/// ([`GaussianTrapezoid`]); with the step a/4 the sum stops at 7, and beyond there is at most 2φ(7)/7.
pub struct TanhMoment<S> {
    /// With a = 1, for q ≤ 1.
    wide: GaussianTrapezoid<S>,
    /// With a = 1/4, for q ≤ 16.
    narrow: GaussianTrapezoid<S>,
    /// A bound of the error of both.
    error: S,
}

/// The step a/4, up to 7.
impl<S: Rung> Default for TanhMoment<S> {
    fn default() -> Self {
        Self::with(4, 7)
    }
}

impl<S: Rung> TanhMoment<S> {
    /// The step a/8, up to 10: an error below 10⁻²⁰, for three times as many terms.
    pub fn fine() -> Self {
        Self::with(8, 10)
    }

    /// The step a/parts, up to `reach`.
    fn with(parts: usize, reach: usize) -> Self {
        let end = S::count(reach);
        let rule = |inverse: usize| {
            let step = S::one() / S::count(parts * inverse);
            GaussianTrapezoid::new(&step, reach * parts * inverse)
        };
        let analytic = S::ratio(9, 1) / ((S::count(2 * parts) * S::pi()).exp() - S::one());
        let tail = S::ratio(2, 1) * normal_density(&end) / end;
        TanhMoment { wide: rule(1), narrow: rule(4), error: analytic + tail }
    }

    /// The moment for every q ≥ 0 within; its derivative in q is at most E Z² = 1, which carries the radius of q over. No number where the
    /// centre of q is above 16.
    pub fn at(&self, q: &S) -> S {
        let centre = q.centre();
        let is_at_most = |most: usize| (S::count(most) - &centre).reading().is_at_least_zero();
        if !is_at_most(16) {
            return S::one() / S::zero();
        }
        let rule = if is_at_most(1) { &self.wide } else { &self.narrow };
        let root = centre.sqrt();
        let mean = rule.mean(|z| (&root * z).tanh().square());
        mean.widened(&self.error).widened(&(q - centre))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::{Jet, integral};
    use crate::number::{Ball, Field, Real};

    /// The sum leaves out 2·10⁻¹² beyond 7, at q = 16, so that without its error the rule would not contain the moment.
    #[test]
    fn the_moment_is_contained_for_small_and_large_variances() {
        type B = Ball<128>;
        let far = B::count(20);
        for (numerator, denominator) in [(1, 10), (1, 1), (101, 100), (16, 1)] {
            let q = B::ratio(numerator, denominator);
            let (root, height) = (q.sqrt(), normal_density(&B::count(0)));
            let integrand = |z: &Jet<B>| {
                let t = z.scale(&root).tanh();
                let bell = z.times(z).scale(&B::ratio(-1, 2)).exp().scale(&height);
                t.times(&t).times(&bell)
            };
            // Beyond 20 there is at most 2φ(20)/20.
            let rest = normal_density(&far);
            let truth = integral(integrand, &-far, &far).expect("analytic").widened(&rest);
            for (moment, radius) in [(TanhMoment::default(), 1e-9), (TanhMoment::fine(), 1e-20)] {
                let found = moment.at(&q);
                assert!(
                    !(found - truth).reading().excludes_zero(),
                    "q = {numerator}/{denominator}"
                );
                assert!(found.reading().radius < radius);
            }
        }
        assert!(!TanhMoment::default().at(&B::count(17)).reading().is_finite());
    }
}
