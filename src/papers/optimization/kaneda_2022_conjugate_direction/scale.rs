//! The step size of the energy makes the loss blind to the direction's length.

use super::step::{Step, energy, searched};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, equal, identity,
    vanishes,
};
use crate::linalg::{Matrix, rank};

/// Exact in rationals.
pub(super) const LOSS_SCALE: Claim = Claim {
    id: "dcdm-loss-scale-is-a-norm-not-l2",
    statement: "with α = rᵀf/(fᵀAf) the step never increases ‖e‖_A, and ‖r − αAf‖² is the same for f and cf (c = −3, ½) and 0 if f ∥ A⁻¹r \
        and only then",
    hypotheses: "A symmetric positive definite, n = 2..4; r ≠ 0, f ≠ 0; 'only then' on f not parallel to A⁻¹r",
    source: "abstract (a loss without scale); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Free, S, |case| {
        let step = &case.0;
        let (matrix, error, direction) = (step.matrix::<S>(), step.error(), step.direction());
        let loss = |f: &Matrix<S>| (&matrix * &searched(&matrix, &error, f)).norm_squared();
        let value = loss(&direction);
        let rescaled = [S::ratio(-3, 1), S::ratio(1, 2)].map(|c| loss(&direction.scale(&c)));
        let residual = (&matrix * &error).norm_squared();
        at_most(energy(&matrix, &searched(&matrix, &error, &direction)), energy(&matrix, &error))
            .and(Compared::all(rescaled.map(|loss| equal(loss, &value))))
            .and(vanishes(loss(&error.scale(&S::ratio(-2, 1))), residual))
            .and(below(S::zero(), value))
    }),
    witness: None,
    mutants: &[Mutant::new(
        "step-size-of-the-residual",
        "the step that is best for ‖r‖ may increase ‖e‖_A",
        identity!(Free, S, |case| {
            let step = &case.0;
            let (matrix, error, direction) = (step.matrix::<S>(), step.error(), step.direction());
            let (residual, image) = (&matrix * &error, &matrix * &direction);
            let rate = residual.inner(&image) / image.norm_squared();
            let left = &error - &direction.scale(&rate);
            at_most(energy(&matrix, &left), energy(&matrix, &error))
        }),
    )],
};

/// A direction of any length and angle.
#[derive(Debug)]
struct Free(Step);

impl Case for Free {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let step = Step::draw(draw)?;
        let direction = draw.vector(step.error.rows());
        if rank(&step.error.beside(&direction)) < 2 {
            return Err(Rejected("f not parallel to e"));
        }
        Ok(Free(Step { direction, ..step }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("κ = 1000, f = (1, 0.3)", Free(Step::stretched())),
            ("κ = 1000, r almost across f", Free(Step::across())),
        ]
    }
}
