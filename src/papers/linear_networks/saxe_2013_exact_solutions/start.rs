//! Starts of a two-layer network that are aligned with the modes of its targets.

use crate::calculus::{Loss, gradient};
use crate::claim::{Case, Compared, Draw, Rejected, equal, squares_tape};
use crate::datasets::{iris_labels, iris_measurements};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Real, Rung};

/// A target with its modes, and a start in the first r of them.
#[derive(Debug)]
pub(super) struct Start {
    target: Target,
    /// X (d₀ × m), XXᵀ = I.
    inputs: Matrix<Rational>,
    /// N (d₂ × m), NXᵀ = 0.
    noise: Matrix<Rational>,
    /// R (h × r).
    pub(super) hidden: Matrix<Rational>,
    /// u₀ of r modes.
    pub(super) overlaps: Vec<Rational>,
    pub(super) time: Rational,
    /// Whether the flow is followed too, in floats.
    pub(super) flows: bool,
}

/// S.
#[derive(Debug)]
enum Target {
    /// U diag(s)Vᵀ.
    Modes { left: Matrix<Rational>, right: Matrix<Rational>, strengths: Vec<Rational> },
    /// The mean petal length and width (cm, 2 × 3) of Fisher's three species, the input being the species.
    Petals,
}

impl Case for Start {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let dims = [draw.dim(1, 3), draw.dim(1, 3), draw.dim(1, 3)];
        let most = dims[0].min(dims[2]);
        let modes = draw.dim(1, most);
        let excited = draw.dim(1, 2.min(modes).min(dims[1]));
        let start = Start::with_dims(draw, dims, modes, excited);
        if start.overlaps.iter().zip(start.exact_strengths()).any(|(u, s)| u == s) {
            return Err(Rejected("u₀ ≠ s"));
        }
        Ok(start)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |dims, modes, excited, flows| {
            let tape = squares_tape(400, 7, 97);
            Start { flows, ..Start::with_dims(&mut Draw::replay(&tape), dims, modes, excited) }
        };
        let mut above = case([2, 2, 2], 2, 1, false);
        above.overlaps = vec![Rational::from(4)];
        vec![
            ("one weight a layer", case([1, 1, 1], 1, 1, true)),
            ("2-2-2, two modes", case([2, 2, 2], 2, 2, true)),
            ("5-4-3, one mode of three at rest", case([5, 4, 3], 3, 2, false)),
            ("a mode that shrinks", above),
            ("irises, species to petals", Start::petals()),
        ]
    }
}

impl Start {
    fn with_dims(draw: &mut Draw<'_>, dims: [usize; 3], modes: usize, excited: usize) -> Self {
        let [inputs, hidden, outputs] = dims;
        let strengths: Vec<_> = (0..modes).map(|_| draw.between("0.5", "3")).collect();
        let overlap = |draw: &mut Draw<'_>| {
            if draw.chance(1, 8) {
                draw.between("0.5", "4")
            } else {
                draw.log_uniform("1e-3", "0.1")
            }
        };
        let overlaps = (0..excited).map(|_| overlap(draw)).collect();
        let (left, right) = (draw.frame(outputs, modes), draw.frame(inputs, modes));
        // X is the first rows of an orthogonal matrix, N has the direction of its last row.
        let examples = inputs + draw.dim(0, 1);
        let orthogonal = draw.orthogonal(examples);
        let noise = draw.vector(outputs);
        Start {
            target: Target::Modes { left, right, strengths },
            noise: Matrix::from_fn(outputs, examples, |i, k| {
                let spare = Rational::from(examples - inputs);
                &noise[(i, 0)] * &orthogonal[(examples - 1, k)] * spare
            }),
            inputs: Matrix::from_fn(inputs, examples, |i, k| orthogonal[(i, k)].clone()),
            hidden: draw.frame(hidden, excited),
            overlaps,
            time: draw.between("0", "1"),
            flows: false,
        }
    }

    fn petals() -> Self {
        let tape: Vec<_> = (0..40).map(|k| k % 7).collect();
        Start {
            target: Target::Petals,
            inputs: Matrix::identity(3),
            noise: Matrix::zeros(2, 3),
            hidden: Draw::replay(&tape).frame(3, 2),
            overlaps: vec![Rational::fraction(1, 50), Rational::fraction(1, 10)],
            time: Rational::fraction(1, 4),
            flows: false,
        }
    }

    /// The strengths where they are rational.
    fn exact_strengths(&self) -> &[Rational] {
        match &self.target {
            Target::Modes { strengths, .. } => strengths,
            Target::Petals => &[],
        }
    }

    /// s, of all modes.
    pub(super) fn strengths<S: Rung>(&self) -> Vec<S> {
        match &self.target {
            Target::Modes { strengths, .. } => strengths.iter().map(S::of).collect(),
            Target::Petals => petal_modes::<S>().1,
        }
    }

    /// U_r and V_r.
    pub(super) fn frames<S: Rung>(&self) -> (Matrix<S>, Matrix<S>) {
        let excited = 0..self.overlaps.len();
        match &self.target {
            Target::Modes { left, right, .. } => {
                (Matrix::of(&left.columns(excited.clone())), Matrix::of(&right.columns(excited)))
            }
            Target::Petals => {
                let (left, strengths) = petal_modes::<S>();
                let back = &Matrix::of(&petal_means()).transpose() * &left;
                let right = Matrix::from_fn(3, 2, |i, j| &back[(i, j)] / &strengths[j]);
                (left, right)
            }
        }
    }

    /// S.
    fn matrix<S: Field>(&self) -> Matrix<S> {
        match &self.target {
            Target::Modes { left, right, strengths } => {
                Matrix::of(&(&(left * &Matrix::diagonal(strengths)) * &right.transpose()))
            }
            Target::Petals => Matrix::of(&petal_means()),
        }
    }

    /// U_rᵀSV_r = diag(s), U_rᵀU_r = V_rᵀV_r = I: exact for frames drawn, enclosed for the irises.
    pub(super) fn modes_are_of_target<S: Rung>(&self) -> Compared<S> {
        let ((left, right), strengths) = (self.frames::<S>(), self.strengths::<S>());
        let excited = self.overlaps.len();
        let back = &self.matrix() * &right;
        let gram = |frame: &Matrix<S>| equal(&frame.transpose() * frame, Matrix::identity(excited));
        equal(back, &left * &Matrix::diagonal(&strengths[..excited]))
            .and(gram(&left))
            .and(gram(&right))
    }

    /// ½‖Y − W₂W₁X‖² for the inputs times `loudness` and the targets divided by it.
    fn loss<T: Field>(&self, layers: &[Matrix<T>], loudness: usize) -> T {
        let (inputs, loudness) = (Matrix::of(&self.inputs), T::count(loudness));
        let targets = &(&self.matrix::<T>() * &inputs) + &Matrix::of(&self.noise);
        let outputs = end_to_end(layers).times(&inputs.scale(&loudness));
        half_squares(&outputs, &targets.scale(&(T::one() / loudness)))
    }

    /// ∂loss/∂W_l.
    pub(super) fn gradients<S: Field>(
        &self,
        layers: &[Matrix<S>],
        loudness: usize,
    ) -> Vec<Matrix<S>> {
        gradient(layers, |layers| self.loss(layers, loudness))
    }
}

impl Loss for &Start {
    fn at<T: Real>(&self, layers: &[Matrix<T>]) -> T {
        self.loss(layers, 1)
    }
}

/// 2 × 3.
fn petal_means() -> Matrix<Rational> {
    let (flowers, labels) = (iris_measurements(), iris_labels());
    Matrix::from_fn(2, 3, |feature, species| {
        let of_species = (0..150).filter(|&flower| labels[flower] == species);
        let total =
            crate::number::sum(of_species.map(|flower| flowers[(flower, 2 + feature)].clone()));
        total / Rational::from(50)
    })
}

/// The left singular vectors (2 × 2) and the singular values of the means, from the eigenvalues of a 2 × 2 matrix.
fn petal_modes<S: Rung>() -> (Matrix<S>, Vec<S>) {
    let means = petal_means();
    let gram = &means * &means.transpose();
    let entry = |i, j| S::of(&gram[(i, j)]);
    let half_gap = (entry(0, 0) - entry(1, 1)) * S::ratio(1, 2);
    let radius = (half_gap.square() + entry(0, 1).square()).sqrt();
    let top = (entry(0, 0) + entry(1, 1)) * S::ratio(1, 2) + &radius;
    let bottom = S::of(&crate::linalg::determinant(&gram)) / &top;
    // (λ − c, b) is an eigenvector of [[a, b], [b, c]]; λ − c is the sum of two positive numbers.
    let (x, y) = (half_gap + radius, entry(0, 1));
    let length = (x.square() + y.square()).sqrt();
    let (x, y) = (x / &length, y / &length);
    let left = Matrix::from_rows(&[vec![x.clone(), -&y], vec![y, x]]);
    (left, vec![top.sqrt(), bottom.sqrt()])
}
