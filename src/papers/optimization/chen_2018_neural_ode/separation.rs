//! How fast two solutions separate or approach.

use super::dynamics::Dynamics;
use crate::calculus::{Velocity, flow};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

pub(super) const SEPARATION: Claim = Claim {
    id: "node-gronwall-separation",
    statement: "e^{−KT}‖z(0) − z̃(0)‖ ≤ ‖z(T) − z̃(T)‖ ≤ e^{KT}‖z(0) − z̃(0)‖, with equalities for f = −Kz and f = Kz; for d = 1 the order of \
        z and z̃ is kept, so that no flow maps x to −x",
    hypotheses: "planar f, K = ‖U‖·‖W‖ > 0 in Frobenius norms, d ≤ 2, h ≤ 2, and 3 of both in a known case, T ≤ 1, z(0) ≠ z̃(0); both solutions by a validated flow",
    source: "Grönwall's inequality; derived here as a consequence of the paper's model",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Pair, S, |pair| pair.separates::<S>()),
    witness: Some(check!(Scalar, S, |scalar| {
        let [grown, shrunk] = scalar.distances::<S>()?;
        let power = scalar.power::<S>(1);
        let start = S::of(&scalar.distance);
        Ok(equal(grown, &start * &power).and(equal(shrunk, start / power)))
    })),
    mutants: &[
        Mutant::new(
            "upper-exponent-halved",
            "f = Kz separates by e^{KT}",
            check!(Scalar, S, |scalar| {
                let [grown, _] = scalar.distances::<S>()?;
                Ok(at_most(grown, S::of(&scalar.distance) * scalar.power::<S>(2)))
            }),
        ),
        Mutant::new(
            "lower-exponent-halved",
            "f = −Kz brings together by e^{−KT}",
            check!(Scalar, S, |scalar| {
                let [_, shrunk] = scalar.distances::<S>()?;
                Ok(at_most(S::of(&scalar.distance) / scalar.power::<S>(2), shrunk))
            }),
        ),
    ],
};

/// Two starts of one flow.
#[derive(Debug)]
struct Pair {
    dynamics: Dynamics,
    starts: [Matrix<Rational>; 2],
    /// T.
    time: Rational,
}

impl Case for Pair {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, units) = (draw.dim(1, 2), draw.dim(1, 2));
        let dynamics = Dynamics::planar(draw, size, units);
        let starts = [draw.vector(size), draw.vector(size)];
        let distance = (&starts[0] - &starts[1]).norm_squared();
        let sizes = dynamics.parameters[..2].iter().map(Matrix::norm_squared);
        if distance.is_zero() || sizes.fold(Rational::one(), |product, x| product * x).is_zero() {
            return Err(Rejected("z(0) ≠ z̃(0) and K > 0"));
        }
        Ok(Pair { dynamics, starts, time: draw.above("0", "1") })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let one = || Matrix::from_entries(1, 1, vec![Rational::one()]);
        let dynamics = Dynamics { parameters: vec![one(), one(), Matrix::zeros(1, 1)] };
        let starts = [one(), -&one()];
        let tape = squares_tape(100, 7, 97);
        let mut draw = Draw::replay(&tape);
        let three = Pair {
            dynamics: Dynamics::planar(&mut draw, 3, 3),
            starts: [draw.vector(3), draw.vector(3)],
            time: Rational::fraction(1, 2),
        };
        vec![
            ("tanh, from 1 and −1", Pair { dynamics, starts, time: Rational::one() }),
            ("d = 3, three units", three),
        ]
    }
}

/// f = ±Kz from two numbers at a distance.
#[derive(Debug)]
struct Scalar {
    /// K.
    rate: Rational,
    distance: Rational,
    /// T.
    time: Rational,
}

impl Case for Scalar {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [rate, distance, time] = [(); 3].map(|()| draw.above("0", "1"));
        Ok(Scalar { rate, distance, time })
    }
}

/// f for two states, one beside the other.
struct Both<'a>(&'a Dynamics);

impl Velocity for Both<'_> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        state.iter().map(|z| self.0.at(z)).collect()
    }
}

impl Pair {
    fn separates<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (starts, time) = (self.starts.each_ref().map(Matrix::<S>::of), S::of(&self.time));
        let ends = flow(&Both(&self.dynamics), &starts, &time)?;
        let sizes = self.dynamics.parameters::<S>();
        let growth = (sizes[0].norm() * sizes[1].norm() * time).exp();
        let start = (&starts[0] - &starts[1]).norm();
        let end = (&ends[0] - &ends[1]).norm();
        let bounds = at_most(&start / &growth, end.clone()).and(at_most(end, start * growth));
        if self.dynamics.size() > 1 {
            return Ok(bounds);
        }
        let is_lower = self.starts[0][(0, 0)] < self.starts[1][(0, 0)];
        let (low, high) = if is_lower { (0, 1) } else { (1, 0) };
        Ok(bounds.and(below(&ends[low][(0, 0)], &ends[high][(0, 0)])))
    }
}

impl Scalar {
    /// e^{KT/part}.
    fn power<S: Rung>(&self, part: usize) -> S {
        (S::of(&self.rate) * S::of(&self.time) / S::count(part)).exp()
    }

    /// |z(T) − z̃(T)| for f = Kz and for f = −Kz.
    fn distances<S: Rung>(&self) -> Result<[S; 2], Obstacle> {
        let after = |rate: Rational| {
            let dynamics = Dynamics { parameters: vec![Matrix::column(vec![rate])] };
            let starts = [Matrix::zeros(1, 1), Matrix::column(vec![S::of(&self.distance)])];
            let ends = flow(&Both(&dynamics), &starts, &S::of(&self.time))?;
            Ok((&ends[1] - &ends[0])[(0, 0)].abs())
        };
        Ok([after(self.rate.clone())?, after(-&self.rate)?])
    }
}
