//! A direction with a relative error ε leaves at most the share ε of the error.

use super::step::{Step, energy, searched};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal_at, identity,
};
use crate::linalg::{Matrix, rank};
use crate::number::{Field, Rational, Real};
use num_traits::Zero;

/// Exact in rationals: squares of all lengths.
pub(super) const CONTRACTION: Claim = Claim {
    id: "dcdm-relative-a-error-contraction",
    statement: "‖f − A⁻¹r‖_A ≤ ε‖A⁻¹r‖_A, ε < 1, gives ‖e⁺‖_A ≤ ε‖e‖_A after one line search, whatever n and κ(A); more exactly \
        ‖e⁺‖_A = sin∠_A(f, e)·‖e‖_A; with equality for f = cosφ(cosφ·ê + sinφ·d̂)‖e‖_A, d̂ ⊥_A ê, sinφ = ε",
    hypotheses: "A symmetric positive definite, n = 2..4, κ ≤ 10⁸, r ≠ 0; f not parallel to e",
    source: "abstract (convergence independent of the size); derived here: the line search is an A-orthogonal projection",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Step, S, |step| step.contracts_in::<S>(&step.matrix()).and(step.has_sine())),
    witness: Some(check!(Angle, S, |angle| {
        let [left, start] = angle.lengths::<S>();
        equal_at(left, start * angle.sine::<S>().square(), angle.size::<S>())
            .and(angle.has_relative_error())
    })),
    mutants: &[
        Mutant::new(
            "error-in-the-euclidean-norm",
            "a direction that is near A⁻¹r for Euclid may be nearly A-orthogonal to it",
            identity!(Stretched, S, |step| {
                step.0.contracts_in::<S>(&Matrix::identity(step.0.matrix.rows()))
            }),
        ),
        Mutant::new(
            "squared-share",
            "the sine of the angle may be ε itself",
            check!(Angle, S, |angle| {
                let [left, start] = angle.lengths::<S>();
                at_most(left, start * angle.sine::<S>().power(4))
            }),
        ),
    ],
};

/// f within the error 0.3 of e for Euclid.
#[derive(Debug)]
struct Stretched(Step);

impl Case for Stretched {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        vec![("κ = 1000, ε = 0.3", Stretched(Step::stretched()))]
    }
}

impl Step {
    /// ‖e⁺‖_A² ≤ ε²‖e‖_A², where ε is measured in the norm of `metric`.
    fn contracts_in<S: Field>(&self, metric: &Matrix<S>) -> Compared<S> {
        let (matrix, error, direction) = (self.matrix(), self.error(), self.direction());
        let share = energy(metric, &(&direction - &error)) / energy(metric, &error);
        let left = energy(&matrix, &searched(&matrix, &error, &direction));
        at_most(left, share * energy(&matrix, &error))
    }

    /// ‖e⁺‖_A² = (1 − cos²∠_A)‖e‖_A².
    fn has_sine<S: Field>(&self) -> Compared<S> {
        let (matrix, error, direction) = (self.matrix::<S>(), self.error(), self.direction());
        let [along, own] = [&direction, &error].map(|v| energy(&matrix, v));
        let cosine_squared = direction.inner(&(&matrix * &error)).square() / (along * &own);
        let left = energy(&matrix, &searched(&matrix, &error, &direction));
        equal_at(left, (S::one() - cosine_squared) * own, terms(&matrix, &error, &direction))
    }
}

/// The size of the terms that cancel in vᵀAv, for v = e and f: tr A·‖v‖².
fn terms<S: Field>(matrix: &Matrix<S>, error: &Matrix<S>, direction: &Matrix<S>) -> S {
    matrix.trace() * (error.norm_squared() + direction.norm_squared())
}

/// The direction that attains the bound, of tan(φ/2).
#[derive(Debug)]
struct Angle {
    /// A.
    matrix: Matrix<Rational>,
    /// e.
    error: Matrix<Rational>,
    /// A-orthogonal to e.
    across: Matrix<Rational>,
    /// tan(φ/2).
    tangent: Rational,
}

impl Case for Angle {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(2, 4);
        let (matrix, error, other) =
            (draw.positive_definite(size), draw.vector(size), draw.vector(size));
        let tangent = draw.between("0", "1");
        if tangent.is_zero() || rank(&error.beside(&other)) < 2 {
            return Err(Rejected("ε > 0, e ≠ 0 and a direction across"));
        }
        let along = other.inner(&(&matrix * &error)) / energy(&matrix, &error);
        let across = &other - &error.scale(&along);
        Ok(Angle { matrix, error, across, tangent })
    }
}

impl Angle {
    fn system<S: Field>(&self) -> [Matrix<S>; 2] {
        [Matrix::of(&self.matrix), Matrix::of(&self.error)]
    }

    /// sinφ.
    fn sine<S: Field>(&self) -> S {
        let tangent = S::of(&self.tangent);
        S::count(2) * &tangent / (S::one() + tangent.square())
    }

    /// f = cosφ(cosφ·ê + sinφ·d̂)‖e‖_A.
    fn direction<S: Real>(&self) -> Matrix<S> {
        let ([matrix, error], across) = (self.system::<S>(), Matrix::<S>::of(&self.across));
        let length = (energy(&matrix, &error) / energy(&matrix, &across)).sqrt();
        let tangent = S::of(&self.tangent).square();
        let cosine = (S::one() - &tangent) / (S::one() + tangent);
        let turned = &error.scale(&cosine) + &across.scale(&(length * self.sine::<S>()));
        turned.scale(&cosine)
    }

    /// ‖e⁺‖_A² and ‖e‖_A².
    fn lengths<S: Real>(&self) -> [S; 2] {
        let [matrix, error] = self.system::<S>();
        let left = searched(&matrix, &error, &self.direction());
        [energy(&matrix, &left), energy(&matrix, &error)]
    }

    fn size<S: Real>(&self) -> S {
        let [matrix, error] = self.system::<S>();
        terms(&matrix, &error, &self.direction())
    }

    /// ‖f − e‖_A = sinφ·‖e‖_A.
    fn has_relative_error<S: Real>(&self) -> Compared<S> {
        let [matrix, error] = self.system::<S>();
        let gap = energy(&matrix, &(&self.direction() - &error));
        let claimed = energy(&matrix, &error) * self.sine::<S>().square();
        equal_at(gap, claimed, self.size::<S>())
    }
}
