//! One example: the dominant frequency takes all, as the start tends to 0.

use super::network::velocity;
use super::spectrum::{Spectrum, layers, strengths, transform};
use crate::calculus::{Velocity, flow, root};
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, at_most, below,
    check, curves, equal, flow_rows, formula_rows, known_case, squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Complex, Dual, Field, Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// The curve u_k = u₀e^{|x̂_k|τ} is followed with τ′ = 2√n(y − Σu_k|x̂_k|), which is above 0 until the end, where Σu_k|x̂_k| = y.
/// And the validated flow of all weights keeps the ratio, which knows nothing of the curve.
pub(super) const WINNER: Claim = Claim {
    id: "lincnn-dominant-frequency-winner",
    statement: "one pair (x, y), K = C = 1, x̂ = Fx: w, V with λ_k = √(u_k√n), G_k = u_k x̄̂_k/(|x̂_k|λ_k), u_k = u₀e^{|x̂_k|τ}, move against the \
                gradient if τ′ = 2√n(y − Σu_k|x̂_k|), so that ln(u_k/u₀)/|x̂_k| = τ for every k at all times, and rest where \
                Σu_k|x̂_k| = y; there u_k = u₀(u_max/u₀)^{|x̂_k|/|x̂|_max}, and all frequencies but the largest have a share \
                Σu_k|x̂_k|/y ≤ Σ(|x̂_k|/y)u₀^{1−r_k}(y/|x̂|_max)^{r_k}, r_k = |x̂_k|/|x̂|_max < 1, which → 0 with u₀; \
                the validated flow of all weights keeps the ratio too, in the known cases",
    hypotheses: "x̂_k ≠ 0; of k ≤ n/2 all |x̂_k| different; y > 0; u₀ > 0, u₀Σ|x̂_k| < y",
    source: "abstract (dominant frequencies); derived here: (ln u_k)′ = 2√n|x̂_k|(y − Σu_j|x̂_j|)",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Example, S, |example| {
        let end = example.end::<S>()?;
        let middle = &end * S::of(&example.part);
        Ok(example
            .follows(&middle)
            .and(example.rests(&end))
            .and(example.is_power_law(&end))
            .and(example.tends_to(&end, &S::one()))
            .and(example.flows_in_step::<S>(Clone::clone)?))
    })
    .with_figure(Example::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "share-by-energy",
            "|x̂_k|²/‖x‖² is where a fully connected network ends, whose rates are all the same",
            check!(Example, S, |example| {
                let sizes = example.spectrum.all_sizes::<S>();
                let energy = S::dot(&sizes, &sizes);
                let limit = sum(example.dominant().map(|k| sizes[k].square())) / energy;
                Ok(example.tends_to(&example.end()?, &limit))
            }),
        ),
        Mutant::new(
            "ratio-by-squares",
            "one factor |x̂_k| of the rate is the size of the residual's projection; the other is normalised away by the start",
            check!(Example, S, |example| example.flows_in_step::<S>(Field::square)),
        ),
    ],
};

/// One example and a start.
#[derive(Debug)]
struct Example {
    /// x̂.
    spectrum: Spectrum,
    /// y.
    output: Rational,
    /// u₀.
    start: Rational,
    /// How far along the way the curve is looked at.
    part: Rational,
    /// For how long the flow is followed.
    flows: Option<Rational>,
}

impl Case for Example {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let length = draw.dim(1, 8);
        Example::of_length(draw, length)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |length, places, flows: Option<u64>| {
            let tape = squares_tape(400, 7, 97);
            let example = Example::of_length(&mut Draw::replay(&tape), length);
            let example = example.expect("different sizes");
            let start = Rational::fraction(1, 10_u64.pow(places));
            let flows = flows.map(|parts| Rational::fraction(1, parts));
            Example { start, output: Rational::one(), flows, ..example }
        };
        vec![
            ("one pixel from .01", case(1, 2, Some(4))),
            ("four pixels from .01", case(4, 2, Some(4))),
            ("five pixels from .0001", case(5, 4, Some(4))),
            ("eight pixels from 10^-8", case(8, 8, Some(8))),
            ("the mean twice as large as the rest, from .0001", Example::of_the_mean()),
        ]
    }
}

impl Example {
    fn of_length(draw: &mut Draw<'_>, length: usize) -> Result<Self, Rejected> {
        // u₀Σ|x̂_k| ≤ 8·2·0.01 < y.
        Ok(Example {
            spectrum: Spectrum::drawn(draw, length)?,
            output: draw.between("0.25", "2"),
            start: draw.log_uniform("1e-8", "0.01"),
            part: draw.between("0", "1"),
            flows: None,
        })
    }

    /// Three pixels, |x̂| = (1, ½, ½), y = 1, u₀ = 10⁻⁴: the mean has ⅔ of the energy, and all of the share but .01 at most.
    fn of_the_mean() -> Self {
        Example {
            spectrum: Spectrum::positive(vec![Rational::one(), Rational::fraction(1, 2)], 3),
            output: Rational::one(),
            start: Rational::fraction(1, 10_000),
            part: Rational::fraction(1, 2),
            flows: None,
        }
    }

    fn is_dominant(&self, k: usize) -> bool {
        self.spectrum.sizes[self.spectrum.place(k)] == *self.spectrum.greatest()
    }

    fn dominant(&self) -> impl Iterator<Item = usize> {
        (0..self.spectrum.length()).filter(|&k| self.is_dominant(k))
    }

    /// u_k = u₀e^{|x̂_k|τ}.
    fn overlaps<T: Real>(&self, tau: &T) -> Vec<T> {
        let start = T::of(&self.start);
        self.spectrum.all_sizes::<T>().iter().map(|size| &start * (size * tau).exp()).collect()
    }

    /// Σu_k|x̂_k|.
    fn prediction<T: Real>(&self, tau: &T) -> T {
        T::dot(&self.overlaps(tau), &self.spectrum.all_sizes())
    }

    /// The τ with Σu_k|x̂_k| = y.
    fn end<S: Rung>(&self) -> Result<S, Obstacle> {
        let y = S::of(&self.output);
        let greatest = S::of(self.spectrum.greatest());
        // There the largest alone gives more than y.
        let high = (S::count(2) * &y / (S::of(&self.start) * &greatest)).ln() / &greatest;
        let residual = |tau: &Dual<S>| self.prediction(tau) - Dual::constant(y.clone());
        root(residual, &S::zero(), &high)
    }

    /// (w, V) on the curve.
    fn layers<T: Real>(&self, tau: &T) -> Vec<Matrix<T>> {
        let directions = self.spectrum.directions::<T>();
        let conjugates: Vec<_> = directions.iter().map(Complex::conjugate).collect();
        layers(&self.overlaps(tau), &conjugates)
    }

    /// x (n × 1): x_m = Σ_k x̂_k F̄_{km}.
    fn input<S: Real>(&self) -> Matrix<S> {
        let sizes = self.spectrum.all_sizes::<S>().into_iter();
        let coefficients: Vec<_> =
            sizes.zip(self.spectrum.directions()).map(|(s, z)| Complex::real(s) * z).collect();
        let unit = S::one() / S::count(coefficients.len()).sqrt();
        transform(&coefficients, 1, &unit).transpose()
    }

    fn velocity<S: Real>(&self, layers: &[Matrix<S>], input: &Matrix<S>) -> Vec<Matrix<S>> {
        velocity(layers, input, &Matrix::column(vec![S::of(&self.output)]))
    }

    fn follows<S: Rung>(&self, tau: &S) -> Compared<S> {
        let rate = S::count(2) * S::count(self.spectrum.length()).sqrt();
        let pace = rate * (S::of(&self.output) - self.prediction(tau));
        let moving = self.layers(&Dual { value: tau.clone(), slope: pace });
        let layers: Vec<_> = moving.iter().map(|w| w.map(|x| x.value.clone())).collect();
        let velocity = self.velocity(&layers, &self.input());
        let pairs = moving.iter().zip(&velocity);
        Compared::all(pairs.map(|(w, v)| equal(w.slopes(), v)))
    }

    /// At the end nothing moves; before it τ grows.
    fn rests<S: Rung>(&self, end: &S) -> Compared<S> {
        let velocity = self.velocity(&self.layers(end), &self.input());
        let still = velocity.iter().map(|v| vanishes(v, S::of(&self.output)));
        Compared::all(still)
            .and(equal(self.prediction(end), S::of(&self.output)))
            .and(below(self.prediction(&S::zero()), S::of(&self.output)))
    }

    /// u_k = u₀(u_max/u₀)^{|x̂_k|/|x̂|_max}.
    fn is_power_law<S: Rung>(&self, end: &S) -> Compared<S> {
        let (start, greatest) = (S::of(&self.start), S::of(self.spectrum.greatest()));
        let most = self.dominant().next().expect("a largest one");
        let found = strengths(&self.layers(end));
        let growth = &found[most] / &start;
        let sizes = self.spectrum.all_sizes::<S>();
        let claimed: Vec<S> =
            sizes.iter().map(|size| &start * growth.pow(&(size / &greatest))).collect();
        equal(found, claimed)
    }

    /// The share of the dominant frequencies is as far from `limit` as the bound, which tends to 0 with u₀, at most.
    fn tends_to<S: Rung>(&self, end: &S, limit: &S) -> Compared<S> {
        if self.spectrum.length() == 1 {
            return Compared::nothing();
        }
        let (start, y) = (S::of(&self.start), S::of(&self.output));
        let greatest = S::of(self.spectrum.greatest());
        let sizes = self.spectrum.all_sizes::<S>();
        let overlaps = strengths(&self.layers(end));
        let share = sum(self.dominant().map(|k| &overlaps[k] * &sizes[k])) / &y;
        let others = (0..sizes.len()).filter(|&k| !self.is_dominant(k));
        let bound = others.map(|k| {
            let r = &sizes[k] / &greatest;
            &sizes[k] / &y * start.pow(&(S::one() - &r)) * (&y / &greatest).pow(&r)
        });
        at_most((limit - share).abs(), sum(bound))
    }

    /// ln(u_k/u₀)/rate(|x̂_k|) is the same for all k along the flow of all weights.
    fn flows_in_step<S: Rung>(&self, rate: impl Fn(&S) -> S) -> Result<Compared<S>, Obstacle> {
        let Some(time) = &self.flows else { return Ok(Compared::nothing()) };
        let end = flow(&self, &self.first(), &S::of(time))?;
        let start = S::of(&self.start);
        let ratio = |(u, size): (&S, &S)| (u / &start).ln() / rate(size);
        let overlaps = strengths(&end[..2]);
        let ratios: Vec<S> = overlaps.iter().zip(&self.spectrum.all_sizes()).map(ratio).collect();
        Ok(equal(vec![ratios[0].clone(); ratios.len()], ratios))
    }

    /// w(0), V(0) and the input beside them.
    fn first<S: Rung>(&self) -> Vec<Matrix<S>> {
        let mut state = self.layers(&S::zero());
        state.push(self.input());
        state
    }

    /// u_k of every k ≤ n/2, against the τ that the dominant one shows.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "four pixels from .01";
        let example: Example = known_case(case);
        let observed = |state: &[Matrix<Plotted>]| strengths(&state[..2]);
        let mut found = flow_rows(&&example, &example.first(), &Plotted::count(2), observed)?;
        let most = example.dominant().next().expect("a largest one");
        let greatest = Plotted::of(example.spectrum.greatest());
        for (time, overlaps) in &mut found {
            *time = (overlaps[most] / Plotted::of(&example.start)).ln() / greatest;
        }
        let end = found.last().expect("marks").0;
        let line = formula_rows(&end, |tau| example.overlaps(tau));
        let sizes = example.spectrum.sizes.iter().enumerate();
        let names = sizes.map(|(k, size)| format!("k = {k}, |x̂_k| = {}", size.reading().to_f64()));
        Ok(Figure {
            case,
            time: "τ",
            quantity: "u_k",
            line: "u₀e^{|x̂_k|τ}",
            flow: "the flow of all weights, at the τ of the dominant frequency",
            curves: curves(names.collect(), &line, &found),
        })
    }
}

/// The flow of (w, V) for an input that rests beside them.
impl Velocity for &Example {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let (layers, input) = (&state[..2], &state[2]);
        let mut velocity = self.velocity(layers, input);
        velocity.push(Matrix::zeros(input.rows(), 1));
        velocity
    }
}
