//! How much a step descends, and how long it is.

use super::batch::{Batch, Outputs, Parts};
use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal};
use crate::linalg::{Matrix, rank};
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

pub(super) const SANDWICH: Claim = Claim {
    id: "egn-descent-sandwich",
    statement: "for s = −H⁻¹g: ‖g‖²/(λ + σ_max(JᵀQJ)/b) ≤ −gᵀs ≤ ‖g‖²/λ and ‖s‖ ≤ ‖g‖/λ; the right bounds are attained at QJg = 0, \
        the left one at an eigenvector g of σ_max",
    hypotheses: "Q ≠ 0 of the softmax cross-entropy (c = 2, 3) or GGᵀ; λ > 0; b = 2..4, d = 2..8; attained: softmax with d > bc and \
        r = (JJᵀ)⁻¹(z ⊗ 1), and JJᵀ = I with diagonal Q",
    source: "derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Batch, S, |batch| {
        let parts = batch.parts::<S>();
        let step = Step::of(&parts)?;
        let lower = &step.slope / (&parts.damping + parts.top()? / &parts.samples);
        let length = step.slope.sqrt() / &parts.damping;
        Ok(at_most(lower, step.descent.clone())
            .and(at_most(step.descent, &step.slope / &parts.damping))
            .and(at_most(step.length, length)))
    }),
    witness: Some(check!(Attained, S, |case| {
        let parts = case.flat::<S>()?;
        let step = Step::of(&parts)?;
        let upper = equal(step.descent, &step.slope / &parts.damping)
            .and(equal(step.length, step.slope.sqrt() / &parts.damping));
        let (parts, top) = case.steep::<S>();
        let step = Step::of(&parts)?;
        let lower = &step.slope / (&parts.damping + top / &parts.samples);
        Ok(upper.and(equal(step.descent, lower)))
    })),
    mutants: &[
        Mutant::new(
            "descent-at-least-by-the-damping",
            "‖g‖²/λ is what a step without curvature would descend",
            check!(Batch, S, |batch| {
                let parts = batch.parts::<S>();
                let step = Step::of(&parts)?;
                Ok(at_most(step.slope / &parts.damping, step.descent))
            }),
        ),
        Mutant::new(
            "lower-bound-as-an-upper-one",
            "directions of less curvature than σ_max descend more",
            check!(Batch, S, |batch| {
                let parts = batch.parts::<S>();
                let step = Step::of(&parts)?;
                let bound = step.slope / (&parts.damping + parts.top()? / &parts.samples);
                Ok(at_most(step.descent, bound))
            }),
        ),
        Mutant::new(
            "divided-by-the-squared-batch",
            "H has the mean of the Hessians, divided by b once",
            check!(Attained, S, |case| {
                let (parts, top) = case.steep::<S>();
                let step = Step::of(&parts)?;
                let bound = step.slope / (&parts.damping + top / parts.samples.square());
                Ok(at_most(bound, step.descent))
            }),
        ),
    ],
};

/// What a step does.
struct Step<S> {
    /// ‖g‖².
    slope: S,
    /// −gᵀs.
    descent: S,
    /// ‖s‖.
    length: S,
}

impl<S: Rung> Step<S> {
    fn of(parts: &Parts<S>) -> Result<Self, Obstacle> {
        let gradient = parts.gradient();
        let back = parts.hessian().solve(&gradient)?;
        Ok(Step {
            slope: gradient.norm_squared(),
            descent: gradient.inner(&back),
            length: back.norm(),
        })
    }
}

impl<S: Rung> Parts<S> {
    /// σ_max(JᵀQJ).
    fn top(&self) -> Result<S, Obstacle> {
        Ok(self.pulled_back().eigenvalues()?.into_iter().next_back().expect("d ≥ 1"))
    }
}

/// Batches that attain the bounds.
#[derive(Debug)]
struct Attained {
    /// Softmax outputs with d > bc and JJᵀ regular.
    batch: Batch,
    /// z (b × 1).
    shift: Matrix<Rational>,
    /// J (b × d) with JJᵀ = I.
    frame: Matrix<Rational>,
    /// The diagonal of Q, the largest first.
    curvatures: Vec<Rational>,
}

impl Case for Attained {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (samples, classes) = (2, 2);
        let batch = Batch::softmax(draw, samples, classes, samples * classes + 1);
        let shift = draw.vector(samples);
        if rank(&batch.jacobian) < samples * classes || shift.norm_squared().is_zero() {
            return Err(Rejected("JJᵀ regular and z ≠ 0"));
        }
        let frame = draw.frame(3, samples).transpose();
        let largest = draw.above("1", "4");
        let curvatures = vec![largest, draw.between("0", "1")];
        Ok(Attained { batch, shift, frame, curvatures })
    }
}

impl Attained {
    /// With r = (JJᵀ)⁻¹(z ⊗ 1), so that QJg = Q(z ⊗ 1)/b = 0.
    fn flat<S: Rung>(&self) -> Result<Parts<S>, Obstacle> {
        let parts = self.batch.parts::<S>();
        let classes = parts.jacobian.rows() / self.shift.rows();
        let wanted = Matrix::<S>::of(&self.shift).kronecker(&Matrix::ones(classes, 1));
        let gram = &parts.jacobian * &parts.jacobian.transpose();
        Ok(Parts { slopes: gram.solve(&wanted)?, ..parts })
    }

    /// With g along the first row of J, an eigenvector of JᵀQJ of the largest eigenvalue, which is given too.
    fn steep<S: Real>(&self) -> (Parts<S>, S) {
        let samples = self.curvatures.len();
        let first = |i: usize, _| if i == 0 { Rational::one() } else { Rational::zero() };
        let batch = Batch {
            jacobian: self.frame.clone(),
            outputs: Outputs::Squares {
                roots: vec![Matrix::zeros(1, 1); samples],
                slopes: Matrix::from_fn(samples, 1, first),
            },
            samples,
            damping: self.batch.damping.clone(),
        };
        let curvatures: Vec<S> = self.curvatures.iter().map(S::of).collect();
        let parts = Parts { curvature: Matrix::diagonal(&curvatures), ..batch.parts() };
        (parts, curvatures[0].clone())
    }
}
