//! What orthogonalisation against all, or against the last direction, achieves.

use super::step::energy;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, equal_at, vanishes,
};
use crate::linalg::{Matrix, determinant, rank, solve_exactly};
use crate::number::{Rational, Real};
use num_traits::Zero;

pub(super) const FINITE_TERMINATION: Claim = Claim {
    id: "dcdm-finite-termination-any-direction",
    statement: "with full A-orthogonalisation x_n = x*, r_k ⊥ dⱼ for j < k, and ‖e_{k+1}‖_A² = ‖e_k‖_A² − (d_kᵀr_k)²/(d_kᵀAd_k), \
        for any f with f(r_k) not in the span of the earlier directions",
    hypotheses: "f(r) = tanh(Br/‖r‖), det B ≠ 0; A = MMᵀ + I, n = 1..4, x₀ = 0",
    source: "the paper's method; derived here (conjugate directions)",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Learned, S, |case| case.terminates::<S>(usize::MAX)),
    witness: None,
    mutants: &[Mutant::new(
        "against-the-last-two-only",
        "a nonlinear f has no short recurrence: earlier directions come back",
        check!(Wide, S, |case| case.0.ends::<S>(2)),
    )],
};

pub(super) const SHORT_RECURRENCE: Claim = Claim {
    id: "dcdm-short-recurrence-iff-spd-preconditioner",
    statement: "for f(r) = Pr, P symmetric positive definite, orthogonalisation against d_{k−1} alone gives the iterates of full \
        orthogonalisation, and x_n = x*",
    hypotheses: "A = MMᵀ + I; P = (A + cI)⁻¹ or another MMᵀ + I; n = 1..4; x₀ = 0; the Krylov space of PA and Pr₀ is all of Rⁿ",
    source: "derived here (preconditioned conjugate gradients)",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Preconditioned, S, |case| case.is_short::<S>()),
    witness: None,
    mutants: &[Mutant::new(
        "preconditioner-not-symmetric",
        "A-orthogonality to the earlier directions needs the symmetry of P",
        check!(Skew, S, |case| case.0.ends::<S>()),
    )],
};

/// The iterates of conjugate directions.
struct Run<S> {
    /// x₀, …, x_n.
    iterates: Vec<Matrix<S>>,
    /// d₀, …, d_{n−1}.
    directions: Vec<Matrix<S>>,
}

impl<S: Real> Run<S> {
    /// n steps from 0, each direction made A-orthogonal to the last `memory` ones.
    fn new(
        matrix: &Matrix<S>,
        rhs: &Matrix<S>,
        memory: usize,
        propose: impl Fn(&Matrix<S>) -> Matrix<S>,
    ) -> Self {
        let start = Matrix::zeros(rhs.rows(), 1);
        let mut run = Run { iterates: vec![start.clone()], directions: Vec::new() };
        let mut x = start;
        for _ in 0..rhs.rows() {
            let residual = rhs - &(matrix * &x);
            let proposed = propose(&residual);
            let image = matrix * &proposed;
            let recent = run.directions.iter().rev().take(memory);
            let direction = recent.fold(proposed, |direction, earlier| {
                &direction - &earlier.scale(&(earlier.inner(&image) / energy(matrix, earlier)))
            });
            let rate = residual.inner(&direction) / energy(matrix, &direction);
            x = &x + &direction.scale(&rate);
            run.iterates.push(x.clone());
            run.directions.push(direction);
        }
        run
    }
}

/// A system with x*, and a network of one layer.
#[derive(Debug)]
struct Learned {
    /// A.
    matrix: Matrix<Rational>,
    /// x*.
    solution: Matrix<Rational>,
    /// B.
    layer: Matrix<Rational>,
}

impl Case for Learned {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 4);
        Learned::of(draw, size)
    }
}

/// n = 4 or 5, more than the memory.
#[derive(Debug)]
struct Wide(Learned);

impl Case for Wide {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(4, 5);
        Learned::of(draw, size).map(Wide)
    }
}

impl Learned {
    fn of(draw: &mut Draw<'_>, size: usize) -> Result<Self, Rejected> {
        let (matrix, solution) = (draw.positive_definite(size), draw.vector(size));
        let layer = draw.matrix(size, size);
        if solution.norm_squared().is_zero() || determinant(&layer).is_zero() {
            return Err(Rejected("r₀ ≠ 0 and det B ≠ 0"));
        }
        Ok(Learned { matrix, solution, layer })
    }

    fn run<S: Real>(&self, memory: usize) -> (Matrix<S>, Matrix<S>, Run<S>) {
        let (matrix, solution) = (Matrix::<S>::of(&self.matrix), Matrix::<S>::of(&self.solution));
        let layer = Matrix::<S>::of(&self.layer);
        let propose = |r: &Matrix<S>| (&layer * r).scale(&(S::one() / r.norm())).map(Real::tanh);
        let run = Run::new(&matrix, &(&matrix * &solution), memory, propose);
        (matrix, solution, run)
    }

    /// x_n = x*.
    fn ends<S: Real>(&self, memory: usize) -> Compared<S> {
        let (_, solution, run) = self.run::<S>(memory);
        equal(run.iterates.last().expect("x₀ at least"), &solution)
    }

    fn terminates<S: Real>(&self, memory: usize) -> Compared<S> {
        let (matrix, solution, run) = self.run::<S>(memory);
        let errors: Vec<_> = run.iterates.iter().map(|x| &solution - x).collect();
        let whole = energy(&matrix, &solution);
        let falls = run.directions.iter().enumerate().map(|(k, direction)| {
            let along = direction.inner(&(&matrix * &errors[k])).square();
            let claimed = energy(&matrix, &errors[k]) - along / energy(&matrix, direction);
            equal_at(energy(&matrix, &errors[k + 1]), claimed, &whole)
        });
        let meets = (1..errors.len()).flat_map(|k| {
            let residual = &matrix * &errors[k];
            let earlier = &run.directions[..k];
            let products: Vec<_> = earlier
                .iter()
                .map(|d| vanishes(residual.inner(d), d.norm() * whole.sqrt()))
                .collect();
            products
        });
        equal(run.iterates.last().expect("x₀ at least"), &solution)
            .and(Compared::all(falls))
            .and(Compared::all(meets))
    }
}

/// A system with x*, and a preconditioner.
#[derive(Debug)]
struct Preconditioned {
    /// A.
    matrix: Matrix<Rational>,
    /// x*.
    solution: Matrix<Rational>,
    /// P.
    preconditioner: Matrix<Rational>,
}

impl Case for Preconditioned {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 4);
        let (matrix, solution) = (draw.positive_definite(size), draw.vector(size));
        let identity = Matrix::identity(size);
        let preconditioner = if draw.chance(1, 2) {
            let shifted = &matrix + &identity.scale(&draw.above("0", "2"));
            solve_exactly(&shifted, &identity).expect("A + cI is regular")
        } else {
            draw.positive_definite(size)
        };
        let product = &preconditioner * &matrix;
        let next = |v: &Matrix<Rational>| Some(&product * v);
        let krylov = std::iter::successors(Some(&product * &solution), next).take(size);
        let krylov = krylov.reduce(|all, v| all.beside(&v)).expect("n ≥ 1");
        if rank(&krylov) < size {
            return Err(Rejected("the Krylov space is all of Rⁿ"));
        }
        Ok(Preconditioned { matrix, solution, preconditioner })
    }
}

/// P = I + 0.3G, n = 3 or 4.
#[derive(Debug)]
struct Skew(Preconditioned);

impl Case for Skew {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(3, 4);
        let (matrix, solution) = (draw.positive_definite(size), draw.vector(size));
        let push = draw.matrix(size, size).scale(&Rational::fraction(3, 10));
        let preconditioner = &Matrix::identity(size) + &push;
        Ok(Skew(Preconditioned { matrix, solution, preconditioner }))
    }
}

impl Preconditioned {
    fn run<S: Real>(&self, memory: usize) -> Run<S> {
        let (matrix, solution) = (Matrix::<S>::of(&self.matrix), Matrix::<S>::of(&self.solution));
        let preconditioner = Matrix::<S>::of(&self.preconditioner);
        Run::new(&matrix, &(&matrix * &solution), memory, |r| &preconditioner * r)
    }

    /// x_n = x* with a memory of one direction.
    fn ends<S: Real>(&self) -> Compared<S> {
        let run = self.run::<S>(1);
        equal(run.iterates.last().expect("x₀ at least"), Matrix::of(&self.solution))
    }

    fn is_short<S: Real>(&self) -> Compared<S> {
        let (short, full) = (self.run::<S>(1), self.run::<S>(usize::MAX));
        let pairs = short.iterates.iter().zip(&full.iterates).skip(1);
        self.ends::<S>().and(Compared::all(pairs.map(|(a, b)| equal(a, b))))
    }
}
