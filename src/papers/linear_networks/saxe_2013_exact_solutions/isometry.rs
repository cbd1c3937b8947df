//! Random orthogonal layers are isometries at every depth; scaled Gaussian layers are so in the mean square only.

use super::chi_squared::{Quantity, digamma, mean};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// A rotation turns x into ‖x‖e₁, so that n‖Wx‖²/‖x‖² is a χ²ₙ; the D factors of ‖W_D⋯W₁x‖² are independent.
pub(super) const ORTHOGONAL_VS_GAUSSIAN: Claim = Claim {
    id: "saxe-orthogonal-vs-gaussian-product",
    statement: "P = W_D⋯W₁ of orthogonal W has PᵀP = I. Of independent n × n W with entries N(0, 1/n), E‖Wx‖² = ‖x‖² and \
                E ln(‖W_D⋯W₁x‖²/‖x‖²) = D(ψ(n/2) + ln(2/n)) < 0, that is 0 < 2e^{ψ(n/2)} < n. Checked of it: E χ²ₙ = n and \
                E ln χ²ₙ = ψ(n/2) + ln 2 by quadrature of the density, with bounds of the tails (n = 1, 2, and for the logarithm 3, 8); E‖Wx‖² = ‖x‖² \
                over all 2^{n²} matrices of entries ±1/√n, n ≤ 3, which have the same second moments",
    hypotheses: "square layers, D ≥ 1; x ≠ 0 fixed; W orthogonal of either determinant, or Gaussian and independent",
    source: "abstract (scaled Gaussian starts cannot be isometries); the constant derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Layers, S, |layers| Ok(layers
        .product_is_orthogonal::<S>()
        .and(layers.keeps_mean_square::<S>())
        .and(layers.shrinks_signals::<S>())
        .and(layers.has_mean_logarithm::<S>(layers.mean_logarithm())?)
        .and(layers.has_mean_square::<S>()?)
        .and(layers.has_quoted_decay::<S>()))),
    witness: None,
    mutants: &[
        Mutant::new(
            "mean-logarithm-zero",
            "by Jensen's inequality E ln < ln E, here ln n",
            check!(Layers, S, |layers| layers.has_mean_logarithm::<S>(S::count(layers.width).ln())),
        ),
        Mutant::new(
            "digamma-of-n",
            "χ²ₙ is twice a gamma variable of shape n/2",
            check!(Layers, S, |layers| layers
                .has_mean_logarithm::<S>(digamma::<S>(2 * layers.width) + S::count(2).ln())),
        ),
        Mutant::new(
            "gaussian-layers-are-isometries",
            "E‖Wx‖⁴ = (1 + 2/n)‖x‖⁴, so ‖Wx‖ is not constant",
            check!(Layers, S, |layers| layers.has_mean_power::<S>(2, layers.width * layers.width)),
        ),
    ],
};

/// Orthogonal layers, and a width and depth for Gaussian ones.
#[derive(Debug)]
struct Layers {
    /// Used by turns.
    orthogonal: Vec<Matrix<Rational>>,
    depth: usize,
    /// n.
    width: usize,
    /// x, n × 1, for n ≤ 3.
    signal: Matrix<Rational>,
    /// Whether the density is integrated.
    integrated: bool,
}

impl Case for Layers {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, width) = (draw.dim(1, 4), draw.dim(1, 16));
        let signal = draw.vector(width.min(3));
        if signal.norm_squared().is_zero() {
            return Err(Rejected("x ≠ 0"));
        }
        let orthogonal = (0..2).map(|_| draw.orthogonal(size)).collect();
        Ok(Layers { orthogonal, depth: draw.dim(1, 8), width, signal, integrated: false })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |name, size, depth, width: usize| {
            let tape = squares_tape(80, 7, 97);
            let mut draw = Draw::replay(&tape);
            let orthogonal = vec![draw.orthogonal(size), draw.orthogonal(size)];
            let (signal, integrated) = (Matrix::ones(width.min(3), 1), size == 2);
            (name, Layers { orthogonal, depth, width, signal, integrated })
        };
        vec![
            case("n = 1, one layer", 2, 1, 1),
            case("n = 2, 10 layers", 2, 10, 2),
            case("n = 3, 16 layers", 2, 16, 3),
            case("n = 8, 30 layers", 2, 30, 8),
            case("50 layers", 4, 50, 16),
        ]
    }
}

impl Layers {
    /// PᵀP = I for the product of `depth` layers.
    fn product_is_orthogonal<S: Field>(&self) -> Compared<S> {
        let layers: Vec<Matrix<S>> = self.orthogonal.iter().map(Matrix::of).collect();
        let size = layers[0].rows();
        let product = (0..self.depth)
            .fold(Matrix::identity(size), |product, l| &layers[l % layers.len()] * &product);
        equal(&product.transpose() * &product, Matrix::identity(size))
    }

    /// The mean of ‖Bx‖²/n over all sign matrices B is ‖x‖²; nothing for n > 3.
    fn keeps_mean_square<S: Field>(&self) -> Compared<S> {
        let n = self.width;
        if n > 3 {
            return Compared::nothing();
        }
        let x = Matrix::<S>::of(&self.signal);
        let of_signs = |signs: usize| {
            let sign = |bit: usize| if signs >> bit & 1 == 1 { S::one() } else { -S::one() };
            Matrix::from_fn(n, n, |i, j| sign(i * n + j)).times(&x).norm_squared()
        };
        let all = 1 << (n * n);
        let total = (0..all).map(of_signs).fold(S::zero(), |total, y| total + y);
        equal(total / S::count(all * n), x.norm_squared())
    }

    /// E ln χ²ₙ = ψ(n/2) + ln 2.
    fn mean_logarithm<S: Rung>(&self) -> S {
        digamma::<S>(self.width) + S::count(2).ln()
    }

    /// 0 < 2e^{ψ(n/2)} < n.
    fn shrinks_signals<S: Rung>(&self) -> Compared<S> {
        let typical = self.mean_logarithm::<S>().exp();
        below(S::zero(), &typical).and(below(typical, S::count(self.width)))
    }

    /// E ln χ²ₙ by quadrature.
    fn has_mean_logarithm<S: Rung>(&self, expected: S) -> Result<Compared<S>, Obstacle> {
        if !self.integrated {
            return Ok(Compared::nothing());
        }
        Ok(equal(mean::<S>(self.width, Quantity::Logarithm)?, expected))
    }

    /// E(χ²ₙ)ᵖ by quadrature.
    fn has_mean_power<S: Rung>(&self, p: u32, expected: usize) -> Result<Compared<S>, Obstacle> {
        if !self.integrated {
            return Ok(Compared::nothing());
        }
        Ok(equal(mean::<S>(self.width, Quantity::Power(p))?, S::count(expected)))
    }

    /// E χ²ₙ = n by quadrature, for n ≤ 2.
    fn has_mean_square<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if self.width > 2 {
            return Ok(Compared::nothing());
        }
        self.has_mean_power(1, self.width)
    }

    /// For n = 8 and D = 30 the mean logarithm is −3.9053 to half a unit of the last place.
    fn has_quoted_decay<S: Rung>(&self) -> Compared<S> {
        if (self.width, self.depth) != (8, 30) {
            return Compared::nothing();
        }
        let ratio = self.mean_logarithm::<S>() - S::count(self.width).ln();
        let decay = ratio * S::count(self.depth);
        at_most(S::decimal("-3.90535"), &decay).and(at_most(decay, S::decimal("-3.90525")))
    }
}
