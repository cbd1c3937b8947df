//! Deep networks whose weights satisfy the matrix inequality by construction.

use super::{dominating, short_matrix};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::patterns;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Of a wide network, besides the one of all units.
const PATTERNS: usize = 32;

/// The Schur complements of the block tridiagonal inequality are D_l, and the last is D_k − W_{k+1}ᵀW_{k+1} ⪰ 0.
pub(super) const CONSTRUCTION: Claim = Claim {
    id: "ldlt-feedforward-construction",
    statement: "D_0 = L²I, W_l = Λ_l⁻¹K_lD_{l−1}^{1/2}, D_l = 2Λ_l − K_lK_lᵀ, W_{k+1} = RD_k^{1/2}: the network is L-Lipschitz, ‖W_{k+1}D_kW_k⋯D_1W_1‖ ≤ L for \
                all diagonal slopes in [0, 1], though ∏‖W_l‖ may exceed L (in the known cases of four widths it does)",
    hypotheses: "Λ_l diagonal > 0, K_lK_lᵀ ≺ 2Λ_l, ‖R‖ ≤ 1, L > 0; all patterns of slopes 0 and 1, which suffice as norms are convex in each; k = 1, 2 \
                 with up to 4 units in all, and widths 3-4-4-2; in a known case widths 64-128-128-10, 33 patterns and the Cholesky factor's root",
    source: "abstract (parameterisation by LDLᵀ); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Chain, S, |chain| {
        let layers = chain.layers::<S>(Form::Constructed)?;
        let bound = S::of(&chain.bound);
        let claimed = at_most(chain.steepest(&layers)?, &bound);
        if !chain.exceeds {
            return Ok(claimed);
        }
        let norm = |layer: &Matrix<S>| match chain.size {
            Size::Narrow => layer.spectral_norm(),
            Size::Wide => Ok(stretch(layer)),
        };
        let norms: Vec<S> = layers.iter().map(norm).collect::<Result<_, _>>()?;
        let product = norms.into_iter().fold(S::one(), |product, norm| product * norm);
        Ok::<_, Obstacle>(claimed.and(below(bound, product)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "four-times-the-multiplier",
            "D_l = 4Λ_l − K_lK_lᵀ lets Λ_l be half as large, and the weights twice",
            check!(Chain, S, |chain| chain.is_lipschitz::<S>(Form::Doubled)),
        ),
        Mutant::new(
            "without-the-root",
            "W_lD_{l−1}⁻¹W_lᵀ must be Λ_l⁻¹K_lK_lᵀΛ_l⁻¹",
            check!(Chain, S, |chain| chain.is_lipschitz::<S>(Form::Squared)),
        ),
        Mutant::new(
            "transposed-k",
            "K_lᵀK_l need not be below 2Λ_l where K_lK_lᵀ is",
            check!(Chain, S, |chain| chain.is_lipschitz::<S>(Form::Transposed)),
        ),
    ],
};

/// How the weights are made.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Constructed,
    /// With 4Λ_l, Λ_l halved.
    Doubled,
    /// With D_{l−1} for its root.
    Squared,
    /// With K_lᵀ for K_l, where it is square.
    Transposed,
}

/// How much is looked at, and which root D^{1/2} is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    /// All patterns of slopes, the symmetric root.
    Narrow,
    /// Some patterns, and Fᵀ for the Cholesky factor F of D = FFᵀ.
    Wide,
}

/// What the weights are made of.
#[derive(Debug)]
struct Chain {
    size: Size,
    /// (Λ_l, K_l (h_l × h_{l−1})) for l = 1..k.
    hidden: Vec<(Vec<Rational>, Matrix<Rational>)>,
    /// R (m × h_k).
    last: Matrix<Rational>,
    /// L.
    bound: Rational,
    /// Whether ∏‖W_l‖ > L is claimed too.
    exceeds: bool,
}

impl Case for Chain {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let widths = *draw.pick::<&[usize]>(&[
            &[1, 1, 1],
            &[2, 2, 2],
            &[2, 3, 2],
            &[3, 2, 1],
            &[1, 2, 2, 1],
            &[2, 2, 2, 2],
            &[3, 2, 2, 2],
        ]);
        Chain::of(draw, widths)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(300, 7, 97);
        let wide = Chain::of(&mut Draw::replay(&tape), &[3, 4, 4, 2]).expect("L > 0");
        let square = Chain::of(&mut Draw::replay(&tape), &[2, 2, 2, 2]).expect("L > 0");
        let matrix = |entries: [i64; 4]| {
            let entries = entries.map(|x| Rational::fraction(x, 4)).to_vec();
            Matrix::from_entries(2, 2, entries)
        };
        // KKᵀ = diag(1/16, 4) ≺ 2Λ, but KᵀK = diag(4, 1/16).
        let uneven = Chain {
            size: Size::Narrow,
            hidden: vec![(
                vec![Rational::fraction(1, 12), Rational::from(5)],
                matrix([0, 1, 8, 0]),
            )],
            last: Matrix::identity(2),
            bound: Rational::from(2),
            exceeds: false,
        };
        vec![
            ("widths 3-4-4-2", Chain { exceeds: true, ..wide }),
            ("widths 2-2-2-2", square),
            ("uneven multipliers", uneven),
            ("widths 64-128-128-10", Chain::wide()),
        ]
    }
}

impl Chain {
    fn of(draw: &mut Draw<'_>, widths: &[usize]) -> Result<Self, Rejected> {
        let (&outputs, inner) = widths.split_last().expect("two widths at least");
        let mut hidden = Vec::new();
        for around in inner.windows(2) {
            let k = short_matrix(draw, around[1], around[0]);
            hidden.push((dominating(draw, &(&k * &k.transpose())), k));
        }
        let units = inner[inner.len() - 1];
        let last = if outputs <= units {
            draw.frame(units, outputs).transpose()
        } else {
            draw.frame(outputs, units)
        };
        if hidden.iter().any(|(_, k)| k.norm_squared().is_zero()) {
            return Err(Rejected("K ≠ 0"));
        }
        let bound = draw.between("0.5", "2.5");
        Ok(Chain { size: Size::Narrow, hidden, last, bound, exceeds: false })
    }

    /// ‖K_1‖² ≈ 7.16, ‖K_2‖² ≈ 10.8; R has rows of a reflection.
    fn wide() -> Self {
        let matrix = |cols: usize, factor| {
            let tape = squares_tape(128 * cols as u64, factor, 10_007);
            short_matrix(&mut Draw::replay(&tape), 128, cols).scale(&Rational::fraction(1, 8))
        };
        let multipliers = |least: i64| {
            (0..128).map(|i| Rational::fraction(least * (32 + i % 8), 320)).collect::<Vec<_>>()
        };
        let axis = |i: usize| Rational::from(1 + i % 5);
        let length: Rational = sum((0..128).map(|i| axis(i).square()));
        let last = Matrix::from_fn(10, 128, |i, j| {
            let turned = Rational::from(2) * axis(i) * axis(j) / &length;
            Rational::from(usize::from(i == j)) - turned
        });
        Chain {
            size: Size::Wide,
            hidden: vec![(multipliers(37), matrix(64, 7)), (multipliers(55), matrix(128, 11))],
            last,
            bound: Rational::from(2),
            exceeds: true,
        }
    }

    /// W_1, …, W_{k+1}.
    fn layers<S: Rung>(&self, form: Form) -> Result<Vec<Matrix<S>>, Obstacle> {
        let two = S::count(2);
        let mut layers = Vec::new();
        let mut root = Matrix::identity(self.hidden[0].1.cols()).scale(&S::of(&self.bound));
        if form == Form::Squared {
            root = &root * &root;
        }
        for (multipliers, k) in &self.hidden {
            let k = Matrix::<S>::of(k);
            let multipliers: Vec<S> = multipliers.iter().map(S::of).collect();
            let scale = if form == Form::Doubled { S::ratio(1, 2) } else { S::one() };
            let inverse: Vec<S> = multipliers.iter().map(|x| S::one() / (x * &scale)).collect();
            let is_turned = form == Form::Transposed && k.rows() == k.cols();
            let used = if is_turned { k.transpose() } else { k.clone() };
            layers.push(&(&Matrix::diagonal(&inverse) * &used) * &root);
            let gram = &k * &k.transpose();
            let pivot = &Matrix::diagonal(&multipliers).scale(&two) - &gram;
            root = match (self.size, form) {
                (_, Form::Squared) => pivot,
                (Size::Narrow, _) => pivot.positive_sqrt()?,
                (Size::Wide, _) => pivot.cholesky()?.transpose(),
            };
        }
        layers.push(&Matrix::of(&self.last) * &root);
        Ok(layers)
    }

    fn is_lipschitz<S: Rung>(&self, form: Form) -> Result<Compared<S>, Obstacle> {
        Ok(at_most(self.steepest(&self.layers::<S>(form)?)?, S::of(&self.bound)))
    }

    /// The largest norm of W_{k+1}D_kW_k⋯D_1W_1 over all slopes 0 and 1, or over some.
    fn steepest<S: Rung>(&self, layers: &[Matrix<S>]) -> Result<S, Obstacle> {
        let units: usize = layers[1..].iter().map(Matrix::cols).sum();
        let bits = |pattern: usize| (0..units).map(|i| pattern >> i & 1 == 1).collect();
        let patterns: Vec<Vec<bool>> = match self.size {
            Size::Narrow => (0..1_usize << units).map(bits).collect(),
            Size::Wide => patterns(units, PATTERNS),
        };
        patterns
            .iter()
            .try_fold(S::zero(), |top, on| Ok(top.max(&slope(layers, on).spectral_norm()?)))
    }
}

/// W_{k+1}D_kW_k⋯D_1W_1 for these units on, the first layer's first.
fn slope<S: Rung>(layers: &[Matrix<S>], on: &[bool]) -> Matrix<S> {
    let (last, others) = layers.split_last().expect("two layers at least");
    let mut end = on.len();
    others.iter().rev().fold(last.clone(), |above, layer| {
        let start = end - layer.rows();
        let kept = Matrix::from_fn(above.rows(), above.cols(), |i, j| {
            if on[start + j] { above[(i, j)].clone() } else { S::zero() }
        });
        end = start;
        &kept * layer
    })
}

/// ‖Wx‖/‖x‖ ≤ ‖W‖, for an x near the first right singular vector.
fn stretch<S: Rung>(layer: &Matrix<S>) -> S {
    let start = Matrix::ones(layer.cols(), 1);
    let x = (0..4).fold(start, |x, _| &layer.transpose() * &(layer * &x));
    (layer * &x).norm() / x.norm()
}
