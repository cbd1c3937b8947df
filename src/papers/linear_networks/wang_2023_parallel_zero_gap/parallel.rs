//! Parallel branches with a penalty of power L have no gap.

use super::problem::{Problem, product};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
    squares_tape,
};
use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Rational, Rung, sum};
use num_traits::One;

/// The dual is max (L/2)tr(ΛᵀY) over ‖ΛᵀX‖₂ ≤ 1: Λ = (X⁺)ᵀUVᵀ has XᵀΛ = UVᵀ, of norm 1, and the value of the primal.
pub(super) const ZERO_GAP: Claim = Claim {
    id: "pdn-parallel-zero-gap",
    statement: "branches with Σ_jXW_{1,j}⋯W_{L,j} = Y have ½Σ_{jl}‖W_{l,j}‖ᴸ ≥ (L/2)‖Z‖_*, with equality for one branch of rank 1 per singular \
                direction, all its norms σ_j^{1/L}; Λ = (X⁺)ᵀUVᵀ has XᵀΛ = UVᵀ, ‖XᵀΛ‖₂ = 1 and (L/2)tr(ΛᵀY) = (L/2)‖Z‖_*, the dual's value; \
                with squares instead, ½Σ‖W_{l,j}‖² ≥ (L/2)Σσᵢ^{2/L}, attained too",
    hypotheses: "m ≥ r branches, r..r+2, of widths ≥ 1; L = 2..5; Y within the range of X; branches far from the optimum and near it",
    source: "abstract; derived here: AM–GM, ∏‖W_{l,j}‖ ≥ ‖Z_j‖_* and the triangle inequality",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Parallel, S, |case| {
        let branches = case.branches::<S>();
        case.solves(&branches)
            .and(at_most(case.nuclear_value::<S>(), penalty(&branches, case.problem.depth)))
            .and(at_most(case.problem.value::<S>(), penalty(&branches, 2)))
            .and(case.dual_attains())
    }),
    witness: Some(check!(Parallel, S, |case| {
        let branches = case.optimal::<S>();
        case.solves(&branches)
            .and(equal(penalty(&branches, case.problem.depth), case.nuclear_value::<S>()))
            .and(equal(penalty(&branches, 2), case.problem.value::<S>()))
    })),
    mutants: &[
        Mutant::new(
            "fewer-branches-than-the-rank",
            "r − 1 branches of width 1 have a product of rank r − 1 at most",
            check!(Parallel, S, |case| case.solves(&case.optimal::<S>()[1..])),
        ),
        Mutant::new(
            "squares-with-the-nuclear-value",
            "with squares the branches pay Σσᵢ^{2/L}, as one network does",
            check!(Parallel, S, |case| equal(
                penalty(&case.optimal::<S>(), 2),
                case.nuclear_value::<S>()
            )),
        ),
        Mutant::new(
            "power-of-depth-minus-1",
            "AM–GM over L layers gives the product of their norms for the power L",
            check!(Parallel, S, |case| equal(
                penalty(&case.optimal::<S>(), case.problem.depth - 1),
                case.nuclear_value::<S>()
            )),
        ),
    ],
};

/// Branches that interpolate.
#[derive(Debug)]
struct Parallel {
    problem: Problem,
    /// Each a list of layers.
    branches: Vec<Vec<Matrix<Rational>>>,
}

impl Case for Parallel {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, rank, spare) = (draw.dim(2, 5), draw.dim(1, 2), draw.dim(0, 2));
        Parallel::of_shape(draw, depth, rank, spare)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, rank, spare| {
            let tape = squares_tape(900, 7, 97);
            let case = Parallel::of_shape(&mut Draw::replay(&tape), depth, rank, spare);
            case.expect("regular")
        };
        vec![
            ("two layers, one branch", case(2, 1, 0)),
            ("three layers, two branches", case(3, 2, 0)),
            ("three layers, five branches for three modes", case(3, 3, 2)),
            ("five layers, three branches for two modes", case(5, 2, 1)),
        ]
    }
}

impl Parallel {
    fn of_shape(
        draw: &mut Draw<'_>,
        depth: usize,
        rank: usize,
        spare: usize,
    ) -> Result<Self, Rejected> {
        let is_flat = draw.chance(1, 4);
        let problem = Problem::drawn(draw, depth, rank, is_flat);
        let near = Rational::fraction(1, if draw.chance(1, 2) { 64 } else { 1 });
        let mut branches = problem.mixed(&draw.matrix(rank, rank).scale(&near))?;
        let tilts: Vec<_> = branches.iter().map(|_| draw.between("0.5", "2")).collect();
        for (branch, tilt) in branches.iter_mut().zip(&tilts) {
            branch[0] = branch[0].scale(tilt);
            branch[1] = branch[1].map(|x| x / tilt);
        }
        if spare == 1 {
            branches.push(problem.spare(draw, 1, &Rational::one()));
            let last = branches.last_mut().expect("just added");
            last[0] = last[0].map(|_| Rational::from(0));
        } else if spare == 2 {
            // Two branches that cancel.
            let branch = problem.spare(draw, 2, &near);
            let mut opposite = branch.clone();
            opposite[0] = -&opposite[0];
            branches.extend([branch, opposite]);
        }
        if tilts.iter().all(One::is_one) {
            return Err(Rejected("a tilted branch"));
        }
        Ok(Parallel { problem, branches })
    }

    fn branches<S: Rung>(&self) -> Vec<Vec<Matrix<S>>> {
        self.branches.iter().map(|branch| branch.iter().map(Matrix::of).collect()).collect()
    }

    /// tᵢuᵢ, tᵢ, …, tᵢ, tᵢvᵢᵀ.
    fn optimal<S: Rung>(&self) -> Vec<Vec<Matrix<S>>> {
        let unmixed = Matrix::zeros(self.problem.rank(), self.problem.rank());
        let branches = self.problem.mixed(&unmixed).expect("the identity is regular");
        branches.iter().map(|branch| branch.iter().map(Matrix::of).collect()).collect()
    }

    /// Σ_jXW_{1,j}⋯W_{L,j} = Y.
    fn solves<S: Rung>(&self, branches: &[Vec<Matrix<S>>]) -> Compared<S> {
        let nothing = Matrix::zeros(self.problem.width(), self.problem.outputs());
        let map = branches.iter().fold(nothing, |sum, branch| &sum + &product(branch));
        self.problem.is_solved_by(&map)
    }

    /// (L/2)‖Z‖_*.
    fn nuclear_value<S: Rung>(&self) -> S {
        self.problem.nuclear::<S>() * S::count(self.problem.depth) * S::ratio(1, 2)
    }

    fn dual_attains<S: Rung>(&self) -> Compared<S> {
        let (left, right) = self.problem.frames::<S>();
        let polar = &left * &right.transpose();
        let multipliers = &self.problem.pseudo_inverse::<S>().transpose() * &polar;
        let value = multipliers.inner(&self.problem.targets());
        equal(&self.problem.inputs::<S>().transpose() * &multipliers, polar)
            .and(equal(value, self.problem.nuclear::<S>()))
            .and(self.problem.is_as_said())
    }
}

impl Problem {
    /// r branches of width 1, of the columns of U diag(t)(I + mixing) and the rows of (I + mixing)⁻¹diag(t)^{L−1}Vᵀ.
    fn mixed(&self, mixing: &Matrix<Rational>) -> Result<Vec<Vec<Matrix<Rational>>>, Rejected> {
        let (left, right) = self.frames::<Rational>();
        let mixing = &Matrix::identity(self.rank()) + mixing;
        let down = &(&left * &Matrix::diagonal(&self.roots)) * &mixing;
        let powers = Matrix::diagonal(&self.powers::<Rational>(self.depth - 1));
        let up = solve_exactly(&mixing, &(&powers * &right.transpose()));
        let up = up.map_err(|_| Rejected("a regular mixing"))?;
        let branch = |(j, root): (usize, &Rational)| {
            let middle = (2..self.depth).map(|_| Matrix::column(vec![root.clone()]));
            let scale = middle.clone().fold(Rational::one(), |scale, _| scale / root);
            let row = up.row(j).iter().map(|x| x * &scale).collect();
            let last = Matrix::from_entries(1, self.outputs(), row);
            std::iter::once(down.col(j)).chain(middle).chain([last]).collect()
        };
        Ok(self.roots.iter().enumerate().map(branch).collect())
    }

    /// A branch of any product.
    fn spare(&self, draw: &mut Draw<'_>, width: usize, scale: &Rational) -> Vec<Matrix<Rational>> {
        let dims: Vec<_> = std::iter::once(self.width())
            .chain((1..self.depth).map(|_| width))
            .chain([self.outputs()])
            .collect();
        dims.windows(2).map(|d| draw.matrix(d[0], d[1]).scale(scale)).collect()
    }
}

/// ½Σ‖W_{l,j}‖^power.
fn penalty<S: Rung>(branches: &[Vec<Matrix<S>>], power: usize) -> S {
    let power = u32::try_from(power).expect("a small power");
    let terms = branches.iter().flatten().map(|w| match power {
        2 => w.norm_squared(),
        _ => w.norm().power(power),
    });
    sum(terms) * S::ratio(1, 2)
}
