//! Formulas as lists of steps, so that series and derivatives of all of them are had in one pass.

use super::flow::shaped;
use super::formula::{Expression, Formula, Function};
use super::series::Series;
use super::tangent::Tangent;
use crate::linalg::Matrix;
use crate::number::{Rational, Real};
use num_traits::One;
use std::collections::HashMap;

/// One step; operands are indices of other steps, of earlier ones but for the slopes of functions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    Variable(usize),
    Constant(Rational),
    Pi,
    Sum(usize, usize),
    Difference(usize, usize),
    Product(usize, usize),
    Quotient(usize, usize),
    Negation(usize),
    Dot(Vec<(usize, usize)>),
    /// y = f(x), and the step that is f′(x), so that y′ = f′(x)·x′ in every sense.
    Applied {
        function: Function,
        at: usize,
        slope: usize,
    },
    /// ±1: locally constant.
    Sign(usize),
}

/// Some functions of the same variables, without common parts computed twice.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// Whether a step depends on a variable.
    pub(super) moves: Vec<bool>,
    pub(super) outputs: Vec<usize>,
    pub(super) inputs: usize,
}

impl Program {
    /// What `f` computes from so many variables.
    pub(super) fn of(inputs: usize, f: impl FnOnce(&[Formula]) -> Vec<Formula>) -> Self {
        let variables: Vec<_> = (0..inputs).map(Formula::variable).collect();
        let outputs = f(&variables);
        let mut writer = Writer::default();
        let outputs = outputs.iter().map(|output| writer.index(output)).collect();
        Program { steps: writer.steps, moves: writer.moves, outputs, inputs }
    }

    /// What `f` computes from matrices of these shapes.
    pub(super) fn of_matrices<T>(
        shapes: &[Matrix<T>],
        f: impl FnOnce(&[Matrix<Formula>]) -> Vec<Formula>,
    ) -> Self {
        let inputs = shapes.iter().map(|m| m.entries().len()).sum();
        Program::of(inputs, |variables| f(&shaped(variables, shapes)))
    }

    /// The values at a point.
    pub(super) fn values<T: Real>(&self, at: &[T]) -> Vec<T> {
        let series = Series::new(self, at, 0);
        self.outputs.iter().map(|&output| series.coefficient(output, 0).clone()).collect()
    }

    /// The gradient of the first output, by reverse mode: as dear as a few evaluations, whatever the number of variables.
    pub(super) fn gradient<T: Real>(&self, at: &[T]) -> Vec<T> {
        let series = Series::new(self, at, 0);
        let value = |step: usize| series.coefficient(step, 0);
        let mut adjoints: Vec<Option<T>> = vec![None; self.steps.len()];
        let mut result = vec![T::zero(); self.inputs];
        adjoints[self.outputs[0]] = Some(T::one());
        for (index, step) in self.steps.iter().enumerate().rev() {
            let Some(own) = adjoints[index].take() else { continue };
            let mut add = |to: usize, what: T| {
                if self.moves[to] {
                    adjoints[to] = Some(match adjoints[to].take() {
                        Some(known) => known + what,
                        None => what,
                    });
                }
            };
            match step {
                Step::Variable(i) => result[*i] = own,
                Step::Constant(_) | Step::Pi | Step::Sign(_) => {}
                Step::Sum(a, b) => {
                    add(*a, own.clone());
                    add(*b, own);
                }
                Step::Difference(a, b) => {
                    add(*b, -&own);
                    add(*a, own);
                }
                Step::Product(a, b) => {
                    add(*a, &own * value(*b));
                    add(*b, own * value(*a));
                }
                Step::Quotient(a, b) => {
                    let per = own / value(*b);
                    add(*b, -(&per * value(index)));
                    add(*a, per);
                }
                Step::Negation(a) => add(*a, -own),
                Step::Dot(pairs) => {
                    for &(a, b) in pairs {
                        add(a, &own * value(b));
                        add(b, &own * value(a));
                    }
                }
                Step::Applied { at, slope, .. } => add(*at, own * value(*slope)),
            }
        }
        result
    }

    /// The derivatives of all outputs (rows) by all variables (columns).
    pub(super) fn jacobian<T: Real>(&self, at: &[T]) -> Matrix<T> {
        let series = Series::new(self, at, 0);
        let direction = |j: usize| -> Vec<T> {
            (0..at.len()).map(|i| if i == j { T::one() } else { T::zero() }).collect()
        };
        let columns: Vec<Tangent<'_, '_, T, T>> =
            (0..at.len()).map(|j| Tangent::new(&series, &direction(j), 0)).collect();
        Matrix::from_fn(self.outputs.len(), at.len(), |i, j| columns[j].output(i, 0))
    }

    /// The program of that gradient.
    pub(super) fn differentiated(&self) -> Self {
        Program::of(self.inputs, |variables| self.gradient(variables))
    }
}

/// Steps as they are written.
#[derive(Default)]
struct Writer {
    steps: Vec<Step>,
    moves: Vec<bool>,
    /// Where a formula of this place is.
    places: HashMap<*const Expression, usize>,
    /// Where a step like this one is.
    written: HashMap<Step, usize>,
}

impl Writer {
    /// The step of a formula, after those that it needs, by a stack of its own: formulas may be deep.
    fn index(&mut self, formula: &Formula) -> usize {
        let mut open = vec![formula.clone()];
        while let Some(next) = open.last().cloned() {
            if self.places.contains_key(&next.place()) {
                open.pop();
                continue;
            }
            let missing: Vec<_> = operands(&next)
                .into_iter()
                .filter(|operand| !self.places.contains_key(&operand.place()))
                .cloned()
                .collect();
            if missing.is_empty() {
                let index = self.written(&next);
                self.places.insert(next.place(), index);
                open.pop();
            } else {
                open.extend(missing);
            }
        }
        self.places[&formula.place()]
    }

    fn written(&mut self, formula: &Formula) -> usize {
        let at = |operand: &Formula| self.places[&operand.place()];
        let sorted = |a: usize, b: usize| (a.min(b), a.max(b));
        let step = match formula.expression() {
            Expression::Variable(i) => Step::Variable(*i),
            Expression::Constant(value) => Step::Constant(value.clone()),
            Expression::Pi => Step::Pi,
            Expression::Sum(a, b) => {
                let (a, b) = sorted(at(a), at(b));
                Step::Sum(a, b)
            }
            Expression::Difference(a, b) => Step::Difference(at(a), at(b)),
            Expression::Product(a, b) => {
                let (a, b) = sorted(at(a), at(b));
                Step::Product(a, b)
            }
            Expression::Quotient(a, b) => Step::Quotient(at(a), at(b)),
            Expression::Negation(a) => Step::Negation(at(a)),
            Expression::Dot(pairs) => {
                let mut pairs: Vec<_> = pairs.iter().map(|(a, b)| sorted(at(a), at(b))).collect();
                pairs.sort_unstable();
                Step::Dot(pairs)
            }
            Expression::Applied(function, a) => {
                let at = at(a);
                return self.applied(*function, at);
            }
        };
        self.step(step)
    }

    fn step(&mut self, step: Step) -> usize {
        if let Some(&known) = self.written.get(&step) {
            return known;
        }
        let moves = match &step {
            Step::Variable(_) => true,
            Step::Constant(_) | Step::Pi => false,
            Step::Sum(a, b)
            | Step::Difference(a, b)
            | Step::Product(a, b)
            | Step::Quotient(a, b) => self.moves[*a] || self.moves[*b],
            Step::Negation(a) | Step::Sign(a) | Step::Applied { at: a, .. } => self.moves[*a],
            Step::Dot(pairs) => pairs.iter().any(|&(a, b)| self.moves[a] || self.moves[b]),
        };
        let index = self.steps.len();
        self.written.insert(step.clone(), index);
        self.steps.push(step);
        self.moves.push(moves);
        index
    }

    /// f(x), and its slope after it: e^x and 1/x of themselves, cos and −sin, 1 − tanh², 1/(2√x), the sign.
    fn applied(&mut self, function: Function, at: usize) -> usize {
        // A slope depends on its function, which is not written yet: the place of the function is known, since it is next.
        let unwritten = usize::MAX;
        let key = Step::Applied { function, at, slope: unwritten };
        if let Some(&known) = self.written.get(&key) {
            return known;
        }
        let own = self.step(key);
        let slope = match function {
            Function::Exp => own,
            Function::Abs => self.step(Step::Sign(at)),
            Function::Ln => {
                let one = self.step(Step::Constant(Rational::one()));
                self.step(Step::Quotient(one, at))
            }
            Function::Sqrt => {
                let half = self.step(Step::Constant(Rational::fraction(1, 2)));
                self.step(Step::Quotient(half, own))
            }
            Function::Tanh => {
                let one = self.step(Step::Constant(Rational::one()));
                let square = self.step(Step::Product(own, own));
                self.step(Step::Difference(one, square))
            }
            Function::Sin => self.applied(Function::Cos, at),
            Function::Cos => {
                let sine = self.applied(Function::Sin, at);
                self.step(Step::Negation(sine))
            }
        };
        self.steps[own] = Step::Applied { function, at, slope };
        own
    }
}

fn operands(formula: &Formula) -> Vec<&Formula> {
    match formula.expression() {
        Expression::Variable(_) | Expression::Constant(_) | Expression::Pi => Vec::new(),
        Expression::Sum(a, b)
        | Expression::Difference(a, b)
        | Expression::Product(a, b)
        | Expression::Quotient(a, b) => vec![a, b],
        Expression::Negation(a) | Expression::Applied(_, a) => vec![a],
        Expression::Dot(pairs) => pairs.iter().flat_map(|(a, b)| [a, b]).collect(),
    }
}
