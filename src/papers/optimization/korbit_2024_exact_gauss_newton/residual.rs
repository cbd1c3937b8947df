//! Linear models with squared loss: what a unit step leaves of the residual.

use crate::calculus::gradient;
use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal};
use crate::linalg::{Matrix, rank, solve_exactly};
use crate::losses::half_squares;
use crate::number::{Rational, Real, Rung, Traced};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

pub(super) const CONTRACTION: Claim = Claim {
    id: "egn-linear-model-residual-contraction",
    statement: "r⁺ = bλ(JJᵀ + bλI)⁻¹r for θ⁺ = θ − H⁻¹g, so that ‖r⁺‖ ≤ bλ/(σ_min(JJᵀ) + bλ)·‖r‖, with equality along the \
        eigenvector of σ_min",
    hypotheses: "r = Jθ − y, Q = I, full batch, unit step, λ > 0; bc = b = 2..4, d = b..b + 2, σ_min(JJᵀ) > 0",
    source: "derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Linear, S, |case| {
        let [before, after] = case.residuals::<S>()?;
        let (gram, scale) = case.gram::<S>();
        let system = &gram + &Matrix::identity(gram.rows()).scale(&scale);
        let least = gram.eigenvalues()?.swap_remove(0);
        let bound = &scale / (least + &scale) * before.norm();
        Ok(equal(&after, &system.solve(&before.scale(&scale))?).and(at_most(after.norm(), bound)))
    }),
    witness: Some(check!(Least, S, |case| {
        let [before, after] = case.0.residuals::<S>()?;
        let scale = case.0.gram::<S>().1;
        Ok(equal(after.norm(), &scale / (case.least::<S>() + &scale) * before.norm()))
    })),
    mutants: &[
        Mutant::new(
            "batch-forgotten",
            "the damping stands beside a mean over b samples, so b·λ beside JJᵀ",
            check!(Least, S, |case| {
                let [before, after] = case.0.residuals::<S>()?;
                let damping = S::of(&case.0.damping);
                let bound = &damping / (case.least::<S>() + &damping) * before.norm();
                Ok(at_most(after.norm(), bound))
            }),
        ),
        Mutant::new(
            "linear-rate-with-fewer-weights",
            "what r has outside the range of J no step removes",
            check!(Tall, S, |case| {
                let [before, after] = case.0.residuals::<S>()?;
                let jacobian = Matrix::<S>::of(&case.0.jacobian);
                let least = (&jacobian.transpose() * &jacobian).eigenvalues()?.swap_remove(0);
                let scale = case.0.gram::<S>().1;
                Ok(at_most(after.norm(), &scale / (least + &scale) * before.norm()))
            }),
        ),
    ],
};

/// A linear model, its targets and weights.
#[derive(Debug)]
struct Linear {
    /// J (b × d).
    jacobian: Matrix<Rational>,
    /// θ.
    weights: Matrix<Rational>,
    /// y.
    targets: Matrix<Rational>,
    /// λ.
    damping: Rational,
}

impl Case for Linear {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let samples = draw.dim(2, 4);
        let size = samples + draw.dim(0, 2);
        let (jacobian, weights) = (draw.matrix(samples, size), draw.vector(size));
        let targets = draw.vector(samples);
        if rank(&jacobian) < samples || &jacobian * &weights == targets {
            return Err(Rejected("σ_min(JJᵀ) > 0 and r ≠ 0"));
        }
        Ok(Linear { jacobian, weights, targets, damping: draw.log_uniform("0.125", "8") })
    }
}

/// J of orthogonal rows, the last the shortest, and r along it.
#[derive(Debug)]
struct Least(Linear);

impl Case for Least {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let samples = draw.dim(2, 3);
        let rows = draw.frame(samples + 1, samples).transpose();
        let mut lengths: Vec<_> = (1..samples).map(|_| draw.above("1", "2")).collect();
        lengths.push(draw.above("0", "1"));
        let jacobian = &Matrix::diagonal(&lengths) * &rows;
        let last = |i: usize, _| {
            if i + 1 == samples { -Rational::one() } else { Rational::zero() }
        };
        let targets = Matrix::from_fn(samples, 1, last);
        let weights = Matrix::zeros(samples + 1, 1);
        Ok(Least(Linear { jacobian, weights, targets, damping: draw.log_uniform("0.125", "8") }))
    }
}

/// One sample more than weights, and r orthogonal to the range of J.
#[derive(Debug)]
struct Tall(Linear);

impl Case for Tall {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        let (jacobian, any) = (draw.matrix(size + 1, size), draw.vector(size + 1));
        if rank(&jacobian.beside(&any)) <= size {
            return Err(Rejected("J of full rank and y outside its range"));
        }
        let across = jacobian.transpose();
        let inside = solve_exactly(&(&across * &jacobian), &(&across * &any));
        let targets = &any - &(&jacobian * &inside.expect("J has full rank"));
        let weights = Matrix::zeros(size, 1);
        Ok(Tall(Linear { jacobian, weights, targets, damping: draw.log_uniform("0.125", "8") }))
    }
}

impl Least {
    /// σ_min(JJᵀ), of the last row.
    fn least<S: Real>(&self) -> S {
        let row = self.0.jacobian.row(self.0.jacobian.rows() - 1);
        S::of(&crate::number::sum(row.iter().map(|x| x * x)))
    }
}

impl Linear {
    /// JJᵀ and bλ.
    fn gram<S: Real>(&self) -> (Matrix<S>, S) {
        let jacobian = Matrix::<S>::of(&self.jacobian);
        let scale = S::count(jacobian.rows()) * S::of(&self.damping);
        (&jacobian * &jacobian.transpose(), scale)
    }

    /// r, and r after the step.
    fn residuals<S: Rung>(&self) -> Result<[Matrix<S>; 2], Obstacle> {
        let (jacobian, weights) = (Matrix::<S>::of(&self.jacobian), Matrix::<S>::of(&self.weights));
        let targets = Matrix::<S>::of(&self.targets);
        let samples = S::count(jacobian.rows());
        let (map, wanted) = (Matrix::<Traced<S>>::of(&self.jacobian), Matrix::of(&self.targets));
        let slopes = gradient(std::slice::from_ref(&weights), |weights| {
            half_squares(&map.times(&weights[0]), &wanted) / Traced::constant(samples.clone())
        });
        let mean = (&jacobian.transpose() * &jacobian).map(|x| x / &samples);
        let size = jacobian.cols();
        let hessian = &mean + &Matrix::identity(size).scale(&S::of(&self.damping));
        let after = &weights - &hessian.solve(&slopes[0])?;
        Ok([weights, after].map(|weights| &jacobian.times(&weights) - &targets))
    }
}
