//! What is conserved: frequency by frequency, filter against readout.

use super::network::velocity;
use crate::calculus::moving;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, identity, squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, sum};

/// |λ_c(k)|² and n‖column k of G_c‖² are the Fourier transforms of the autocorrelations of w_c and of V_c, so that these are
/// conserved for all shifts exactly if those are for all frequencies; and autocorrelations are rational for every n.
///
/// Degree: a slope of the loss is of degree ≤ 5 in the weights and the data, and is multiplied by one weight.
pub(super) const PER_FREQUENCY: Claim = Claim {
    id: "lincnn-per-frequency-balancedness",
    statement: "(|λ_c(k)|²/n − ‖G_c[:,k]‖²)′ = 0 for every channel c and frequency k; equivalently, for every n ≤ 8 and shift s, \
                (Σ_m w_c[m]w_c[m+s] − Σ_m V_c[:,m]ᵀV_c[:,m+s])′ = 0; for filters of support below n this holds for s = 0, that is for the sum over k",
    hypotheses: "gradient flow at equal rates, any data, so any Σ_xx, Σ_yx; the first form for n ∈ {1, 2, 3, 4, 6}, whose cosines are rational",
    source: "derived here, from G′ = Ê diag(λ̄), λ′ = n diag(G*Ê), Ê = EF*",
    kind: Kind::Equality,
    method: Method::Identity { degree: 6 },
    check: identity!(Network, S, |net| {
        let (full, short) = (net.moving::<S>(net.size()), net.moving::<S>(net.support));
        let shifts = (0..net.size()).map(|shift| net.keeps_correlation(&full, shift));
        net.keeps_spectrum(&full, net.size())
            .and(Compared::all(shifts))
            .and(net.keeps_correlation(&short, 0))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-1-over-n",
            "the transform of the filter is not unitary: |λ|² is n times as large",
            identity!(Network, S, |net| net.keeps_spectrum(&net.moving::<S>(net.size()), 1)),
        ),
        Mutant::new(
            "filters-of-small-support",
            "a filter that cannot move in all directions does not follow each frequency's readout: the sum over k alone survives",
            identity!(Network, S, |net| net
                .keeps_spectrum(&net.moving::<S>(net.support), net.size())),
        ),
    ],
};

/// A network and its data.
#[derive(Debug)]
struct Network {
    /// C × n.
    filters: Matrix<Rational>,
    /// V_c (K × n).
    readouts: Vec<Matrix<Rational>>,
    inputs: Matrix<Rational>,
    targets: Matrix<Rational>,
    /// The number of entries that short filters have.
    support: usize,
}

impl Case for Network {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 8);
        let [outputs, channels, examples] = [3, 2, 2].map(|most| draw.dim(1, most));
        Ok(Network::with_dims(draw, size, [outputs, channels, examples]))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, dims| {
            let tape = squares_tape(200, 7, 97);
            Network::with_dims(&mut Draw::replay(&tape), size, dims)
        };
        vec![
            ("one pixel", case(1, [1, 1, 1])),
            ("four pixels, one channel", case(4, [1, 1, 1])),
            ("six pixels, three channels, two outputs", case(6, [2, 3, 4])),
            ("eight pixels, more examples than pixels", case(8, [1, 2, 9])),
        ]
    }
}

impl Network {
    fn with_dims(draw: &mut Draw<'_>, size: usize, dims: [usize; 3]) -> Self {
        let [outputs, channels, examples] = dims;
        Network {
            filters: draw.matrix(channels, size),
            readouts: (0..channels).map(|_| draw.matrix(outputs, size)).collect(),
            inputs: draw.matrix(size, examples),
            targets: draw.matrix(outputs, examples),
            support: draw.dim(1, size),
        }
    }

    /// n.
    fn size(&self) -> usize {
        self.filters.cols()
    }

    /// (w, V₁, V₂, …) with their velocities, where the filters have zeros beyond `support` that stay.
    fn moving<S: Field>(&self, support: usize) -> Vec<Matrix<Dual<S>>> {
        let cut = |filters: &Matrix<S>| {
            Matrix::from_fn(filters.rows(), filters.cols(), |c, m| {
                if m < support { filters[(c, m)].clone() } else { S::zero() }
            })
        };
        let mut layers = vec![cut(&Matrix::of(&self.filters))];
        layers.extend(self.readouts.iter().map(Matrix::of));
        let mut velocity = velocity(&layers, &Matrix::of(&self.inputs), &Matrix::of(&self.targets));
        velocity[0] = cut(&velocity[0]);
        moving(&layers, &velocity)
    }

    /// Σ_m w_m·w_{m+s} − Σ_m V_mᵀV_{m+s} rests, for columns V_m, in every channel.
    fn keeps_correlation<S: Field>(&self, layers: &[Matrix<Dual<S>>], shift: usize) -> Compared<S> {
        let weigh = |m: usize, l: usize| {
            Dual::constant(S::count(usize::from((m + shift) % self.size() == l)))
        };
        self.keeps(layers, 1, weigh)
    }

    /// |λ(k)|²/divisor − ‖G_k‖² rests, G_k column k, in every channel and frequency, where the cosines are rational.
    fn keeps_spectrum<S: Field>(&self, layers: &[Matrix<Dual<S>>], divisor: usize) -> Compared<S> {
        let size = self.size();
        let Some(cosines) = cosines(size) else { return Compared::nothing() };
        let part = S::one() / S::count(size);
        Compared::all((0..size).map(|k| {
            let weigh = |m: usize, l: usize| {
                let cosine = cosines[k * (m + size - l) % size];
                Dual::constant(S::ratio(cosine, 2) * &part)
            };
            // ‖G[:,k]‖² has the factor 1/n, so that |λ|²/n is divided by n/n.
            self.keeps(layers, size / divisor, weigh)
        }))
    }

    /// factor·Σ_{ml} weigh(m, l)w_m·w_l − Σ_{ml} weigh(m, l)V_mᵀV_l rests, in every channel.
    fn keeps<S: Field>(
        &self,
        layers: &[Matrix<Dual<S>>],
        factor: usize,
        weigh: impl Fn(usize, usize) -> Dual<S>,
    ) -> Compared<S> {
        let form = |rows: &Matrix<Dual<S>>| {
            let pairs = (0..self.size()).flat_map(|m| (0..self.size()).map(move |l| (m, l)));
            sum(pairs.map(|(m, l)| weigh(m, l) * rows.col(m).inner(&rows.col(l))))
        };
        let (filters, readouts) = (&layers[0], &layers[1..]);
        Compared::all(readouts.iter().enumerate().map(|(c, readout)| {
            let filter = Matrix::from_entries(1, self.size(), filters.row(c).to_vec());
            let (of_filter, of_readout) = (form(&filter), form(readout));
            let terms: Vec<S> = filter.entries().iter().map(|w| w.slope.clone()).collect();
            vanishes(S::count(factor) * of_filter.slope - of_readout.slope, terms)
        }))
    }
}

/// 2cos(2πj/n) for j = 0..n, where these are whole numbers.
fn cosines(size: usize) -> Option<&'static [i64]> {
    match size {
        1 => Some(&[2]),
        2 => Some(&[2, -2]),
        3 => Some(&[2, -1, -1]),
        4 => Some(&[2, 0, -2, 0]),
        6 => Some(&[2, 1, -1, -2, -1, 1]),
        _ => None,
    }
}
