//! A controller's stars keep the predicates of the state, so that a closed loop is reached exactly.

use super::exact::{are_exactly, reached};
use super::star::{Split, Star};
use super::{column, short_matrix, short_network, value};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ReluNetwork;
use crate::number::{Field, Rational};

/// As star-relu-exact-sound-and-complete, and Ax + Bu is affine in α.
pub(super) const SHARED_PREDICATES: Claim = Claim {
    id: "closed-loop-shared-predicate-exactness",
    statement: "x⁺ = Ax + Bf(x), X a star: if the output stars ⟨c_u, V_u, C′, d′⟩ of f keep the α of X, the reachable set is the union of the \
                ⟨Ac_x+Bc_u, AV_x+BV_u, C′, d′⟩, step by step; the Minkowski sum AX ⊕ Bf(X) is larger in general: {0} and [−2, 2] for x⁺ = x − relu(x) + relu(−x), \
                X = [−1, 1]",
    hypotheses: "linear plant, relu controller; n = 2, a controller 2-2-1, 1 or 2 steps from a box, the example and a controller 2-4-1 for 3 steps; α as in \
                 star-relu-exact-sound-and-complete; all in rationals",
    source: "abstract (exact analysis of linear plants); derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: identity!(Loop, S, |case| case.is_exact::<S>(&case.after(Predicates::Shared))),
    witness: None,
    mutants: &[
        Mutant::new(
            "minkowski-sum",
            "it pairs states with the controls of other states",
            identity!(Loop, S, |case| {
                let directions = Matrix::<Rational>::identity(case.plant.rows());
                Compared::all((0..directions.cols()).map(|k| {
                    let [exact, sum] = case.supports(&directions.col(k));
                    equal(S::of(&exact), S::of(&sum))
                }))
            }),
        ),
        Mutant::new(
            "bounds-not-shared",
            "without C′ a control is used where another one is in force",
            identity!(Loop, S, |case| case.is_exact::<S>(&case.after(Predicates::Lost))),
        ),
    ],
};

/// Whether the stars of a step keep the bounds of the controller's.
#[derive(Clone, Copy, PartialEq)]
enum Predicates {
    Shared,
    Lost,
}

/// A plant, its controller and a box of states.
#[derive(Debug)]
struct Loop {
    /// A (n × n).
    plant: Matrix<Rational>,
    /// B (n × 1).
    input: Matrix<Rational>,
    controller: ReluNetwork<Rational>,
    start: Star,
    steps: usize,
    /// α in the box, m × 4.
    samples: Matrix<Rational>,
}

impl Case for Loop {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Loop {
            plant: short_matrix(draw, 2, 2),
            input: short_matrix(draw, 2, 1),
            controller: short_network(draw, &[2, 2, 1]),
            start: Star::of_box(short_matrix(draw, 2, 1), short_matrix(draw, 2, 2)),
            steps: draw.dim(1, 2),
            samples: Matrix::from_fn(2, 4, |_, _| Rational::fraction(draw.integer(-32, 32), 32)),
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let example = |steps| Loop {
            plant: Matrix::ones(1, 1),
            input: Matrix::ones(1, 1),
            controller: ReluNetwork {
                layers: vec![
                    (column(&[1, -1]), column(&[0, 0])),
                    (column(&[-1, 1]).transpose(), column(&[0])),
                ],
            },
            start: Star::of_box(column(&[0]), Matrix::ones(1, 1)),
            steps,
            samples: Matrix::from_fn(1, 4, |_, k| {
                Rational::fraction(i64::try_from(k).expect("few") - 1, 3)
            }),
        };
        let tape = squares_tape(200, 7, 97);
        let mut draw = Draw::replay(&tape);
        let wide = Loop {
            controller: short_network(&mut draw, &[2, 4, 1]),
            plant: short_matrix(&mut draw, 2, 2),
            input: short_matrix(&mut draw, 2, 1),
            start: Star::of_box(short_matrix(&mut draw, 2, 1), Matrix::identity(2)),
            steps: 3,
            samples: Matrix::from_fn(2, 4, |_, _| Rational::fraction(draw.integer(-32, 32), 32)),
        };
        vec![
            ("the example, one step", example(1)),
            ("the example, three steps", example(3)),
            ("a controller 2-4-1, three steps", wide),
        ]
    }
}

impl Loop {
    /// The stars after all steps.
    fn after(&self, predicates: Predicates) -> Vec<Star> {
        (0..self.steps).fold(vec![self.start.clone()], |stars, _| {
            stars.iter().flat_map(|star| self.step(star, predicates)).collect()
        })
    }

    fn step(&self, star: &Star, predicates: Predicates) -> Vec<Star> {
        let next = |control: Star| Star {
            centre: &(&self.plant * &star.centre) + &(&self.input * &control.centre),
            basis: &(&self.plant * &star.basis) + &(&self.input * &control.basis),
            bounds: match predicates {
                Predicates::Shared => control.bounds,
                Predicates::Lost => star.bounds.clone(),
            },
        };
        reached(&self.controller, star, Split::Exact).into_iter().map(next).collect()
    }

    fn is_exact<S: Field>(&self, stars: &[Star]) -> Compared<S> {
        let mut samples: Vec<_> = (0..self.samples.cols()).map(|k| self.samples.col(k)).collect();
        samples.extend(self.start.vertices());
        are_exactly(stars, &samples, |alpha| {
            (0..self.steps).fold(self.start.at(alpha), |x, _| {
                &(&self.plant * &x) + &(&self.input * &value(&self.controller, &x))
            })
        })
    }

    /// h of one step, exactly and by the Minkowski sum.
    fn supports(&self, direction: &Matrix<Rational>) -> [Rational; 2] {
        let greatest = |stars: &[Star]| {
            let values = stars.iter().filter_map(|star| star.support(direction));
            values.reduce(|a, b| if b > a { b } else { a }).expect("a set that is not empty")
        };
        let none = Matrix::zeros(self.plant.rows(), 1);
        let controls = reached(&self.controller, &self.start, Split::Exact);
        let moved: Vec<_> = controls.iter().map(|star| star.mapped(&self.input, &none)).collect();
        let plant = greatest(&[self.start.mapped(&self.plant, &none)]);
        [greatest(&self.step(&self.start, Predicates::Shared)), plant + greatest(&moved)]
    }
}
