//! The gradient of the loss.

use super::generator::Generator;
use crate::calculus::{Loss, gradient};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, check, equal, equal_at};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;

/// The loss is differentiated through R² = WᵀΣ₀W, and, for k ≤ 2, by reverse mode through the closed form of tr R.
pub(super) const GRADIENT: Claim = Claim {
    id: "bw-gradient",
    statement: "∇L(W) = 2(I − T(WWᵀ))W; L(W) = ‖Σ₀^{1/2}‖² + ‖W‖² − 2‖Σ₀^{1/2}W‖_* = min ‖Σ₀^{1/2} − WQᵀ‖² over Q (n × k) of orthonormal columns: no Q is below, \
                and Q = Σ₀^{1/2}W(WᵀΣ₀W)^{−1/2} attains it",
    hypotheses: "Σ₀ ≻ 0, W (n × k) of full column rank, k ≤ n",
    source: "standard; used by the paper",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Generator, S, |case| {
        let w = case.weights::<S>();
        let gradient = case.target.gradient(&w)?;
        Ok(equal(&gradient, case.target.formula(&w)?)
            .and(case.is_reverse_mode(&gradient))
            .and(case.is_procrustes::<S>()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "inverse-transport",
            "the gradient pushes the generated covariance towards the target, not back",
            check!(Generator, S, |case| {
                if !case.is_square() {
                    return Ok(Compared::nothing());
                }
                let w = case.weights::<S>();
                case.is_gradient_by(&case.target.transport(&w)?.inverse()?)
            }),
        ),
        Mutant::new(
            "covariances-swapped",
            "T(Σ) maps Σ to Σ₀; with both swapped it maps back",
            check!(Generator, S, |case| {
                let w = case.weights::<S>();
                let power = case.target.overlap(&w).positive_power(&Rational::fraction(-1, 2))?;
                case.is_gradient_by(&(&(&w * &power) * &w.transpose()))
            }),
        ),
        Mutant::new(
            "without-the-factor-2",
            "the loss is a whole square, not half of one",
            check!(Generator, S, |case| {
                let w = case.weights::<S>();
                let half = case.target.formula(&w)?.scale(&S::ratio(1, 2));
                Ok(equal(case.target.gradient(&w)?, half))
            }),
        ),
    ],
};

impl Generator {
    fn is_gradient_by<S: Rung>(&self, transport: &Matrix<S>) -> Result<Compared<S>, Obstacle> {
        let w = self.weights::<S>();
        let claimed = (&w - &(transport * &w)).scale(&S::count(2));
        Ok(equal(self.target.gradient(&w)?, claimed))
    }

    fn is_reverse_mode<S: Rung>(&self, slopes: &Matrix<S>) -> Compared<S> {
        if self.width() > 2 {
            return Compared::nothing();
        }
        let found = gradient(&[self.weights::<S>()], |w| Loss::at(&&self.target, w));
        equal(slopes, &found[0])
    }

    fn is_procrustes<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (w, root) = (self.weights::<S>(), self.target.root::<S>());
        let loss = self.target.loss(&w)?;
        let nuclear = sum((&root * &w).singular_values()?);
        let norms = root.norm_squared() + w.norm_squared() - S::count(2) * nuclear;
        let power = self.target.overlap(&w).positive_power(&Rational::fraction(-1, 2))?;
        let best = &(&root * &w) * &power;
        let distance = |q: &Matrix<S>| (&root - &(&w * &q.transpose())).norm_squared();
        let scale = self.target.trace::<S>();
        let compared = equal_at(&loss, norms, &scale)
            .and(equal_at(&loss, distance(&best), &scale))
            .and(equal(&best.transpose() * &best, Matrix::identity(self.width())));
        let other = Matrix::of(&self.frame);
        // Of one dimension there are two Q, of which one is the best.
        Ok(if self.size() == 1 { compared } else { compared.and(at_most(loss, distance(&other))) })
    }
}
