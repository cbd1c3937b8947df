//! With Parseval filters and the modulus no energy is lost.

use super::network::{Network, Pointwise, Scaling, energy, lifted, response};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, squares_tape,
};
use crate::number::{Complex, Rational, Rung};

/// ‖u‖² = ‖u*χ‖² + Σ‖u*g_λ‖², and ‖|u|‖ = ‖u‖.
pub(super) const ENERGY: Claim = Claim {
    id: "scattering-energy-identity",
    statement: "Σ_λ|ĝ_λ(ω)|² + |χ̂(ω)|² = 1 at every ω, M the modulus, no pooling: Σ_{n<m}|||Φ_n(f)|||² + Σ_q‖u_q^{(m)}‖² = ‖f‖² for every depth m",
    hypotheses: "random responses over their root at each frequency; N = 8, two filters, m = 1..3, and N = 32, three filters, m = 2, 4; f ≠ 0",
    source: "standard for scattering networks; derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Scattering, S, |case| case.keeps_energy::<S>(&case.network)),
    witness: None,
    mutants: &[
        Mutant::new(
            "relu-for-modulus",
            "relu loses what is negative",
            check!(Scattering, S, |case| {
                let bent = Network { pointwise: Pointwise::Relu, ..case.network.clone() };
                case.keeps_energy::<S>(&bent)
            }),
        ),
        Mutant::new(
            "with-decimation",
            "every second sample holds a part of the energy only",
            check!(Scattering, S, |case| {
                let mut sparse = case.network.clone();
                sparse.layers.truncate(1);
                sparse.layers[0].decimation = 2;
                sparse.last.truncate(case.signal.len() / 2);
                case.keeps_energy::<S>(&sparse)
            }),
        ),
    ],
};

/// A scattering network and a signal.
#[derive(Debug)]
struct Scattering {
    network: Network,
    /// f.
    signal: Vec<Complex<Rational>>,
}

impl Case for Scattering {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 3);
        Ok(Scattering::of(draw, 8, 2, depth))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(2000, 7, 97);
        let case = |length, filters, depth| {
            Scattering::of(&mut Draw::replay(&tape), length, filters, depth)
        };
        vec![
            ("two samples, one filter", case(2, 1, 1)),
            ("N = 8, m = 3", case(8, 2, 3)),
            ("N = 32, three filters, m = 2", case(32, 3, 2)),
            ("N = 32, three filters, m = 4", case(32, 3, 4)),
        ]
    }
}

impl Scattering {
    fn of(draw: &mut Draw<'_>, length: usize, filters: usize, depth: usize) -> Self {
        let network = Network {
            pointwise: Pointwise::Modulus,
            scaling: Scaling::Parseval,
            ..Network::draw(draw, length, filters, &vec![1; depth])
        };
        Scattering { network, signal: response(draw, length) }
    }

    fn keeps_energy<S: Rung>(&self, network: &Network) -> Compared<S> {
        let signal = lifted::<S>(&self.signal);
        let features = network.features(&signal, &network.responses());
        let outputs = &features.outputs[..network.layers.len()];
        let found = energy(outputs.iter().flatten()) + energy(&features.signals);
        equal(found, energy(&[signal]))
    }
}
