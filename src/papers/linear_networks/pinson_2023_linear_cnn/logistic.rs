//! White inputs: every frequency follows a sigmoid of its own.

use super::network::velocity;
use super::spectrum::{Spectrum, layers, strengths, transform};
use crate::calculus::{Velocity, flow};
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, below, check,
    curves, equal, flow_rows, formula_rows, known_case, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Complex, Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// Two ways: the closed form satisfies the differential equation and the start, and the validated flow of all weights arrives
/// where it says.
pub(super) const LOGISTIC: Claim = Claim {
    id: "lincnn-logistic-per-frequency",
    statement: "K = C = 1, ŝ = SF*: w(t) and V(t) with λ_k = √(u_k√n), G_k = u_k e^{i arg ŝ_k}/λ_k, \
                u_k(t) = |ŝ_k|/(1 + (|ŝ_k|/u₀ − 1)e^{−2√n|ŝ_k|t}), move against the gradient, and u_k(0) = u₀; the half-rise times \
                ln(|ŝ_k|/u₀ − 1)/(2√n|ŝ_k|), where u_k = |ŝ_k|/2, fall with |ŝ_k|; \
                the validated flow of all weights arrives there, in the known cases",
    hypotheses: "Σ_xx = I (X orthogonal), Y = SX; 0 < u₀ < min|ŝ_k|/5; the |ŝ_k| > 0 of k ≤ n/2 all different",
    source: "abstract (stages, speeds by mismatch); derived here: u_k′ = 2√n u_k(|ŝ_k| − u_k)",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Target, S, |target| Ok(target
        .solves::<S>(target.convolutional())
        .and(target.rises_in_order::<S>())
        .and(target.flows_there::<S>()?)))
    .with_figure(Target::figure),
    witness: None,
    mutants: &[Mutant::new(
        "fully-connected-rate",
        "the filter's weights are shared: λ_k moves √n times as fast as a weight of its own",
        check!(Target, S, |target| target.solves::<S>(S::count(2))),
    )],
};

/// A target map S and a start in its directions.
#[derive(Debug)]
struct Target {
    /// ŝ.
    spectrum: Spectrum,
    /// u₀.
    start: Rational,
    /// X.
    inputs: Matrix<Rational>,
    time: Rational,
    flows: bool,
}

impl Case for Target {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let length = draw.dim(2, 6);
        Target::of_length(draw, length)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |length, start, flows| {
            let tape = squares_tape(400, 7, 97);
            let target = Target::of_length(&mut Draw::replay(&tape), length);
            let target = target.expect("different sizes");
            Target { start, flows, time: Rational::fraction(1, 8), ..target }
        };
        let power = |places| Rational::fraction(1, 10_u64.pow(places));
        vec![
            ("one pixel from .01", case(1, power(2), true)),
            ("four pixels from .01", case(4, power(2), true)),
            ("five pixels from .0001", case(5, power(4), true)),
            ("eight pixels from .000001", case(8, power(6), true)),
        ]
    }
}

impl Target {
    fn of_length(draw: &mut Draw<'_>, length: usize) -> Result<Self, Rejected> {
        Ok(Target {
            spectrum: Spectrum::drawn(draw, length)?,
            start: draw.log_uniform("1e-6", "0.099"),
            inputs: draw.orthogonal(length),
            time: draw.between("0", "2"),
            flows: false,
        })
    }

    /// 2√n.
    fn convolutional<S: Real>(&self) -> S {
        S::count(2) * S::count(self.spectrum.length()).sqrt()
    }

    /// u_k(t).
    fn overlaps<T: Real>(&self, rate: &T, time: &T) -> Vec<T> {
        let start = T::of(&self.start);
        let overlap = |s: T| {
            let fall = (-(rate * &s * time)).exp();
            &s / (T::one() + (&s / &start - T::one()) * fall)
        };
        self.spectrum.all_sizes().into_iter().map(overlap).collect()
    }

    /// S (1 × n): S_m = Σ_k ŝ_kF_{km}.
    fn map<S: Real>(&self) -> Matrix<S> {
        let sizes = self.spectrum.all_sizes::<S>().into_iter();
        let coefficients: Vec<_> =
            sizes.zip(self.spectrum.directions()).map(|(s, z)| Complex::real(s) * z).collect();
        let unit = S::one() / S::count(coefficients.len()).sqrt();
        transform(&coefficients, -1, &unit)
    }

    fn solves<S: Rung>(&self, rate: S) -> Compared<S> {
        let time = Dual::variable(S::of(&self.time));
        let rate = Dual::constant(rate);
        let moving = layers(&self.overlaps(&rate, &time), &self.spectrum.directions());
        let layers: Vec<_> = moving.iter().map(|w| w.map(|x| x.value.clone())).collect();
        let inputs = Matrix::of(&self.inputs);
        let targets = &self.map() * &inputs;
        let follows = moving
            .iter()
            .zip(velocity(&layers, &inputs, &targets))
            .map(|(w, velocity)| equal(w.slopes(), velocity));
        let begin = self.overlaps(&rate.value, &S::zero());
        let given = vec![S::of(&self.start); begin.len()];
        Compared::all(follows).and(equal(begin, given))
    }

    /// In the order of falling |ŝ_k| the half-rise times grow; at each u_k is half of |ŝ_k|.
    fn rises_in_order<S: Rung>(&self) -> Compared<S> {
        let mut sizes = self.spectrum.sizes.clone();
        sizes.sort_by(|a, b| b.partial_cmp(a).expect("no size is undefined"));
        let (rate, start) = (self.convolutional::<S>(), S::of(&self.start));
        let time = |size: &Rational| {
            let s = S::of(size);
            (&s / &start - S::one()).ln() / (&rate * s)
        };
        let times: Vec<S> = sizes.iter().map(time).collect();
        let half = S::ratio(1, 2);
        let halves = self.spectrum.sizes.iter().enumerate().map(|(k, size)| {
            equal(self.overlaps(&rate, &time(size)).swap_remove(k), S::of(size) * &half)
        });
        let ordered = times.windows(2).map(|pair| below(pair[0].clone(), pair[1].clone()));
        Compared::all(halves).and(Compared::all(ordered))
    }

    fn flows_there<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if !self.flows {
            return Ok(Compared::nothing());
        }
        let (rate, time) = (self.convolutional::<S>(), S::of(&self.time));
        let end = flow(&Towards, &self.first(), &time)?;
        Ok(equal(strengths(&end[..2]), self.overlaps(&rate, &time)))
    }

    /// w(0), V(0) and the map beside them.
    fn first<S: Rung>(&self) -> Vec<Matrix<S>> {
        let start = self.overlaps(&self.convolutional::<S>(), &S::zero());
        let mut state = layers(&start, &self.spectrum.directions::<S>());
        state.push(self.map());
        state
    }

    /// u_k of every k ≤ n/2.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "four pixels from .01";
        let target: Target = known_case(case);
        let (end, rate) = (Plotted::count(2), target.convolutional::<Plotted>());
        let observed = |state: &[Matrix<Plotted>]| strengths(&state[..2]);
        let found = flow_rows(&Towards, &target.first(), &end, observed)?;
        let line = formula_rows(&end, |time| target.overlaps(&rate, time));
        let sizes = target.spectrum.sizes.iter().enumerate();
        let names = sizes.map(|(k, size)| format!("k = {k}, |ŝ_k| = {}", size.reading().to_f64()));
        Ok(Figure {
            case,
            time: "t",
            quantity: "u_k",
            line: "the sigmoid of each frequency",
            flow: "the flow of all weights",
            curves: curves(names.collect(), &line, &found),
        })
    }
}

/// The flow of (w, V) towards a map that rests beside them, for X = I.
struct Towards;

impl Velocity for Towards {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (layers, target) = (&state[..2], &state[2]);
        let mut velocity = velocity(layers, &Matrix::identity(target.cols()), target);
        velocity.push(Matrix::zeros(1, target.cols()));
        velocity
    }
}
