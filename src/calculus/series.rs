//! Taylor series of all steps of a program, one coefficient of all of them after the other.

use super::program::{Program, Step};
use crate::number::Real;

/// The coefficients of one step.
#[derive(Clone)]
struct Coefficients<C> {
    /// c₀, c₁, … as far as they are known.
    rising: Vec<C>,
    /// …, c₁, c₀, at the end of a list that is long enough for all, so that convolutions are dot products of slices.
    falling: Vec<C>,
}

impl<C: Real> Coefficients<C> {
    fn new(length: usize) -> Self {
        Coefficients { rising: Vec::with_capacity(length), falling: vec![C::zero(); length] }
    }

    fn push(&mut self, c: C) {
        let place = self.falling.len() - 1 - self.rising.len();
        self.falling[place] = c.clone();
        self.rising.push(c);
    }

    /// c_k, …, c₀.
    fn down_from(&self, k: usize) -> &[C] {
        &self.falling[self.falling.len() - 1 - k..]
    }
}

/// Σⱼ aⱼb_{k−j} over all j.
fn convolution<C: Real>(a: &Coefficients<C>, b: &Coefficients<C>, k: usize) -> C {
    C::dot(&a.rising[..=k], b.down_from(k))
}

/// The factors of a sum of products, side by side by their order, so that its convolutions are one dot product.
struct Factors<C> {
    pairs: Vec<(usize, usize)>,
    /// a₀, a′₀, …, a₁, a′₁, … of the factors at the left, as far as they are known.
    rising: Vec<C>,
    /// …, b₁, b′₁, …, b₀, b′₀, … of those at the right, at the end of a list that is long enough for all.
    falling: Vec<C>,
}

impl<C: Real> Factors<C> {
    fn new(pairs: Vec<(usize, usize)>, length: usize) -> Self {
        let room = pairs.len() * length;
        Factors { pairs, rising: Vec::with_capacity(room), falling: vec![C::zero(); room] }
    }

    /// Takes the factors' coefficients of order k.
    fn push(&mut self, steps: &[Coefficients<C>], k: usize) {
        let known = self.rising.len() + self.pairs.len();
        let first = self.falling.len() - known;
        for (place, &(a, b)) in self.falling[first..].iter_mut().zip(&self.pairs) {
            self.rising.push(steps[a].rising[k].clone());
            *place = steps[b].rising[k].clone();
        }
    }

    /// The coefficient of the sum, to the order that the factors' are known to.
    fn convolution(&self) -> C {
        C::dot(&self.rising, &self.falling[self.falling.len() - self.rising.len()..])
    }

    /// The same in another number type, with room for so many orders, for the steps in that type.
    fn mapped<T: Real>(&self, steps: &[Coefficients<T>], length: usize) -> Factors<T> {
        let mut copy = Factors::new(self.pairs.clone(), length);
        for k in 0..self.rising.len() / self.pairs.len() {
            copy.push(steps, k);
        }
        copy
    }
}

/// The series of all steps about a point, in one variable, to an order that grows by [`Series::extend`].
///
/// At balls, each coefficient encloses those about every point: f⁽ᵏ⁾/k! as a function of the coefficients of the inputs.
pub(super) struct Series<'a, C> {
    pub(super) program: &'a Program,
    steps: Vec<Coefficients<C>>,
    /// j·cⱼ for the arguments of functions.
    weighted: Vec<Vec<C>>,
    /// What the sums of products consist of, where both factors move.
    factors: Vec<Option<Factors<C>>>,
    zero: C,
}

impl<'a, C: Real> Series<'a, C> {
    /// The coefficients of order 0 at a point, with room for orders up to `order`.
    ///
    /// # Panics
    /// When the program has another number of inputs.
    pub(super) fn new(program: &'a Program, at: &[C], order: usize) -> Self {
        assert_eq!(at.len(), program.inputs, "the variables of a program");
        let room = |&moves: &bool| Coefficients::new(if moves { order + 1 } else { 1 });
        let factors = |step: &Step| {
            let Step::Dot(pairs) = step else { return None };
            let moves = |&&(a, b): &&(usize, usize)| program.moves[a] && program.moves[b];
            let moving: Vec<_> = pairs.iter().filter(moves).copied().collect();
            (!moving.is_empty()).then(|| Factors::new(moving, order + 1))
        };
        let mut series = Series {
            program,
            factors: program.steps.iter().map(factors).collect(),
            steps: program.moves.iter().map(room).collect(),
            weighted: vec![Vec::new(); program.steps.len()],
            zero: C::zero(),
        };
        series.extend(at, 0);
        series
    }

    /// The known coefficients of another series, to go on from there.
    pub(super) fn mapped<T: Real>(&self, order: usize, f: impl Fn(&C) -> T) -> Series<'a, T> {
        let copy = |(own, &moves): (&Coefficients<C>, &bool)| {
            let mut copy = Coefficients::new(if moves { order + 1 } else { 1 });
            own.rising.iter().for_each(|c| copy.push(f(c)));
            copy
        };
        let steps: Vec<_> = self.steps.iter().zip(&self.program.moves).map(copy).collect();
        let factors =
            |own: &Option<Factors<C>>| own.as_ref().map(|own| own.mapped(&steps, order + 1));
        Series {
            program: self.program,
            factors: self.factors.iter().map(factors).collect(),
            weighted: self.weighted.iter().map(|all| all.iter().map(&f).collect()).collect(),
            zero: T::zero(),
            steps,
        }
    }

    /// The coefficient of order k of a step.
    pub(super) fn coefficient(&self, step: usize, k: usize) -> &C {
        if self.program.moves[step] || k == 0 { &self.steps[step].rising[k] } else { &self.zero }
    }

    /// The coefficients of a step from order k down to 0.
    pub(super) fn down_from(&self, step: usize, k: usize) -> &[C] {
        self.steps[step].down_from(k)
    }

    /// The coefficient of order k of output i.
    pub(super) fn output(&self, i: usize, k: usize) -> &C {
        self.coefficient(self.program.outputs[i], k)
    }

    /// The coefficients of order k of all steps, for those of the inputs; all lower ones are known.
    pub(super) fn extend(&mut self, inputs: &[C], k: usize) {
        for index in 0..self.steps.len() {
            if k == 0 || self.program.moves[index] {
                let next = self.next(index, inputs, k);
                self.steps[index].push(next);
            }
        }
    }

    fn next(&mut self, index: usize, inputs: &[C], k: usize) -> C {
        let at = |step: usize| self.coefficient(step, k);
        match &self.program.steps[index] {
            Step::Variable(i) => inputs[*i].clone(),
            Step::Constant(value) => C::of(value),
            Step::Pi => C::pi(),
            Step::Sum(a, b) => match (self.rests(*a, k), self.rests(*b, k)) {
                (true, _) => at(*b).clone(),
                (_, true) => at(*a).clone(),
                _ => at(*a) + at(*b),
            },
            Step::Difference(a, b) => match (self.rests(*a, k), self.rests(*b, k)) {
                (true, _) => -at(*b),
                (_, true) => at(*a).clone(),
                _ => at(*a) - at(*b),
            },
            Step::Product(a, b) if a == b && k == 0 => at(*a).square(),
            Step::Product(a, b) => self.product(*a, *b, k),
            Step::Quotient(a, b) => {
                let divisor = self.coefficient(*b, 0);
                if k == 0 || !self.program.moves[*b] {
                    return at(*a) / divisor;
                }
                let known =
                    C::dot(&self.steps[*b].rising[1..=k], self.steps[index].down_from(k - 1));
                if self.rests(*a, k) { -known / divisor } else { (at(*a) - known) / divisor }
            }
            Step::Negation(a) => -at(*a),
            Step::Dot(pairs) => {
                let own = self.factors[index].as_mut().map(|own| {
                    own.push(&self.steps, k);
                    own.convolution()
                });
                let half = |&&(a, b): &&(usize, usize)| {
                    !(self.both_move(a, b) || self.rests(a, k) && self.rests(b, k))
                };
                let halves = pairs.iter().filter(half).map(|&(a, b)| self.product(a, b, k));
                own.into_iter().chain(halves).reduce(|sum, term| sum + term).unwrap_or_else(C::zero)
            }
            Step::Applied { function, at: argument, slope } => {
                if k == 0 {
                    self.weighted[index].push(C::zero());
                    return function.of(self.coefficient(*argument, 0));
                }
                // y′ = slope·x′.
                let weighted = self.coefficient(*argument, k) * C::count(k);
                let slope = &self.steps[*slope];
                self.weighted[index].push(weighted);
                C::dot(&self.weighted[index][1..=k], slope.down_from(k - 1)) / C::count(k)
            }
            Step::Sign(a) => {
                let x = at(*a);
                let reading = x.reading();
                if k > 0 {
                    C::zero()
                } else if reading.is_positive() {
                    C::one()
                } else if reading.is_negative() {
                    -C::one()
                } else {
                    x.abs() / x
                }
            }
        }
    }

    /// Whether the coefficient of order k vanishes since the step is a constant.
    fn rests(&self, step: usize, k: usize) -> bool {
        k > 0 && !self.program.moves[step]
    }

    fn both_move(&self, a: usize, b: usize) -> bool {
        self.program.moves[a] && self.program.moves[b]
    }

    fn product(&self, a: usize, b: usize, k: usize) -> C {
        match (self.program.moves[a], self.program.moves[b]) {
            (false, _) => self.coefficient(a, 0) * self.coefficient(b, k),
            (_, false) => self.coefficient(a, k) * self.coefficient(b, 0),
            _ => convolution(&self.steps[a], &self.steps[b], k),
        }
    }
}

impl Series<'_, f64> {
    /// The largest coefficient of order k of a step, relative to the step's first three.
    pub(super) fn relative_size(&self, k: usize) -> f64 {
        let relative = |own: &Coefficients<f64>| {
            let first = own.rising.iter().take(3).fold(0.0, |top: f64, c| top.max(c.abs()));
            own.rising.get(k).filter(|_| first > 0.0).map_or(0.0, |c| c.abs() / first)
        };
        self.steps.iter().map(relative).fold(0.0, f64::max)
    }
}
