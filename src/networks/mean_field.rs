//! Wide random networks: moments of an activation over Gaussian inputs.

use crate::calculus::{GaussianTrapezoid, normal_density};
use crate::number::Rung;

/// E tanh(√q·Z)² of a standard normal Z, by the trapezoidal rule on a strip |Im z| < a, with the rule's error.
///
/// For a√q ≤ 1 and a ≤ 1, |tanh(√q·z)|² ≤ tan² 1 < 2.43 and |φ(x + iy)| ≤ φ(x)√e there, so that 2M < 9
/// ([`GaussianTrapezoid`]); the step is a/4, the sum stops at 7, and beyond there is at most 2φ(7)/7.
pub struct TanhMoment<S> {
    /// With a = 1, for q ≤ 1.
    wide: GaussianTrapezoid<S>,
    /// With a = 1/4, for q ≤ 16.
    narrow: GaussianTrapezoid<S>,
    /// A bound of the error of both.
    error: S,
}

impl<S: Rung> Default for TanhMoment<S> {
    fn default() -> Self {
        let end = S::ratio(7, 1);
        let rule = |inverse: usize| {
            GaussianTrapezoid::new(&(S::ratio(1, 4) / S::count(inverse)), 7 * 4 * inverse)
        };
        let analytic = S::ratio(9, 1) / ((S::ratio(8, 1) * S::pi()).exp() - S::one());
        let tail = S::ratio(2, 1) * normal_density(&end) / end;
        TanhMoment { wide: rule(1), narrow: rule(4), error: analytic + tail }
    }
}

impl<S: Rung> TanhMoment<S> {
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
