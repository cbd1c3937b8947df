//! A sequence of tasks with given designs, and the weights that fit them in turn.

use crate::claim::{Case, Draw, Rejected};
use crate::datasets::iris_measurements;
use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Field, Rational};
use num_traits::Zero;

/// Tasks with any designs and noises.
#[derive(Debug)]
pub(super) struct Sequence {
    tasks: Vec<Task<Rational>>,
    /// Any weights z: z + Xₜ⁺(yₜ − Xₜz) is any interpolator of task t.
    elsewhere: Matrix<Rational>,
    /// η‖X_T‖², Frobenius norm, in (0, 2).
    relative_step: Rational,
}

/// One task with the weights before and after it.
#[derive(Clone, Debug)]
pub(super) struct Task<S> {
    /// Xₜ, n × p.
    pub(super) design: Matrix<S>,
    /// Xₜ⁺, p × n.
    pub(super) inverse: Matrix<S>,
    /// w*ₜ, p × 1.
    pub(super) truth: Matrix<S>,
    /// ξₜ, n × 1.
    pub(super) noise: Matrix<S>,
}

impl Task<Rational> {
    /// Xₜ⁺ = Xₜᵀ(XₜXₜᵀ)⁻¹, exactly.
    fn new(
        design: Matrix<Rational>,
        truth: Matrix<Rational>,
        noise: Matrix<Rational>,
    ) -> Result<Self, Rejected> {
        let gram = &design * &design.transpose();
        let inverse = solve_exactly(&gram, &design)
            .map_err(|_| Rejected("the rows of every design are independent"))?
            .transpose();
        Ok(Task { design, inverse, truth, noise })
    }
}

impl<S: Field> Task<S> {
    fn of(task: &Task<Rational>) -> Self {
        Task {
            design: Matrix::of(&task.design),
            inverse: Matrix::of(&task.inverse),
            truth: Matrix::of(&task.truth),
            noise: Matrix::of(&task.noise),
        }
    }

    /// yₜ.
    pub(super) fn targets(&self) -> Matrix<S> {
        &(&self.design * &self.truth) + &self.noise
    }

    /// w + Xₜ⁺(yₜ − Xₜw).
    pub(super) fn fitted_from(&self, weights: &Matrix<S>) -> Matrix<S> {
        let misfit = &self.targets() - &(&self.design * weights);
        weights + &(&self.inverse * &misfit)
    }
}

impl Sequence {
    pub(super) fn tasks<S: Field>(&self) -> Vec<Task<S>> {
        self.tasks.iter().map(Task::of).collect()
    }

    pub(super) fn elsewhere<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.elsewhere)
    }

    pub(super) fn relative_step<S: Field>(&self) -> S {
        S::of(&self.relative_step)
    }

    /// w₀, …, w_T.
    pub(super) fn weights<S: Field>(&self) -> Vec<Matrix<S>> {
        let mut weights = vec![Matrix::zeros(self.elsewhere.rows(), 1)];
        for task in self.tasks() {
            weights.push(task.fitted_from(&weights[weights.len() - 1]));
        }
        weights
    }
}

impl Case for Sequence {
    /// n = 1..3, p = n + 1..n + 4, T = 2..3.
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let examples = draw.dim(1, 3);
        let weights = draw.dim(examples + 1, examples + 4);
        let tasks = (0..draw.dim(2, 3)).map(|_| {
            let design = draw.matrix(examples, weights);
            Task::new(design, draw.vector(weights), draw.vector(examples))
        });
        let tasks = tasks.collect::<Result<_, _>>()?;
        let elsewhere = draw.vector(weights);
        Ok(Sequence { tasks, elsewhere, relative_step: draw.above("0.1", "1.9") })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let small = |modulus: i64, shape: (usize, usize), tasks: i64| {
            let entry = |i: usize, j: usize, t: i64| {
                let (i, j) =
                    (i64::try_from(i).expect("a row"), i64::try_from(j).expect("a column"));
                Rational::fraction((7 * i * i + 5 * j * (i + 1) + 3 * t * (j + 1)) % modulus - 3, 2)
            };
            let task = |t| {
                let design = Matrix::from_fn(shape.0, shape.1, |i, j| entry(i, j, t));
                let truth = Matrix::from_fn(shape.1, 1, |j, _| entry(j, 1, t));
                let noise = Matrix::from_fn(shape.0, 1, |i, _| entry(i, 2, t));
                Task::new(design, truth, noise).expect("rows chosen independent")
            };
            Sequence {
                tasks: (1..=tasks).map(task).collect(),
                elsewhere: Matrix::ones(shape.1, 1),
                relative_step: Rational::fraction(3, 2),
            }
        };
        vec![
            ("one example of two weights, twice", small(7, (1, 2), 2)),
            ("five examples of 16 weights, twice", small(11, (5, 16), 2)),
            ("three species of iris", iris()),
        ]
    }
}

/// Petal width from 1, the other three measurements and their products; three flowers of each species, and the truth
/// "a multiple of petal length", which leaves the rest of the width as noise.
fn iris() -> Sequence {
    let flowers = iris_measurements();
    let species = |(label, multiple): (usize, Rational)| {
        let rows = (0..3).map(|i| flowers.row(50 * label + 7 * i));
        let features = |row: &[Rational]| {
            let (length, width, petal) = (&row[0], &row[1], &row[2]);
            let products = [length * width, length * petal, width * petal];
            let linear = [Rational::from(1), length.clone(), width.clone(), petal.clone()];
            [linear.as_slice(), &products].concat()
        };
        let design = Matrix::from_rows(&rows.clone().map(features).collect::<Vec<_>>());
        let truth =
            Matrix::from_fn(7, 1, |j, _| if j == 3 { multiple.clone() } else { Rational::zero() });
        let widths = Matrix::column(rows.map(|row| row[3].clone()).collect());
        let noise = &widths - &(&design * &truth);
        Task::new(design, truth, noise).expect("these nine flowers are independent")
    };
    let multiples = [(1, 6), (3, 10), (4, 11)].map(|(a, b)| Rational::fraction(a, b));
    Sequence {
        tasks: multiples.into_iter().enumerate().map(species).collect(),
        elsewhere: Matrix::ones(7, 1),
        relative_step: Rational::from(1),
    }
}
