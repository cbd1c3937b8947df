//! Features move more slowly with the signal, and are the more invariant, the deeper they are.

use super::network::{
    Layer, Network, Pointwise, Pooling, Signal, Waves, differences, energy, lifted, response,
    shifted,
};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
    squares_tape,
};
use crate::number::{Complex, Rational, Rung, largest};
use num_traits::{One, Zero};

/// Cyclic filters, M, and P commute with shifts, decimation divides them; |e^{iθ} − 1| ≤ |θ| and Σ_q‖u_q‖² ≤ ‖f‖².
pub(super) const TRANSLATION: Claim = Claim {
    id: "vertical-translation-covariance-and-bound",
    statement: "S_1⋯S_n | t: Φ_n(T_tf) = T_{t/(S_1⋯S_n)}Φ_n(f), and |||Φ_n(T_tf) − Φ_n(f)||| ≤ (2πtK_n/(S_1⋯S_n))‖f‖ with K_n = max_ω|χ̂_n(ω)||ω|/N_n, \
                ω in (−N_n/2, N_n/2]",
    hypotheses: "admissible filters, B_n = 1; M relu, modulus or tanh, with and without averaging of neighbours; N = 8, two filters, two layers, S_n = 1, 2, 0 < t < 8; \
                 N = 32 with M = id and S = 1 (outputs with χ̂ = 0 are left out)",
    source: "abstract; the continuous form as known, the discrete one derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Moved, S, |moved| {
        let whole = moved.product();
        let (before, after) = (moved.outputs::<S>(0), moved.outputs::<S>(moved.units * whole));
        Compared::all((0..before.len()).filter(|&n| moved.speaks_at(n)).map(|n| {
            let by = moved.units * whole / moved.product_to(n);
            let expected: Vec<_> = before[n].iter().map(|u| shifted(u, by)).collect();
            parts_equal(&after[n], &expected).and(at_most(
                energy(&differences(&after[n], &before[n])).sqrt(),
                moved.bound(n, &moved.steepness::<S>(n), moved.units * whole),
            ))
        }))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "decimation-not-done",
            "without decimation the features move as fast as the signal",
            check!(Moved, S, |moved| moved.is_bounded_by::<S>(&S::ratio(1, 4), Weight::Frequency)),
        ),
        Mutant::new(
            "half-a-turn",
            "the phase of the frequency ω moves by 2πωt/N",
            check!(Moved, S, |moved| moved.is_bounded_by::<S>(&S::ratio(1, 2), Weight::Frequency)),
        ),
        Mutant::new(
            "shift-not-divisible",
            "between two samples that are kept there are others",
            check!(Moved, S, |moved| {
                let (whole, last) = (moved.product(), moved.network.layers.len());
                let by = moved.units * whole + 1;
                let (before, after) = (moved.outputs::<S>(0), moved.outputs::<S>(by));
                let expected: Vec<_> =
                    before[last].iter().map(|u| shifted(u, by / whole)).collect();
                parts_equal(&after[last], &expected)
            }),
        ),
        Mutant::new(
            "frequency-forgotten",
            "a signal of frequency 2 moves twice as fast as one of frequency 1",
            check!(Moved, S, |moved| moved.is_bounded_by::<S>(&S::one(), Weight::Response)),
        ),
    ],
};

/// What K_n takes the largest of.
#[derive(Clone, Copy, PartialEq)]
enum Weight {
    /// |χ̂(ω)||ω|.
    Frequency,
    /// |χ̂(ω)|.
    Response,
}

/// A signal.
#[derive(Debug)]
enum Source {
    Drawn(Vec<Complex<Rational>>),
    /// cos(2πωx/N).
    Cosine(usize),
}

/// A network and a signal that moves.
#[derive(Debug)]
struct Moved {
    network: Network,
    source: Source,
    /// t/(S_1⋯S_k) for all k layers.
    units: usize,
}

impl Case for Moved {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let decimations = [draw.dim(1, 2), draw.dim(1, 2)];
        let mut network = Network::draw(draw, 8, 2, &decimations);
        network.pointwise = *draw.pick(&[Pointwise::Relu, Pointwise::Modulus, Pointwise::Tanh]);
        network.pooling = *draw.pick(&[Pooling::None, Pooling::Average]);
        let most = 7 / decimations.iter().product::<usize>();
        let units = draw.dim(1, most);
        Ok(Moved { network, source: Source::Drawn(response(draw, 8)), units })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let cosine = |frequency: usize| {
            let flat = |height: usize| vec![Complex::real(Rational::from(height)); 32];
            let layer = Layer { filters: vec![flat(1)], output: flat(0), decimation: 1 };
            let mut last = flat(0);
            last[frequency] = Complex::one();
            last[32 - frequency] = Complex::one();
            let network = Network {
                layers: vec![layer],
                last,
                ..Network::draw(&mut Draw::replay(&[]), 1, 1, &[])
            };
            Moved { network, source: Source::Cosine(frequency), units: 1 }
        };
        let tape: Vec<u64> = squares_tape(900, 7, 97);
        let mut draw = Draw::replay(&tape);
        let network = Network::draw(&mut draw, 32, 2, &[2, 2]);
        let network = Network { pointwise: Pointwise::Modulus, ..network };
        let signal = response(&mut draw, 32);
        let moved = |units| Moved {
            network: network.clone(),
            source: Source::Drawn(signal.clone()),
            units,
        };
        vec![
            ("cos(2πx/32), t = 1: ratio 0.998", cosine(1)),
            ("cos(2π·2x/32), t = 1", cosine(2)),
            ("N = 32, S = (2, 2), t = 8", moved(2)),
            ("N = 32, S = (2, 2), t = 4", moved(1)),
            ("N = 32, S = (2, 2), t = 12", moved(3)),
        ]
    }
}

impl Moved {
    /// S_1⋯S_n.
    fn product_to(&self, n: usize) -> usize {
        self.network.layers[..n].iter().map(|layer| layer.decimation).product()
    }

    fn product(&self) -> usize {
        self.product_to(self.network.layers.len())
    }

    /// χ̂_n as drawn.
    fn output(&self, n: usize) -> &[Complex<Rational>] {
        self.network.layers.get(n).map_or(&self.network.last, |layer| &layer.output)
    }

    /// Whether χ̂_n ≠ 0.
    fn speaks_at(&self, n: usize) -> bool {
        self.output(n).iter().any(|z| !z.is_zero())
    }

    fn signal<S: Rung>(&self) -> Signal<S> {
        match &self.source {
            Source::Drawn(signal) => lifted(signal),
            Source::Cosine(frequency) => {
                let wave = Waves::new(self.output(0).len()).mode(*frequency);
                wave.into_iter().map(|z| Complex::real(z.re)).collect()
            }
        }
    }

    /// Φ_0, …, Φ_k of the signal moved by t.
    fn outputs<S: Rung>(&self, by: usize) -> Vec<Vec<Signal<S>>> {
        let moved = shifted(&self.signal::<S>(), by);
        self.network.features(&moved, &self.network.responses()).outputs
    }

    /// The largest |χ̂_n(ω)||ω|.
    fn steepness<S: Rung>(&self, n: usize) -> S {
        self.largest_response(n, Weight::Frequency)
    }

    fn largest_response<S: Rung>(&self, n: usize, weight: Weight) -> S {
        let responses = self.network.responses::<S>();
        let output = responses[n].last().expect("an output filter");
        let size = output.len();
        largest(output.iter().enumerate().map(|(at, z)| match weight {
            Weight::Frequency => z.abs() * S::count(at.min(size - at)),
            Weight::Response => z.abs(),
        }))
    }

    /// (2πt/(S_1⋯S_n))(largest/N_n)‖f‖.
    fn bound<S: Rung>(&self, n: usize, largest: &S, by: usize) -> S {
        let turn = S::count(2 * by) * S::pi() / S::count(self.product_to(n) * self.output(n).len());
        turn * largest * energy(&[self.signal::<S>()]).sqrt()
    }

    /// The bound of the last layer, times a factor.
    fn is_bounded_by<S: Rung>(&self, factor: &S, weight: Weight) -> Compared<S> {
        let (by, last) = (self.units * self.product(), self.network.layers.len());
        let (before, after) = (self.outputs::<S>(0), self.outputs::<S>(by));
        let bound = self.bound(last, &self.largest_response::<S>(last, weight), by);
        at_most(energy(&differences(&after[last], &before[last])).sqrt(), bound * factor)
    }
}

/// Equality of signals, real and imaginary parts.
fn parts_equal<S: Rung>(left: &[Signal<S>], right: &[Signal<S>]) -> Compared<S> {
    let parts = |signals: &[Signal<S>]| -> Vec<S> {
        signals.iter().flatten().flat_map(|z| [z.re.clone(), z.im.clone()]).collect()
    };
    equal(parts(left), parts(right))
}
