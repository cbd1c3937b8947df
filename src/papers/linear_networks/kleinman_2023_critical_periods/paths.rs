//! Two pathways of decoupled modes.

use crate::calculus::{Velocity, gradient};
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Real, Traced};

/// Which pathways learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Joint,
    /// B adds its output and is held.
    Freeze,
    /// B is held, and its output is 0.
    Remove,
}

/// A = U diag(αᴰ)Vᵀ and B = U diag(βᴰ)Vᵀ, layer by layer.
#[derive(Debug)]
pub(super) struct Paths {
    /// R₀, …, R_D and P₀, …, P_D, with the same ends.
    frames: [Vec<Matrix<Rational>>; 2],
    /// σ.
    pub(super) strengths: Vec<Rational>,
    /// α and β.
    pub(super) roots: [Vec<Rational>; 2],
}

impl Case for Paths {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 5);
        let size = draw.dim(1, if depth > 3 { 2 } else { 3 });
        Ok(Paths::of_shape(draw, size, depth))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, depth| {
            let tape = squares_tape(600, 7, 97);
            Paths::of_shape(&mut Draw::replay(&tape), size, depth)
        };
        vec![
            ("one weight a pathway", case(1, 1)),
            ("two modes, two layers", case(2, 2)),
            ("three modes, three layers", case(3, 3)),
            ("one mode, six layers", case(1, 6)),
            ("eight modes, ten layers", Paths::reflected(8, 10)),
            ("32 modes, two layers", Paths::reflected(32, 2)),
        ]
    }
}

impl Paths {
    fn of_shape(draw: &mut Draw<'_>, size: usize, depth: usize) -> Self {
        let mut frames = [(); 2].map(|()| (0..=depth).map(|_| draw.orthogonal(size)).collect());
        let [first, second]: &mut [Vec<Matrix<Rational>>; 2] = &mut frames;
        second[0] = first[0].clone();
        second[depth] = first[depth].clone();
        Paths {
            strengths: (0..size).map(|_| draw.between("0.5", "3")).collect(),
            roots: [(); 2].map(|()| (0..size).map(|_| draw.between("0.2", "1.2")).collect()),
            frames,
        }
    }

    /// Between reflections, whose entries have few binary places.
    fn reflected(size: usize, depth: usize) -> Self {
        let mut frames = [1, 2].map(|path| {
            (0..=depth).map(|l| reflection(size, size, path * 20 + l)).collect::<Vec<_>>()
        });
        let [first, second] = &mut frames;
        second[0] = first[0].clone();
        second[depth] = first[depth].clone();
        let numbers = |from: usize, part: u64| {
            let part = Rational::fraction(1, part);
            (0..size).map(|i| Rational::from(from + i % 7) * &part).collect::<Vec<_>>()
        };
        Paths { frames, strengths: numbers(5, 8), roots: [numbers(8, 16), numbers(6, 16)] }
    }

    /// One mode.
    pub(super) fn single(depth: usize, strength: &Rational, roots: [&Rational; 2]) -> Self {
        let ones = vec![Matrix::identity(1); depth + 1];
        Paths {
            frames: [ones.clone(), ones],
            strengths: vec![strength.clone()],
            roots: roots.map(|root| vec![root.clone()]),
        }
    }

    /// Modes of one strength in frames that are drawn.
    pub(super) fn turned(
        draw: &mut Draw<'_>,
        size: usize,
        depth: usize,
        strength: &Rational,
    ) -> Self {
        Paths { strengths: vec![strength.clone(); size], ..Paths::of_shape(draw, size, depth) }
    }

    /// D.
    pub(super) fn depth(&self) -> usize {
        self.frames[0].len() - 1
    }

    /// α and β.
    pub(super) fn values<S: Field>(&self) -> [Vec<S>; 2] {
        [&self.roots[0], &self.roots[1]].map(|roots| roots.iter().map(S::of).collect())
    }

    /// A₁, …, A_D, B₁, …, B_D of these values between the frames.
    pub(super) fn layers<S: Field>(&self, values: &[Vec<S>; 2]) -> Vec<Matrix<S>> {
        let path = |(frames, values): (&Vec<Matrix<Rational>>, &Vec<S>)| -> Vec<Matrix<S>> {
            let middle = Matrix::diagonal(values);
            let layer = |pair: &[Matrix<Rational>]| {
                &(&Matrix::of(&pair[1]) * &middle) * &Matrix::of(&pair[0]).transpose()
            };
            frames.windows(2).map(layer).collect()
        };
        self.frames.iter().zip(values).flat_map(path).collect()
    }

    /// The diagonals of UᵀMV.
    pub(super) fn modes_of<S: Field>(&self, map: &Matrix<S>) -> Matrix<S> {
        let [right, left] = [0, self.depth()].map(|l| Matrix::<S>::of(&self.frames[0][l]));
        &(&left.transpose() * map) * &right
    }

    /// The velocities of A₁, …, A_D, B₁, …, B_D.
    pub(super) fn velocity<S: Field>(&self, phase: Phase, layers: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let depth = self.depth();
        let [right, left] = [0, depth].map(|l| &self.frames[0][l]);
        let target = &(left * &Matrix::diagonal(&self.strengths)) * &right.transpose();
        let target = Matrix::of(&target);
        let held = end_to_end(&layers[depth..]).map(|x| Traced::constant(x.clone()));
        let moving = if phase == Phase::Joint { layers } else { &layers[..depth] };
        let loss = |layers: &[Matrix<Traced<S>>]| {
            let first = end_to_end(&layers[..depth]);
            let output = match phase {
                Phase::Joint => &first + &end_to_end(&layers[depth..]),
                Phase::Freeze => &first + &held,
                Phase::Remove => first,
            };
            half_squares(&output, &target)
        };
        let mut velocity: Vec<_> = gradient(moving, loss).iter().map(|g| -g).collect();
        let rest = layers[velocity.len()..].iter().map(|w| Matrix::zeros(w.rows(), w.cols()));
        velocity.extend(rest);
        velocity
    }
}

/// I − (2/used)vvᵀ for signs v that look random, of which the first `used` are not 0.
pub(super) fn reflection(size: usize, used: usize, seed: usize) -> Matrix<Rational> {
    let sign = |i: usize| match (i < used, (i + seed).pow(2) * 7 % 97 % 2) {
        (false, _) => 0,
        (true, 0) => 1,
        (true, _) => -1,
    };
    Matrix::from_fn(size, size, |i, j| {
        Rational::from(usize::from(i == j)) - Rational::fraction(2 * sign(i) * sign(j), used as u64)
    })
}

/// The flow of the whole matrices in a phase.
pub(super) struct Training<'a>(pub(super) &'a Paths, pub(super) Phase);

impl Velocity for Training<'_> {
    fn at<T: Real>(&self, layers: &[Matrix<T>]) -> Vec<Matrix<T>> {
        self.0.velocity(self.1, layers)
    }
}
