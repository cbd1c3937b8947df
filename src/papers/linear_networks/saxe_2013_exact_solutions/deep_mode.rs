//! Any depth: the modes stay decoupled, and each obeys one equation.

use crate::calculus::moving;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::end_to_end;
use crate::number::{Dual, Field, Rational, Real, sum};

/// a = u^{1/D} is rational by construction, and u^{2−2/D} = a^{2D−2}: the set of such networks is invariant, because the
/// flow's velocity is tangent to it.
pub(super) const MODE_ODE: Claim = Claim {
    id: "saxe-deep-mode-ode",
    statement: "at W_l = R_l diag(a)R_{l−1}ᵀ, l = 1..D, of S = R_D diag(s)R₀ᵀ, the flow's velocities are W_l′ = R_l diag(a′)R_{l−1}ᵀ with \
                a′ = a^{D−1}(s − a^D), mode by mode, so that this form is kept, with a = u^{1/D}; W_D⋯W₁ = R_D diag(u)R₀ᵀ and \
                (W_D⋯W₁)′ = R_D diag(u′)R₀ᵀ with u′ = D u^{2−2/D}(s − u)",
    hypotheses: "R_l (d_l × r) with orthonormal columns, shared by neighbouring layers; D ≥ 1, any widths d_l ≥ r, a > 0; \
                 −∂loss/∂W_l is tried in one random direction of all layers, of which it is a linear function",
    source: "the paper's equation for the modes of deep networks (from memory); derived here: the layers around W_l contribute a^{D−1}",
    kind: Kind::Trajectory,
    // A frame of width ≤ 3 has degree ≤ 3 over one denominator of degree ≤ 3, a layer 7 over 6, the product of D ≤ 5 layers 35
    // over 30; the slope of the loss is bilinear in such products and S, 8 over 6; a′ and u′ have degree ≤ 2D + 1 = 11:
    // over all denominators below 2·(35 + 30 + 14) + 11 + 36 < 1000.
    method: Method::Identity { degree: 1000 },
    check: identity!(Modes, S, |modes| modes.moves_by::<S>(&Frames::Shared, Modes::speeds)),
    witness: None,
    mutants: &[
        Mutant::new(
            "exponent-of-depth-plus-1",
            "D counts weight matrices, not layers of units",
            check!(Modes, S, |modes| modes
                .moves_by::<S>(&Frames::Shared, |modes| modes.speeds_by(1, 0))),
        ),
        Mutant::new(
            "exponent-of-depth-minus-1",
            "D counts weight matrices, not hidden layers",
            check!(Deeper, S, |modes| modes
                .0
                .moves_by::<S>(&Frames::Shared, |modes| modes.speeds_by(-1, 0))),
        ),
        Mutant::new(
            "prefactor-depth-minus-1",
            "each of the D matrices contributes u^{2−2/D}(s − u)",
            check!(Deeper, S, |modes| modes
                .0
                .moves_by::<S>(&Frames::Shared, |modes| modes.speeds_by(0, -1))),
        ),
        Mutant::new(
            "frames-not-shared",
            "with another frame between W₁ and W₂ the product is not R_D diag(u)R₀ᵀ",
            identity!(Deeper, S, |modes| modes.0.moves_by::<S>(&Frames::Broken, Modes::speeds)),
        ),
    ],
};

/// A network of decoupled modes.
#[derive(Debug)]
struct Modes {
    /// R₀, …, R_D (d_l × r).
    frames: Vec<Matrix<Rational>>,
    /// a.
    roots: Vec<Rational>,
    /// s.
    strengths: Vec<Rational>,
    /// In which the loss is differentiated, one matrix a layer.
    direction: Vec<Matrix<Rational>>,
}

impl Case for Modes {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Modes::of_depths(draw, 1))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |dims: &[usize], rank| {
            let tape = squares_tape(600, 7, 97);
            Modes::with_dims(&mut Draw::replay(&tape), dims, rank)
        };
        vec![
            ("one weight", case(&[1, 1], 1)),
            ("eight weights", case(&[1; 9], 1)),
            ("3-3-3-3, three modes", case(&[3; 4], 3)),
            ("2-4-3, two modes", case(&[2, 4, 3], 2)),
        ]
    }
}

/// At least two layers.
#[derive(Debug)]
struct Deeper(Modes);

impl Case for Deeper {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Deeper(Modes::of_depths(draw, 2)))
    }
}

/// Whether neighbouring layers share their frames.
enum Frames {
    Shared,
    /// W₂ reads the rows of R₁ in reverse order and negated.
    Broken,
}

impl Modes {
    fn of_depths(draw: &mut Draw<'_>, least: usize) -> Self {
        let depth = draw.dim(least, 5);
        let widest = if depth > 3 { 2 } else { 3 };
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(1, widest)).collect();
        let rank = draw.dim(1, 2.min(dims.iter().copied().min().unwrap_or(1)));
        Modes::with_dims(draw, &dims, rank)
    }

    fn with_dims(draw: &mut Draw<'_>, dims: &[usize], rank: usize) -> Self {
        Modes {
            frames: dims.iter().map(|&d| draw.frame(d, rank)).collect(),
            roots: (0..rank).map(|_| draw.between("0.5", "1.5")).collect(),
            strengths: (0..rank).map(|_| draw.between("0.5", "2")).collect(),
            direction: dims.windows(2).map(|d| draw.matrix(d[1], d[0])).collect(),
        }
    }

    /// D.
    fn depth(&self) -> u32 {
        u32::try_from(self.direction.len()).expect("a small depth")
    }

    /// R_upper diag(values)R_lowerᵀ.
    fn between<S: Field>(&self, upper: usize, lower: usize, values: &[S]) -> Matrix<S> {
        let frame = |l: usize| Matrix::<S>::of(&self.frames[l]);
        &(&frame(upper) * &Matrix::diagonal(values)) * &frame(lower).transpose()
    }

    /// The matrices of `values` between neighbouring frames.
    fn layers<S: Field>(&self, frames: &Frames, values: &[S]) -> Vec<Matrix<S>> {
        let mut layers: Vec<_> =
            (1..self.frames.len()).map(|l| self.between(l, l - 1, values)).collect();
        if let Frames::Broken = frames {
            let second = &layers[1];
            let last = second.cols() - 1;
            layers[1] =
                Matrix::from_fn(second.rows(), second.cols(), |i, j| -&second[(i, last - j)]);
        }
        layers
    }

    /// u′ = D a^{2D−2}(s − a^D) of every mode.
    fn speeds<S: Field>(&self) -> Vec<S> {
        let depth = self.depth();
        let modes = self.roots.iter().zip(&self.strengths);
        let speed = |(a, s): (&Rational, &Rational)| {
            let (a, s) = (S::of(a), S::of(s));
            S::count(self.direction.len()) * a.power(2 * depth - 2) * (s - a.power(depth))
        };
        modes.map(speed).collect()
    }

    /// (D + more)u^{2−2/(D + shift)}(s − u).
    fn speeds_by<S: Real>(&self, shift: i64, more: i64) -> Vec<S> {
        let depth = i64::from(self.depth());
        let exponent = Rational::from(2) - Rational::from(2) / Rational::fraction(depth + shift, 1);
        let modes = self.roots.iter().zip(&self.strengths);
        let speed = |(a, s): (&Rational, &Rational)| {
            let u = S::of(a).power(self.depth());
            let prefactor = S::of(&Rational::fraction(depth + more, 1));
            prefactor * u.pow(&S::of(&exponent)) * (S::of(s) - u)
        };
        modes.map(speed).collect()
    }

    fn moves_by<S: Field>(&self, frames: &Frames, speeds: impl Fn(&Self) -> Vec<S>) -> Compared<S> {
        let (depth, top) = (self.depth(), self.direction.len());
        let roots: Vec<S> = self.roots.iter().map(S::of).collect();
        let strengths: Vec<S> = self.strengths.iter().map(S::of).collect();
        let overlaps: Vec<S> = roots.iter().map(|a| a.power(depth)).collect();
        let pace = |((a, s), u): ((&S, &S), &S)| a.power(depth - 1) * (s - u);
        let paces: Vec<S> = roots.iter().zip(&strengths).zip(&overlaps).map(pace).collect();
        let (layers, velocity) = (self.layers(frames, &roots), self.layers(frames, &paces));
        let direction: Vec<_> = self.direction.iter().map(Matrix::of).collect();
        // The loss along the direction falls as fast as the velocity has a part in it.
        let target = self.between(top, 0, &strengths).map(|x| Dual::constant(x.clone()));
        let loss = half_squares(&end_to_end(&moving(&layers, &direction)), &target);
        let along = sum(velocity.iter().zip(&direction).map(|(v, z)| v.inner(z)));
        let product = end_to_end(&moving(&layers, &velocity));
        equal(-loss.slope, along)
            .and(equal(product.map(|x| x.value.clone()), self.between(top, 0, &overlaps)))
            .and(equal(product.slopes(), self.between(top, 0, &speeds(self))))
    }
}
