//! Networks of cyclic filters, given by their frequency responses.

use crate::claim::Draw;
use crate::linalg::Matrix;
use crate::number::{Complex, Rational, Real, Rung, largest, sum};
use num_traits::{One, Zero};

/// A cyclic signal, or a frequency response.
pub(super) type Signal<S> = Vec<Complex<S>>;

/// M.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pointwise {
    Identity,
    /// |z|.
    Modulus,
    /// Of the real and the imaginary part.
    Relu,
    /// Of both parts.
    Tanh,
    /// 1/(1+e^{−x}) − ½ = tanh(x/2)/2 of both parts, of constant 1/4.
    Sigmoid,
    /// relu(x) + 1 of both parts, for a mutant: M(0) ≠ 0.
    RaisedRelu,
    /// 1.1z, for a mutant: of constant 1.1.
    Louder,
}

/// P.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pooling {
    None,
    /// The mean of two neighbours, of constant 1.
    Average,
}

/// How responses are made admissible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scaling {
    /// All of a layer by 1/√max_ω(Σ|ĝ|² + |χ̂|²).
    Bounded,
    /// Each frequency by 1/√(Σ|ĝ(ω)|² + |χ̂(ω)|²): a Parseval frame.
    Parseval,
}

/// Responses as drawn.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// ĝ_λ.
    pub(super) filters: Vec<Vec<Complex<Rational>>>,
    /// χ̂ of the output before this layer.
    pub(super) output: Vec<Complex<Rational>>,
    /// S.
    pub(super) decimation: usize,
}

/// Layers, and the last output filter.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub(super) layers: Vec<Layer>,
    pub(super) last: Vec<Complex<Rational>>,
    pub(super) pointwise: Pointwise,
    pub(super) pooling: Pooling,
    pub(super) scaling: Scaling,
}

/// The features of each layer, and the signals after the last.
pub(super) struct Features<S> {
    pub(super) outputs: Vec<Vec<Signal<S>>>,
    pub(super) signals: Vec<Signal<S>>,
}

impl Network {
    /// For signals of a length, `filters` a layer, and these decimations.
    pub(super) fn draw(
        draw: &mut Draw<'_>,
        length: usize,
        filters: usize,
        decimations: &[usize],
    ) -> Self {
        let mut length = length;
        let mut layers = Vec::new();
        for &decimation in decimations {
            let filters = (0..filters).map(|_| response(draw, length)).collect();
            layers.push(Layer { filters, output: response(draw, length), decimation });
            length /= decimation;
        }
        Network {
            layers,
            last: response(draw, length),
            pointwise: Pointwise::Identity,
            pooling: Pooling::None,
            scaling: Scaling::Bounded,
        }
    }

    /// The responses of each layer, the output's last, and of the last output alone, bounded; admissible with B = 1.
    pub(super) fn responses<S: Rung>(&self) -> Vec<Vec<Signal<S>>> {
        let of_layer = |layer: &Layer| {
            let all = layer.filters.iter().chain(std::iter::once(&layer.output));
            scaled(&all.collect::<Vec<_>>(), self.scaling)
        };
        let mut responses: Vec<_> = self.layers.iter().map(of_layer).collect();
        responses.push(scaled(&[&self.last], Scaling::Bounded));
        responses
    }

    /// Of a signal, by responses that need not be this network's own.
    pub(super) fn features<S: Rung>(
        &self,
        signal: &Signal<S>,
        responses: &[Vec<Signal<S>>],
    ) -> Features<S> {
        let (mut outputs, mut signals) = (Vec::new(), vec![signal.clone()]);
        for (layer, responses) in self.layers.iter().zip(responses) {
            let (output, filters) = responses.split_last().expect("an output filter");
            let waves = Waves::new(output.len());
            outputs.push(signals.iter().map(|u| waves.filtered(u, output)).collect());
            let next = |u: &Signal<S>| -> Vec<Signal<S>> {
                filters
                    .iter()
                    .map(|g| self.after(&waves.filtered(u, g), layer.decimation))
                    .collect()
            };
            signals = signals.iter().flat_map(next).collect();
        }
        let last = &responses[self.layers.len()][0];
        let waves = Waves::new(last.len());
        outputs.push(signals.iter().map(|u| waves.filtered(u, last)).collect());
        Features { outputs, signals }
    }

    /// M, P and every S-th sample.
    fn after<S: Rung>(&self, signal: &Signal<S>, decimation: usize) -> Signal<S> {
        let bent: Signal<S> = signal.iter().map(|z| self.pointwise.at(z)).collect();
        let half = S::ratio(1, 2);
        let pooled = |at: usize| match self.pooling {
            Pooling::None => bent[at].clone(),
            Pooling::Average => {
                let both = &bent[at] + &bent[(at + 1) % bent.len()];
                Complex { re: both.re * &half, im: both.im * &half }
            }
        };
        (0..bent.len()).step_by(decimation).map(pooled).collect()
    }
}

/// Responses made admissible together.
fn scaled<S: Rung>(responses: &[&Vec<Complex<Rational>>], scaling: Scaling) -> Vec<Signal<S>> {
    let length = responses[0].len();
    let energy = |at: usize| S::of(&sum(responses.iter().map(|r| r[at].norm_squared())));
    let energies: Vec<S> = (0..length).map(energy).collect();
    let most = largest(energies.iter().cloned());
    let by = |at: usize| match scaling {
        Scaling::Bounded => S::one() / most.sqrt(),
        Scaling::Parseval => S::one() / energies[at].sqrt(),
    };
    let factors: Vec<S> = (0..length).map(by).collect();
    let number = |(x, factor): (&Complex<Rational>, &S)| Complex {
        re: S::of(&x.re) * factor,
        im: S::of(&x.im) * factor,
    };
    responses.iter().map(|r| r.iter().zip(&factors).map(number).collect()).collect()
}

impl Pointwise {
    fn at<S: Real>(self, z: &Complex<S>) -> Complex<S> {
        let parts = |f: &dyn Fn(&S) -> S| Complex { re: f(&z.re), im: f(&z.im) };
        let half = S::ratio(1, 2);
        match self {
            Self::Identity => z.clone(),
            Self::Modulus => Complex::real(z.abs()),
            Self::Relu => parts(&|x| x.max(&S::zero())),
            Self::Tanh => parts(&|x| x.tanh()),
            Self::RaisedRelu => parts(&|x| x.max(&S::zero()) + S::one()),
            Self::Louder => parts(&|x| x * &S::ratio(11, 10)),
            Self::Sigmoid => parts(&|x| (x * &half).tanh() * &half),
        }
    }
}

/// e^{2πik/N} for k = 0..N−1.
pub(super) struct Waves<S>(Vec<Complex<S>>);

impl<S: Rung> Waves<S> {
    pub(super) fn new(length: usize) -> Self {
        let turn = S::count(2) * S::pi() / S::count(length);
        Waves((0..length).map(|k| Complex::unit(&(&turn * S::count(k)))).collect())
    }

    /// The signal x ↦ e^{2πiωx/N}.
    pub(super) fn mode(&self, frequency: usize) -> Signal<S> {
        (0..self.0.len()).map(|x| self.0[frequency * x % self.0.len()].clone()).collect()
    }

    /// û(ω) = Σ u(x)e^{−2πiωx/N}, or its inverse without the factor 1/N.
    fn sums(&self, signal: &Signal<S>, direction: Direction) -> Signal<S> {
        let n = signal.len();
        let wave = |at: usize| match direction {
            Direction::Forward => self.0[(n - at % n) % n].clone(),
            Direction::Back => self.0[at % n].clone(),
        };
        let matrix = Matrix::from_fn(n, n, |k, x| wave(k * x));
        matrix.times(&Matrix::column(signal.clone())).entries().to_vec()
    }

    /// u * g for a response ĝ.
    fn filtered(&self, signal: &Signal<S>, response: &Signal<S>) -> Signal<S> {
        let spectrum = self.sums(signal, Direction::Forward);
        let products = spectrum.iter().zip(response).map(|(u, g)| u * g).collect();
        let length = S::count(signal.len());
        let back = self.sums(&products, Direction::Back);
        back.iter().map(|z| Complex { re: &z.re / &length, im: &z.im / &length }).collect()
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Forward,
    Back,
}

/// Σ‖u‖² over signals.
pub(super) fn energy<'a, S: Rung>(signals: impl IntoIterator<Item = &'a Signal<S>>) -> S {
    sum(signals.into_iter().flatten().map(Complex::norm_squared))
}

/// left − right, signal by signal.
pub(super) fn differences<S: Rung>(left: &[Signal<S>], right: &[Signal<S>]) -> Vec<Signal<S>> {
    let difference =
        |(a, b): (&Signal<S>, &Signal<S>)| a.iter().zip(b).map(|(x, y)| x - y).collect();
    left.iter().zip(right).map(difference).collect()
}

/// x ↦ u(x − by).
pub(super) fn shifted<S: Clone>(signal: &[S], by: usize) -> Vec<S> {
    let mut moved = signal.to_vec();
    moved.rotate_right(by % signal.len());
    moved
}

/// Complex numbers with parts in [−2, 2), none of them 0.
pub(super) fn response(draw: &mut Draw<'_>, length: usize) -> Vec<Complex<Rational>> {
    let mut part = || {
        let entry = draw.entry();
        if entry.is_zero() { Rational::one() } else { entry }
    };
    (0..length).map(|_| Complex { re: part(), im: part() }).collect()
}

/// In number type `S`.
pub(super) fn lifted<S: Rung>(signal: &[Complex<Rational>]) -> Signal<S> {
    signal.iter().map(|z| Complex { re: S::of(&z.re), im: S::of(&z.im) }).collect()
}
