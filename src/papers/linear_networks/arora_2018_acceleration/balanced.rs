//! Balanced networks with rational spectra.
//!
//! A balanced network of rank r is Wⱼ = Fⱼ diag(t) Fⱼ₋₁ᵀ with frames Fⱼ of r orthonormal columns and t > 0. Then
//! WWᵀ = F_N diag(t²ᴺ) F_Nᵀ, so with rational frames and t its powers k/N are rational too, and the claims are identities.

use super::network::Data;
use crate::calculus::moving;
use crate::claim::{Case, Draw, Rejected};
use crate::linalg::Matrix;
use crate::networks;
use crate::number::{Field, Rational};
use num_traits::One;

/// With d, N ≤ 3: F has degree 3 over det(I + A) of degree 3; Wⱼ 7 over 6; W 21 over 18; WX − Y 22 over 18; G 67 over 54;
/// W′ 95 over 78; a term of the formula 83 over 66. Over their common denominator, of degree ≤ 90, both are ≤ 107.
pub(super) const DEGREE: u32 = 200;

/// A balanced network: Wⱼ = Fⱼ diag(t) Fⱼ₋₁ᵀ, of rank r.
#[derive(Clone, Debug)]
pub(super) struct Balanced {
    /// Orthogonal, dⱼ × dⱼ, for j = 0..N; the frame Fⱼ is its first r columns.
    pub(super) orthogonal: Vec<Matrix<Rational>>,
    /// t > 0; W has singular values tᴺ.
    pub(super) roots: Vec<Rational>,
    pub(super) data: Data,
    pub(super) decay: Rational,
    /// W₁ is multiplied and W₂ divided by this, 1 for balance.
    pub(super) tilt: Rational,
}

impl Case for Balanced {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 3);
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(1, 3)).collect();
        let rank = draw.dim(1, 2.min(dims.iter().copied().min().unwrap_or(1)));
        Ok(Balanced::with_dims(draw, &dims, rank))
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("one weight", Balanced::hand_picked(&[1, 1], 1)),
            ("3-4-2", Balanced::hand_picked(&[3, 4, 2], 2)),
            ("2-3-2-2-2 of rank 1", Balanced::hand_picked(&[2, 3, 2, 2, 2], 1)),
            ("irises, 4-2-3", Balanced::of_irises(&[4, 2, 3], 2)),
        ]
    }
}

impl Balanced {
    /// A case that depends on its dimensions alone.
    pub(super) fn hand_picked(dims: &[usize], rank: usize) -> Self {
        let salt = dims.len() as u64;
        let tape: Vec<u64> =
            [0].into_iter().chain((1..400).map(|k| (k * k * 7 + salt) % 97)).collect();
        Balanced::with_dims(&mut Draw::replay(&tape), dims, rank)
    }

    /// The same on four irises: d₀ = 4 measurements, the first d_N species.
    pub(super) fn of_irises(dims: &[usize], rank: usize) -> Self {
        let data = Data::irises(dims[dims.len() - 1]);
        Balanced { data, ..Balanced::hand_picked(dims, rank) }
    }

    pub(super) fn with_dims(draw: &mut Draw<'_>, dims: &[usize], rank: usize) -> Self {
        let orthogonal = dims.iter().map(|&d| draw.orthogonal(d)).collect();
        let roots = (0..rank).map(|_| draw.between("0.5", "1.5")).collect();
        let inputs = draw.matrix(dims[0], 2);
        let targets = draw.matrix(dims[dims.len() - 1], 2);
        let decay = draw.between("0", "1");
        Balanced { orthogonal, roots, data: Data { inputs, targets }, decay, tilt: Rational::one() }
    }

    /// N.
    pub(super) fn depth(&self) -> usize {
        self.orthogonal.len() - 1
    }

    /// Fⱼ.
    fn frame<S: Field>(&self, j: usize) -> Matrix<S> {
        Matrix::of(&self.orthogonal[j].columns(0..self.roots.len()))
    }

    /// W₁, …, W_N.
    pub(super) fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        let roots: Vec<S> = self.roots.iter().map(S::of).collect();
        let layer = |j| {
            sandwiched(&self.frame(j), &Matrix::diagonal(&roots), &self.frame(j - 1).transpose())
        };
        let mut layers: Vec<_> = (1..=self.depth()).map(layer).collect();
        if let [first, second, ..] = layers.as_mut_slice() {
            *first = first.scale(&S::of(&self.tilt));
            *second = second.scale(&(S::one() / S::of(&self.tilt)));
        }
        layers
    }

    /// F diag(t^power) Fᵀ for the frame of layer j.
    pub(super) fn spectral<S: Field>(&self, j: usize, power: usize) -> Matrix<S> {
        let power = u32::try_from(power).expect("a small power");
        let values: Vec<S> = self.roots.iter().map(|t| S::of(t).power(power)).collect();
        sandwiched(&self.frame(j), &Matrix::diagonal(&values), &self.frame(j).transpose())
    }

    /// (WWᵀ)^{k/N} by its range only: the projector for k = 0.
    pub(super) fn left_in_range<S: Field>(&self, k: usize) -> Matrix<S> {
        self.spectral(self.depth(), 2 * k)
    }

    /// (WᵀW)^{k/N} by its range only: the projector for k = 0.
    pub(super) fn right_in_range<S: Field>(&self, k: usize) -> Matrix<S> {
        self.spectral(0, 2 * k)
    }

    /// (WWᵀ)^{k/N}, the identity for k = 0.
    pub(super) fn left<S: Field>(&self, k: usize) -> Matrix<S> {
        let size = self.orthogonal[self.depth()].rows();
        if k == 0 { Matrix::identity(size) } else { self.left_in_range(k) }
    }

    /// (WᵀW)^{k/N}, the identity for k = 0.
    pub(super) fn right<S: Field>(&self, k: usize) -> Matrix<S> {
        let size = self.orthogonal[0].rows();
        if k == 0 { Matrix::identity(size) } else { self.right_in_range(k) }
    }

    /// W′ by the product rule, from the layers' own velocities.
    pub(super) fn velocity<S: Field>(&self, decay: &S) -> Matrix<S> {
        let layers = self.layers::<S>();
        let velocity = self.data.velocity(&layers, decay);
        networks::end_to_end(&moving(&layers, &velocity)).slopes()
    }

    /// −μNW − Σⱼ term(j).
    pub(super) fn formula<S: Field>(
        &self,
        decay: &S,
        term: impl Fn(&Self, usize, &Matrix<S>) -> Matrix<S>,
    ) -> Matrix<S> {
        let w = networks::end_to_end(&self.layers::<S>());
        let g = self.data.gradient_at(&w);
        let start = w.scale(&(-decay.clone() * S::count(self.depth())));
        (1..=self.depth()).fold(start, |total, j| &total - &term(self, j, &g))
    }
}

/// `left · middle · right`.
pub(super) fn sandwiched<S: Field>(
    left: &Matrix<S>,
    middle: &Matrix<S>,
    right: &Matrix<S>,
) -> Matrix<S> {
    &(left * middle) * right
}
