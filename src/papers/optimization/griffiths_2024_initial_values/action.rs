//! The action of an oscillator is stationary along its motion, and least only up to half a period.

use crate::calculus::{Jet, hessian, integral};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    equal_at,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

pub(super) const STATIONARY: Claim = Claim {
    id: "stationary-not-minimal-action",
    statement: "S[q + η] − S[q] = ∫₀ᵀ ½(η̇² − η²)dt, which is > 0 for T ≤ π, and for T > π negative at η = sin(πt/T): (T/4)((π/T)² − 1); \
        the action on n intervals has a Hessian (per T/n) of least eigenvalue (2n/T)²sin²(π/(2n)) − 1, of changing sign at T = 2n·sin(π/(2n)), \
        by its pivots for n = 400 in known cases: + at T = 3, 3.1, 3.14, − at 3.15, 3.2, 3.3",
    hypotheses: "q = A cos t + B sin t; η = t(T − t)(a + bt) ≠ 0 with a, b of one sign; 1 ≤ T ≤ 6; n = 2..8",
    source: "abstract (trajectories of stationary action); derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Motion, S, |motion| {
        let pairs = motion.is_stationary::<S>()?.and(motion.has_least_eigenvalue()?);
        Ok(pairs.and(motion.is_least_up_to_pi()?).and(motion.has_pivots()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "trajectory-minimises-the-action",
            "past half a period sin(πt/T) lowers the action",
            check!(Motion, S, |motion| {
                let [speed, place] = motion.squares::<S>(Shift::Sine)?;
                Ok(at_most(place, speed))
            }),
        ),
        Mutant::new(
            "least-up-to-two-pi",
            "the least eigenvalue changes its sign at T = 2n·sin(π/(2n)) < π already",
            check!(Motion, S, |motion| {
                Ok(at_most(S::zero(), motion.action_hessian::<S>().eigenvalues()?.swap_remove(0)))
            }),
        ),
    ],
};

/// A motion of the oscillator and what is added to it.
#[derive(Debug)]
struct Motion {
    /// T.
    time: Rational,
    /// n.
    intervals: usize,
    /// A, B.
    amplitudes: [Rational; 2],
    /// a, b.
    shift: [Rational; 2],
    /// An n for which the pivots of the Hessian are looked at.
    fine: Option<usize>,
}

impl Case for Motion {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let amplitudes = [draw.entry(), draw.entry()];
        let shift = [draw.above("0", "2"), draw.between("0", "2")];
        let (time, intervals) = (draw.between("1", "6"), draw.dim(2, 8));
        Ok(Motion { time, intervals, amplitudes, shift, fine: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |time: &str| Motion {
            time: time.parse().expect("a decimal literal"),
            intervals: 4,
            amplitudes: [Rational::from(1), Rational::from(2)],
            shift: [Rational::from(1), Rational::zero()],
            fine: Some(400),
        };
        vec![
            ("T = 4", case("4")),
            ("T = 3", case("3")),
            ("T = 3.1", case("3.1")),
            ("T = 3.14", case("3.14")),
            ("T = 3.15", case("3.15")),
            ("T = 3.2", case("3.2")),
            ("T = 3.3", case("3.3")),
        ]
    }
}

/// η.
#[derive(Clone, Copy)]
enum Shift {
    /// t(T − t)(a + bt)
    Cubic,
    /// sin(πt/T)
    Sine,
}

/// A curve and its derivative, as series in time.
type Curve<S> = [Jet<S>; 2];

/// q̇² − q².
fn lagrangian<S: Field>([place, speed]: &Curve<S>) -> Jet<S> {
    speed.times(speed).minus(&place.times(place))
}

impl Motion {
    /// T.
    fn end<S: Field>(&self) -> S {
        S::of(&self.time)
    }

    /// η and η̇.
    fn shift<S: Rung>(&self, shift: Shift, t: &Jet<S>) -> Curve<S> {
        let end = self.end::<S>();
        match shift {
            Shift::Cubic => {
                let [a, b] = self.shift.each_ref().map(S::of);
                let left = t.scale(&-S::one()).shift(&end);
                let (bump, slope) = (t.times(&left), left.minus(t));
                let line = t.scale(&b).shift(&a);
                [bump.times(&line), slope.times(&line).plus(&bump.scale(&b))]
            }
            Shift::Sine => {
                let pace = S::pi() / end;
                let (sin, cos) = t.scale(&pace).sin_cos();
                [sin, cos.scale(&pace)]
            }
        }
    }

    /// S(q + η) − S(q) = ∫½(η̇² − η²).
    fn is_stationary<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let [cosine, sine] = self.amplitudes.each_ref().map(S::of);
        let action = |curve: &dyn Fn(&Jet<S>) -> Curve<S>| {
            let total = integral(|t| lagrangian(&curve(t)), &S::zero(), &self.end())?;
            Ok(total * S::ratio(1, 2))
        };
        let motion = |t: &Jet<S>| {
            let (sin, cos) = t.sin_cos();
            let place = cos.scale(&cosine).plus(&sin.scale(&sine));
            [place, cos.scale(&sine).minus(&sin.scale(&cosine))]
        };
        let shifted = |t: &Jet<S>| {
            let [[place, speed], [more, faster]] = [motion(t), self.shift(Shift::Cubic, t)];
            [place.plus(&more), speed.plus(&faster)]
        };
        let added = action(&|t| self.shift(Shift::Cubic, t))?;
        Ok(equal(action(&shifted)?, action(&motion)? + added))
    }

    /// ∫η̇² and ∫η².
    fn squares<S: Rung>(&self, shift: Shift) -> Result<[S; 2], Obstacle> {
        let square = |which: usize| {
            let integrand = |t: &Jet<S>| {
                let part = &self.shift(shift, t)[which];
                part.times(part)
            };
            integral(integrand, &S::zero(), &self.end())
        };
        Ok([square(1)?, square(0)?])
    }

    /// For T ≤ π the cubic raises the action, for T > π the sine lowers it; T is rational, so that some digits of π decide.
    fn is_least_up_to_pi<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let [speed, place] = self.squares::<S>(Shift::Sine)?;
        let end = self.end::<S>();
        let value = &end * ((S::pi() / &end).square() - S::one()) * S::ratio(1, 4);
        let half = S::ratio(1, 2);
        let sine = equal((&speed - &place) * &half, value);
        if self.time > "3.1415927".parse().expect("a decimal literal") {
            return Ok(sine.and(below(speed, place)));
        }
        if self.time > "3.1415926".parse().expect("a decimal literal") {
            return Ok(sine);
        }
        let [speed, place] = self.squares::<S>(Shift::Cubic)?;
        Ok(sine.and(below(place, speed)))
    }

    /// The Hessian, over T/n, of Σ½(h⁻¹(ηᵢ₊₁ − ηᵢ)² − hηᵢ²), h = T/n, η₀ = ηₙ = 0.
    fn action_hessian<S: Rung>(&self) -> Matrix<S> {
        let inner = self.intervals - 1;
        let step = self.end::<S>() / S::count(self.intervals);
        let flat = vec![Matrix::zeros(1, inner)];
        let slopes = hessian(&flat, |eta| discrete_action(eta[0].entries(), &self.time));
        slopes.map(|x| x / &step)
    }

    fn has_least_eigenvalue<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let count = S::count(2 * self.intervals);
        let claimed = ((S::pi() / &count).sin() * &count / self.end::<S>()).square() - S::one();
        let least = self.action_hessian::<S>().eigenvalues()?.swap_remove(0);
        Ok(equal_at(least, claimed, S::one()))
    }

    /// The pivots of tridiag(−1, 2 − h², −1) are all positive for T < 2n·sin(π/(2n)), and one is negative beyond.
    fn has_pivots<S: Rung>(&self) -> Compared<S> {
        let Some(intervals) = self.fine else { return Compared::nothing() };
        let step = self.end::<S>() / S::count(intervals);
        let diagonal = S::count(2) - step.square();
        let next = |pivot: &S| Some(&diagonal - S::one() / pivot);
        let pivots = std::iter::successors(Some(diagonal.clone()), next).take(intervals - 1);
        let least = pivots.reduce(|least, pivot| least.min(&pivot)).expect("a pivot at least");
        if self.time < "3.145".parse().expect("a decimal literal") {
            below(S::zero(), least)
        } else {
            below(least, S::zero())
        }
    }
}

/// Σ½(h⁻¹(ηᵢ₊₁ − ηᵢ)² − hηᵢ²) for η₁, …, ηₙ₋₁.
fn discrete_action<T: Field>(eta: &[T], time: &Rational) -> T {
    let step = T::of(time) / T::count(eta.len() + 1);
    let ends = [&[T::zero()], eta, &[T::zero()]].concat();
    let jumps = ends.windows(2).map(|pair| (&pair[1] - &pair[0]).square());
    let places = eta.iter().map(Field::square);
    (sum(jumps) / &step - sum(places) * &step) * T::ratio(1, 2)
}
