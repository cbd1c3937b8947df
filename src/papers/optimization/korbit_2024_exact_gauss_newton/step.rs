//! The step by a system of bc equations.

use super::batch::{Batch, Parts};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal};
use crate::linalg::Matrix;
use crate::number::Rung;
use crate::obstacle::Obstacle;

pub(super) const DUNCAN_GUTTMAN: Claim = Claim {
    id: "egn-duncan-guttman-step",
    statement: "H⁻¹g = Jᵀ(QJJᵀ + bλI)⁻¹r, also where Q or JJᵀ is singular",
    hypotheses: "Q of the softmax cross-entropy (singular; c = 2, 3) or GGᵀ; λ > 0; b = 2..4, c = 1..3, d = 2..8; both systems solved",
    source: "abstract (the step exactly, by a smaller system); derived here: (JᵀQJ + bλI)Jᵀ = Jᵀ(QJJᵀ + bλI)",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Batch, S, |batch| {
        let parts = batch.parts::<S>();
        let small = &parts.curvature * &parts.gram();
        parts.steps_by(&small, &(&parts.samples * &parts.damping))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "order-of-the-product",
            "JJᵀQ is the transpose of QJJᵀ, and they commute with r for equal curvatures only",
            check!(Batch, S, |batch| {
                let parts = batch.parts::<S>();
                let small = &parts.gram() * &parts.curvature;
                parts.steps_by(&small, &(&parts.samples * &parts.damping))
            }),
        ),
        Mutant::new(
            "damping-without-batch",
            "the mean over the batch divides JᵀQJ, and not λ",
            check!(Batch, S, |batch| {
                let parts = batch.parts::<S>();
                let small = &parts.curvature * &parts.gram();
                parts.steps_by(&small, &parts.damping)
            }),
        ),
        Mutant::new(
            "inverse-curvature",
            "the softmax's Q has no inverse, and with Q⁺ what r has in the kernel of Q and its damping are lost",
            check!(Singular, S, |batch| {
                let parts = batch.batch.parts::<S>();
                let inverse = parts.curvature.pseudo_inverse_of_rank(batch.rank)?;
                let scale = &parts.samples * &parts.damping;
                let small = &parts.gram() + &inverse.scale(&scale);
                let step =
                    &parts.jacobian.transpose() * &small.solve(&(&inverse * &parts.slopes))?;
                Ok(equal(parts.hessian().solve(&parts.gradient())?, step))
            }),
        ),
    ],
};

/// Softmax outputs, with the rank b(c − 1) of Q.
#[derive(Debug)]
struct Singular {
    batch: Batch,
    rank: usize,
}

impl Case for Singular {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (samples, classes) = (2, draw.dim(2, 3));
        let batch = Batch::softmax(draw, samples, classes, samples * classes + 1);
        Ok(Singular { batch, rank: samples * (classes - 1) })
    }
}

impl<S: Rung> Parts<S> {
    /// JJᵀ.
    fn gram(&self) -> Matrix<S> {
        &self.jacobian * &self.jacobian.transpose()
    }

    /// H⁻¹g = Jᵀ(small + scale·I)⁻¹r.
    fn steps_by(&self, small: &Matrix<S>, scale: &S) -> Result<Compared<S>, Obstacle> {
        let system = small + &Matrix::identity(small.rows()).scale(scale);
        let step = &self.jacobian.transpose() * &system.solve(&self.slopes)?;
        Ok(equal(self.hessian().solve(&self.gradient())?, step))
    }
}
