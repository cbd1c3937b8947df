//! Two weights of unequal size move along a hyperbola.

use crate::calculus::{Velocity, flow, gradient};
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, Row, check,
    curves, equal, flow_rows, known_case, spaced, vanishes,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::end_to_end;
use crate::number::{Dual, Field, Rational, Real, Rung, Traced};
use crate::obstacle::Obstacle;

/// Two ways: at every point, and therefore along the flow; and along the validated flow itself.
pub(super) const UNEQUAL: Claim = Claim {
    id: "saxe-unequal-hyperbola",
    statement: "a′ = b(s − ab), b′ = a(s − ab), u = ab: C = a² − b² has C′ = 0, u′ = √(C² + 4u²)(s − u), and \
                Φ(u) = (1/K)ln[(C² + 4su + K√(C² + 4u²))/(s − u)], K = √(C² + 4s²), has Φ′ = 1, so that t = Φ(u(t)) − Φ(u(0)); \
                the flow itself is enclosed too and takes that time, in the known cases",
    hypotheses: "scalar layers a, b > 0 of loss ½(s − ab)², ab < s; C of any sign, and 0",
    source: "the paper solves it in hyperbolic coordinates (from memory); this form derived here: \
             a² + b² = √(C² + 4u²), and ∫du/(√(C² + 4u²)(s − u)) = Φ",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Weights, S, |weights| Ok(weights
        .conserves::<S>(|a, b| a.square() - b.square())
        .and(weights.has_speed::<S>(Weights::speed))
        .and(weights.keeps_time::<S>(4))
        .and(weights.flows_in_time::<S>()?)))
    .with_figure(Weights::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "k-with-s-squared-once",
            "√(C² + 4u²) at u = s is √(C² + 4s²)",
            check!(Weights, S, |weights| weights.keeps_time::<S>(1)),
        ),
        Mutant::new(
            "sum-of-squares-conserved",
            "both weights grow together: (a² + b²)′ = 4u(s − u)",
            check!(Weights, S, |weights| weights.conserves::<S>(|a, b| a.square() + b.square())),
        ),
        Mutant::new(
            "balanced-speed-off-balance",
            "2u = √(C² + 4u²) for C = 0 only",
            check!(Weights, S, |weights| weights.has_speed::<S>(|u, _| u + u)),
        ),
    ],
};

/// Two weights and the strength that their product tends to.
#[derive(Debug)]
struct Weights {
    a: Rational,
    b: Rational,
    s: Rational,
    /// For how long the flow is followed.
    flows: Option<Rational>,
}

impl Case for Weights {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (a, b) = (draw.log_uniform("0.01", "1"), draw.log_uniform("0.01", "1"));
        let s = draw.between("0.5", "3");
        if &a * &b >= s {
            return Err(Rejected("ab < s"));
        }
        Ok(Weights { a, b, s, flows: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |a, b, s, flows: Option<u64>| Weights {
            a: Rational::fraction(a, 20),
            b: Rational::fraction(b, 20),
            s: Rational::from(s),
            flows: flows.map(|quarters| Rational::fraction(1, quarters)),
        };
        vec![
            ("a = 1/2, b = 1/4", case(10, 5, 1, Some(1))),
            ("a = 1/20, b = 1", case(1, 20, 2, Some(2))),
            ("balanced", case(6, 6, 1, Some(1))),
            ("almost learnt", case(20, 59, 3, None)),
        ]
    }
}

impl Weights {
    fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        [&self.a, &self.b].map(|x| Matrix::column(vec![S::of(x)])).to_vec()
    }

    /// −∇½(s − ab)².
    fn velocity<S: Field>(&self, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let target = Matrix::column(vec![Traced::of(&self.s)]);
        let gradients = gradient(layers, |layers| half_squares(&end_to_end(layers), &target));
        gradients.iter().map(|gradient| -gradient).collect()
    }

    /// a and b with their velocities.
    fn moving<S: Field>(&self) -> (Dual<S>, Dual<S>) {
        let velocity = self.velocity::<S>(&self.layers());
        let with = |at: &Rational, velocity: &Matrix<S>| Dual {
            value: S::of(at),
            slope: velocity[(0, 0)].clone(),
        };
        (with(&self.a, &velocity[0]), with(&self.b, &velocity[1]))
    }

    fn conserves<S: Rung>(&self, quantity: impl Fn(&Dual<S>, &Dual<S>) -> Dual<S>) -> Compared<S> {
        let (a, b) = self.moving::<S>();
        vanishes(quantity(&a, &b).slope, &a.value * &a.slope)
    }

    /// √(C² + 4u²).
    fn speed<T: Real>(u: &T, c: &T) -> T {
        (c.square() + T::count(4) * u.square()).sqrt()
    }

    /// u′ = speed(u, C)·(s − u).
    fn has_speed<S: Rung>(&self, speed: impl Fn(&S, &S) -> S) -> Compared<S> {
        let (a, b) = self.moving::<S>();
        let (u, c) = (&a * &b, a.value.square() - b.value.square());
        equal(u.slope, speed(&u.value, &c) * (S::of(&self.s) - &u.value))
    }

    /// Φ, with K = √(C² + factor·s²).
    fn clock<T: Real>(&self, a: &T, b: &T, factor: usize) -> T {
        let (u, c, s) = (a * b, a.square() - b.square(), T::of(&self.s));
        let k = (c.square() + T::count(factor) * s.square()).sqrt();
        let inner = c.square() + T::count(4) * &s * &u + &k * Self::speed(&u, &c);
        (inner / (s - u)).ln() / k
    }

    /// Φ′ = 1, where C moves too as far as it does.
    fn keeps_time<S: Rung>(&self, factor: usize) -> Compared<S> {
        let (a, b) = self.moving::<S>();
        equal(self.clock(&a, &b, factor).slope, S::one())
    }

    /// Φ(u(t)) − Φ(u(0)) = t for the flow.
    fn flows_in_time<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let Some(time) = &self.flows else {
            return Ok(Compared::nothing());
        };
        let start = self.layers::<S>();
        let end = flow(self, &start, &S::of(time))?;
        let clock = |layers: &[Matrix<S>]| self.clock(&layers[0][(0, 0)], &layers[1][(0, 0)], 4);
        Ok(equal(clock(&end) - clock(&start), S::of(time)))
    }

    /// u = ab along the hyperbola against Φ(u) − Φ(u(0)), and along the flow.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "a = 1/20, b = 1";
        let weights: Weights = known_case(case);
        let (start, end) = (weights.layers::<Plotted>(), Plotted::ratio(5, 2));
        let entry = |layers: &[Matrix<Plotted>], at: usize| layers[at][(0, 0)];
        let both = |layers: &[Matrix<Plotted>]| {
            vec![entry(layers, 0) * entry(layers, 1), entry(layers, 0)]
        };
        let found = flow_rows(&weights, &start, &end, both)?;
        let (a, b) = (entry(&start, 0), entry(&start, 1));
        let far = found.last().expect("marks").1[1] - a;
        let c = a.square() - b.square();
        let one = Plotted::count(1);
        // Closer together towards the end, where a hardly moves any more.
        let on_hyperbola = |part: Plotted| -> Row {
            let a_now = a + far * (one - (one - part).power(3));
            let b_now = (a_now.square() - c).sqrt();
            let time = weights.clock(&a_now, &b_now, 4) - weights.clock(&a, &b, 4);
            (time, vec![a_now * b_now])
        };
        let line: Vec<_> =
            std::iter::once(Plotted::count(0)).chain(spaced(&one, 60)).map(on_hyperbola).collect();
        Ok(Figure {
            case,
            time: "t",
            quantity: "u",
            line: "ab at the time Φ(ab) − Φ(ab(0)), along the hyperbola",
            flow: "the flow of both weights",
            curves: curves(vec!["u = ab".to_owned()], &line, &found),
        })
    }
}

impl Velocity for Weights {
    fn at<T: Real>(&self, layers: &[Matrix<T>]) -> Vec<Matrix<T>> {
        self.velocity(layers)
    }
}
