//! The logarithm of a density falls by the integral of the trace.

use super::dynamics::Dynamics;
use crate::calculus::{Velocity, flow};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, equal_at,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// p(z(T)) = p(z(0))/|det J(T)|, by the change of variables; J from the variational equation.
pub(super) const CHANGE_OF_VARIABLES: Claim = Claim {
    id: "node-instantaneous-change-of-variables",
    statement: "ln p(z(T)) = ln p(z(0)) − ∫₀ᵀtr(∂f/∂z)dt, that is ∫₀ᵀtr(∂f/∂z)dt = ln det J(T); for f = Mz it is \
        T·tr M = ln|det e^{MT}|; for planar f the trace is Σₙtanh′(wₙ·z + bₙ)uₙ·wₙ",
    hypotheses: "f linear (d ≤ 4) or planar (d ≤ 2, h ≤ 3; in a known case d = 3); T ≤ 1; p > 0 any density, which only enters through det J",
    source: "the paper's theorem (instantaneous change of variables); Liouville",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Volume, S, |volume| {
        let pairs = volume.grows_by_trace::<S>(S::one())?.and(volume.is_linear_growth()?);
        Ok(pairs.and(volume.has_trace(|parts| sum(parts))))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "determinant-for-the-trace",
            "e^{MT} has the determinant e^{T·tr M}, whatever det M",
            check!(Linear, S, |linear| {
                let matrix = linear.0.dynamics.parameters::<S>().swap_remove(0);
                let growth = matrix.determinant()?.abs().ln() * S::of(&linear.0.time);
                Ok(equal(growth, linear.0.log_volume::<S>()?))
            }),
        ),
        Mutant::new(
            "density-rises-with-the-trace",
            "where volume grows the density falls",
            check!(Volume, S, |volume| volume.grows_by_trace::<S>(-S::one())),
        ),
        Mutant::new(
            "product-over-units",
            "the trace is linear in f, which is a sum over units",
            check!(Volume, S, |volume| {
                Ok::<_, Obstacle>(volume.has_trace::<S>(|parts| {
                    parts.into_iter().fold(S::one(), |product, part| product * part)
                }))
            }),
        ),
    ],
};

/// A flow and how long it lasts.
#[derive(Debug)]
struct Volume {
    dynamics: Dynamics,
    /// z(0).
    start: Matrix<Rational>,
    /// T.
    time: Rational,
    /// Whether the flow is followed, which takes long.
    flows: bool,
}

impl Case for Volume {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let flows = draw.chance(1, 4);
        let dynamics = if draw.chance(1, 2) {
            let (size, units) = (draw.dim(1, 2), draw.dim(1, 3));
            Dynamics::planar(draw, size, units)
        } else {
            let size = draw.dim(1, if flows { 2 } else { 4 });
            Dynamics::linear(draw, size)
        };
        let start = draw.vector(dynamics.size());
        Ok(Volume { dynamics, start, time: draw.above("0", "1"), flows })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape = squares_tape(200, 7, 97);
        let mut draw = Draw::replay(&tape);
        let planar = Dynamics::planar(&mut draw, 2, 2);
        let three = Dynamics::planar(&mut draw, 3, 3);
        let mut case = |dynamics: Dynamics| {
            let start = draw.vector(dynamics.size());
            Volume { dynamics, start, time: Rational::fraction(1, 2), flows: true }
        };
        vec![
            ("planar, two units", case(planar)),
            ("linear, d = 2", case(Dynamics::numbered(2))),
            ("planar, d = 3, three units", case(three)),
            ("growth", case(Dynamics { parameters: vec![Matrix::identity(1)] })),
        ]
    }
}

/// f = Mz, d ≥ 2, with det M ≠ 0.
#[derive(Debug)]
struct Linear(Volume);

impl Case for Linear {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(2, 4);
        let dynamics = Dynamics::linear(draw, size);
        let start = draw.vector(size);
        Ok(Linear(Volume { dynamics, start, time: draw.above("0", "1"), flows: false }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let parameters = vec![Matrix::identity(2)];
        let start = Matrix::ones(2, 1);
        let dynamics = Dynamics { parameters };
        vec![("M = I", Linear(Volume { dynamics, start, time: Rational::one(), flows: false }))]
    }
}

/// z′ = f, J′ = (∂f/∂z)J, and the integral of the trace.
impl Velocity for Volume {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let jacobian = self.dynamics.jacobian(&state[0]);
        let trace = Matrix::column(vec![jacobian.trace()]);
        vec![self.dynamics.at(&state[0]), jacobian.times(&state[1]), trace]
    }
}

impl Volume {
    /// sign·∫tr = ln det J(T).
    fn grows_by_trace<S: Rung>(&self, sign: S) -> Result<Compared<S>, Obstacle> {
        if !self.flows {
            return Ok(Compared::nothing());
        }
        let identity = Matrix::identity(self.dynamics.size());
        let start = [Matrix::of(&self.start), identity, Matrix::zeros(1, 1)];
        let end = flow(self, &start, &S::of(&self.time))?;
        let volume = end[1].determinant()?.ln();
        Ok(equal_at(sign * &end[2][(0, 0)], volume, S::one()))
    }

    /// ln|det e^{MT}|.
    fn log_volume<S: Rung>(&self) -> Result<S, Obstacle> {
        let matrix = self.dynamics.parameters::<S>().swap_remove(0);
        Ok(matrix.scale(&S::of(&self.time)).exponential()?.determinant()?.abs().ln())
    }

    /// T·tr M = ln|det e^{MT}|.
    fn is_linear_growth<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.dynamics.is_linear() {
            return Ok(Compared::nothing());
        }
        let trace = self.dynamics.parameters::<S>()[0].trace();
        Ok(equal_at(trace * S::of(&self.time), self.log_volume::<S>()?, S::one()))
    }

    /// tr(∂f/∂z) of planar f, from its parts tanh′(wₙ·z + bₙ)uₙ·wₙ.
    fn has_trace<S: Rung>(&self, whole: impl Fn(Vec<S>) -> S) -> Compared<S> {
        let parameters = self.dynamics.parameters::<S>();
        let [outer, inner, shift] = parameters.as_slice() else { return Compared::nothing() };
        let z = Matrix::<S>::of(&self.start);
        let drives = &inner.times(&z) + shift;
        let part = |n: usize| {
            let slope = Dual::variable(drives[(n, 0)].clone()).tanh().slope;
            slope * S::dot(outer.transpose().row(n), inner.row(n))
        };
        let parts: Vec<S> = (0..drives.rows()).map(part).collect();
        equal_at(self.dynamics.jacobian(&z).trace(), whole(parts), S::one())
    }
}
