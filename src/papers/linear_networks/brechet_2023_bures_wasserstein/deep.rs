//! Several square factors: the loss falls between two rates.

use super::descent::layer_slopes;
use super::generator::Target;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

pub(super) const DEEP_RATE: Claim = Claim {
    id: "bw-deep-rate",
    statement: "Σ_j‖∂L/∂W_j‖² lies in [4Nσ_min(W)^{2−2/N}L, 4Nσ_max(W)^{2−2/N}L], W = W_N⋯W₁, so that L′ ≤ −4Nσ_min^{2−2/N}L along the flow; equality at both ends for equal \
                singular values",
    hypotheses: "Σ₀ ≻ 0; balanced square layers W_j = R_j diag(κ)R_{j−1}ᵀ, σ = κᴺ > 0 not all equal (where both ends agree); n ≥ 2; N = 2..4",
    source: "abstract (convergence of the flow); derived here: the end-to-end rule and bw-pl-equality",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Deep, S, |deep| deep.is_between(&deep.layers::<S>(), 0)),
    witness: Some(check!(Deep, S, |deep| {
        let layers = deep.flat().layers::<S>();
        let [size, loss] = deep.size_and_loss(&layers)?;
        Ok(equal(size, loss * deep.flat().rates::<S>(0)[0].clone()))
    })),
    mutants: &[
        Mutant::new(
            "exponent-2-minus-1-over-n",
            "a layer sees the N − 1 others, twice: σ^{2(N−1)/N}",
            check!(Deep, S, |deep| {
                let flat = deep.flat();
                flat.is_between(&flat.layers::<S>(), 1)
            }),
        ),
        Mutant::new(
            "unbalanced-layers",
            "W₁ → 3W₁, W₂ → W₂/3 keep W, and change how much each layer moves it",
            check!(Deep, S, |deep| {
                let mut layers = deep.layers::<S>();
                layers[0] = layers[0].scale(&S::count(3));
                layers[1] = layers[1].scale(&S::ratio(1, 3));
                deep.is_between(&layers, 0)
            }),
        ),
        Mutant::new(
            "fewer-columns-than-rows",
            "‖∇L‖² = 4L needs k = n: what W cannot generate has no slope",
            check!(Deep, S, |deep| {
                let narrow = deep.narrowed();
                narrow.is_between(&narrow.layers::<S>(), 0)
            }),
        ),
    ],
};

/// Balanced layers.
#[derive(Debug)]
struct Deep {
    target: Target,
    /// R₀, …, R_N.
    frames: Vec<Matrix<Rational>>,
    /// κ.
    roots: Vec<Rational>,
}

impl Case for Deep {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, depth) = (draw.dim(2, 3), draw.dim(2, 4));
        Deep::of_shape(draw, size, depth)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, depth| {
            let tape = squares_tape(400, 7, 97);
            Deep::of_shape(&mut Draw::replay(&tape), size, depth).expect("different values")
        };
        vec![
            ("2 × 2, two layers", case(2, 2)),
            ("3 × 3, three layers", case(3, 3)),
            ("2 × 2, four layers", case(2, 4)),
            ("6 × 6, three layers", case(6, 3)),
        ]
    }
}

impl Deep {
    fn of_shape(draw: &mut Draw<'_>, size: usize, depth: usize) -> Result<Self, Rejected> {
        let target = Target::drawn(draw, size)?;
        let roots: Vec<_> = (0..size).map(|_| draw.between("0.3", "1.7")).collect();
        if roots.iter().all(|root| *root == roots[0]) || roots[0].is_one() {
            return Err(Rejected("not all equal, the first not 1"));
        }
        let frames = (0..=depth).map(|_| draw.orthogonal(size)).collect();
        Ok(Deep { target, frames, roots })
    }

    fn copied(&self, roots: Vec<Rational>, frames: Vec<Matrix<Rational>>) -> Self {
        let target =
            Target { frame: self.target.frame.clone(), values: self.target.values.clone() };
        Deep { target, frames, roots }
    }

    /// All κ like the first.
    fn flat(&self) -> Self {
        self.copied(vec![self.roots[0].clone(); self.roots.len()], self.frames.clone())
    }

    /// W with one column and one mode less.
    fn narrowed(&self) -> Self {
        let kept = self.roots.len() - 1;
        let mut frames: Vec<_> = self.frames.iter().map(|frame| frame.columns(0..kept)).collect();
        frames[0] = Matrix::identity(kept);
        self.copied(self.roots[..kept].to_vec(), frames)
    }

    /// N.
    fn depth(&self) -> usize {
        self.frames.len() - 1
    }

    fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        let roots: Vec<S> = self.roots.iter().map(S::of).collect();
        let middle = Matrix::diagonal(&roots);
        let layer = |pair: &[Matrix<Rational>]| {
            &(&Matrix::of(&pair[1]) * &middle) * &Matrix::of(&pair[0]).transpose()
        };
        self.frames.windows(2).map(layer).collect()
    }

    /// 4Nσ^{2−2/N}, times κ^more, of the least and the largest σ.
    fn rates<S: Field>(&self, more: u32) -> [S; 2] {
        let less = |a: &Rational, b: &Rational| a.partial_cmp(b).expect("no root is undefined");
        let least = self.roots.iter().min_by(|a, b| less(a, b)).expect("at least one");
        let most = self.roots.iter().max_by(|a, b| less(a, b)).expect("at least one");
        let power = u32::try_from(2 * self.depth() - 2).expect("a small depth") + more;
        [least, most].map(|root| S::of(root).power(power) * S::count(4 * self.depth()))
    }

    /// Σ_j‖∂L/∂W_j‖² and L.
    fn size_and_loss<S: Rung>(&self, layers: &[Matrix<S>]) -> Result<[S; 2], Obstacle> {
        let w = end_to_end(layers);
        let slopes = layer_slopes(layers, &self.target.gradient(&w)?);
        Ok([sum(slopes.iter().map(Matrix::norm_squared)), self.target.loss(&w)?])
    }

    fn is_between<S: Rung>(
        &self,
        layers: &[Matrix<S>],
        more: u32,
    ) -> Result<Compared<S>, Obstacle> {
        let [size, loss] = self.size_and_loss(layers)?;
        let [low, high] = self.rates::<S>(more);
        Ok(at_most(low * &loss, &size).and(at_most(size, high * loss)))
    }
}
