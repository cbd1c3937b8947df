//! A start at 0, or with twins, that gradient descent never leaves and noise does.
//!
//! One noise is tried a case, from a grid of 2⁶⁴ points an entry or more. Linear networks: the gradient is a polynomial of degree < 2L in the
//! noise, and not the zero polynomial as YXᵀ ≠ 0, so that it vanishes at a random point with probability ≤ 2L/2⁶³ < 10⁻¹⁷
//! (Schwartz–Zippel). For tanh the gradient is real analytic in the noise: a gradient ≠ 0 at one noise, which is what a case certifies, shows that it is not 0
//! everywhere, and then it vanishes on a null set only (identity theorem). The share of that set in the grid is not bounded by this: a case on it would
//! fail.

use super::net::Net;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, vanishes,
};
use crate::linalg::Matrix;
use crate::networks::Activation;
use crate::number::{Field, Rational, Real, sum};

pub(super) const ESCAPE: Claim = Claim {
    id: "gradnoise-escapes-zero-and-symmetry",
    statement: "with all weights 0 every gradient is 0, for L ≥ 2; twins, two units of one hidden layer with equal in- and out-weights, are still \
        twins after three steps of gradient descent; one step of noise from 0 leaves no twins and, for tanh and linear units, a gradient ≠ 0, \
        of the order σ^{L−1}: ‖gradient‖²/σ^{2(L−1)} at σ = 2⁻²⁰ and 2⁻³⁰ differ by less than a factor 2",
    hypotheses: "no bias, act(0) = 0 (tanh, linear; relu with the slope 0 at 0 for the first two parts); L = 2..5, widths 2..6; YXᵀ ≠ 0; any step size; \
        one noise a case, of entries with 64 bits or more, off a null set",
    source: "abstract (noise helps after a poor initialisation); derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Net, S, |net| {
        let quiet = net.rests_at_zero::<S>().and(net.keeps_twins());
        let noisy = net.noisy::<S>(&S::one());
        let parts = quiet.and(below(S::zero(), size(&net.twin_gaps(&noisy))));
        if net.activation == Activation::Relu {
            return Ok(parts);
        }
        Ok(parts.and(net.feels_noise()).and(net.has_order(net.depth() - 1)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-layer-too",
            "a single layer has the gradient −YXᵀ at 0",
            check!(Shallow, S, |net| net.0.rests_at_zero::<S>()),
        ),
        Mutant::new(
            "relu-feels-noise-almost-surely",
            "with positive probability all hidden relu units are dead on all inputs",
            check!(Dead, S, |net| net.0.feels_noise::<S>()),
        ),
        Mutant::new(
            "with-output-bias",
            "the gradient by a bias of the output is minus the sum of the residuals",
            check!(Net, S, |net| {
                let zeros = net.noisy::<S>(&S::zero());
                Compared::all(net.gradient_with_bias(&zeros).iter().map(|g| vanishes(g, S::one())))
            }),
        ),
        Mutant::new(
            "gradient-of-the-order-of-the-noise",
            "each layer's gradient is a product of the L − 1 others, so of the order σ^{L−1}",
            check!(Deep, S, |net| net.0.has_order::<S>(1)),
        ),
    ],
};

fn size<S: Field>(entries: &[S]) -> S {
    sum(entries.iter().map(Field::square))
}

impl Net {
    /// The gradient at 0 is 0.
    fn rests_at_zero<S: Real>(&self) -> Compared<S> {
        let zeros = self.noisy::<S>(&S::zero());
        Compared::all(self.gradient(&zeros).iter().map(|g| vanishes(g, S::one())))
    }

    /// Three steps of gradient descent keep twins.
    fn keeps_twins<S: Real>(&self) -> Compared<S> {
        let rate = S::of(&self.rate);
        let step = |layers: Vec<Matrix<S>>| -> Vec<Matrix<S>> {
            let slopes = self.gradient(&layers);
            layers.iter().zip(&slopes).map(|(w, g)| w - &g.scale(&rate)).collect()
        };
        let layers = (0..3).fold(self.symmetric(), |layers, _| step(layers));
        vanishes(self.twin_gaps(&layers), Matrix::column(layers[self.twins].entries().to_vec()))
    }

    /// ‖gradient‖² at the weights σ·noise.
    fn slope_squared<S: Real>(&self, deviation: &S) -> S {
        sum(self.gradient(&self.noisy(deviation)).iter().map(Matrix::norm_squared))
    }

    /// The gradient after a step of noise is not 0.
    fn feels_noise<S: Real>(&self) -> Compared<S> {
        below(S::zero(), self.slope_squared(&S::one()))
    }

    /// ‖gradient‖²/σ^{2·exponent} hardly changes from σ = 2⁻²⁰ to 2⁻³⁰.
    fn has_order<S: Real>(&self, exponent: usize) -> Compared<S> {
        let power = 2 * u32::try_from(exponent).expect("few layers");
        let [coarse, fine] = [20, 30].map(|halvings| {
            let deviation = S::of(&Rational::dyadic(1, -halvings));
            self.slope_squared(&deviation) / deviation.power(power)
        });
        let two = S::count(2);
        at_most(coarse.clone(), &fine * &two).and(at_most(fine, coarse * two))
    }
}

/// One layer.
#[derive(Debug)]
struct Shallow(Net);

impl Case for Shallow {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Net::of_depth(draw, 1).map(Shallow)
    }
}

/// Three layers at least, without relu.
#[derive(Debug)]
struct Deep(Net);

impl Case for Deep {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(3, 4);
        let net = Net::of_depth(draw, depth)?;
        if net.activation == Activation::Relu {
            return Err(Rejected("no relu"));
        }
        Ok(Deep(net))
    }
}

/// Relu units.
#[derive(Debug)]
struct Dead(Net);

impl Case for Dead {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 4);
        Ok(Dead(Net { activation: Activation::Relu, ..Net::of_depth(draw, depth)? }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let whole = |entries: &[i64]| {
            Matrix::column(entries.iter().map(|&n| Rational::fraction(n, 1)).collect())
        };
        let net = Net {
            activation: Activation::Relu,
            inputs: whole(&[1]),
            targets: whole(&[1]),
            noise: vec![whole(&[-1, -1]), whole(&[1, 1]).transpose()],
            twins: 0,
            rate: Rational::fraction(1, 8),
        };
        vec![("both hidden units dead", Dead(net))]
    }
}
