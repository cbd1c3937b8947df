//! A trial solution, with its start built in.

use super::system::System;
use crate::calculus::Jet;
use crate::claim::{Case, Draw, Rejected};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung};

/// q̂(s) = q₀ + p₀s + s²N(s), N(s) = a + bs + c·tanh s in every coordinate, and p̂ = q̂′; up to a time t.
#[derive(Debug)]
pub(super) struct Trial {
    pub(super) system: System,
    /// (q₀, p₀).
    start: Matrix<Rational>,
    /// a, b, c of every coordinate.
    shapes: Vec<[Rational; 3]>,
    /// t.
    pub(super) time: Rational,
}

/// With t ≤ 3/8 the bounds keep |q̂| ≤ 1 in the plane, and q̂″ above the force, so that the residual has no zero and its norm is smooth.
impl Case for Trial {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let system = *draw.pick(&[System::Oscillator, System::Pendulum, System::HenonHeiles]);
        let freedoms = system.freedoms();
        let start = (0..2 * freedoms).map(|_| draw.between("-0.25", "0.25")).collect();
        let mut shape = || {
            let mut small = || draw.between("-0.125", "0.125");
            let [b, c] = [small(), small()];
            [draw.between("1", "1.25"), b, c]
        };
        let shapes = (0..freedoms).map(|_| shape()).collect();
        let time = draw.between("0.001", "0.375");
        Ok(Trial { system, start: Matrix::column(start), shapes, time })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |system: System| {
            let number = |numerator, denominator| Rational::fraction(numerator, denominator);
            let start = (1..=2 * system.freedoms()).map(|i| number(1, 4 * i as u64)).collect();
            let shapes = vec![[number(1, 1), number(1, 9), number(-1, 9)]; system.freedoms()];
            Trial { system, start: Matrix::column(start), shapes, time: number(3, 8) }
        };
        vec![
            ("oscillator", case(System::Oscillator)),
            ("pendulum", case(System::Pendulum)),
            ("Hénon–Heiles", case(System::HenonHeiles)),
        ]
    }
}

/// A coordinate of the trial and its first two derivatives, as series.
struct Motion<S> {
    place: Jet<S>,
    speed: Jet<S>,
    acceleration: Jet<S>,
}

impl Trial {
    pub(super) fn start<S: Rung>(&self) -> Matrix<S> {
        Matrix::of(&self.start)
    }

    fn motion<S: Rung>(&self, coordinate: usize, s: &Jet<S>) -> Motion<S> {
        let [a, b, c] = self.shapes[coordinate].each_ref().map(S::of);
        let place = S::of(&self.start[(coordinate, 0)]);
        let speed = S::of(&self.start[(self.system.freedoms() + coordinate, 0)]);
        let (two, squared) = (S::count(2), s.times(s));
        let tanh = s.tanh();
        // N, N′ and N″.
        let slope = tanh.times(&tanh).scale(&-S::one()).shift(&S::one());
        let shape = s.scale(&b).shift(&a).plus(&tanh.scale(&c));
        let first = slope.scale(&c).shift(&b);
        let second = tanh.times(&slope).scale(&(-&two * &c));
        Motion {
            place: s.scale(&speed).shift(&place).plus(&squared.times(&shape)),
            speed: s.times(&shape).scale(&two).plus(&squared.times(&first)).shift(&speed),
            acceleration: shape
                .scale(&two)
                .plus(&s.times(&first).scale(&S::count(4)))
                .plus(&squared.times(&second)),
        }
    }

    fn motions<S: Rung>(&self, s: &Jet<S>) -> Vec<Motion<S>> {
        (0..self.system.freedoms()).map(|i| self.motion(i, s)).collect()
    }

    /// ∂V/∂q along the trial.
    fn forces<S: Rung>(&self, motions: &[Motion<S>]) -> Vec<Jet<S>> {
        let q: Vec<_> = motions.iter().map(|motion| &motion.place).collect();
        match self.system {
            System::Oscillator => vec![q[0].clone()],
            System::Pendulum => vec![q[0].sin_cos().0],
            System::HenonHeiles => {
                let (x, y) = (q[0], q[1]);
                let along = x.times(y).scale(&S::count(2)).plus(x);
                let across = y.plus(&x.times(x)).minus(&y.times(y));
                vec![along, across]
            }
        }
    }

    /// ‖r(s)‖: the residual of q̂′ = p̂ is 0, that of p̂′ = −∂V/∂q is q̂″ + ∂V/∂q.
    pub(super) fn residual<S: Rung>(&self, s: &Jet<S>) -> Jet<S> {
        let motions = self.motions(s);
        let residuals =
            motions.iter().zip(self.forces(&motions)).map(|(m, force)| m.acceleration.plus(&force));
        let squares = residuals.map(|r| r.times(&r)).reduce(|total, square| total.plus(&square));
        squares.expect("a coordinate at least").sqrt()
    }

    /// x̂ at a time, and ∂V/∂q there.
    pub(super) fn at<S: Rung>(&self, time: &S) -> (Matrix<S>, Vec<S>) {
        let motions = self.motions(&Jet::variable(time.clone(), 1));
        let value = |jet: &Jet<S>| jet.coefficients()[0].clone();
        let places = motions.iter().map(|motion| value(&motion.place));
        let state = places.chain(motions.iter().map(|motion| value(&motion.speed))).collect();
        (Matrix::column(state), self.forces(&motions).iter().map(value).collect())
    }
}
