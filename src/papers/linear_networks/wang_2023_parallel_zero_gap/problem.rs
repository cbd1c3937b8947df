//! Targets within the range of the inputs, with the singular values of their least solution.

use crate::claim::{Case, Compared, Draw, Rejected, equal, squares_tape};
use crate::linalg::{Matrix, pseudo_inverse, solve_exactly};
use crate::number::{Field, Rational, sum};

/// X = EDFᵀ and Z = U diag(tᴸ)Vᵀ with U in the range of F, so that X⁺XZ = Z.
#[derive(Debug)]
pub(super) struct Problem {
    /// X (N × d).
    inputs: Matrix<Rational>,
    /// U (d × r).
    left: Matrix<Rational>,
    /// V (K × r).
    right: Matrix<Rational>,
    /// t > 0: σ = tᴸ.
    pub(super) roots: Vec<Rational>,
    /// L.
    pub(super) depth: usize,
    /// The rank of X.
    seen: usize,
}

impl Problem {
    pub(super) fn drawn(draw: &mut Draw<'_>, depth: usize, rank: usize, is_flat: bool) -> Self {
        let [width, outputs] = [draw.dim(rank, 3), draw.dim(rank, 3)];
        let inner = draw.dim(rank, width);
        let examples = draw.dim(inner, 3);
        let (examples, features) = (draw.frame(examples, inner), draw.frame(width, inner));
        let scales: Vec<_> = (0..inner).map(|_| draw.between("0.5", "2")).collect();
        let first = draw.between("0.5", "1.5");
        let mut root =
            |i| if i == 0 || is_flat { first.clone() } else { draw.between("0.5", "1.5") };
        Problem {
            roots: (0..rank).map(&mut root).collect(),
            inputs: &(&examples * &Matrix::diagonal(&scales)) * &features.transpose(),
            left: &features * &draw.frame(inner, rank),
            right: draw.frame(outputs, rank),
            seen: inner,
            depth,
        }
    }

    /// r.
    pub(super) fn rank(&self) -> usize {
        self.roots.len()
    }

    /// d.
    pub(super) fn width(&self) -> usize {
        self.left.rows()
    }

    /// K.
    pub(super) fn outputs(&self) -> usize {
        self.right.rows()
    }

    /// Whether ΛᵀX and Z are numbers, up to one and the same direction, for every Λ.
    pub(super) fn is_scalar(&self) -> bool {
        self.seen == 1 && self.outputs() == 1
    }

    /// Whether all σᵢ are the same.
    pub(super) fn is_flat(&self) -> bool {
        self.roots.iter().all(|t| *t == self.roots[0])
    }

    pub(super) fn inputs<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.inputs)
    }

    pub(super) fn frames<S: Field>(&self) -> (Matrix<S>, Matrix<S>) {
        (Matrix::of(&self.left), Matrix::of(&self.right))
    }

    /// tᵢᵖ.
    pub(super) fn powers<S: Field>(&self, power: usize) -> Vec<S> {
        let power = u32::try_from(power).expect("a small power");
        self.roots.iter().map(|t| S::of(t).power(power)).collect()
    }

    /// σ.
    pub(super) fn values<S: Field>(&self) -> Vec<S> {
        self.powers(self.depth)
    }

    /// Σσᵢ^{2/L}.
    pub(super) fn energy<S: Field>(&self) -> S {
        sum(self.powers(2))
    }

    /// ‖Z‖_*.
    pub(super) fn nuclear<S: Field>(&self) -> S {
        sum(self.values())
    }

    /// Z.
    pub(super) fn solution<S: Field>(&self) -> Matrix<S> {
        let (left, right) = self.frames::<S>();
        &(&left * &Matrix::diagonal(&self.values())) * &right.transpose()
    }

    /// Y.
    pub(super) fn targets<S: Field>(&self) -> Matrix<S> {
        &self.inputs() * &self.solution()
    }

    /// X⁺.
    pub(super) fn pseudo_inverse<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&pseudo_inverse(&self.inputs))
    }

    /// Z = X⁺Y, with orthonormal U and V.
    pub(super) fn is_as_said<S: Field>(&self) -> Compared<S> {
        let (left, right) = self.frames::<S>();
        let gram =
            |frame: &Matrix<S>| equal(&frame.transpose() * frame, Matrix::identity(self.rank()));
        equal(&self.pseudo_inverse() * &self.targets(), self.solution())
            .and(gram(&left))
            .and(gram(&right))
    }

    /// XM = Y for the map M (d × K) of a network.
    pub(super) fn is_solved_by<S: Field>(&self, map: &Matrix<S>) -> Compared<S> {
        equal(&self.inputs() * map, self.targets())
    }

    /// (I − X⁺X)M: what X does not see.
    fn unseen(&self, matrix: &Matrix<Rational>) -> Matrix<Rational> {
        let seen = &pseudo_inverse(&self.inputs) * &(&self.inputs * matrix);
        matrix - &seen
    }
}

/// A network that interpolates, and the balanced one.
#[derive(Debug)]
pub(super) struct Interpolant {
    pub(super) problem: Problem,
    /// Q_l (m_l × r), l = 1..L − 1, orthonormal columns.
    hidden: Vec<Matrix<Rational>>,
    /// Layers of an interpolating network, other than the balanced one.
    layers: Vec<Matrix<Rational>>,
    /// Λ (N × K).
    pub(super) multipliers: Matrix<Rational>,
    /// A column for W_{L−1} and a row for W_L, of positive entries.
    wasted: (Matrix<Rational>, Matrix<Rational>),
    /// The bound t on the norms of layers.
    pub(super) radius: Rational,
}

impl Case for Interpolant {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 5);
        let (rank, is_flat) = (draw.dim(1, 2), draw.chance(1, 4));
        Interpolant::of_shape(draw, depth, rank, is_flat)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, rank, is_flat| {
            let tape = squares_tape(900, 7, 97);
            let mut draw = Draw::replay(&tape);
            Interpolant::of_shape(&mut draw, depth, rank, is_flat).expect("not balanced")
        };
        vec![
            ("two layers, one mode", case(2, 1, false)),
            ("two layers, three modes", case(2, 3, false)),
            ("three layers, two modes", case(3, 2, false)),
            ("three layers, two equal modes", case(3, 2, true)),
            ("four layers, three equal modes", case(4, 3, true)),
            ("five layers, one mode", case(5, 1, false)),
        ]
    }
}

impl Interpolant {
    fn of_shape(
        draw: &mut Draw<'_>,
        depth: usize,
        rank: usize,
        is_flat: bool,
    ) -> Result<Self, Rejected> {
        let problem = Problem::drawn(draw, depth, rank, is_flat);
        let widths: Vec<_> = (1..depth).map(|_| draw.dim(rank, rank + 1)).collect();
        let hidden: Vec<_> = widths.iter().map(|&m| draw.frame(m, rank)).collect();
        let near = Rational::fraction(1, if draw.chance(1, 2) { 64 } else { 1 });
        let mut layers = problem.balanced(&hidden);
        for (l, &m) in widths.iter().enumerate() {
            let change = &Matrix::identity(m) + &draw.matrix(m, m).scale(&near);
            let undone = solve_exactly(&change, &layers[l + 1]);
            layers[l + 1] = undone.map_err(|_| Rejected("a regular change of variables"))?;
            layers[l] = &layers[l] * &change;
        }
        let unseen = problem.unseen(&draw.matrix(problem.width(), layers[0].cols()));
        layers[0] = &layers[0] + &unseen.scale(&near);
        if half_norms(&layers) == problem.value::<Rational>() {
            return Err(Rejected("balanced"));
        }
        let multipliers = draw.matrix(problem.inputs.rows(), problem.outputs());
        let wasted = {
            let mut positive =
                |rows, cols| Matrix::from_fn(rows, cols, |_, _| draw.between("0.01", "1"));
            let column = positive(layers[depth - 2].rows(), 1).scale(&near);
            (column, positive(1, problem.outputs()))
        };
        let radius = draw.between("0.5", "2");
        Ok(Interpolant { problem, hidden, layers, multipliers, wasted, radius })
    }

    pub(super) fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        self.layers.iter().map(Matrix::of).collect()
    }

    /// The same with two more units before the end that cancel, so that not even scaled weights are the best.
    pub(super) fn wasteful<S: Field>(&self) -> Vec<Matrix<S>> {
        let (column, row) = (Matrix::of(&self.wasted.0), Matrix::of(&self.wasted.1));
        let mut layers = self.layers::<S>();
        let last = layers.len() - 1;
        layers[last - 1] = layers[last - 1].beside(&column).beside(&column);
        layers[last] = layers[last].stacked(&row).stacked(&-&row);
        layers
    }

    /// The balanced factors of Z.
    pub(super) fn balanced<S: Field>(&self) -> Vec<Matrix<S>> {
        let hidden: Vec<_> = self.hidden.iter().map(Matrix::of).collect();
        self.problem.balanced(&hidden)
    }
}

impl Problem {
    /// (L/2)Σσᵢ^{2/L}.
    pub(super) fn value<S: Field>(&self) -> S {
        self.energy::<S>() * S::count(self.depth) * S::ratio(1, 2)
    }

    /// W_l = Q_{l−1} diag(t)Q_lᵀ with Q₀ = U, Q_L = V.
    fn balanced<S: Field>(&self, hidden: &[Matrix<S>]) -> Vec<Matrix<S>> {
        let (left, right) = self.frames::<S>();
        let roots = Matrix::diagonal(&self.powers(1));
        let frames: Vec<_> =
            std::iter::once(&left).chain(hidden).chain(std::iter::once(&right)).collect();
        frames.windows(2).map(|pair| &(pair[0] * &roots) * &pair[1].transpose()).collect()
    }
}

/// ½Σ‖W_l‖².
pub(super) fn half_norms<S: Field>(layers: &[Matrix<S>]) -> S {
    sum(layers.iter().map(Matrix::norm_squared)) * S::ratio(1, 2)
}

/// W₁⋯W_L.
pub(super) fn product<S: Field>(layers: &[Matrix<S>]) -> Matrix<S> {
    let (first, others) = layers.split_first().expect("at least one layer");
    others.iter().fold(first.clone(), |product, layer| &product * layer)
}
