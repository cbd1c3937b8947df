//! Admissible filters make features that do not expand.

use super::network::{
    Layer, Network, Pointwise, Pooling, Scaling, Waves, differences, energy, lifted, response,
};
use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, squares_tape,
};
use crate::number::{Complex, Field, Rational, sum};
use num_traits::{One, Zero};

/// With a_n = Σ‖u_q−u′_q‖², output and next signals together differ by at most max(B, BL²R²)a_n; the sum telescopes.
pub(super) const NONEXPANSIVE: Claim = Claim {
    id: "feature-extractor-nonexpansive",
    statement: "max{B_n, B_nL_n²R_n²} ≤ 1 for every n ⇒ |||Φ(f) − Φ(h)||| ≤ ‖f − h‖ and |||Φ(f)||| ≤ ‖f‖; equality for one layer with M = id and Parseval filters",
    hypotheses: "in a network of finite depth the last output filter is a layer of its own, |χ̂| ≤ 1; N = 8, two filters, two layers, N = 16 with three layers, and N = 64 with three filters; \
                 random responses over √B_n, M relu, modulus, tanh or shifted sigmoid, S = 1, 2, with and without averaging of neighbours; or N = 4, one Parseval layer, M = id; f ≠ h, f ≠ 0",
    source: "the admissibility condition as known from the paper; discrete form derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Pair, S, |pair| {
        let responses = pair.network.responses::<S>();
        let [f, h] = pair.signals.each_ref().map(|signal| lifted::<S>(signal));
        let [of_f, of_h] =
            [&f, &h].map(|signal| pair.network.features(signal, &responses).outputs.concat());
        at_most(
            energy(&differences(&of_f, &of_h)),
            energy(&differences(std::slice::from_ref(&f), &[h])),
        )
        .and(at_most(energy(&of_f), energy(&[f])))
    }),
    witness: Some(check!(Pair, S, |pair| {
        let mut network = pair.plain();
        network.scaling = Scaling::Parseval;
        let f = lifted::<S>(&pair.signals[0]);
        equal(energy(&network.features(&f, &network.responses()).outputs.concat()), energy(&[f]))
    })),
    mutants: &[
        Mutant::new(
            "b-above-1",
            "a signal at the frequency where Σ|ĝ|² + |χ̂|² = 1.1 gains as much",
            check!(Pair, S, |pair| {
                let network = pair.plain();
                let f = Waves::<S>::new(pair.signals[0].len()).mode(pair.loudest());
                let factor = S::ratio(11, 10).sqrt();
                let mut responses = network.responses::<S>();
                responses[0] = responses[0]
                    .iter()
                    .map(|g| g.iter().map(|z| scaled(z, &factor)).collect())
                    .collect();
                at_most(energy(&network.features(&f, &responses).outputs.concat()), energy(&[f]))
            }),
        ),
        Mutant::new(
            "relu-plus-1",
            "M(0) ≠ 0 gives the zero signal features",
            check!(Pair, S, |pair| {
                let network = Network { pointwise: Pointwise::RaisedRelu, ..pair.plain() };
                let silence = vec![Complex::real(S::zero()); pair.signals[0].len()];
                let features = network.features(&silence, &network.responses());
                at_most(energy(features.outputs.iter().flatten()), energy(&[silence]))
            }),
        ),
        Mutant::new(
            "lipschitz-constant-unsquared",
            "B = 1/1.1 and M(x) = 1.1x have BL = 1, but gain BL² = 1.1",
            check!(Pair, S, |pair| {
                let network = Network { pointwise: Pointwise::Louder, ..pair.plain() };
                let f = lifted::<S>(&pair.signals[0]);
                let flat = |height: S| vec![Complex::real(height); f.len()];
                // One filter ĝ² = B = 1/1.1, χ̂₀ = 0, and the last χ̂ = 1.
                let first = vec![flat(S::ratio(10, 11).sqrt()), flat(S::zero())];
                let features = network.features(&f, &[first, vec![flat(S::one())]]);
                at_most(energy(features.outputs.iter().flatten()), energy(&[f]))
            }),
        ),
    ],
};

fn scaled<S: Field>(z: &Complex<S>, by: &S) -> Complex<S> {
    Complex { re: &z.re * by, im: &z.im * by }
}

/// A network and two signals.
#[derive(Debug)]
struct Pair {
    network: Network,
    /// f and h.
    signals: [Vec<Complex<Rational>>; 2],
}

impl Case for Pair {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        if draw.chance(1, 4) {
            // Near equality where one response outweighs the others.
            let network = Network::draw(draw, 4, 1, &[1]);
            let signals = [response(draw, 4), response(draw, 4)];
            return Ok(Pair {
                network: Network { scaling: Scaling::Parseval, ..network },
                signals,
            });
        }
        let decimations = [draw.dim(1, 2), draw.dim(1, 2)];
        let mut network = Network::draw(draw, 8, 2, &decimations);
        network.pointwise =
            *draw.pick(&[Pointwise::Relu, Pointwise::Modulus, Pointwise::Tanh, Pointwise::Sigmoid]);
        network.pooling = *draw.pick(&[Pooling::None, Pooling::Average]);
        let signals = [response(draw, 8), response(draw, 8)];
        let same =
            signals[0].iter().zip(&signals[1]).all(|(a, b)| (a - b).norm_squared().is_zero());
        if same { Err(Rejected("f ≠ h")) } else { Ok(Pair { network, signals }) }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(2000, 7, 97);
        let case = |length, filters, decimations: &[usize], pointwise| {
            let mut draw = Draw::replay(&tape);
            let network = Network::draw(&mut draw, length, filters, decimations);
            let signals = [response(&mut draw, length), response(&mut draw, length)];
            Pair { network: Network { pointwise, ..network }, signals }
        };
        vec![
            ("one layer", case(4, 2, &[1], Pointwise::Identity)),
            ("N = 16, three layers", case(16, 2, &[2, 1, 2], Pointwise::Modulus)),
            ("N = 64, three filters, two layers", case(64, 3, &[2, 2], Pointwise::Sigmoid)),
        ]
    }
}

impl Pair {
    /// The first layer alone, without M and S, with the last χ̂ = 1.
    fn plain(&self) -> Network {
        let first = Layer { decimation: 1, ..self.network.layers[0].clone() };
        let last = vec![Complex::one(); first.output.len()];
        let (pointwise, pooling) = (Pointwise::Identity, Pooling::None);
        Network { layers: vec![first], last, pointwise, pooling, scaling: Scaling::Bounded }
    }

    /// The frequency where Σ|ĝ|² + |χ̂|² of the first layer is largest.
    fn loudest(&self) -> usize {
        let layer = &self.network.layers[0];
        let all = || layer.filters.iter().chain(std::iter::once(&layer.output));
        let energy = |at: usize| sum(all().map(|g| g[at].norm_squared()));
        let at = 0..layer.output.len();
        at.reduce(|a, b| if energy(b) > energy(a) { b } else { a }).expect("N ≥ 1")
    }
}
