//! Gradients by the adjoint equation.

use super::dynamics::{Dynamics, velocity};
use crate::calculus::{Velocity, flow, gradient};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal_at, squares_tape,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::number::{Rational, Real, Rung, Traced, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// Two ways: the adjoint's flow backwards against the forward sensitivity's flow, along one random direction of all parameters and of the start;
/// and for linear f the stated integral against the derivative of the exponential, both as blocks of larger exponentials.
pub(super) const ADJOINT: Claim = Claim {
    id: "node-adjoint-gradient",
    statement: "a(T) = ∇L(z(T)), a′ = −(∂f/∂z)ᵀa: dL/dθ = ∫₀ᵀaᵀ∂f/∂θ dt and dL/dz(0) = a(0); for f = Mz, \
        dL/dM = ∫₀ᵀe^{Mᵀ(T−t)}g z(t)ᵀdt, g = ∇L",
    hypotheses: "f linear (d ≤ 6) or planar (d ≤ 2, h ≤ 2; in a known case d = 6, h = 4); L = ½‖z(T) − y‖²; T ≤ 1; tried along a random direction, of which dL is a linear \
        function",
    source: "the adjoint theorem (abstract)",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Problem, S, |problem| {
        let flows = problem.agrees_with_sensitivity::<S>(Adjoint::Paper)?;
        Ok(flows.and(problem.has_linear_gradient()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "adjoint-with-plus",
            "backwards in time a sensitivity grows as it decays forwards",
            check!(Problem, S, |problem| problem.agrees_with_sensitivity::<S>(Adjoint::PlusSign)),
        ),
        Mutant::new(
            "jacobian-not-transposed",
            "a is a row of derivatives: aᵀz(t) of a variation is constant with the transpose only",
            check!(Problem, S, |problem| problem
                .agrees_with_sensitivity::<S>(Adjoint::NotTransposed)),
        ),
        Mutant::new(
            "minus-the-integral",
            "the minus sign belongs to the integral from T to 0",
            check!(Problem, S, |problem| problem
                .agrees_with_sensitivity::<S>(Adjoint::MinusIntegral)),
        ),
    ],
};

/// A loss at the end of a flow, and a direction in which all is varied.
#[derive(Debug)]
struct Problem {
    dynamics: Dynamics,
    /// z(0).
    start: Matrix<Rational>,
    /// y.
    target: Matrix<Rational>,
    /// T.
    time: Rational,
    /// Of θ.
    direction: Vec<Matrix<Rational>>,
    /// Of z(0).
    shift: Matrix<Rational>,
    /// Whether the flows are followed, which takes long: in known cases, and in a quarter of random ones.
    flows: bool,
}

impl Case for Problem {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let flows = draw.chance(1, 4);
        let dynamics = if flows && draw.chance(1, 2) {
            let (size, units) = (draw.dim(1, 2), draw.dim(1, 2));
            Dynamics::planar(draw, size, units)
        } else {
            let size = draw.dim(1, if flows { 2 } else { 4 });
            Dynamics::linear(draw, size)
        };
        let time = draw.above("0", "1");
        Ok(Problem::of(draw, dynamics, time, flows))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(400, 7, 97);
        let mut draw = Draw::replay(&tape);
        let planar = Dynamics::planar(&mut draw, 2, 2);
        let half = || Rational::fraction(1, 2);
        let six = Dynamics::planar(&mut draw, 6, 4);
        vec![
            ("linear, d = 2", Problem::of(&mut draw, Dynamics::numbered(2), half(), true)),
            ("one number", Problem::of(&mut draw, Dynamics::numbered(1), Rational::one(), true)),
            ("planar, two units", Problem::of(&mut draw, planar, half(), true)),
            ("linear, d = 6", Problem::of(&mut draw, Dynamics::numbered(6), half(), false)),
            (
                "linear, d = 6, by flows",
                Problem::of(&mut draw, Dynamics::numbered(6), half(), true),
            ),
            (
                "planar, d = 6, four units",
                Problem::of(&mut draw, six, Rational::fraction(1, 8), true),
            ),
        ]
    }
}

/// How the adjoint runs.
#[derive(Clone, Copy, PartialEq)]
enum Adjoint {
    Paper,
    PlusSign,
    NotTransposed,
    MinusIntegral,
}

/// z′ = f, and δ′ = (∂f/∂z)δ + (∂f/∂θ)E.
struct Sensitivity<'a>(&'a Problem);

impl Velocity for Sensitivity<'_> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let problem = self.0;
        let directions = problem.direction.iter().map(Matrix::<T>::of);
        let parameters = problem.dynamics.parameters::<T>();
        let parameters: Vec<_> =
            parameters.iter().zip(directions).map(|(p, e)| p.moving(&e)).collect();
        let velocity = velocity(&parameters, &state[0].moving(&state[1]));
        vec![velocity.map(|x| x.value.clone()), velocity.slopes()]
    }
}

/// z′ = f, a′ = −(∂f/∂z)ᵀa, and G′ = −aᵀ∂f/∂θ, which is ∫ₜᵀaᵀ∂f/∂θ when it ends at 0.
struct Backwards<'a> {
    dynamics: &'a Dynamics,
    adjoint: Adjoint,
}

impl Velocity for Backwards<'_> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (z, a) = (&state[0], &state[1]);
        let weights =
            [std::slice::from_ref(z), self.dynamics.parameters::<T>().as_slice()].concat();
        let by_all = gradient(&weights, |weights| {
            velocity(&weights[1..], &weights[0]).inner(&a.map(|x| Traced::constant(x.clone())))
        });
        let (by_state, by_parameters) = by_all.split_first().expect("the state at least");
        let pulled = match self.adjoint {
            Adjoint::Paper | Adjoint::MinusIntegral => -by_state,
            Adjoint::PlusSign => by_state.clone(),
            Adjoint::NotTransposed => -&self.dynamics.along(z, a),
        };
        let gained = by_parameters.iter().map(|g| match self.adjoint {
            Adjoint::MinusIntegral => g.clone(),
            Adjoint::Paper | Adjoint::PlusSign | Adjoint::NotTransposed => -g,
        });
        [self.dynamics.at(z), pulled].into_iter().chain(gained).collect()
    }
}

impl Problem {
    fn of(draw: &mut Draw<'_>, dynamics: Dynamics, time: Rational, flows: bool) -> Self {
        let size = dynamics.size();
        let direction = dynamics.parameters.iter().map(|p| draw.matrix(p.rows(), p.cols()));
        Problem {
            direction: direction.collect(),
            start: draw.vector(size),
            target: draw.vector(size),
            time,
            shift: draw.vector(size),
            flows,
            dynamics,
        }
    }

    /// ∇L.
    fn slope<S: Rung>(&self, end: &Matrix<S>) -> Matrix<S> {
        let target = Matrix::<Traced<S>>::of(&self.target);
        gradient(std::slice::from_ref(end), |z| half_squares(&z[0], &target)).swap_remove(0)
    }

    /// dL of the direction, forwards and by the adjoint.
    fn agrees_with_sensitivity<S: Rung>(&self, adjoint: Adjoint) -> Result<Compared<S>, Obstacle> {
        if !self.flows {
            return Ok(Compared::nothing());
        }
        let (start, shift) = (Matrix::<S>::of(&self.start), Matrix::<S>::of(&self.shift));
        let time = S::of(&self.time);
        let forwards = flow(&Sensitivity(self), &[start, shift.clone()], &time)?;
        let slope = self.slope(&forwards[0]);
        let zeros = self.direction.iter().map(|p| Matrix::zeros(p.rows(), p.cols()));
        let end: Vec<_> = [forwards[0].clone(), slope.clone()].into_iter().chain(zeros).collect();
        let backwards = Backwards { dynamics: &self.dynamics, adjoint };
        let found = flow(&backwards, &end, &-&time)?;
        let by_parameters =
            found[2..].iter().zip(&self.direction).map(|(g, e)| g.inner(&Matrix::of(e)));
        let by_adjoint = sum(by_parameters) + found[1].inner(&shift);
        Ok(equal_at(slope.inner(&forwards[1]), by_adjoint, S::one()))
    }

    /// dL/dM of the direction E for f = Mz: by d e^{MT} along E, and by ∫e^{Mᵀ(T−t)}g z(t)ᵀdt.
    fn has_linear_gradient<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.dynamics.is_linear() {
            return Ok(Compared::nothing());
        }
        let matrix = self.dynamics.parameters::<S>().swap_remove(0);
        let (start, direction) = (Matrix::<S>::of(&self.start), Matrix::of(&self.direction[0]));
        let time = S::of(&self.time);
        let forwards = &convolution(&matrix, &direction, &time)? * &start;
        let slope = self.slope(&(&matrix.scale(&time).exponential()? * &start));
        let outer = &slope * &start.transpose();
        let gradient = convolution(&matrix.transpose(), &outer, &time)?;
        Ok(equal_at(slope.inner(&forwards), gradient.inner(&direction), S::one()))
    }
}

/// ∫₀ᵀe^{A(T−t)}B e^{At}dt, a block of exp([[A, B], [0, A]]T).
fn convolution<S: Rung>(a: &Matrix<S>, b: &Matrix<S>, time: &S) -> Result<Matrix<S>, Obstacle> {
    let size = a.rows();
    let block = a.beside(b).stacked(&Matrix::zeros(size, size).beside(a));
    let exponential = block.scale(time).exponential()?;
    Ok(Matrix::from_fn(size, size, |i, j| exponential[(i, size + j)].clone()))
}
