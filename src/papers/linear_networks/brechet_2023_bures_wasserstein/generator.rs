//! A target covariance, a generator, and the loss with its slopes.

use crate::calculus::Loss;
use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::{Matrix, rank};
use crate::number::{Field, Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Σ₀ = Ω diag(λ)Ωᵀ.
#[derive(Debug)]
pub(super) struct Target {
    /// Ω (n × n).
    pub(super) frame: Matrix<Rational>,
    /// λ, from above, all different.
    pub(super) values: Vec<Rational>,
}

impl Target {
    pub(super) fn drawn(draw: &mut Draw<'_>, size: usize) -> Result<Self, Rejected> {
        let mut values: Vec<_> = (0..size).map(|_| draw.between("0.3", "5")).collect();
        values.sort_by(|a, b| b.partial_cmp(a).expect("no value is undefined"));
        if values.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Rejected("different eigenvalues"));
        }
        Ok(Target { frame: draw.orthogonal(size), values })
    }

    /// n.
    pub(super) fn size(&self) -> usize {
        self.values.len()
    }

    /// Ω diag(f(λ))Ωᵀ.
    pub(super) fn function<S: Field>(&self, f: impl Fn(&S) -> S) -> Matrix<S> {
        let frame = Matrix::<S>::of(&self.frame);
        let values: Vec<S> = self.values.iter().map(|value| f(&S::of(value))).collect();
        &(&frame * &Matrix::diagonal(&values)) * &frame.transpose()
    }

    /// Σ₀.
    pub(super) fn covariance<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.function(Rational::clone))
    }

    /// Σ₀^{1/2}.
    pub(super) fn root<S: Real>(&self) -> Matrix<S> {
        self.function(S::sqrt)
    }

    /// tr Σ₀.
    pub(super) fn trace<S: Field>(&self) -> S {
        S::of(&sum(self.values.iter().cloned()))
    }

    /// Σλᵢ over the i that are not in `chosen`.
    pub(super) fn rest<S: Field>(&self, chosen: &[usize], f: impl Fn(&S) -> S) -> S {
        let others = (0..self.size()).filter(|i| !chosen.contains(i));
        sum(others.map(|i| f(&S::of(&self.values[i]))))
    }

    /// Ω_I diag(f(λ_I)) (n × |I|).
    pub(super) fn part<S: Field>(&self, chosen: &[usize], f: impl Fn(&S) -> S) -> Matrix<S> {
        let frame = Matrix::<S>::of(&self.frame);
        Matrix::from_fn(self.size(), chosen.len(), |i, j| {
            &frame[(i, chosen[j])] * f(&S::of(&self.values[chosen[j]]))
        })
    }
}

/// A generator W of full column rank, and what else the claims choose.
#[derive(Debug)]
pub(super) struct Generator {
    pub(super) target: Target,
    /// W (n × k).
    pub(super) weights: Matrix<Rational>,
    /// k of the n directions, in order.
    pub(super) chosen: Vec<usize>,
    /// Q (k × k), orthogonal.
    pub(super) turn: Matrix<Rational>,
    /// n × k, orthonormal columns.
    pub(super) frame: Matrix<Rational>,
    pub(super) time: Rational,
    /// η.
    pub(super) step: Rational,
    /// Whether the flow is followed.
    pub(super) flows: bool,
}

impl Case for Generator {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        let width = draw.dim(1, size);
        Generator::of_shape(draw, size, width)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, width, flows| {
            let tape = squares_tape(400, 7, 97);
            let case = Generator::of_shape(&mut Draw::replay(&tape), size, width);
            Generator { flows, time: Rational::fraction(3, 4), ..case.expect("of full rank") }
        };
        vec![
            ("one dimension", case(1, 1, true)),
            ("two dimensions, square", case(2, 2, true)),
            ("two dimensions of three", case(3, 2, true)),
            ("one dimension of three", case(3, 1, false)),
            ("four dimensions, square", case(4, 4, false)),
            ("three dimensions of six", case(6, 3, false)),
            ("six dimensions, square", case(6, 6, false)),
        ]
    }
}

/// A generator with k = n.
#[derive(Debug)]
pub(super) struct Square(pub(super) Generator);

impl Case for Square {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        Ok(Square(Generator::of_shape(draw, size, size)?))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let square =
            |(name, case): (_, Generator)| case.is_square().then_some((name, Square(case)));
        Generator::known().into_iter().filter_map(square).collect()
    }
}

impl Generator {
    fn of_shape(draw: &mut Draw<'_>, size: usize, width: usize) -> Result<Self, Rejected> {
        let target = Target::drawn(draw, size)?;
        let weights = draw.matrix(size, width);
        if rank(&weights) < width {
            return Err(Rejected("full column rank"));
        }
        let mut chosen = draw.permutation(size);
        chosen.truncate(width);
        chosen.sort_unstable();
        Ok(Generator {
            target,
            weights,
            chosen,
            turn: draw.orthogonal(width),
            frame: draw.frame(size, width),
            time: draw.between("0", "2"),
            step: draw.above("0", "0.5"),
            flows: false,
        })
    }

    /// n.
    pub(super) fn size(&self) -> usize {
        self.weights.rows()
    }

    /// k.
    pub(super) fn width(&self) -> usize {
        self.weights.cols()
    }

    pub(super) fn is_square(&self) -> bool {
        self.size() == self.width()
    }

    pub(super) fn weights<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.weights)
    }

    /// Ω_I diag(f(λ_I))Qᵀ.
    pub(super) fn critical<S: Field>(&self, chosen: &[usize], f: impl Fn(&S) -> S) -> Matrix<S> {
        &self.target.part(chosen, f) * &Matrix::of(&self.turn).transpose()
    }
}

impl Target {
    /// WᵀΣ₀W (k × k), of whose root the trace is ‖Σ₀^{1/2}W‖_*.
    pub(super) fn overlap<S: Field>(&self, w: &Matrix<S>) -> Matrix<S> {
        &(&w.transpose() * &self.covariance()) * w
    }

    /// L(W), for W of full column rank.
    pub(super) fn loss<S: Rung>(&self, w: &Matrix<S>) -> Result<S, Obstacle> {
        let root = self.overlap(w).positive_sqrt()?;
        Ok(self.trace::<S>() + w.norm_squared() - S::count(2) * root.trace())
    }

    /// ∇L(W) of the loss itself, where the root R of M = WᵀΣ₀W moves by RR′ + R′R = M′.
    pub(super) fn gradient<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let root = self.overlap(w).positive_sqrt()?;
        let seen = &self.covariance() * w;
        let directions = units::<S>(w).map(|unit| {
            let half = &unit.transpose() * &seen;
            &half + &half.transpose()
        });
        let slopes = root_slopes(&root, &directions.collect::<Vec<_>>())?;
        let entry = |(w, slope): (&S, &Matrix<S>)| S::count(2) * (w - slope.trace());
        let entries = w.entries().iter().zip(&slopes).map(entry).collect();
        Ok(Matrix::from_entries(w.rows(), w.cols(), entries))
    }

    /// T(WWᵀ) = Σ₀W(WᵀΣ₀W)^{−3/2}WᵀΣ₀, for W of full column rank: with C = Σ₀^{1/2}W, [(CCᵀ)^{1/2}]⁺ = C(CᵀC)^{−3/2}Cᵀ.
    pub(super) fn transport<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let power = self.overlap(w).positive_power(&Rational::fraction(-3, 2))?;
        let seen = &self.covariance() * w;
        Ok(&(&seen * &power) * &seen.transpose())
    }

    /// 2(I − T(WWᵀ))W.
    pub(super) fn formula<S: Rung>(&self, w: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        Ok((w - &(&self.transport(w)? * w)).scale(&S::count(2)))
    }

    /// tr((I − P)Σ₀).
    pub(super) fn unseen<S: Rung>(&self, w: &Matrix<S>) -> Result<S, Obstacle> {
        let seen = &self.covariance() * w;
        let inverse = self.overlap(w).inverse()?;
        Ok(self.trace::<S>() - (&inverse * &(&seen.transpose() * &seen)).trace())
    }
}

/// The matrices of one entry 1 in the shape of W.
pub(super) fn units<S: Field>(w: &Matrix<S>) -> impl Iterator<Item = Matrix<S>> {
    let (rows, cols) = w.shape();
    (0..rows * cols).map(move |at| {
        Matrix::from_fn(rows, cols, |i, j| S::count(usize::from(i * cols + j == at)))
    })
}

/// The X with RX + XR = M′ for each M′, R positive definite.
pub(super) fn root_slopes<S: Rung>(
    root: &Matrix<S>,
    directions: &[Matrix<S>],
) -> Result<Vec<Matrix<S>>, Obstacle> {
    let size = root.rows();
    let identity = Matrix::identity(size);
    let system = &identity.kronecker(root) + &root.kronecker(&identity);
    let columns: Vec<_> = directions.iter().map(Matrix::vectorized).collect();
    let sides = Matrix::from_fn(size * size, columns.len(), |i, j| columns[j][(i, 0)].clone());
    let solved = system.solve(&sides)?;
    let shaped = |at| Matrix::from_fn(size, size, |i, j| solved[(j * size + i, at)].clone());
    Ok((0..columns.len()).map(shaped).collect())
}

/// L for k ≤ 2, where the trace of the root has a closed form: √m, and √(tr M + 2√det M).
impl Loss for &Target {
    fn at<T: Real>(&self, weights: &[Matrix<T>]) -> T {
        let w = &weights[0];
        let m = self.overlap(w);
        let trace = match w.cols() {
            1 => m[(0, 0)].sqrt(),
            2 => {
                let determinant = &m[(0, 0)] * &m[(1, 1)] - &m[(0, 1)] * &m[(1, 0)];
                (&m[(0, 0)] + &m[(1, 1)] + T::count(2) * determinant.sqrt()).sqrt()
            }
            columns => panic!("no closed form for {columns} columns"),
        };
        self.trace::<T>() + w.norm_squared() - T::count(2) * trace
    }
}

/// Whether all entries are 0.
pub(super) fn is_nothing(matrix: &Matrix<Rational>) -> bool {
    matrix.entries().iter().all(Zero::is_zero)
}
